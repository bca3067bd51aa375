import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CrossedStratum, maihda } from '../../../src/disparity/small/maihda.ts';
import { createRandom } from '../../../src/number/random.ts';
import { crossed } from './data.ts';

describe('sixteen crossed strata, against lme4 1.1.31 (glmer, 15 quadrature points), printed to its own convergence', () => {
  const fitted = maihda(crossed);

  test('variance between strata, VPC and PCV', () => {
    expect(fitted.null?.sigma2).toBeCloseTo(0.054584967933375535, 5);
    expect(fitted.null?.intercept).toBeCloseTo(0.12759994191802018, 5);
    expect(fitted.null?.vpc).toBeCloseTo(0.0163210445100202, 6);
    expect(fitted.main?.sigma2).toBe(0);
    expect(fitted.pcv).toBe(1);
  });

  test('main effects against the first level in alphabetical order', () => {
    expect(fitted.baseline).toEqual({ race: 'Asian', language: 'English', area: 'High' });
    expect(fitted.main?.effects.map(({ dimension, level }) => [dimension, level])).toEqual([
      ['race', 'Black'],
      ['race', 'Hispanic'],
      ['race', 'White'],
      ['language', 'Other'],
      ['area', 'Low'],
    ]);
    expect(fitted.main?.intercept).toBeCloseTo(0.2626055935941412, 5);
    expect(fitted.main?.effects[0]?.effect).toBeCloseTo(-0.2876606890820862, 5);
    expect(fitted.main?.effects[4]?.effect).toBeCloseTo(0.04295611926420851, 5);
  });

  test('rates at the most likely intercept', () => {
    expect(fitted.null?.rates[0]?.value).toBeCloseTo(0.49699263764994567, 5);
    expect(fitted.null?.rates[7]?.value).toBeCloseTo(0.49831366578476205, 5);
    expect(fitted.main?.rates[15]?.value).toBeCloseTo(0.4815959848215673, 5);
    for (const { value, lower, upper } of fitted.null?.rates ?? []) {
      expect(lower).toBeLessThan(value);
      expect(upper).toBeGreaterThan(value);
    }
  });
});

const two = (counts: readonly (readonly [number, number])[]): CrossedStratum[] =>
  counts.map(([denominator, numerator], index) => ({
    levels: { race: 'ABCDEFGH'[index >> 1]!, sex: index % 2 === 0 ? 'F' : 'M' },
    denominator,
    numerator,
  }));

