import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noiseFloor } from '../../src/disparity/noiseFloor.ts';
import { createRandom } from '../../src/number/random.ts';

const cells = (counts: readonly (readonly [denominator: number, numerator: number])[]) =>
  counts.map(([denominator, numerator]) => ({ denominator, numerator }));

describe('published values', () => {
  // Expected range of k standard normal draws: the control-chart constant d₂ (Tippett 1925, Biometrika 17:364).
  test.for([
    { groups: 2, d2: 1.128 },
    { groups: 3, d2: 1.693 },
    { groups: 5, d2: 2.326 },
    { groups: 10, d2: 3.078 },
  ])('$groups large groups of one size: d₂ = $d2 standard errors', ({ groups, d2 }) => {
    const size = 4_000_000;
    const { range } = noiseFloor(cells(Array.from({ length: groups }, () => [size, size / 2])));
    expect((range ?? NaN) / Math.sqrt(0.25 / size)).toBeCloseTo(d2, 3);
  });

  // Mean of 200,000 simulated sets of normal rates with each group's own standard error (percentage points).
  // Own and pooled errors are the same where the groups' rates are; elsewhere they differ by a few percent.
  test.for([
    {
      name: 'three equal groups',
      range: 6.265620059620626,
      within: 0.01,
      counts: [
        [200, 120],
        [400, 240],
        [100, 60],
      ] as const,
    },
    {
      name: 'four groups, two tied for best',
      range: 7.304098138005016,
      within: 0.03,
      counts: [
        [200, 120],
        [400, 240],
        [100, 45],
        [300, 150],
      ] as const,
    },
    {
      name: 'colorectal screening, seven groups',
      range: 7.220110696034204,
      within: 0.03,
      counts: [
        [152, 61],
        [1902, 1163],
        [1377, 702],
        [8213, 4021],
        [161, 66],
        [1466, 811],
        [203, 96],
      ] as const,
    },
  ])('golden noise floor: $name', ({ range, within, counts }) => {
    const computed = 100 * (noiseFloor(cells(counts)).range ?? NaN);
    expect(Math.abs(computed / range - 1)).toBeLessThan(within);
  });
});

test('equals the average over every possible outcome of three tiny groups', () => {
  const sizes = [3, 4, 2];
  const [rate, groups] = [
    4 / 9,
    cells([
      [3, 1],
      [4, 2],
      [2, 1],
    ]),
  ];
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  let average = 0;
  for (let a = 0; a <= 3; a += 1)
    for (let b = 0; b <= 4; b += 1)
      for (let c = 0; c <= 2; c += 1) {
        const hits = [a, b, c];
        const rates = hits.map((hit, index) => hit / (sizes[index] ?? NaN));
        let chance = 1;
        for (const [index, n] of sizes.entries()) {
          const hit = hits[index] ?? NaN;
          chance *= choose(n, hit) * rate ** hit * (1 - rate) ** (n - hit);
        }
        average += chance * (Math.max(...rates) - Math.min(...rates));
      }
  expect(noiseFloor(groups).range).toBeCloseTo(average, 14);
});

test('equals the average range of 20,000 drawn data sets, to 1 %', () => {
  const random = createRandom(5);
  const sizes = [12, 40, 150];
  let total = 0;
  for (let draw = 0; draw < 20_000; draw += 1) {
    const rates = sizes.map((size) => {
      let hits = 0;
      for (let member = 0; member < size; member += 1) if (random.uniform() < 0.1) hits += 1;
      return hits / size;
    });
    total += Math.max(...rates) - Math.min(...rates);
  }
  const { range, rate } = noiseFloor(sizes.map((denominator) => ({ denominator, numerator: denominator / 10 })));
  expect(rate).toBeCloseTo(0.1, 15);
  expect(Math.abs(total / 20_000 / (range ?? NaN) - 1)).toBeLessThan(0.01);
});

test('laws: misses instead of hits give the same floor; one more group never lowers it; it depends on the pooled rate only', () => {
  const cell = fc
    .integer({ min: 1, max: 400 })
    .chain((denominator) =>
      fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
    );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (groups) => {
      const { range, rate } = noiseFloor(groups);
      const misses = groups.map(({ denominator, numerator }) => ({ denominator, numerator: denominator - numerator }));
      expect(noiseFloor(misses).range).toBeCloseTo(range ?? NaN, 12);
      const shared = groups.map(({ denominator }) => ({ denominator, numerator: denominator * (rate ?? NaN) }));
      expect(noiseFloor(shared).range).toBeCloseTo(range ?? NaN, 12);
      const more = [...shared, { denominator: 50, numerator: 50 * (rate ?? NaN) }];
      expect(noiseFloor(more).range).toBeGreaterThanOrEqual((range ?? NaN) - 1e-12);
    }),
    { seed: 1 },
  );
});

test('edges: two are needed, and where nobody or everybody is a hit there is no noise', () => {
  expect(
    noiseFloor(
      cells([
        [0, 0],
        [30, 3],
      ]),
    ),
  ).toEqual({ range: null, rate: null, groups: 1, reason: 'fewer than two groups have members' });
  expect(noiseFloor([])).toMatchObject({ range: null, groups: 0 });
  expect(
    noiseFloor(
      cells([
        [20, 0],
        [30, 0],
      ]),
    ),
  ).toEqual({ range: 0, rate: 0, groups: 2, reason: null });
  expect(
    noiseFloor(
      cells([
        [20, 20],
        [30, 30],
      ]),
    ).range,
  ).toBe(0);
  expect(
    noiseFloor(
      cells([
        [1, 1],
        [1, 0],
      ]),
    ).range,
  ).toBeCloseTo(0.5, 15);
  expect(() =>
    noiseFloor(
      cells([
        [1, 2],
        [1, 0],
      ]),
    ),
  ).toThrow('numerator 2 exceeds denominator 1');
});

test('millions of members cost as little as thousands, and the two ways of stepping agree where they meet', () => {
  const floor = (denominator: number) => {
    const groups = [0.4, 0.5].map((rate) => ({ denominator, numerator: Math.round(denominator * rate) }));
    return noiseFloor([...groups, ...groups]).range! * Math.sqrt(denominator); // the range shrinks with the root of the size
  };
  const [below, above] = [floor(4_000_000), floor(4_100_000)]; // a deviation of 995 steps, and of 1007
  expect(Math.abs(above - below) / below).toBeLessThan(1e-4);
  expect(Math.abs(floor(900_000_000) - above) / above).toBeLessThan(1e-3);
});
