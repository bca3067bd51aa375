import { describe, expect, test } from 'vitest';
import { coverage } from '../../src/interval/coverage.ts';
import { proportionInterval } from '../../src/interval/proportionInterval.ts';

describe('exact interval: never below the level, for any true rate', () => {
  test.for([0.8, 0.95, 0.99])('level %d, every denominator to 50', (level) => {
    for (let denominator = 1; denominator <= 50; denominator += 1)
      for (const rate of besideLimits(denominator, level))
        expect(coverage({ denominator, rate }, { method: 'clopper-pearson', level })).toBeGreaterThanOrEqual(level - 1e-7);
  });

  test('one-sided, each side', () => {
    for (const sides of ['lower', 'upper'] as const)
      for (const rate of besideLimits(12, 0.8))
        expect(coverage({ denominator: 12, rate }, { method: 'clopper-pearson', level: 0.9, sides })).toBeGreaterThanOrEqual(
          0.9 - 1e-7,
        );
  });
});

test('Brown, Cai and DasGupta 2001, Stat Sci 16:101, section 2.1: the Wald interval at level 0.95', () => {
  expect(coverage({ denominator: 17, rate: 0.5 }, { method: 'wald' }).toFixed(3)).toBe('0.951'); // "lucky" n
  expect(coverage({ denominator: 40, rate: 0.5 }, { method: 'wald' }).toFixed(3)).toBe('0.919'); // "unlucky" n
});

test('a rate of 0 or 1 is held by all intervals that end there', () => {
  for (const rate of [0, 1]) {
    expect(coverage({ denominator: 20, rate })).toBe(1);
    expect(coverage({ denominator: 20, rate }, { method: 'jeffreys-unadjusted' })).toBe(0);
  }
});

test('by hand: one member, exact interval from 0 to 0.975 or from 0.025 to 1', () => {
  expect(coverage({ denominator: 1, rate: 0.01 }, { method: 'clopper-pearson' })).toBeCloseTo(0.99, 15);
  expect(coverage({ denominator: 1, rate: 0.5 }, { method: 'clopper-pearson' })).toBe(1);
});

test('what cannot be is refused', () => {
  expect(() => coverage({ denominator: 0, rate: 0.3 })).toThrow('denominator must be a whole number above 0, got 0');
  expect(() => coverage({ denominator: 2.5, rate: 0.3 })).toThrow('denominator must be a whole number above 0, got 2.5');
  expect(() => coverage({ denominator: 20, rate: 30 })).toThrow('rate is a fraction between 0 and 1, got 30');
  expect(() => coverage({ denominator: 20, rate: 0.3 }, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
});

/** Coverage jumps where a true rate enters or leaves the interval of a count, and is lowest just beside such a limit. */
function besideLimits(denominator: number, level: number): readonly number[] {
  const limits: number[] = [];
  for (let numerator = 0; numerator <= denominator; numerator += 1) {
    const { lower, upper } = proportionInterval({ denominator, numerator }, { method: 'clopper-pearson', level });
    limits.push(lower ?? NaN, upper ?? NaN);
  }
  return limits.flatMap((limit) => [limit - 1e-9, limit + 1e-9]).filter((rate) => rate > 0 && rate < 1);
}
