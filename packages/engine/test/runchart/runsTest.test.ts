import { describe, expect, test } from 'vitest';
import { judgeRuns, runsLimits } from '../../src/runchart/runsTest.ts';
import { golden } from './golden.ts';

const { runs, runsExactOnly } = golden.tables;

test('exact limits for 10 to 120 points are those of R', () => {
  const rows = [...runs, ...runsExactOnly];
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 111 }, (_, index) => index + 10));
  for (const { n, exactLower, exactUpper } of rows)
    expect([n, runsLimits(n)]).toEqual([n, { runsMin: exactLower, runsMax: exactUpper }]);
});

test('printed limits for 10 to 60 points are those of the table', () => {
  expect(runs).toHaveLength(51);
  for (const { n, printedLower, printedUpper } of runs)
    expect([n, runsLimits(n, 'printed')]).toEqual([n, { runsMin: printedLower, runsMax: printedUpper }]);
});

/** The number of runs of every order of `fewer` and `more` points, one by one: bit i of `sides` is the side of point i. */
function everyOrder(fewer: number, more: number): number[] {
  const points = fewer + more;
  const found = [];
  for (let sides = 0; sides < 2 ** points; sides += 1) {
    const order = Array.from({ length: points }, (_, point) => (sides >> point) & 1).join('');
    if (order.replaceAll('0', '').length === fewer) found.push(order.match(/0+|1+/g)!.length);
  }
  return found;
}

// The odd and the even number of points: with an odd one the two sides differ by a point.
test.for([10, 11, 12, 13])(
  '%i points, order by order: at most 2.5 % beyond either limit, more with one run further',
  (points) => {
    const orders = everyOrder(Math.floor(points / 2), Math.ceil(points / 2));
    const share = (signals: (found: number) => boolean) => orders.filter(signals).length / orders.length;
    const { runsMin, runsMax } = runsLimits(points);
    expect(share((found) => found < runsMin)).toBeLessThan(0.025);
    expect(share((found) => found <= runsMin)).toBeGreaterThanOrEqual(0.025);
    expect(share((found) => found > runsMax)).toBeLessThan(0.025);
    expect(share((found) => found >= runsMax)).toBeGreaterThanOrEqual(0.025);
  },
);

// Wald and Wolfowitz: mean n/2 + 1 and variance about n/4 for two equal sides, here with 1.96 standard errors of 25
test('far beyond the tables the limits are those of the normal approximation', () => {
  const { runsMin, runsMax } = runsLimits(2500);
  expect(Math.abs(runsMin - (1251 - 1.96 * 25))).toBeLessThanOrEqual(1);
  expect(Math.abs(runsMax - (1251 + 1.96 * 25))).toBeLessThanOrEqual(1);
});

describe('verdicts', () => {
  test('the limits themselves are expected, one further is a signal', () => {
    const verdicts = [6, 7, 15, 16].map((count) => judgeRuns({ useful: 20, runs: count }).verdict);
    expect(verdicts).toEqual(['tooFew', 'expected', 'expected', 'tooMany']);
    expect(judgeRuns({ useful: 20, runs: 6 }, 'printed')).toEqual({ runsMin: 6, runsMax: 16, verdict: 'expected' });
  });

  test('below ten points there is none, nor beyond the end of the printed table', () => {
    const none = { runsMin: NaN, runsMax: NaN, verdict: null };
    for (const useful of [0, 1, 2, 9]) {
      expect(judgeRuns({ useful, runs: useful })).toEqual(none);
      expect(judgeRuns({ useful, runs: useful }, 'printed')).toEqual(none);
    }
    expect(judgeRuns({ useful: 61, runs: 2 }, 'printed')).toEqual(none);
    expect(judgeRuns({ useful: 61, runs: 2 }).verdict).toBe('tooFew');
  });

  test('what is no number of points and no table is refused', () => {
    expect(() => runsLimits(-1)).toThrow('useful must be a whole number of at least 0, got -1');
    expect(() => runsLimits(20.5)).toThrow('useful must be a whole number of at least 0, got 20.5');
    expect(() => runsLimits(20, 'rounded' as never)).toThrow('table must be one of exact, printed, got rounded');
  });
});
