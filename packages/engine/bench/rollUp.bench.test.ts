import { beforeAll, expect, test } from 'vitest';
import { compareTimes } from '../../../test/support/bench.ts';
import { createFrameBuilder, createRandom, rollUp, type CellFrame } from '../src/index.ts';

interface Tally {
  readonly practice: string;
  readonly stratum: string;
  readonly denominator: number;
  readonly numerator: number;
}
const dimensions = { practice: 'exclusive', stratum: 'exclusive' } as const;
const columns = ['denominator', 'numerator'] as const;

let tallies: Tally[];
let frame: CellFrame;
beforeAll(() => {
  const random = createRandom(1);
  tallies = Array.from({ length: 1_000_000 }, () => {
    const denominator = random.uniform() < 0.9 ? 1 : 0;
    const numerator = denominator === 1 && random.uniform() < 0.6 ? 1 : 0;
    return { practice: `practice ${random.below(31)}`, stratum: `stratum ${random.below(8)}`, denominator, numerator };
  });
  frame = code(tallies);
});

function code(rows: readonly Tally[]): CellFrame {
  const builder = createFrameBuilder(dimensions, columns);
  for (const { practice, stratum, denominator, numerator } of rows) builder.add([practice, stratum], [denominator, numerator]);
  return builder.build();
}

/** The plain way: a map from the names of a cell to an object with its counts. */
function countObjects(rows: readonly Tally[]): Map<string, Tally> {
  const cells = new Map<string, { practice: string; stratum: string; denominator: number; numerator: number }>();
  for (const { practice, stratum, denominator, numerator } of rows) {
    const key = `${practice}|${stratum}`;
    const cell = cells.get(key);
    if (cell) {
      cell.denominator += denominator;
      cell.numerator += numerator;
    } else cells.set(key, { practice, stratum, denominator, numerator });
  }
  return cells;
}

function asObjects(cells: CellFrame): Map<string, Tally> {
  const { practice, stratum } = cells.dimensions;
  return new Map(
    Array.from({ length: cells.length }, (_, row) => {
      const names = [practice, stratum].map((dimension) => dimension?.members[dimension.codes[row] ?? -1] ?? '');
      const [denominator = NaN, numerator = NaN] = columns.map((name) => cells.columns[name]?.[row]);
      const [practiceName = '', stratumName = ''] = names;
      return [names.join('|'), { practice: practiceName, stratum: stratumName, denominator, numerator }];
    }),
  );
}

test('1,000,000 tallies into the cells of 31 practices and 8 strata', () => {
  const keep = Object.keys(dimensions);
  expect(asObjects(rollUp(frame, keep))).toEqual(countObjects(tallies));
  const against = { name: 'a Map of objects', run: () => countObjects(tallies) };
  compareTimes('count 1,000,000 tallies', { ours: { name: 'coded columns', run: () => rollUp(frame, keep) }, against });
  compareTimes('code and count 1,000,000 tallies', {
    ours: { name: 'builder, then columns', run: () => rollUp(code(tallies), keep) },
    against,
  });
});
