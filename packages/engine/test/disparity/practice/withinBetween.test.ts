import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Stratum } from '../../../src/comparison/hypothesis/strata/types.ts';
import { withinHeterogeneity } from '../../../src/disparity/practice/heterogeneity.ts';
import { kitagawa } from '../../../src/disparity/practice/kitagawa.ts';
import { oaxacaBlinderPooled } from '../../../src/disparity/practice/oaxacaBlinder.ts';
import { withinBetween } from '../../../src/disparity/practice/withinBetween.ts';
import { createRandom } from '../../../src/number/random.ts';
import { practice, sixPractices } from './data.ts';

const higher = { direction: 'higher' } as const;
const simpson = [practice('Low', [900, 405], [100, 40]), practice('High', [100, 80], [900, 693])];
const oneSided = [
  practice('X', [50, 20], [0, 0]),
  practice('Y', [80, 44], [60, 39]),
  practice('Z', [0, 0], [70, 50]),
  practice('W', [40, 25], [90, 60]),
];

describe('six made-up practices, against other programs', () => {
  test('the Mantel-Haenszel difference and ratios of metafor 3.8.1, rma.mh', () => {
    const { within, riskRatio, oddsRatio } = withinBetween(sixPractices, higher);
    expect(within.value).toBeCloseTo(-0.05451116603626036, 14);
    expect(within.standardError).toBeCloseTo(0.026912688107625905, 14);
    expect(within.lower).toBeCloseTo(-0.10725906545436656, 13);
    expect(within.upper).toBeCloseTo(-0.0017632666181541731, 13);
    expect(Math.log(riskRatio.value ?? NaN)).toBeCloseTo(-0.09775296313656107, 13);
    expect(riskRatio.logStandardError).toBeCloseTo(0.04775744282469501, 13);
    expect(Math.log(oddsRatio.value ?? NaN)).toBeCloseTo(-0.2256296920085623, 13);
    expect(oddsRatio.logStandardError).toBeCloseTo(0.11099723538327141, 13);
  });

  test('heterogeneity of metafor 3.8.1, rma with methods FE and DL', () => {
    const { common, mean, q, p, tau2, i2 } = withinHeterogeneity(sixPractices, higher);
    expect(common.value).toBeCloseTo(-0.05442469203132391, 14);
    expect(common.standardError).toBeCloseTo(0.026873440894999472, 14);
    expect(q).toBeCloseTo(0.3683192721883709, 13);
    expect(p).toBeCloseTo(0.9961574558819456, 13);
    expect([tau2, i2]).toEqual([0, 0]);
    expect(mean.value).toBe(common.value);
  });

  test('the splits of oaxaca 0.1.5, whose sign is turned', () => {
    const { within, between, interaction, betweenAtGroupRates, withinAtGroupShares } = kitagawa(sixPractices, higher);
    expect(between.value).toBeCloseTo(-0.09566164045313544, 12);
    expect(within.value).toBeCloseTo(-0.05842390995966722, 12);
    expect(interaction.value).toBeCloseTo(-0.015757148436775247, 12);
    expect(betweenAtGroupRates.value).toBeCloseTo(-0.10354021467152306, 12);
    expect(withinAtGroupShares.value).toBeCloseTo(-0.06630248417805483, 12);
    const { explained, unexplained } = oaxacaBlinderPooled(sixPractices, higher);
    expect(explained.value).toBeCloseTo(-0.09957438437653278, 12);
    expect(unexplained.value).toBeCloseTo(-0.05451116603626986, 12);
  });
});