describe('laws', () => {
  const cell = fc.integer({ min: 20, max: 300 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 3, max: n - 3 })));
  const strata = fc.array(cell, { minLength: 8, maxLength: 8 }).map(two);

  test('turning hits into misses mirrors the model, and the order of strata does not matter', () => {
    fc.assert(
      fc.property(strata, (given) => {
        const fitted = maihda(given);
        const missed = maihda(given.map((one) => ({ ...one, numerator: one.denominator - one.numerator })));
        expect(missed.null?.sigma2).toBeCloseTo(fitted.null?.sigma2 ?? NaN, 6);
        expect(missed.main?.intercept).toBeCloseTo(-(fitted.main?.intercept ?? NaN), 6);
        missed.null?.rates.forEach(({ value }, j) => expect(value).toBeCloseTo(1 - (fitted.null?.rates[j]?.value ?? NaN), 6));
        const turned = maihda(given.toReversed());
        expect(turned.main?.sigma2).toBeCloseTo(fitted.main?.sigma2 ?? NaN, 6);
        expect(turned.null?.rates[0]?.value).toBeCloseTo(fitted.null?.rates.at(-1)?.value ?? NaN, 6);
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  test('a planted interaction is told from planted main effects', () => {
    const random = createRandom(1);
    const draw = (interaction: number) =>
      Array.from({ length: 192 }, (_, index): CrossedStratum => {
        const [race, language] = [index % 12, Math.floor(index / 12)];
        const eta = 0.2 * (race - 5.5) + 0.1 * (language - 7.5) + interaction * random.normal();
        const trials = 1000;
        const numerator = random.binomial({ trials, probability: 1 / (1 + Math.exp(-eta)) });
        return { levels: { race: `r${race}`, language: `l${language}` }, denominator: trials, numerator };
      });
    expect(maihda(draw(0)).pcv ?? NaN).toBeGreaterThan(0.98);
    const { main } = maihda(draw(0.5));
    // Maximum likelihood spends 27 of 192 degrees of freedom on main effects.
    const expected = 0.5 * Math.sqrt(165 / 192);
    expect(Math.abs(Math.sqrt(main?.sigma2 ?? NaN) - expected)).toBeLessThan((3 * expected) / Math.sqrt(2 * 165));
  });
});

describe('edges', () => {
  test('strata that differ by less than chance: variance 0, and no PCV', () => {
    const {
      null: alone,
      pcv,
      reason,
    } = maihda(
      two([
        [100, 50],
        [100, 51],
        [100, 50],
        [100, 49],
      ]),
    );
    expect(alone).toMatchObject({ sigma2: 0, vpc: 0 });
    expect([pcv, reason]).toEqual([null, 'strata differ by no more than chance, so there is no variance to explain']);
  });

  test('an empty or missing stratum has the rate that its dimensions expect', () => {
    const given = two([
      [200, 100],
      [150, 90],
      [180, 60],
      [0, 0],
      [90, 50],
      [NaN, NaN],
      [70, 20],
      [60, 40],
    ]);
    const { missing, main, null: alone } = maihda(given);
    expect(missing).toEqual([5]);
    expect(alone?.rates[3]).toMatchObject({ crude: null });
    expect(alone?.rates[3]?.value).toBeCloseTo(1 / (1 + Math.exp(-(alone?.intercept ?? NaN))), 12);
    expect(main?.rates[5]?.value).toBeGreaterThan(0);
  });

  test('no maximum, too few strata', () => {
    expect(
      maihda(
        two([
          [10, 0],
          [20, 0],
          [9, 0],
          [8, 0],
        ]),
      ),
    ).toMatchObject({
      null: null,
      pcv: null,
      reason: 'the likelihood has no maximum: everybody or nobody met the measure, in all or in every stratum',
    });
    expect(
      maihda(
        two([
          [100, 0],
          [90, 0],
          [80, 30],
          [70, 40],
        ]),
      ),
    ).toMatchObject({
      main: null,
      pcv: null,
      reason: 'main effects cannot be told apart, or they separate those who met the measure from those who did not',
    });
    expect(maihda([])).toMatchObject({ null: null, reason: 'fewer than two strata have members' });
  });

  test('small and extreme strata have an answer or a reason', () => {
    const cell = fc.integer({ min: 0, max: 6 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 8, maxLength: 8 }), (cells) => {
        const { null: alone, main, reason } = maihda(two(cells));
        for (const model of [alone, main]) {
          if (model === null) expect(reason).not.toBeNull();
          for (const { value } of model?.rates ?? []) expect(value).toBeGreaterThanOrEqual(0);
          for (const { value } of model?.rates ?? []) expect(value).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('refuses strata that are not crossed', () => {
    const [first, second] = two([
      [10, 5],
      [10, 6],
    ]);
    expect(() => maihda([first!, { ...second!, levels: { race: 'A' } }])).toThrow(
      'stratum 1: must have a level of each of race, sex',
    );
    expect(() => maihda([first!, { ...second!, levels: { race: 'A', age: '18' } }])).toThrow(
      'stratum 1: sex must be a name, got undefined',
    );
    expect(() => maihda([first!, first!])).toThrow('stratum 1: the same combination of levels appears twice');
    expect(() => maihda([{ ...first!, numerator: 11 }])).toThrow('stratum 0: numerator 11 exceeds denominator 10');
    expect(() => maihda([first!, second!], { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
  });
});
