import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criticalOfControl, criticalOfPairs } from '../../src/disparity/simultaneous/critical.ts';
import type { DisparityGroup } from '../../src/disparity/groups.ts';
import { comparePairs, compareProportions, compareWithBest, createRandom } from '../../src/index.ts';

const higher = { direction: 'higher' } as const;

describe('published critical values, infinite degrees of freedom', () => {
  // Upper 5 % and 1 % points of the studentised range: Harter 1960, Ann Math Stat 31:1122.
  test.for([
    { groups: 2, five: 2.772, one: 3.643 },
    { groups: 3, five: 3.314, one: 4.12 },
    { groups: 5, five: 3.858, one: 4.603 },
    { groups: 10, five: 4.474, one: 5.157 },
    { groups: 20, five: 5.012, one: 5.645 },
  ])('range of $groups: $five and $one', ({ groups, five, one }) => {
    expect(Math.abs(criticalOfPairs(groups, 0.95) * Math.SQRT2 - five)).toBeLessThan(0.00051);
    expect(Math.abs(criticalOfPairs(groups, 0.99) * Math.SQRT2 - one)).toBeLessThan(0.00051);
  });

  // One-sided 5 % points for comparison with a control of equal size: Dunnett 1955, J Am Stat Assoc 50:1096, table 1a.
  test.for([
    { others: 1, printed: 1.64 },
    { others: 2, printed: 1.92 },
    { others: 3, printed: 2.06 },
    { others: 4, printed: 2.16 },
    { others: 9, printed: 2.42 },
  ])('control against $others: $printed', ({ others, printed }) => {
    expect(Math.abs(criticalOfControl(1, Array(others).fill(1), 0.95) - printed)).toBeLessThan(0.0051);
  });
});

test('a control with an error far above or below the others, by draws', () => {
  const random = createRandom(4);
  for (const [own, others] of [
    [5, [1, 0.2, 2]],
    [0.1, [1, 2]],
    [1, [0, 0.01, 1]],
  ] as const) {
    const critical = criticalOfControl(own, others, 0.95);
    const draws = 40_000;
    let held = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const error = own * random.normal();
      if (others.every((other) => other * random.normal() - error <= critical * Math.hypot(own, other))) held += 1;
    }
    expect(Math.abs(held / draws - 0.95)).toBeLessThan(0.004);
  }
});

const counted = (counts: readonly (readonly [population: number, numerator: number])[]) =>
  counts.map(([population, numerator], index): DisparityGroup => ({ group: `g${index}`, population, numerator }));
