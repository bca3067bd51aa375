import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { compareTimes } from '../../../test/support/bench.ts';
import { createRandom, differenceIntervals, differenceMethods, tailsOf, type DifferenceMethodId } from '../src/index.ts';

const ROWS = 200_000;
const random = createRandom(1);
const columns = {
  groupDenominators: new Float64Array(ROWS),
  groupNumerators: new Float64Array(ROWS),
  referenceDenominators: new Float64Array(ROWS),
  referenceNumerators: new Float64Array(ROWS),
};
for (let row = 0; row < ROWS; row += 1) {
  const [n1, n2] = [5 + random.below(1996), 5 + random.below(1996)];
  columns.groupDenominators[row] = n1;
  columns.groupNumerators[row] = random.below(n1 + 1);
  columns.referenceDenominators[row] = n2;
  columns.referenceNumerators[row] = random.below(n2 + 1);
}

/** Counts of one row: x₁, n₁, x₂, n₂. */
type Row = readonly [number, number, number, number];

function rowAt(row: number): Row {
  const { groupDenominators, groupNumerators, referenceDenominators, referenceNumerators } = columns;
  return [
    groupNumerators[row] ?? NaN,
    groupDenominators[row] ?? NaN,
    referenceNumerators[row] ?? NaN,
    referenceDenominators[row] ?? NaN,
  ];
}

/** Miettinen and Nurminen's variance at the most likely rates that differ by delta, as their paper has it: by the cubic's angle. */
function likelyVariance([x1, n1, x2, n2]: Row, delta: number): number {
  const size = n1 + n2;
  const square = (n1 + 2 * n2) * delta - size - x1 - x2;
  const line = (n2 * delta - size - 2 * x2) * delta + x1 + x2;
  const centre = -square / (3 * size);
  const c = -(centre ** 3) + (centre * line) / (2 * size) + (x2 * delta * (1 - delta)) / (2 * size);
  const b = Math.sqrt(Math.max(0, centre ** 2 - line / (3 * size))) * (c < 0 ? -1 : 1);
  const angle = (Math.PI + Math.acos(Math.max(-1, Math.min(1, c / b ** 3)))) / 3;
  const p2 = Math.min(1, 1 - delta, Math.max(0, -delta, b === 0 ? centre : 2 * b * Math.cos(angle) + centre));
  return ((p2 + delta) * (1 - p2 - delta)) / n1 + (p2 * (1 - p2)) / n2;
}

/** Plain bisection between the difference and the end of the scale, to 1e-9. */
function byBisection(row: Row, end: -1 | 1): number {
  const [x1, n1, x2, n2] = row;
  const difference = x1 / n1 - x2 / n2;
  const squared = (tailsOf(0.95).upper.z ** 2 * (n1 + n2)) / (n1 + n2 - 1);
  let [inside, outside]: [number, number] = [difference, end];
  while (Math.abs(outside - inside) > 1e-9) {
    const middle = (inside + outside) / 2;
    if ((difference - middle) ** 2 < squared * likelyVariance(row, middle)) inside = middle;
    else outside = middle;
  }
  return (inside + outside) / 2;
}

test('Miettinen-Nurminen intervals by column', () => {
  const { lower, upper } = differenceIntervals(columns, { method: 'miettinen-nurminen' });
  for (let row = 0; row < 5000; row += 1) {
    expect(Math.abs((lower[row] ?? NaN) - byBisection(rowAt(row), -1))).toBeLessThan(1e-8); // the angle loses half its digits
    expect(Math.abs((upper[row] ?? NaN) - byBisection(rowAt(row), 1))).toBeLessThan(1e-8);
  }
  const few = 5000;
  const some = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, column.subarray(0, few)]),
  ) as typeof columns;
  compareTimes(`${few} Miettinen-Nurminen intervals`, {
    ours: { name: 'differenceIntervals', run: () => differenceIntervals(some, { method: 'miettinen-nurminen' }) },
    against: {
      name: 'plain bisection to 1e-9',
      run: () => {
        let total = 0;
        for (let row = 0; row < few; row += 1) total += byBisection(rowAt(row), 1) - byBisection(rowAt(row), -1);
        return total;
      },
    },
  });
});

describe('intervals a second, both limits, counts checked', () => {
  test.for(Object.keys(differenceMethods) as DifferenceMethodId[])('%s', (method) => {
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      const { lower, upper } = differenceIntervals(columns, { method });
      const taken = performance.now() - start;
      expect(lower.every((limit, row) => limit <= (upper[row] ?? NaN))).toBe(true);
      return taken;
    });
    const middle = times.toSorted((a, b) => a - b)[4] ?? NaN;
    console.log(`${method}: ${((ROWS / middle) * 1000).toLocaleString('en', { maximumFractionDigits: 0 })} intervals a second`);
  });
});

test('statsmodels, where python3 has it', () => {
  const rows = Array.from({ length: 300 }, (_, row) => rowAt(row));
  const { status, stdout } = spawnSync('python3', ['-c', STATSMODELS], { input: JSON.stringify(rows), encoding: 'utf8' });
  expect([0, 1]).toContain(status);
  if (status !== 0) {
    console.log('statsmodels confint_proportions_2indep(method="score"): not installed here');
    return;
  }
  const { version, seconds, limits } = JSON.parse(stdout) as { version: string; seconds: number; limits: [number, number][] };
  const { lower, upper } = differenceIntervals(columns, { method: 'miettinen-nurminen' });
  // Printed and not held against it: some versions take a count for the size of a group in this formula.
  const apart = limits.map(([low, high], row) =>
    Math.max(Math.abs(low - (lower[row] ?? NaN)), Math.abs(high - (upper[row] ?? NaN))),
  );
  console.log(
    `statsmodels ${version} confint_proportions_2indep(method="score"): ${(rows.length / seconds).toFixed(0)} intervals a second, ` +
      `at most ${Math.max(...apart).toExponential(1)} from ours`,
  );
});

const STATSMODELS = `
import json, sys, time
import statsmodels
from statsmodels.stats.proportion import confint_proportions_2indep
rows = json.load(sys.stdin)
start = time.perf_counter()
limits = [[float(limit) for limit in confint_proportions_2indep(*row, method="score", compare="diff")] for row in rows]
print(json.dumps({"version": statsmodels.__version__, "seconds": time.perf_counter() - start, "limits": limits}))
`;