describe('what a reader must be told', () => {
  test('a sign that reverses inside practices', () => {
    const { reversed, warning } = withinBetween(simpson, higher);
    expect(reversed).toBe(true);
    expect(warning).toBe('the sign reverses inside practices: -24.8 points overall, +4.0 points within practices');
    expect(withinBetween(sixPractices, higher)).toMatchObject({ reversed: false, warning: null });
  });

  test('practices with an empty arm, which count in the crude gap only', () => {
    const split = withinBetween(oneSided, higher);
    expect(split.emptyArms).toEqual([
      { practice: 'X', without: 'reference' },
      { practice: 'Z', without: 'group' },
    ]);
    expect(split.practices).toBe(2);
    expect(split.within).toEqual(withinBetween([oneSided[1]!, oneSided[3]!], higher).within);
    expect(split.crude.value).toBeCloseTo(89 / 170 - 149 / 220, 15);
    expect(kitagawa(oneSided, higher).within).toMatchObject({
      value: null,
      standardError: null,
      reason: 'practices without members of one group: X, Z',
    });
    expect(kitagawa(oneSided, higher).difference.value).toBe(split.crude.value);
  });

  test('a missing practice counts nowhere and is named', () => {
    const split = withinBetween([...sixPractices, practice('withheld', [NaN, NaN], [40, 20])], higher);
    expect(split.missing).toEqual(['withheld']);
    expect({ ...split, missing: [] }).toEqual(withinBetween(sixPractices, higher));
  });

  test('no practice with both groups: no parts, but a crude gap; nobody: nothing', () => {
    const apart = [practice('X', [50, 20], [0, 0]), practice('Z', [0, 0], [70, 50])];
    const reason = 'no practice has members of both groups';
    expect(withinBetween(apart, higher).within).toMatchObject({ value: null, lower: null, reason });
    expect(withinBetween(apart, higher).between).toMatchObject({ value: null, reason });
    expect(withinBetween(apart, higher).crude.value).toBeCloseTo(0.4 - 50 / 70, 15);
    expect(withinHeterogeneity(apart, higher)).toMatchObject({ q: null, tau2: null, practices: [], reason });
    expect(withinBetween([], higher).crude).toMatchObject({ value: null, reason: 'the group has no members' });
    expect(kitagawa([], higher).within).toMatchObject({ value: null, reason: 'the group has no members' });
  });

  test('heterogeneity of one practice is none', () => {
    expect(withinHeterogeneity([sixPractices[0]!], higher)).toMatchObject({
      q: null,
      df: null,
      tau2: null,
      reason: 'fewer than two practices have members of both groups',
    });
  });

  test('a practice with rates of 0 and 1 does not outweigh the others', () => {
    const certain = practice('all and none', [3, 3], [2, 0]);
    const { practices, common } = withinHeterogeneity([...sixPractices, certain], higher);
    expect(practices.at(-1)).toMatchObject({ practice: 'all and none', value: 1, smoothed: true });
    // (3.5/4)(0.5/4)/4 + (0.5/3)(2.5/3)/3
    expect(practices.at(-1)?.standardError).toBeCloseTo(Math.sqrt(0.109375 / 4 + 5 / 36 / 3), 14);
    expect(Math.abs((common.value ?? NaN) + 0.0544)).toBeLessThan(0.02);
  });

  test('impossible counts, names and options', () => {
    expect(() => withinBetween([practice('A', [3, 4], [3, 1])], higher)).toThrow(
      'stratum A: group: numerator 4 exceeds denominator 3',
    );
    expect(() => withinBetween([practice('A', [3, 1], [3, 1]), practice('A', [3, 1], [3, 1])], higher)).toThrow(
      'stratum A appears twice',
    );
    expect(() => kitagawa(sixPractices, { direction: 'up' as 'higher' })).toThrow(
      "direction must be 'higher' or 'lower', got 'up'",
    );
    expect(() => withinHeterogeneity(sixPractices, { ...higher, level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
  });
});

const arm = fc
  .integer({ min: 1, max: 400 })
  .chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
  );
const practices = fc
  .array(fc.record({ group: arm, reference: arm }), { minLength: 1, maxLength: 8 })
  .map((pairs) => pairs.map((pair, index): Stratum => ({ stratum: `P${index}`, ...pair })));

test('a reference without events has no ratios, and the reason says why', () => {
  const { riskRatio, oddsRatio } = withinBetween(
    [{ stratum: 'P', group: { denominator: 10, numerator: 4 }, reference: { denominator: 8, numerator: 0 } }],
    { direction: 'higher' },
  );
  const none = { value: null, lower: null, upper: null, logStandardError: null };
  expect(riskRatio).toMatchObject({ ...none, reason: expect.stringContaining('risk ratio is infinite') as string });
  expect(oddsRatio).toMatchObject({ ...none, reason: expect.stringContaining('odds ratio is infinite') as string });
});

describe('laws', () => {
  test('the parts add to the crude gap, in every split', () => {
    fc.assert(
      fc.property(practices, (given) => {
        const { crude, within, between } = withinBetween(given, higher);
        const parts = kitagawa(given, higher);
        const total = crude.value ?? NaN;
        expect((within.value ?? NaN) + (between.value ?? NaN)).toBeCloseTo(total, 12);
        expect((parts.within.value ?? NaN) + (parts.between.value ?? NaN)).toBeCloseTo(total, 12);
        expect((parts.shares.value ?? NaN) + (parts.rates.value ?? NaN) + (parts.interaction.value ?? NaN)).toBeCloseTo(
          total,
          12,
        );
        expect((parts.withinAtGroupShares.value ?? NaN) + (parts.shares.value ?? NaN)).toBeCloseTo(total, 12);
        expect((parts.rates.value ?? NaN) + (parts.betweenAtGroupRates.value ?? NaN)).toBeCloseTo(total, 12);
      }),
      { seed: 1 },
    );
  });

  test('swapping the groups, or hits with misses, turns every sign; the order of practices does not matter', () => {
    const swap = ({ stratum, group, reference }: Stratum): Stratum => ({ stratum, group: reference, reference: group });
    const miss = ({ stratum, group, reference }: Stratum): Stratum => ({
      stratum,
      group: missed(group),
      reference: missed(reference),
    });
    fc.assert(
      fc.property(practices, (given) => {
        const split = withinBetween(given, higher);
        for (const other of [withinBetween(given.map(swap), higher), withinBetween(given.map(miss), higher)]) {
          for (const part of ['crude', 'within', 'between'] as const) {
            expect(other[part].value).toBeCloseTo(-(split[part].value ?? NaN), 12);
            expect(other[part].standardError).toBeCloseTo(split[part].standardError ?? NaN, 7); // a root of what cancels to 0
          }
        }
        const turned = withinBetween(given.toReversed(), higher);
        expect(turned.within.value).toBeCloseTo(split.within.value ?? NaN, 14);
        expect(turned.between.value).toBeCloseTo(split.between.value ?? NaN, 14);
      }),
      { seed: 1 },
    );
  });

  test('the same gap reads worse off whatever the direction', () => {
    const up = withinBetween(sixPractices, higher);
    const down = withinBetween(sixPractices, { direction: 'lower' });
    expect(up.crude.gap).toBe(-(up.crude.value ?? NaN));
    expect(down.crude.gap).toBe(down.crude.value);
  });

  test('one practice: all of the gap is within', () => {
    const { crude, within, between } = withinBetween([sixPractices[1]!], higher);
    expect(within.value).toBeCloseTo(crude.value ?? NaN, 15);
    expect(between.value).toBeCloseTo(0, 15);
    expect(between.standardError).toBeCloseTo(0, 15);
  });
});

function missed({ denominator, numerator }: Stratum['group']): Stratum['group'] {
  return { denominator, numerator: denominator - numerator };
}

describe('standard errors', () => {
  type Answer = (given: readonly Stratum[]) => { readonly value: number | null; readonly standardError: number | null };
  const parts: readonly (readonly [string, Answer])[] = [
    [
      'within (Greenland and Robins)',
      (given) => ({ ...withinBetween(given, higher).within, standardError: withinBetween(given, higher).withinGreenlandRobins }),
    ],
    ['between', (given) => withinBetween(given, higher).between],
    ['common', (given) => kitagawa(given, higher).within],
    ['shares', (given) => kitagawa(given, higher).shares],
    ['rates', (given) => kitagawa(given, higher).rates],
    ['interaction', (given) => kitagawa(given, higher).interaction],
    ['Kitagawa between', (given) => kitagawa(given, higher).between],
    ['at group shares', (given) => kitagawa(given, higher).withinAtGroupShares],
    ['at group rates', (given) => kitagawa(given, higher).betweenAtGroupRates],
  ];

  test.for(parts)('%s is the slope in every count times its binomial variance', ([, answer]) => {
    let variance = 0;
    for (const [k, stratum] of sixPractices.entries())
      for (const side of ['group', 'reference'] as const) {
        const { denominator: n, numerator: x } = stratum[side];
        const moved = (by: number) =>
          answer(sixPractices.with(k, { ...stratum, [side]: { denominator: n, numerator: x + by } })).value ?? NaN;
        const slope = (moved(0.01) - moved(-0.01)) / 0.02;
        variance += slope ** 2 * ((x * (n - x)) / n);
      }
    const { standardError } = answer(sixPractices);
    expect(standardError ?? NaN).toBeGreaterThan(0);
    expect(Math.sqrt(variance) / (standardError ?? NaN)).toBeCloseTo(1, 8);
  });

  test('95 % intervals of within and of between hold 95 % of 4,000 simulated programs of small practices', () => {
    const random = createRandom(1);
    const sizes = [
      [60, 25],
      [22, 45],
      [40, 40],
      [90, 12],
      [15, 70],
      [33, 21],
    ] as const;
    const base = [0.45, 0.6, 0.7, 0.5, 0.65, 0.55];
    const draw = (trials: number, probability: number) => ({
      denominator: trials,
      numerator: random.binomial({ trials, probability }),
    });
    const truth = withinBetween(
      sizes.map(([n1, n0], k) => practice(`P${k}`, [n1, n1 * (base[k]! - 0.1)], [n0, n0 * base[k]!])),
      higher,
    );
    let held = 0;
    let heldBetween = 0;
    const runs = 4000;
    for (let run = 0; run < runs; run += 1) {
      const { within, between } = withinBetween(
        sizes.map(([n1, n0], k) => ({ stratum: `P${k}`, group: draw(n1, base[k]! - 0.1), reference: draw(n0, base[k]!) })),
        higher,
      );
      held += Number(covers(within, -0.1));
      heldBetween += Number(covers(between, truth.between.value ?? NaN));
    }
    expect(truth.within.value).toBeCloseTo(-0.1, 14);
    expect(Math.abs(held / runs - 0.95)).toBeLessThan(0.02);
    expect(Math.abs(heldBetween / runs - 0.95)).toBeLessThan(0.02);
  });
});

function covers({ lower, upper }: { readonly lower: number | null; readonly upper: number | null }, truth: number): boolean {
  return lower !== null && upper !== null && lower <= truth && truth <= upper;
}

test('an arm of one member is not certain, and small arms carry a caution', () => {
  const practice = (stratum: string, x: number, n: number, y: number, m: number) => ({
    stratum,
    group: { denominator: n, numerator: x },
    reference: { denominator: m, numerator: y },
  });
  const tiny = withinHeterogeneity([practice('a', 1, 1, 1, 10), practice('b', 30, 60, 33, 60)], { direction: 'higher' });
  // ¾ of 2 in place of 1 of 1: 0.1875 / 2, beside 0.1 × 0.9 / 10.
  expect(tiny.practices[0]?.standardError).toBeCloseTo(Math.sqrt(0.1875 / 2 + 0.009), 12);
  expect(tiny.practices.map(({ smoothed }) => smoothed)).toEqual([true, false]);
  expect(tiny.caution).toContain('1 of 2 practices have fewer than 50 members in an arm');
  const large = withinHeterogeneity([practice('a', 40, 80, 50, 90), practice('b', 30, 60, 33, 60)], { direction: 'higher' });
  expect(large.caution).toBeNull();
});
