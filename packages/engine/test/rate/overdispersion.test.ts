import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/number/random.ts';
import { overdispersion } from '../../src/rate/overdispersion.ts';

const seed = { seed: 1 };
const observed = fc.array(
  fc.record({ observed: fc.integer({ min: 1, max: 500 }), expected: fc.double({ min: 1, max: 500, noNaN: true }) }),
  { minLength: 3, maxLength: 40 },
);

test('by hand: three units on the square-root scale', () => {
  const z = [2 * (Math.sqrt(30) - Math.sqrt(20)), 2 * (Math.sqrt(15) - Math.sqrt(24)), 2 * (Math.sqrt(52) - Math.sqrt(40))];
  const squares = z.reduce((total, one) => total + one * one, 0);
  const weights = [80, 96, 160];
  const result = overdispersion(
    [
      { observed: 30, expected: 20 },
      { observed: 15, expected: 24 },
      { observed: 52, expected: 40 },
    ],
    { scale: 'ratio-sqrt', trim: 'none' },
  );
  expect(result).toMatchObject({ units: 3, scale: 'ratio-sqrt', trim: 'none', share: 0.1, reason: null });
  expect(result.phi).toBeCloseTo(squares / 3, 12);
  expect(result.tau2).toBeCloseTo((squares - 2) / (336 - weights.reduce((total, w) => total + w * w, 0) / 336), 12);
});

test.for(['ratio-log', 'ratio-sqrt'] as const)(
  '%s: trimming never widens, and no order changes more than the last digit',
  (scale) => {
    fc.assert(
      fc.property(observed, (units) => {
        const none = overdispersion(units, { scale, trim: 'none' });
        const winsorised = overdispersion(units, { scale });
        expect(winsorised.units).toBe(units.length);
        if ((none.phi ?? NaN) > 1e-20) {
          const shuffled = overdispersion(units.toReversed(), { scale, trim: 'truncated', share: 0.2 });
          const truncated = overdispersion(units, { scale, trim: 'truncated', share: 0.2 });
          expect(shuffled.units).toBe(truncated.units);
          if (truncated.phi !== null) expect((shuffled.phi ?? NaN) / truncated.phi || 1).toBeCloseTo(1, 13);
        }
      }),
      seed,
    );
  },
);

test('units that differ by nothing but chance have phi near 1, a planted spread is found', () => {
  const random = createRandom(11);
  const draw = (between: number) =>
    Array.from({ length: 4000 }, () => {
      const denominator = 200 + random.below(800);
      const angle = Math.asin(Math.sqrt(0.3)) + between * random.normal();
      const rate = Math.sin(angle) ** 2;
      let numerator = 0;
      for (let member = 0; member < denominator; member += 1) if (random.uniform() < rate) numerator += 1;
      return { denominator, numerator };
    });
  const chance = overdispersion(draw(0), { scale: 'proportion-arcsine', trim: 'none' });
  expect(chance.phi).toBeCloseTo(1, 1);
  const spread = overdispersion(draw(0.05), { scale: 'proportion-arcsine', trim: 'none' });
  expect(Math.abs((spread.tau2 ?? NaN) / 0.05 ** 2 - 1)).toBeLessThan(0.1);
});

test('winsorising draws in, truncating leaves out, by the share at each end', () => {
  const units = Array.from({ length: 19 }, (_, index) => ({ observed: 91 + index, expected: 100 }));
  expect(overdispersion(units, { scale: 'ratio-sqrt', trim: 'truncated' }).units).toBe(16); // ranks 2 to 17 of 20ths
  expect(overdispersion(units, { scale: 'ratio-sqrt', trim: 'truncated', share: 0.2 }).units).toBe(12);
  const wild = [...units.slice(1), { observed: 10_000, expected: 100 }];
  const tame = [...units.slice(1), { observed: 400, expected: 100 }];
  expect(overdispersion(wild, { scale: 'ratio-sqrt' }).phi).toBeCloseTo(
    overdispersion(tame, { scale: 'ratio-sqrt' }).phi ?? NaN,
    12,
  );
});

test('tied units share their rank and stay or go together', () => {
  const units = Array.from({ length: 9 }, (_, index) => ({ observed: index < 2 ? 50 : 100 + index, expected: 100 }));
  // Ranks 1.5, 1.5, 3 … 9: both of the tie reach 1, and only the highest is beyond 9 tenths of 10.
  expect(overdispersion(units, { scale: 'ratio-log', trim: 'truncated' }).units).toBe(8);
});

test('units at the target have no spread at all', () => {
  const units = [
    { denominator: 1e7, numerator: 3e6 },
    { denominator: 10, numerator: 3 },
  ];
  expect(overdispersion(units, { scale: 'proportion-arcsine', trim: 'none' })).toMatchObject({ phi: 0, tau2: 0 });
  const full = units.map(({ denominator }) => ({ denominator, numerator: denominator }));
  expect(overdispersion(full, { scale: 'proportion-arcsine' })).toMatchObject({ phi: 0, tau2: 0 });
});

