import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRoot } from '../../src/number/root.ts';

const runs = { seed: 1, numRuns: 2000 };

/** The root, and how many calls of f it took. */
function search(f: (x: number) => number, ends: { lower: number; upper: number }): { root: number; calls: number } {
  let calls = 0;
  const counted = (x: number): number => {
    calls += 1;
    return f(x);
  };
  return { root: findRoot(counted, ends), calls };
}

describe('roots known in closed form', () => {
  test.for([
    { name: '√2', f: (x: number) => x * x - 2, lower: 0, upper: 2, root: Math.SQRT2 },
    { name: 'a rate of 1e-12', f: (x: number) => x - 1e-12, lower: 0, upper: 1, root: 1e-12 },
    { name: 'a chance of 1e-12, as a power', f: (x: number) => x ** 0.2 - 1e-12 ** 0.2, lower: 0, upper: 1, root: 1e-12 },
    { name: 'a trillion', f: (x: number) => x ** 3 - 1e36, lower: 0, upper: 1e300, root: 1e12 },
    { name: 'log x = 27, from 0 to Infinity', f: (x: number) => Math.log(x) - 27, lower: 0, upper: Infinity, root: Math.exp(27) },
    {
      name: 'log x = −27, from 0 to Infinity',
      f: (x: number) => Math.log(x) + 27,
      lower: 0,
      upper: Infinity,
      root: Math.exp(-27),
    },
    { name: 'steep at one end', f: (x: number) => Math.exp(50 * x) - 2, lower: -1, upper: 1, root: Math.log(2) / 50 },
    {
      name: 'infinite at both ends',
      f: (p: number) => Math.log(p / (1 - p)) + 3,
      lower: 0,
      upper: 1,
      root: 1 / (1 + Math.exp(3)),
    },
    { name: 'a ninth power', f: (x: number) => (x - 0.3) ** 9, lower: 0, upper: 1, root: 0.3 },
    { name: 'the smallest doubles', f: (x: number) => x - 2e-323, lower: -1, upper: 1e308, root: 2e-323 },
    { name: 'decreasing and below 0', f: (x: number) => -1e-5 - x, lower: -1e9, upper: 0, root: -1e-5 },
  ])('$name', ({ f, lower, upper, root }) => {
    expect(Math.abs(search(f, { lower, upper }).root - root)).toBeLessThanOrEqual(8 * Number.EPSILON * Math.abs(root));
  });
});

test('any bracket of any root, however the function bends or jumps there: a few ulps, in fewer than 200 calls', () => {
  const shapes: ((distance: number) => number)[] = [
    (distance) => distance,
    (distance) => Math.cbrt(distance),
    (distance) => Math.expm1(Math.min(700, 50 * distance)),
    (distance) => Math.atan(1e10 * distance),
    (distance) => (distance < 0 ? -1e-300 : 1e300),
    (distance) => (distance < 0 ? -Infinity : 1),
  ];
  const size = fc.double({ min: -300, max: 300, noNaN: true }).map((exponent) => 10 ** exponent);
  const given = fc.record({ root: size, below: size, above: size, shape: fc.constantFrom(...shapes), mirror: fc.boolean() });
  fc.assert(
    fc.property(given, ({ root, below, above, shape, mirror }) => {
      const f = mirror ? (x: number) => shape(-x / root - 1) : (x: number) => shape(x / root - 1);
      const ends = mirror ? { lower: -root - above, upper: below - root } : { lower: root - below, upper: root + above };
      fc.pre(ends.lower < (mirror ? -root : root) && ends.upper > (mirror ? -root : root));
      const found = search(f, ends);
      expect(Math.abs(found.root / root - (mirror ? -1 : 1))).toBeLessThanOrEqual(8 * Number.EPSILON);
      expect(found.calls).toBeLessThan(200);
    }),
    runs,
  );
});

test('smooth functions take few calls', () => {
  expect(search((x) => Math.cos(x) - x, { lower: 0, upper: 1 }).calls).toBeLessThanOrEqual(10);
  expect(search((x) => x ** 20 - 1e-10, { lower: 0, upper: 5 }).calls).toBeLessThanOrEqual(30);
});

test('a coarser tolerance is kept, and saves calls', () => {
  const f = (x: number): number => Math.exp(x) - 5;
  expect(Math.abs(findRoot(f, { lower: 0, upper: 10, tolerance: 1e-3 }) / Math.log(5) - 1)).toBeLessThanOrEqual(1e-3);
  expect(findRoot(f, { lower: 0, upper: 10, tolerance: 0 })).toBeCloseTo(Math.log(5), 14);
});

test('an end at which f is 0 is the root', () => {
  expect(findRoot((x) => x, { lower: 0, upper: 1 })).toBe(0);
  expect(findRoot((x) => x - 1, { lower: 0, upper: 1 })).toBe(1);
});

test('no root between the ends, or f not a number', () => {
  expect(() => findRoot(() => 1, { lower: 0, upper: 1 })).toThrow('f has the same sign at lower 0 and upper 1');
  expect(() => findRoot(() => NaN, { lower: 0, upper: 1 })).toThrow('f is not a number at 0');
  expect(() => findRoot((x) => (x === 1 ? NaN : -1), { lower: 0, upper: 1 })).toThrow('f is not a number at 1');
  expect(() => findRoot((x) => (x === 0 ? -1 : x === 1 ? 1 : NaN), { lower: 0, upper: 1 })).toThrow('f is not a number at 0.5');
});
