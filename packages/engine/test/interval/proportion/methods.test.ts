import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverage } from '../../../src/interval/coverage.ts';
import { proportionMethods, type ProportionMethodId } from '../../../src/interval/proportion/methods.ts';
import { type Interval, limitsOf, type Proportion, supports } from '../../../src/interval/types.ts';
import { normalQuantile } from '../../../src/number/normalQuantile.ts';
import type { IntervalSides } from '../../../src/number/tail.ts';

function intervalBy(id: ProportionMethodId, cell: Proportion, level: number, sides?: IntervalSides): Interval {
  return limitsOf(proportionMethods[id].limit, cell, { level, sides, support: supports.proportion });
}

const cell = fc
  .integer({ min: 1, max: 5000 })
  .chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
  );
const fractional = fc
  .record({
    denominator: fc.double({ min: 0.5, max: 1e6, noNaN: true }),
    share: fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
  })
  .map(({ denominator, share }) => ({ denominator, numerator: Math.min(denominator, denominator * share) }));
const level = fc.double({ min: 0.8, max: 0.9999, noNaN: true });
const rounding = 1e-12;

const ids = Object.keys(proportionMethods) as ProportionMethodId[];

describe.for(ids)('%s', (id) => {
  test('turning every hit into a miss mirrors the interval', () => {
    const property = fc.property(cell, level, (hits, at) => {
      const misses = { ...hits, numerator: hits.denominator - hits.numerator };
      const [one, other] = [intervalBy(id, hits, at), intervalBy(id, misses, at)];
      expect(one.lower).toBeCloseTo(1 - other.upper, 12);
      expect(one.upper).toBeCloseTo(1 - other.lower, 12);
    });
    fc.assert(property, { seed: 1 });
  });

  test('it stays within [0, 1] and widens with the level, fractional counts too', () => {
    const property = fc.property(fc.oneof(cell, fractional), level, level, (counts, first, second) => {
      const narrow = intervalBy(id, counts, Math.min(first, second));
      const wide = intervalBy(id, counts, Math.max(first, second));
      expect(wide.lower).toBeGreaterThanOrEqual(0);
      expect(wide.upper).toBeLessThanOrEqual(1);
      expect(narrow.lower).toBeLessThanOrEqual(narrow.upper + rounding);
      expect(wide.lower).toBeLessThanOrEqual(narrow.lower + rounding);
      expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper - rounding);
    });
    fc.assert(property, { seed: 1 });
  });

  test('it holds the observed rate', () => {
    const property = fc.property(cell, level, (counts, at) => {
      const { denominator, numerator } = counts;
      fc.pre(id !== 'jeffreys-unadjusted' || (numerator > 0 && numerator < denominator));
      const { lower, upper } = intervalBy(id, counts, at);
      expect(lower).toBeLessThanOrEqual(numerator / denominator + rounding);
      expect(upper).toBeGreaterThanOrEqual(numerator / denominator - rounding);
    });
    fc.assert(property, { seed: 1 });
  });

  test('one more hit moves neither limit down', () => {
    const property = fc.property(cell, level, (counts, at) => {
      fc.pre(counts.numerator < counts.denominator);
      const before = intervalBy(id, counts, at);
      const after = intervalBy(id, { ...counts, numerator: counts.numerator + 1 }, at);
      expect(after.lower).toBeGreaterThanOrEqual(before.lower - rounding);
      expect(after.upper).toBeGreaterThanOrEqual(before.upper - rounding);
    });
    fc.assert(property, { seed: 1 });
  });

  test('one-sided at level c is one end of two-sided at 2c − 1, the other end open', () => {
    const property = fc.property(cell, level, (counts, at) => {
      const twoSided = intervalBy(id, counts, 2 * at - 1);
      const lower = intervalBy(id, counts, at, 'lower');
      const upper = intervalBy(id, counts, at, 'upper');
      expect([lower.upper, upper.lower]).toEqual([1, 0]);
      expect(lower.lower).toBeCloseTo(twoSided.lower, 11);
      expect(upper.upper).toBeCloseTo(twoSided.upper, 11);
    });
    fc.assert(property, { seed: 1 });
  });

  test('with many members it is the normal interval', () => {
    const [denominator, rate, z] = [1e9, 0.2, normalQuantile(0.975)];
    const { lower, upper } = intervalBy(id, { denominator, numerator: denominator * rate }, 0.95);
    const spread = z * Math.sqrt((rate * (1 - rate)) / denominator);
    expect((rate - lower) / spread).toBeCloseTo(1, 3);
    expect((upper - rate) / spread).toBeCloseTo(1, 3);
  });

  test('without members there is no limit', () => {
    expect(intervalBy(id, { denominator: 0, numerator: 0 }, 0.95)).toEqual({ lower: NaN, upper: NaN });
  });

  test('the coverage that its description quotes is the one it has', () => {
    const { average, worst } = coverageOver(id, 30);
    expect(proportionMethods[id].behaviour).toContain(
      `With 30 members at level 0.95: ${percent(average)} on average, ${percent(worst)} at worst.`,
    );
  });
});

