import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newcombe } from '../../../src/comparison/difference/newcombe.ts';
import { wilson } from '../../../src/interval/proportion/wilson.ts';
import golden from '../../fixtures/golden/difference.json' with { type: 'json' };
import printed from '../../fixtures/golden/printed.json' with { type: 'json' };

const two = ({ x1, n1, x2, n2 }: { x1: number; n1: number; x2: number; n2: number }) => ({
  group: { denominator: n1, numerator: x1 },
  reference: { denominator: n2, numerator: x2 },
});

test('Newcombe 1998, Stat Med 17:873, as printed to four places', () => {
  const cases = printed.cases.filter(({ family, method }) => family === 'difference' && method === 'newcombe');
  expect(cases).toHaveLength(2);
  for (const { x1 = NaN, n1 = NaN, x2 = NaN, n2 = NaN, confidence, lower, upper } of cases) {
    const interval = newcombe(two({ x1, n1, x2, n2 }), confidence);
    expect([interval.lower.toFixed(4), interval.upper.toFixed(4)]).toEqual([lower.toFixed(4), upper.toFixed(4)]);
  }
});

test.for(golden.cases.filter(({ method }) => method === 'newcombe'))(
  'golden value $id: $x1 of $n1 against $x2 of $n2',
  (point) => {
    const { lower, upper, confidence } = point;
    const interval = newcombe(two(point), confidence);
    const half = (upper - lower) / 2; // limits lie near 0 by cancellation: relative to the larger of limit and half-width
    expect(Math.abs(interval.lower - lower)).toBeLessThanOrEqual(1e-14 * Math.max(Math.abs(lower), half));
    expect(Math.abs(interval.upper - upper)).toBeLessThanOrEqual(1e-14 * Math.max(Math.abs(upper), half));
  },
);

describe('laws', () => {
  const cell = fc
    .integer({ min: 1, max: 10_000 })
    .chain((denominator) =>
      fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
    );

  test('exchanging the groups turns the interval around 0', () => {
    fc.assert(
      fc.property(cell, cell, (group, reference) => {
        const here = newcombe({ group, reference }, 0.95);
        const there = newcombe({ group: reference, reference: group }, 0.95);
        expect(here.lower).toBeCloseTo(-there.upper, 14);
        expect(here.upper).toBeCloseTo(-there.lower, 14);
      }),
      { seed: 1 },
    );
  });

  test('it lies within [−1, 1], holds the difference, and is never wider than the two Wilson intervals side by side', () => {
    fc.assert(
      fc.property(cell, cell, (group, reference) => {
        const { lower, upper } = newcombe({ group, reference }, 0.95);
        const difference = group.numerator / group.denominator - reference.numerator / reference.denominator;
        const [first, second] = [wilson(group, 0.95), wilson(reference, 0.95)];
        const rounding = 4 * Number.EPSILON;
        expect(lower).toBeGreaterThanOrEqual(Math.max(-1, first.lower - second.upper - rounding));
        expect(upper).toBeLessThanOrEqual(Math.min(1, first.upper - second.lower + rounding));
        expect(lower).toBeLessThanOrEqual(difference);
        expect(upper).toBeGreaterThanOrEqual(difference);
      }),
      { seed: 1 },
    );
  });
});

test('an empty group has no interval, and impossible counts are refused', () => {
  const empty = { denominator: 0, numerator: 0 };
  const some = { denominator: 30, numerator: 3 };
  expect(newcombe({ group: empty, reference: some }, 0.95)).toEqual({ lower: NaN, upper: NaN });
  expect(newcombe({ group: some, reference: empty }, 0.95)).toEqual({ lower: NaN, upper: NaN });
  expect(() => newcombe({ group: some, reference: { denominator: 3, numerator: 4 } }, 0.95)).toThrow(
    'numerator 4 exceeds denominator 3',
  );
});
