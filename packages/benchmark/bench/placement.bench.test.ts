import { createRandom } from '@equipoise/engine';
import { expect, test } from 'vitest';
import { compareRates } from '../../engine/bench/support/compareRates.ts';
import {
  type Benchmark,
  benchmarkSets,
  chanceOfMeeting,
  type Counts,
  createPlacer,
  placeRate,
  rankPractices,
} from '../src/index.ts';

const PRACTICES = 5000;
const MEASURES = 20;

/** Practice panels as they are: denominators from 5 to 404. */
const random = createRandom(1);
const cells: readonly Counts[] = Array.from({ length: PRACTICES }, () => {
  const denominator = 5 + random.below(400);
  return { denominator, numerator: random.below(denominator + 1) };
});
const benchmarks = benchmarkSets()
  .filter(({ lines, unit }) => unit === 'percent' && lines.length > 0)
  .slice(0, MEASURES);

/** What an analyst's script does: divide, compare, round up; no chances, no words, and one patient too many now and then. */
function placePlainly({ denominator, numerator }: Counts, { direction, lines }: Benchmark) {
  const sign = direction === 'higher' ? 1 : -1;
  const rate = numerator / denominator;
  const placed = lines.map((line) => ({
    ...line,
    met: sign * (rate - line.rate) >= 0,
    distance: sign * (line.rate - rate),
    patientsToReach: Math.max(0, Math.ceil(sign * (line.rate * denominator - numerator))),
  }));
  const index = placed.findLastIndex(({ met }) => met);
  const [reached, next] = [placed[index], placed[index + 1]];
  const percentile =
    reached && next
      ? reached.percentile + ((rate - reached.rate) / (next.rate - reached.rate)) * (next.percentile - reached.percentile)
      : null;
  return { percentile, lines: placed, next: next ?? null };
}

/** The same with a Jeffreys posterior for every line. */
function placeWithChances(cell: Counts, benchmark: Benchmark) {
  const { direction, lines } = benchmark;
  return {
    ...placePlainly(cell, benchmark),
    chances: lines.map(({ rate }) => chanceOfMeeting(cell, { direction, rate })),
  };
}

/** The patients of every line by bigints alone, and nothing else. */
function patientsByBigint({ denominator, numerator }: Counts, { direction, lines }: Benchmark): readonly bigint[] {
  const [n, x] = [BigInt(denominator), BigInt(numerator)];
  return lines.map(({ text }) => {
    const [whole = '', fraction = ''] = text.split('.');
    const [units, one] = [BigInt(whole + fraction), 10n ** BigInt(fraction.length + 2)];
    const short = direction === 'higher' ? (n * units + one - 1n) / one - x : x - (n * units) / one;
    return short > 0n ? short : 0n;
  });
}

test('5,000 practices × 20 measures, each against every line with its distance, patients and chance', () => {
  expect(benchmarks).toHaveLength(MEASURES);
  let worst = 0;
  for (const benchmark of benchmarks) {
    const place = createPlacer(benchmark);
    for (const cell of cells) {
      const [ours, plain] = [place(cell), placePlainly(cell, benchmark)];
      expect(ours.lines.map((line) => BigInt(line.patientsToReach ?? -1))).toEqual(patientsByBigint(cell, benchmark));
      if (ours.interpolated) worst = Math.max(worst, Math.abs((ours.percentile ?? NaN) - (plain.percentile ?? NaN)));
    }
  }
  expect(worst).toBeLessThan(1e-9);

  const count = PRACTICES * MEASURES;
  const every = (of: (cell: Counts, benchmark: Benchmark) => unknown) => () => {
    for (const benchmark of benchmarks) for (const cell of cells) of(cell, benchmark);
  };
  compareRates(`${PRACTICES.toLocaleString('en')} practices × ${MEASURES} measures placed`, {
    ours: {
      name: 'createPlacer',
      count,
      run: () => {
        for (const benchmark of benchmarks) {
          const place = createPlacer(benchmark);
          for (const cell of cells) place(cell);
        }
      },
    },
    peers: [
      { name: 'placeRate, the lines read for every rate', count, run: every((cell, benchmark) => placeRate(cell, benchmark)) },
      { name: 'plain doubles with the same chances', count, run: every(placeWithChances) },
      { name: 'plain doubles, no chances', count, run: every(placePlainly) },
      { name: 'bigints, nothing but patients', count, run: every(patientsByBigint) },
    ],
    unit: 'placements',
    rounds: 7,
  });
});

/** Draws the plain way: an object a practice, sorted by a comparator. */
function rankPlainly(units: readonly (Counts & { readonly id: string })[], draws: number): ReadonlyMap<string, number> {
  const stream = createRandom(2);
  const sums = new Map<string, number>();
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = units.map(({ denominator, id, numerator }) => ({
      id,
      rate: stream.beta({ a: numerator + 0.5, b: denominator - numerator + 0.5 }),
    }));
    drawn.sort((a, b) => b.rate - a.rate);
    for (const [place, { id }] of drawn.entries()) sums.set(id, (sums.get(id) ?? 0) + place + 1);
  }
  return sums;
}

test('the ranks of 5,000 practices, drawn 200 times', () => {
  const draws = 200;
  const units = cells.map((cell, index) => ({ id: `practice ${index}`, ...cell }));
  const sums = rankPlainly(units, draws);
  for (const { expectedRank, id } of rankPractices(units, { direction: 'higher', seed: 1, draws }).practices)
    expect(Math.abs((expectedRank ?? NaN) - (sums.get(id) ?? NaN) / draws)).toBeLessThan(PRACTICES / 10); // two streams of draws
  const count = PRACTICES * draws;
  compareRates('ranks of 5,000 practices', {
    ours: { name: 'rankPractices', count, run: () => rankPractices(units, { direction: 'higher', seed: 1, draws }) },
    peers: [{ name: 'objects and a comparator, mean rank only', count, run: () => rankPlainly(units, draws) }],
    unit: 'ranks',
    rounds: 3,
  });
});
