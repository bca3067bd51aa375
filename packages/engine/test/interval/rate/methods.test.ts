import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateMethods, type RateMethodId } from '../../../src/interval/rate/methods.ts';
import { type Interval, limitsOf, type Rate, supports } from '../../../src/interval/types.ts';
import { normalQuantile } from '../../../src/number/normalQuantile.ts';
import { poissonCdf, poissonPmf } from '../../../src/number/poisson.ts';
import type { IntervalSides } from '../../../src/number/tail.ts';

function intervalBy(id: RateMethodId, rate: Rate, level: number, sides?: IntervalSides): Interval {
  return limitsOf(rateMethods[id].limit, rate, { level, sides, support: supports.ratio });
}

const exposure = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const counted = fc.record({ events: fc.integer({ min: 0, max: 5000 }), exposure });
const weighted = fc.record({ events: fc.double({ min: 0.01, max: 1e5, noNaN: true }), exposure });
const level = fc.double({ min: 0.8, max: 0.9999, noNaN: true });
const rounding = 1 + 1e-12;

const ids = Object.keys(rateMethods) as RateMethodId[];

describe.for(ids)('%s', (id) => {
  test('it lies above 0 and widens with the level, fractional counts too', () => {
    const property = fc.property(fc.oneof(counted, weighted), level, level, (rate, first, second) => {
      const narrow = intervalBy(id, rate, Math.min(first, second));
      const wide = intervalBy(id, rate, Math.max(first, second));
      expect(wide.lower).toBeGreaterThanOrEqual(0);
      expect(narrow.lower).toBeLessThanOrEqual(narrow.upper);
      expect(wide.lower).toBeLessThanOrEqual(narrow.lower * rounding);
      expect(wide.upper * rounding).toBeGreaterThanOrEqual(narrow.upper);
    });
    fc.assert(property, { seed: 1 });
  });

  test('it holds the observed rate', () => {
    const property = fc.property(counted, level, (rate, at) => {
      fc.pre(rate.events > 0 || (id !== 'jeffreys-unadjusted' && id !== 'byar-half'));
      const { lower, upper } = intervalBy(id, rate, at);
      expect(lower).toBeLessThanOrEqual((rate.events / rate.exposure) * rounding);
      expect(upper * rounding).toBeGreaterThanOrEqual(rate.events / rate.exposure);
    });
    fc.assert(property, { seed: 1 });
  });

  test('one more event moves both limits up', () => {
    const property = fc.property(
      fc.record({ events: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.nat(5000)), exposure }),
      level,
      (rate, at) => {
        const before = intervalBy(id, rate, at);
        const after = intervalBy(id, { ...rate, events: rate.events + 1 }, at);
        expect(after.lower).toBeGreaterThanOrEqual(before.lower);
        expect(after.upper).toBeGreaterThan(before.upper);
      },
    );
    fc.assert(property, { seed: 1 });
  });

  test('the unit of the exposure is the unit of the limits', () => {
    const property = fc.property(counted, level, (rate, at) => {
      const years = intervalBy(id, rate, at);
      const months = intervalBy(id, { ...rate, exposure: 12 * rate.exposure }, at);
      expect(12 * months.lower).toBeCloseTo(years.lower, 9 - Math.ceil(Math.log10(1 + years.lower)));
      expect(12 * months.upper).toBeCloseTo(years.upper, 9 - Math.ceil(Math.log10(1 + years.upper)));
    });
    fc.assert(property, { seed: 1 });
  });

  test('one-sided at level c is one end of two-sided at 2c − 1, the other end open', () => {
    const property = fc.property(fc.integer({ min: 0, max: 500 }), level, (events, at) => {
      const rate = { events, exposure: 1 };
      const twoSided = intervalBy(id, rate, 2 * at - 1);
      const lower = intervalBy(id, rate, at, 'lower');
      const upper = intervalBy(id, rate, at, 'upper');
      expect([lower.upper, upper.lower]).toEqual([Infinity, 0]);
      expect(lower.lower).toBeCloseTo(twoSided.lower, 9);
      expect(upper.upper).toBeCloseTo(twoSided.upper, 9);
    });
    fc.assert(property, { seed: 1 });
  });

  test('with many events it is the normal interval', () => {
    const events = 1e9;
    const { lower, upper } = intervalBy(id, { events, exposure: 1 }, 0.95);
    const spread = normalQuantile(0.975) * Math.sqrt(events);
    expect((events - lower) / spread).toBeCloseTo(1, 3);
    expect((upper - events) / spread).toBeCloseTo(1, 3);
  });

  test('without events the lower limit is exactly 0, and without exposure there is none', () => {
    const { lower } = intervalBy(id, { events: 0, exposure: 7 }, 0.95);
    if (id === 'jeffreys-unadjusted') expect(lower).toBeGreaterThan(0);
    else expect(lower).toBe(0);
    expect(intervalBy(id, { events: 0, exposure: 0 }, 0.95)).toEqual({ lower: NaN, upper: NaN });
  });

  test('the coverage that its description quotes is the one it has', () => {
    const { average, worst } = coverageOver(id, { from: 5, to: 20 });
    expect(rateMethods[id].behaviour).toContain(
      `With 5 to 20 events expected at level 0.95: ${percent(average)} on average, ${percent(worst)} at worst.`,
    );
  });
});

