import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameBuilder } from '../../src/cell/frame.ts';
import { suppressionPolicies, type SuppressionPolicy } from '../../src/disclosure/policy.ts';
import { withholdSmallCells } from '../../src/disclosure/primary.ts';
import golden from '../fixtures/golden/suppression.json' with { type: 'json' };

interface Counts {
  readonly eligible: number;
  readonly excluded: number;
  readonly denominator: number;
  readonly numerator: number;
}
const policy = (id: string): SuppressionPolicy => {
  const found = suppressionPolicies.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no policy ${id}`);
  return found;
};
const cms = policy('cms');
const frameOf = (cells: readonly Counts[]) => {
  const builder = createFrameBuilder({ practice: 'exclusive' });
  for (const [index, { eligible, excluded, denominator, numerator }] of cells.entries())
    builder.add([`practice ${index}`], [eligible, excluded, denominator, numerator]);
  return builder.build();
};
const rowsOf = ({ columns, length }: ReturnType<typeof frameOf>) =>
  Array.from({ length }, (_, row) => ['eligible', 'excluded', 'denominator', 'numerator'].map((name) => columns[name]?.[row]));
const isHidden = (counts: Partial<Counts>, rule = cms) => {
  const { denominator = 40, numerator = 20, excluded = 0, eligible = denominator + excluded } = counts;
  return withholdSmallCells(frameOf([{ eligible, excluded, denominator, numerator }]), rule).hiddenRows === 1;
};

test.for(golden.cases)('golden cell $group: $numerator of $denominator', ({ denominator, numerator, hide_rate }) => {
  expect(isHidden({ denominator, numerator })).toBe(hide_rate);
});

const anyCounts = fc
  .record({ excluded: fc.nat(30), denominator: fc.nat(60), spare: fc.nat(30) })
  .chain(({ excluded, denominator, spare }) =>
    fc.record({
      eligible: fc.constant(excluded + denominator + spare),
      excluded: fc.constant(excluded),
      denominator: fc.constant(denominator),
      numerator: fc.nat(denominator),
    }),
  );
const anyRange = fc.tuple(fc.integer({ min: 1, max: 15 }), fc.nat(15)).map(([from, more]) => ({ from, to: from + more }));

test('a brute-force oracle: a row is hidden when a person could be counted in the range, and then wholly', () => {
  fc.assert(
    fc.property(fc.array(anyCounts, { maxLength: 20 }), anyRange, (cells, hide) => {
      const frame = frameOf(cells);
      const before = structuredClone(frame);
      const withheld = withholdSmallCells(frame, { ...cms, hide });
      // What a reader sees or works out: who was counted, who met it, who did not, who was excluded.
      const inRange = new Set(Array.from({ length: hide.to - hide.from + 1 }, (_, index) => hide.from + index));
      const expected = cells.map(({ excluded, denominator, numerator }) =>
        [denominator, numerator, denominator - numerator, excluded].some((count) => inRange.has(count)),
      );
      expect(Array.from(withheld.hidden, Boolean)).toEqual(expected);
      expect(withheld.hiddenRows).toBe(expected.filter(Boolean).length);
      expect(rowsOf(withheld.frame)).toEqual(
        rowsOf(frame).map((row, index) => (expected[index] === true ? row.map(() => NaN) : row)),
      );
      expect(withheld.frame.dimensions).toEqual(frame.dimensions);
      expect(frame).toEqual(before);
    }),
    { seed: 1 },
  );
});

describe('edges', () => {
  test('the ends of the range, and zero, which names nobody', () => {
    for (const count of [1, 10]) {
      expect(isHidden({ denominator: 40, numerator: count })).toBe(true);
      expect(isHidden({ denominator: 40, numerator: 40 - count })).toBe(true);
      expect(isHidden({ denominator: count, numerator: 0 })).toBe(true);
      expect(isHidden({ excluded: count })).toBe(true);
    }
    for (const count of [0, 11]) {
      expect(isHidden({ denominator: 40, numerator: count })).toBe(false);
      expect(isHidden({ denominator: 40, numerator: 40 - count })).toBe(false);
      expect(isHidden({ excluded: count })).toBe(false);
    }
    expect(isHidden({ denominator: 0, numerator: 0 })).toBe(false);
  });

  test('a fractional count beside the range is as small as the one in it', () => {
    for (const numerator of [0.4, 1.5, 10, 10.6, 29.4, 39.8]) expect(isHidden({ denominator: 40, numerator })).toBe(true);
    for (const numerator of [11, 11.5, 20.25, 29]) expect(isHidden({ denominator: 40, numerator })).toBe(false);
  });

  test.for(['eligible', 'excluded', 'denominator', 'numerator'])(
    'a withheld %s stays hidden, and hides its row, under every policy',
    (name) => {
      for (const rule of suppressionPolicies) expect(isHidden({ [name]: NaN }, rule)).toBe(true);
    },
  );

  test('a policy of none hides nothing else', () => {
    expect(isHidden({ denominator: 9, numerator: 4, excluded: 2 }, policy('none'))).toBe(false);
  });

  test('a frame without a column that must be looked at is refused', () => {
    const frame = createFrameBuilder({ practice: 'exclusive' }, ['denominator', 'numerator']).build();
    expect(() => withholdSmallCells(frame, cms)).toThrow(
      'a frame to withhold from has the columns eligible, excluded, denominator and numerator',
    );
  });
});
