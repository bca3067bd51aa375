import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { controlConstants, subgroupConstants } from '../../../src/index.ts';

// Factors for control charts as textbooks print them, e.g. Montgomery, Introduction to Statistical Quality Control, appendix.
test.for([
  { size: 2, c4: 0.7979, A3: 2.659, B3: 0, B4: 3.267 },
  { size: 3, c4: 0.8862, A3: 1.954, B3: 0, B4: 2.568 },
  { size: 5, c4: 0.94, A3: 1.427, B3: 0, B4: 2.089 },
  { size: 6, c4: 0.9515, A3: 1.287, B3: 0.03, B4: 1.97 },
  { size: 10, c4: 0.9727, A3: 0.975, B3: 0.284, B4: 1.716 },
  { size: 25, c4: 0.9896, A3: 0.606, B3: 0.565, B4: 1.435 },
])('the printed table at a size of $size', ({ size, ...printed }) => {
  const constants = subgroupConstants(size);
  expect(constants.c4).toBeCloseTo(printed.c4, 4); // four places in print
  expect(constants.A3).toBeCloseTo(printed.A3, 3); // three places in print
  expect(constants.B3).toBeCloseTo(printed.B3, 3);
  expect(constants.B4).toBeCloseTo(printed.B4, 3);
});

test('c4 of two values is √(2/π), of three √π/2', () => {
  expect(subgroupConstants(2).c4).toBeCloseTo(Math.sqrt(2 / Math.PI), 15);
  expect(subgroupConstants(3).c4).toBeCloseTo(Math.sqrt(Math.PI) / 2, 15);
});

test('c4(n) c4(n + 1) = √((n − 1)/n), also in subgroups of thousands', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 100_000 }), (size) => {
      const product = subgroupConstants(size).c4 * subgroupConstants(size + 1).c4;
      expect(product).toBeCloseTo(Math.sqrt((size - 1) / size), 14);
    }),
    { seed: 1 },
  );
});

test('the limits of a large subgroup keep their digits: B4 − 1 is nearly 3/√(2(n − 1))', () => {
  for (const size of [1e3, 1e4, 1e6]) {
    const ratio = (subgroupConstants(size).B4 - 1) / (3 / Math.sqrt(2 * (size - 1)));
    // The series goes on with terms of 1/n; log c4, about 1/4n, is exact to an ulp of 1.
    expect(Math.abs(ratio - 1)).toBeLessThan(1 / size + 4 * size * Number.EPSILON);
  }
});

test('no standard deviation in a subgroup of one, and no half subgroups', () => {
  expect(subgroupConstants(1)).toEqual({ c4: NaN, A3: NaN, B3: NaN, B4: NaN });
  expect(() => subgroupConstants(2.5)).toThrow('size must be a whole number of at least 0, got 2.5');
});

test('the exact constants round to the printed ones', () => {
  const { printed, exact, 'making-data-count': rounded } = controlConstants;
  expect(exact.d2).toBeCloseTo(printed.d2, 3);
  expect(exact.d2).toBeCloseTo(1.128379, 6);
  expect(exact.D4).toBeCloseTo(3.2665, 4);
  expect(3 / rounded.d2).toBeCloseTo(2.66, 14);
});