describe('inversion', () => {
  const events = fc.integer({ min: 1, max: 2000 });

  test('at the exact limits the tail beyond the count is the one asked for', () => {
    const property = fc.property(events, level, (count, at) => {
      const { lower, upper } = intervalBy('exact', { events: count, exposure: 1 }, at);
      const tail = (1 - at) / 2;
      expect(poissonCdf(count - 1, { mean: lower }).upper / tail).toBeCloseTo(1, 9);
      expect(poissonCdf(count, { mean: upper }).lower / tail).toBeCloseTo(1, 9);
    });
    fc.assert(property, { seed: 1 });
  });

  test('at the mid-p limits so is the tail with half of the count itself', () => {
    const property = fc.property(events, level, (count, at) => {
      const { lower, upper } = intervalBy('mid-p', { events: count, exposure: 1 }, at);
      const tail = (1 - at) / 2;
      const above = poissonCdf(count, { mean: lower }).upper + poissonPmf(count, { mean: lower }) / 2;
      const below = poissonCdf(count - 1, { mean: upper }).lower + poissonPmf(count, { mean: upper }) / 2;
      expect(above / tail).toBeCloseTo(1, 9);
      expect(below / tail).toBeCloseTo(1, 9);
    });
    fc.assert(property, { seed: 1 });
  });

  test('the score limits are the means that the count misses by z of their own standard errors', () => {
    const property = fc.property(events, level, (count, at) => {
      const z = normalQuantile((1 + at) / 2);
      for (const mean of Object.values({ ...intervalBy('score', { events: count, exposure: 1 }, at) }))
        expect(Math.abs(count - mean) / Math.sqrt(mean) / z).toBeCloseTo(1, 9);
    });
    fc.assert(property, { seed: 1 });
  });
});

test('mid-p and Jeffreys lie inside the exact interval', () => {
  const property = fc.property(counted, level, (rate, at) => {
    const exact = intervalBy('exact', rate, at);
    for (const id of ['mid-p', 'jeffreys'] as const) {
      const inner = intervalBy(id, rate, at);
      expect(inner.lower * rounding).toBeGreaterThanOrEqual(exact.lower);
      expect(inner.upper).toBeLessThanOrEqual(exact.upper * rounding);
    }
  });
  fc.assert(property, { seed: 1 });
});

test("Technical Guide of May 2018: Byar's limits are within 0.2 % of the exact ones from 10 events on, at level 0.95", () => {
  for (let events = 10; events <= 500; events += 1) {
    const [byar, exact] = [intervalBy('byar', { events, exposure: 1 }, 0.95), intervalBy('exact', { events, exposure: 1 }, 0.95)];
    expect(Math.abs(byar.lower / exact.lower - 1)).toBeLessThan(0.002);
    expect(Math.abs(byar.upper / exact.upper - 1)).toBeLessThan(0.002);
  }
});

test("Byar's lower limit is clipped at 0 where its cube is negative", () => {
  expect(intervalBy('byar', { events: 1, exposure: 1 }, 0.999).lower).toBe(0);
  expect(intervalBy('byar-half', { events: 0, exposure: 1 }, 0.95).lower).toBe(0);
  expect(intervalBy('byar-half', { events: 0, exposure: 1 }, 0.8).lower).toBeCloseTo(
    0.5 * (7 / 9 - 1.2815515655 / (3 * Math.SQRT1_2)) ** 3,
    9,
  );
});

test('very rare and very many events keep their digits', () => {
  for (const id of ids) {
    const { lower, upper } = intervalBy(id, { events: 4, exposure: 1 }, 0.95);
    const spread = intervalBy(id, { events: 4, exposure: 1e12 }, 0.95);
    expect(spread.lower * 1e12).toBeCloseTo(lower, 12);
    expect(spread.upper * 1e12).toBeCloseTo(upper, 12);
  }
});

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

/** Coverage jumps at the limits of each count and has no low between two of them: the worst is just beside one. */
function coverageOver(
  id: RateMethodId,
  means: { readonly from: number; readonly to: number },
): { readonly average: number; readonly worst: number } {
  const intervals = Array.from({ length: 100 }, (_, events) => intervalBy(id, { events, exposure: 1 }, 0.95));
  const at = (mean: number): number =>
    intervals.reduce(
      (sum, { lower, upper }, events) => sum + (lower <= mean && mean <= upper ? poissonPmf(events, { mean }) : 0),
      0,
    );
  const beside = intervals
    .flatMap(({ lower, upper }) => [lower - 1e-8, lower + 1e-8, upper - 1e-8, upper + 1e-8])
    .filter((mean) => mean > means.from && mean < means.to);
  const steps = 400;
  const grid = Array.from({ length: steps }, (_, step) => at(means.from + ((step + 0.5) / steps) * (means.to - means.from)));
  return { average: grid.reduce((a, b) => a + b) / steps, worst: Math.min(...beside.map(at)) };
}