test('large units keep their digits: a thousandth of a standard error at ten million members', () => {
  const units = [
    { denominator: 1e7, numerator: 3_000_001 },
    { denominator: 1e7, numerator: 2_999_999 },
  ];
  const { phi } = overdispersion(units, { scale: 'proportion-arcsine', trim: 'none' });
  expect((phi ?? NaN) / (1 / (1e7 * 0.3 * 0.7)) - 1).toBeCloseTo(0, 7); // z = 1 / √(n p (1 − p)) to first order
});

test('a unit without events has no logarithm, unless it is trimmed away', () => {
  const units = Array.from({ length: 12 }, (_, index) => ({ observed: index === 0 ? 0 : 10 + index, expected: 15 }));
  expect(overdispersion(units, { scale: 'ratio-log', trim: 'none' })).toMatchObject({
    phi: null,
    tau2: null,
    units: 12,
    reason: 'a unit without events has no logarithm: ratio-sqrt takes it',
  });
  expect(overdispersion(units, { scale: 'ratio-log', trim: 'truncated' })).toMatchObject({ units: 10, reason: null });
  expect(overdispersion(units, { scale: 'ratio-log' })).toMatchObject({ units: 12, reason: null });
  expect(overdispersion(units, { scale: 'ratio-sqrt', trim: 'none' }).reason).toBeNull();
});

test('empty units are left out, fewer than two are too few, and what cannot be is refused', () => {
  const unit = { observed: 3, expected: 2 };
  expect(overdispersion([unit, { observed: 0, expected: 0 }], { scale: 'ratio-sqrt' })).toMatchObject({
    phi: null,
    units: 1,
    reason: 'fewer than two units to compare',
  });
  expect(() => overdispersion([unit, { observed: 3, expected: 0 }], { scale: 'ratio-sqrt' })).toThrow(
    'unit 1: observed 3 where nothing is expected',
  );
  expect(() => overdispersion([{ denominator: 3, numerator: 4 }], { scale: 'proportion-arcsine' })).toThrow(
    'unit 0: numerator 4 exceeds denominator 3',
  );
  expect(() => overdispersion([unit], { scale: 'ratio-sqrt', share: 0.5 })).toThrow(
    'share is a fraction between 0 and 0.5, got 0.5',
  );
  expect(() => overdispersion([unit], { scale: 'log' as 'ratio-log' })).toThrow(
    'scale must be one of ratio-log, ratio-sqrt, proportion-natural, proportion-arcsine, got log',
  );
  expect(() => overdispersion([unit], { scale: 'ratio-log', trim: 'clipped' as 'none' })).toThrow(
    'trim must be one of none, winsorised, truncated, got clipped',
  );
});

test('by hand: two units about a target, on the natural scale', () => {
  const units = [
    { denominator: 100, numerator: 30 },
    { denominator: 25, numerator: 15 },
  ];
  const options = { scale: 'proportion-natural', trim: 'none', target: 0.5 } as const;
  const { phi, tau2 } = overdispersion(units, options);
  expect(phi).toBeCloseTo((16 + 1) / 2, 12); // z = −4 and 1
  expect(tau2).toBeCloseTo((17 - 1) / (500 - (400 ** 2 + 100 ** 2) / 500), 12); // weights 400 and 100
  expect(overdispersion(units, { ...options, target: 0 })).toMatchObject({
    phi: null,
    reason: 'a target of 0 or 1 leaves nothing to chance, and a unit misses it: proportion-arcsine takes it',
  });
  const full = units.map(({ denominator }) => ({ denominator, numerator: denominator }));
  expect(overdispersion(full, { ...options, target: 1 })).toMatchObject({ phi: 0, tau2: 0, reason: null });
});

test('a target that is what units would be held against anyway changes nothing; another does', () => {
  const pooled = [
    { denominator: 50, numerator: 10 },
    { denominator: 50, numerator: 30 },
  ];
  const arcsine = { scale: 'proportion-arcsine', trim: 'none' } as const;
  expect(overdispersion(pooled, { ...arcsine, target: 0.4 })).toEqual(overdispersion(pooled, arcsine));
  expect(overdispersion(pooled, { ...arcsine, target: 1 }).phi).toBeGreaterThan(100);
  const events = [
    { observed: 30, expected: 20 },
    { observed: 15, expected: 24 },
  ];
  const doubled = events.map(({ observed, expected }) => ({ observed, expected: 2 * expected }));
  for (const scale of ['ratio-log', 'ratio-sqrt'] as const)
    expect(overdispersion(events, { scale, target: 2 })).toEqual(overdispersion(doubled, { scale }));
  expect(() => overdispersion(pooled, { ...arcsine, target: 40 })).toThrow('target is a fraction between 0 and 1, got 40');
  expect(() => overdispersion(events, { scale: 'ratio-log', target: 0 })).toThrow('target must be a number above 0, got 0');
});