test.for(ids.filter((id) => id !== 'jeffreys-unadjusted'))('%s ends exactly at 0 without hits and at 1 without misses', (id) => {
  for (const denominator of [1, 2, 7, 38, 77, 1e7])
    for (const at of [0.8, 0.95, 0.999]) {
      expect(intervalBy(id, { denominator, numerator: 0 }, at).lower).toBe(0);
      expect(intervalBy(id, { denominator, numerator: denominator }, at).upper).toBe(1);
    }
});

// Agresti-Coull alone is wider at some counts, narrower at others than the exact interval
test('arcsine leaves 0 % and 100 % out at the levels that its description names, and at none above', () => {
  const large = { denominator: 1e6, numerator: 0 };
  expect(intervalBy('arcsine', large, 0.77).lower).toBeGreaterThan(0);
  expect(intervalBy('arcsine', { ...large, numerator: 1e6 }, 0.77).upper).toBeLessThan(1);
  expect(intervalBy('arcsine', large, 0.88, 'lower').lower).toBeGreaterThan(0);
  for (const denominator of [1, 2, 3, 10, 100, 1e6, 1e9]) {
    expect(intervalBy('arcsine', { denominator, numerator: 0 }, 0.78).lower).toBe(0);
    expect(intervalBy('arcsine', { denominator, numerator: denominator }, 0.89, 'upper').upper).toBe(1);
  }
});

test.for(['mid-p', 'jeffreys', 'likelihood-ratio'] as const)('%s lies inside the exact interval', (id) => {
  const property = fc.property(cell, level, (counts, at) => {
    const exact = intervalBy('clopper-pearson', counts, at);
    const inner = intervalBy(id, counts, at);
    expect(inner.lower).toBeGreaterThanOrEqual(exact.lower - rounding);
    expect(inner.upper).toBeLessThanOrEqual(exact.upper + rounding);
  });
  fc.assert(property, { seed: 1 });
});

test('Agresti-Coull contains Wilson, and correcting for continuity widens', () => {
  const property = fc.property(cell, level, (counts, at) => {
    for (const [inner, outer] of [
      ['wilson', 'agresti-coull'],
      ['wilson', 'wilson-cc'],
      ['wald', 'wald-cc'],
    ] as const) {
      expect(intervalBy(outer, counts, at).lower).toBeLessThanOrEqual(intervalBy(inner, counts, at).lower + rounding);
      expect(intervalBy(outer, counts, at).upper).toBeGreaterThanOrEqual(intervalBy(inner, counts, at).upper - rounding);
    }
  });
  fc.assert(property, { seed: 1 });
});

describe('Newcombe 1998, Stat Med 17:857, table I', () => {
  test.for([
    ['wald', '0.2522-0.3638', '0.0527-0.1500', '0.0000-0.0000', '0.0000-0.1009'],
    ['wald-cc', '0.2503-0.3657', '0.0494-0.1534', '0.0000-0.0250', '0.0000-0.1181'],
    ['wilson', '0.2553-0.3662', '0.0624-0.1605', '0.0000-0.1611', '0.0061-0.1718'],
    ['wilson-cc', '0.2535-0.3682', '0.0598-0.1644', '0.0000-0.2005', '0.0018-0.1963'],
    ['clopper-pearson', '0.2527-0.3676', '0.0578-0.1617', '0.0000-0.1684', '0.0009-0.1776'],
    ['mid-p', '0.2544-0.3658', '0.0601-0.1581', '0.0000-0.1391', '0.0017-0.1585'],
    ['likelihood-ratio', '0.2542-0.3655', '0.0596-0.1567', '0.0000-0.0916', '0.0020-0.1432'],
  ] as const)('%s', ([id, ...printed]) => {
    const computed = [
      { denominator: 263, numerator: 81 },
      { denominator: 148, numerator: 15 },
      { denominator: 20, numerator: 0 },
      { denominator: 29, numerator: 1 },
    ].map((counts) => intervalBy(id, counts, 0.95));
    expect(computed.map(({ lower, upper }) => `${lower.toFixed(4)}-${upper.toFixed(4)}`)).toEqual(printed);
  });
});

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

/** Coverage jumps at the limits of each count and bends upwards or downwards only in between: its lowest is just beside one. */
function coverageOver(method: ProportionMethodId, denominator: number): { readonly average: number; readonly worst: number } {
  const at = (rate: number): number => coverage({ denominator, rate }, { method });
  const limits = Array.from({ length: denominator + 1 }, (_, numerator) =>
    Object.values(intervalBy(method, { denominator, numerator }, 0.95) as unknown as Record<string, number>),
  ).flat();
  const beside = limits.flatMap((limit) => [limit - 1e-9, limit + 1e-9]).filter((rate) => rate > 0 && rate < 1);
  const steps = 400;
  const grid = Array.from({ length: steps }, (_, step) => at((step + 0.5) / steps));
  return { average: grid.reduce((a, b) => a + b) / steps, worst: Math.min(...beside.map(at)) };
}