const measured = fc
  .array(
    fc.record({
      population: fc.integer({ min: 10, max: 900 }),
      estimate: fc.double({ min: 0, max: 100, noNaN: true }),
      standardError: fc.double({ min: 0.5, max: 8, noNaN: true }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((rows) => rows.map((row, index) => ({ group: `g${index}`, ...row })));

describe('all pairs', () => {
  test('estimates with errors: gap ± critical × error; the direction turns the sign', () => {
    fc.assert(
      fc.property(measured, (rows) => {
        const { pairs, comparisonLevel } = comparePairs(rows, { ...higher, scale: 100 });
        expect(pairs).toHaveLength((rows.length * (rows.length - 1)) / 2);
        const critical = criticalOfPairs(rows.length, 0.95);
        for (const { group, other, gap, lower, upper } of pairs) {
          const [one, two] = [rows.find((row) => row.group === group)!, rows.find((row) => row.group === other)!];
          expect(gap).toBeCloseTo(two.estimate - one.estimate, 10);
          const reach = critical * Math.hypot(one.standardError, two.standardError);
          expect([lower, upper]).toEqual([expect.closeTo((gap ?? NaN) - reach, 8), expect.closeTo((gap ?? NaN) + reach, 8)]);
        }
        const turned = comparePairs(rows, { direction: 'lower', scale: 100 }).pairs;
        for (const [place, { lower }] of turned.entries()) expect(lower).toBeCloseTo(-(pairs[place]?.upper ?? NaN), 10);
        // Bonferroni's level is safe, and never narrower.
        expect(comparisonLevel ?? NaN).toBeLessThanOrEqual(1 - 0.05 / pairs.length + 1e-9);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("counts: Newcombe's interval at the level of the critical value, on the scale of the data", () => {
    const rows = counted([
      [400, 240],
      [300, 120],
      [20, 0],
    ]);
    const { pairs, comparisonLevel, method } = comparePairs(rows, { ...higher, scale: 100 });
    const by = compareProportions(
      { group: { denominator: 400, numerator: 240 }, reference: { denominator: 20, numerator: 0 } },
      { method: 'newcombe', level: comparisonLevel ?? NaN },
    );
    expect(pairs[1]).toMatchObject({ group: 'g0', other: 'g2', gap: -60, standsOut: true, reason: null });
    expect(pairs[1]?.lower).toBeCloseTo(-100 * (by.upper ?? NaN), 10);
    expect(method).toBe('Tukey-Kramer, newcombe where counts are known');
  });
});

describe('with the best', () => {
  test('laws: somebody may be best; who may be best is not behind; who leads may be best; the interval holds the gap', () => {
    fc.assert(
      fc.property(measured, (rows) => {
        const { groups } = compareWithBest(rows, { ...higher, scale: 100 });
        expect(groups.some(({ mayBeBest }) => mayBeBest)).toBe(true);
        for (const { gap, lower, upper, mayBeBest } of groups) {
          expect(lower ?? NaN).toBeLessThanOrEqual(Math.min(0, gap ?? NaN));
          expect(upper ?? NaN).toBeGreaterThanOrEqual(Math.max(0, gap ?? NaN));
          expect(mayBeBest).toBe(lower !== 0);
          if ((gap ?? NaN) < 0) expect(mayBeBest).toBe(true);
        }
        const mirrored = rows.map((row) => ({ ...row, estimate: 100 - row.estimate }));
        const other = compareWithBest(mirrored, { direction: 'lower', scale: 100 }).groups;
        for (const [place, { upper }] of other.entries()) expect(upper).toBeCloseTo(groups[place]?.upper ?? NaN, 8);
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  test('a clear winner is the only one that may be best, and its upper limit is 0', () => {
    const { groups } = compareWithBest(
      counted([
        [1000, 900],
        [1000, 500],
        [1000, 510],
      ]),
      higher,
    );
    expect(groups.map(({ mayBeBest }) => mayBeBest)).toEqual([true, false, false]);
    expect(groups[0]?.upper).toBe(0);
    expect(groups[1]?.lower).toBe(0);
  });
});

test('95 % together, over 1,000 drawn practices of three groups', () => {
  const random = createRandom(6);
  const sizes = [150, 90, 60];
  const rates = [0.62, 0.58, 0.55];
  let [pairsHeld, bestHeld] = [0, 0];
  const practices = 1000;
  for (let practice = 0; practice < practices; practice += 1) {
    const rows = counted(sizes.map((n, j) => [n, random.binomial({ trials: n, probability: rates[j] ?? NaN })]));
    const truth = (group: string) => rates[Number(group.slice(1))] ?? NaN;
    const within = (value: number, lower: number | null, upper: number | null) =>
      (lower ?? NaN) <= value + 1e-12 && value - 1e-12 <= (upper ?? NaN);
    const { pairs } = comparePairs(rows, higher);
    if (pairs.every(({ group, other, lower, upper }) => within(truth(other) - truth(group), lower, upper))) pairsHeld += 1;
    const bestOther = (group: string) => Math.max(...rows.filter((row) => row.group !== group).map((row) => truth(row.group)));
    const { groups } = compareWithBest(rows, higher);
    if (groups.every(({ group, lower, upper }) => within(bestOther(group) - truth(group), lower, upper))) bestHeld += 1;
  }
  expect(Math.abs(pairsHeld / practices - 0.95)).toBeLessThan(0.02);
  expect(bestHeld / practices).toBeGreaterThan(0.93); // safe by design: more where groups are close
});

test('edges: one group, no error, no group', () => {
  const bare = [
    ...counted([
      [10, 4],
      [20, 9],
    ] as const),
    { group: 'bare', population: 5, estimate: 0.4 },
  ];
  const { pairs } = comparePairs(bare, higher);
  expect(pairs[1]).toMatchObject({ lower: null, standsOut: null, reason: 'group bare has no standard error' });
  expect(pairs[0]?.reason).toBeNull();
  expect(compareWithBest(bare, higher).groups[2]).toMatchObject({ gap: null, reason: 'group bare has no standard error' });
  expect(comparePairs(bare.slice(0, 1), higher)).toMatchObject({ pairs: [], comparisonLevel: null });
  expect(compareWithBest(bare.slice(0, 1), higher).groups[0]).toMatchObject({
    mayBeBest: null,
    reason: 'there is no other group to compare with',
  });
  expect(compareWithBest([], higher).groups).toEqual([]);
});

test('values without error are compared as they are', () => {
  const rows = [1, 3, 2].map((estimate, index) => ({ group: `g${index}`, population: 10, estimate, standardError: 0 }));
  const { groups } = compareWithBest(rows, { ...higher, scale: 10 });
  expect(groups.map(({ lower, upper, mayBeBest }) => [lower, upper, mayBeBest])).toEqual([
    [0, 2, false],
    [-1, 0, true],
    [0, 1, false],
  ]);
});

test('an unknown method is refused', () => {
  expect(() =>
    comparePairs(
      counted([
        [10, 4],
        [20, 9],
      ]),
      { ...higher, method: 'exact' as 'wald' },
    ),
  ).toThrow('method');
});
