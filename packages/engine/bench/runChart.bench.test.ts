import { expect, test } from 'vitest';
import { compareTimes } from '../../../test/support/bench.ts';
import { createRandom, runChart } from '../src/index.ts';

const random = createRandom(1);
const series = Array.from({ length: 10_000 }, () => Array.from({ length: 36 }, () => 0.55 + 0.05 * random.normal()));

/** The plain way: sort for the median, drop the points on it, write the sides as a string, split it into runs. */
function plainChart(values: readonly number[]): {
  readonly centre: number;
  readonly longestRun: number;
  readonly crossings: number;
} {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const centre = ((sorted[Math.ceil(half) - 1] ?? NaN) + (sorted[Math.floor(half)] ?? NaN)) / 2;
  const sides = values
    .filter((value) => value !== centre)
    .map((value) => (value > centre ? '+' : '-'))
    .join('');
  const runs = sides.match(/\++|-+/g) ?? [];
  return { centre, longestRun: Math.max(...runs.map((run) => run.length)), crossings: runs.length - 1 };
}

test('run charts of 10,000 series of 36 months', () => {
  for (const values of series) {
    const { centre, longestRun, crossings } = runChart(values);
    expect({ centre, longestRun, crossings }).toEqual(plainChart(values));
  }
  // The plain way stops at the longest run and the crossings; ours also finds every shift and trend and judges them.
  compareTimes('10,000 run charts of 36 points', {
    ours: { name: 'runChart', run: () => series.map((values) => runChart(values).crossings) },
    against: { name: 'runs from a string', run: () => series.map((values) => plainChart(values).crossings) },
  });
});
