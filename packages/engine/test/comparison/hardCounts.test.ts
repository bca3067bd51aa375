import { describe, expect, test } from 'vitest';
import { comparePaired } from '../../src/comparison/comparePaired.ts';
import { compareProportions } from '../../src/comparison/compareProportions.ts';
import { compareRates } from '../../src/comparison/compareRates.ts';
import type { DifferenceMethodId } from '../../src/comparison/difference/methods.ts';
import type { PairedMethodId } from '../../src/comparison/paired/methods.ts';
import type { RateDifferenceMethodId, RateRatioMethodId } from '../../src/comparison/rates/methods.ts';
import type { IntervalSides } from '../../src/number/tail.ts';
import grid from '../fixtures/mpmath/comparisons.json' with { type: 'json' };

interface Limits {
  readonly lower: number | null;
  readonly upper: number | null;
}

type Ask = (counts: readonly number[], method: string, options: { level: number; sides: IntervalSides }) => Limits;

const families: Readonly<Record<string, Ask>> = {
  difference: ([x1 = NaN, n1 = NaN, x2 = NaN, n2 = NaN], method, options) =>
    compareProportions(
      { group: { denominator: n1, numerator: x1 }, reference: { denominator: n2, numerator: x2 } },
      { method: method as DifferenceMethodId, ...options },
    ),
  paired: ([both = NaN, firstOnly = NaN, secondOnly = NaN, neither = NaN], method, options) =>
    comparePaired({ both, firstOnly, secondOnly, neither }, { method: method as PairedMethodId, ...options }),
  'rate-difference': (counts, method, options) =>
    compareRates(rates(counts), { measure: 'difference', method: method as RateDifferenceMethodId, ...options }),
  'rate-ratio': (counts, method, options) =>
    compareRates(rates(counts), { measure: 'ratio', method: method as RateRatioMethodId, ...options }),
};

const rates = ([x1 = NaN, t1 = NaN, x2 = NaN, t2 = NaN]: readonly number[]) => ({
  group: { events: x1, exposure: t1 },
  reference: { events: x2, exposure: t2 },
});

describe.for(Object.entries(families))('%s', ([family, ask]) => {
  const cases = grid.cases.filter((point) => point.family === family);

  test.for([...new Set(cases.map(({ method }) => method))])(
    '%s at counts that are hard on arithmetic (mpmath, 60 digits)',
    (id) => {
      for (const { counts, method, level, sides, lower, upper } of cases.filter((point) => point.method === id)) {
        const ours = ask(counts, method, { level, sides: sides as IntervalSides });
        const expected = { lower: read(lower), upper: read(upper) };
        // Limits of differences lie near 0 by cancellation: relative to the half-width where that is larger.
        const half = family === 'rate-ratio' ? 0 : ((expected.upper ?? NaN) - (expected.lower ?? NaN)) / 2;
        for (const end of ['lower', 'upper'] as const) {
          const [is, should] = [ours[end], expected[end]];
          if (is === should) continue;
          const scale = Math.max(Math.abs(should ?? NaN), Number.isFinite(half) ? half : 0);
          expect(
            Math.abs((is ?? NaN) - (should ?? NaN)),
            `${end} of ${counts.join(', ')} at ${level} ${sides} is ${is}, not ${should}`,
          ).toBeLessThanOrEqual(1e-14 * scale); // some fifty ulps
        }
      }
    },
  );
});

/** JSON has no infinity; the file writes it as a string. */
function read(written: number | string | null): number | null {
  return written === null ? null : Number(written);
}
