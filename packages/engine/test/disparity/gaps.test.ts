import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareProportions } from '../../src/comparison/compareProportions.ts';
import { differenceMethods } from '../../src/comparison/difference/methods.ts';
import { newcombe } from '../../src/comparison/difference/newcombe.ts';
import { compareGroups, type GroupCounts } from '../../src/disparity/gaps.ts';
import { createRandom } from '../../src/number/random.ts';

const groups: readonly GroupCounts[] = [
  { stratum: 'Asian', denominator: 842, numerator: 171 },
  { stratum: 'Black', denominator: 619, numerator: 236 },
  { stratum: 'Pacific Islander', denominator: 24, numerator: 11 },
  { stratum: 'White', denominator: 701, numerator: 182 },
  { stratum: 'Not listed', denominator: 0, numerator: 0 },
];

describe('a gap against a named group', () => {
  test('HbA1c above 9 %, lower is better: more of it is worse', () => {
    // golden data set of made-up counts by race and ethnicity; raw differences are the rates' own arithmetic
    const { gaps } = compareGroups(groups, { direction: 'lower', reference: 'White' });
    expect(gaps.map(({ stratum }) => stratum)).toEqual(['Asian', 'Black', 'Pacific Islander', 'Not listed']);
    expect(gaps[0]?.gap).toBeCloseTo(171 / 842 - 182 / 701, 15);
    expect(gaps[1]?.gap).toBeCloseTo(236 / 619 - 182 / 701, 15);
    expect(gaps.map(({ standsOut }) => standsOut)).toEqual([true, true, false, null]);
  });

  test('the interval is Newcombe’s at the shared-out level, of group against reference', () => {
    const { gaps, contract } = compareGroups(groups, { direction: 'lower', reference: 'White' });
    expect(contract.comparisons).toBe(3);
    expect(contract.comparisonLevel).toBeCloseTo(1 - 0.05 / 3, 15);
    const group = { denominator: 619, numerator: 236 };
    const reference = { denominator: 701, numerator: 182 };
    const { lower, upper } = newcombe({ group, reference }, contract.comparisonLevel);
    expect(gaps[1]).toEqual({
      stratum: 'Black',
      group,
      reference,
      referenceName: 'White',
      gap: gaps[1]?.gap,
      lower,
      upper,
      standsOut: true,
      reason: null,
    });
  });

  test('one comparison at a time: the printed interval of 56/70 against 48/80', () => {
    const two = [
      { stratum: 'a', denominator: 70, numerator: 56 },
      { stratum: 'b', denominator: 80, numerator: 48 },
    ];
    const [gap] = compareGroups(two, { direction: 'lower', reference: 'b' }).gaps;
    expect([gap?.lower?.toFixed(4), gap?.upper?.toFixed(4)]).toEqual(['0.0524', '0.3339']); // Newcombe 1998, Stat Med 17:873
  });
});

describe('the method of the intervals', () => {
  test.for(Object.values(differenceMethods))('$id', ({ id }) => {
    const { gaps, contract } = compareGroups(groups, { direction: 'higher', reference: 'White', method: id });
    expect(contract.method).toBe(id);
    const group = { denominator: 701, numerator: 182 };
    const reference = { denominator: 619, numerator: 236 };
    const { value, lower, upper } = compareProportions({ group, reference }, { method: id, level: contract.comparisonLevel });
    expect(gaps[1]).toMatchObject({ stratum: 'Black', gap: value, lower, upper, standsOut: true, reason: null });
  });

  test('what there is not is refused, also where nothing is compared', () => {
    const horoscope = { direction: 'lower', reference: 'rest', method: 'horoscope' as never } as const;
    for (const given of [groups, []])
      expect(() => compareGroups(given, horoscope)).toThrow(/^method must be one of newcombe, .*got horoscope$/);
  });
});

describe('a gap against the rest', () => {
  test('the rest is everybody else, those too few to compare included, so nobody is on both sides', () => {
    const { gaps } = compareGroups(groups, { direction: 'lower', reference: 'rest', denominatorMin: 30 });
    expect(gaps.map(({ group, reference }) => group.denominator + reference.denominator)).toEqual([2186, 2186, 2186, 2186, 2186]);
    expect(gaps[0]?.reference).toEqual({ denominator: 1344, numerator: 429 });
    expect(gaps.map(({ reason }) => reason)).toEqual([null, null, 'denominator 24 of 30 needed', null, 'denominator is 0']);
    expect(gaps[2]).toMatchObject({ gap: null, lower: null, upper: null, standsOut: null });
  });

  test('gaps weighted by members of group and rest cancel: Σ n (N − n) gap = 0', () => {
    const cell = fc
      .integer({ min: 1, max: 5000 })
      .chain((denominator) =>
        fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
      );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 9 }), (cells) => {
        const given = cells.map((counts, index) => ({ ...counts, stratum: `group ${index}` }));
        const { gaps } = compareGroups(given, { direction: 'higher', reference: 'rest' });
        let total = 0;
        for (const { gap, group, reference } of gaps) total += (gap ?? NaN) * group.denominator * reference.denominator;
        expect(Math.abs(total)).toBeLessThanOrEqual(1e-6);
      }),
      { seed: 1 },
    );
  });
});

describe('laws', () => {
  test('counting the misses of a measure instead of its hits, the other way round, gives the same gaps', () => {
    const misses = groups.map(({ stratum, denominator, numerator }) => ({
      stratum,
      denominator,
      numerator: denominator - numerator,
    }));
    for (const reference of ['rest', 'White']) {
      const hit = compareGroups(groups, { direction: 'lower', reference }).gaps;
      const missed = compareGroups(misses, { direction: 'higher', reference }).gaps;
      for (const [index, { gap, lower, upper, standsOut }] of hit.entries()) {
        const other = missed[index];
        expect(other?.standsOut).toBe(standsOut);
        // not compared on one side is not compared on the other: null on both, and no distance
        const here = [gap, lower, upper];
        const there = [other?.gap ?? null, other?.lower ?? null, other?.upper ?? null];
        expect(there.map((value) => value === null)).toEqual(here.map((value) => value === null));
        for (const [limit, value] of here.entries()) expect(Math.abs((value ?? 0) - (there[limit] ?? 0))).toBeLessThan(1e-14);
      }
    }
  });

  test('simultaneous intervals contain the single ones', () => {
    const together = compareGroups(groups, { direction: 'higher', reference: 'rest' });
    const single = compareGroups(groups, { direction: 'higher', reference: 'rest', simultaneous: false });
    expect(single.contract.comparisonLevel).toBe(0.95);
    for (const [index, { lower, upper }] of together.gaps.entries()) {
      if (lower === null || upper === null) continue;
      expect(lower).toBeLessThan(single.gaps[index]?.lower ?? NaN);
      expect(upper).toBeGreaterThan(single.gaps[index]?.upper ?? NaN);
    }
  });

  test('with no true gap any group stands out in about 5 % of months: planted truth, 3,000 months of six groups', () => {
    const random = createRandom(11);
    const sizes = [60, 150, 300, 700, 1500, 4000];
    const months = 3000;
    let alarms = 0;
    let single = 0;
    for (let month = 0; month < months; month += 1) {
      const given = sizes.map((denominator, index) => {
        let numerator = 0;
        for (let member = 0; member < denominator; member += 1) if (random.uniform() < 0.4) numerator += 1;
        return { stratum: `group ${index}`, denominator, numerator };
      });
      if (compareGroups(given, { direction: 'higher', reference: 'rest' }).gaps.some(({ standsOut }) => standsOut)) alarms += 1;
      const one = compareGroups(given, { direction: 'higher', reference: 'rest', simultaneous: false });
      single += one.gaps.filter(({ standsOut }) => standsOut).length;
    }
    expect(alarms / months).toBeLessThan(0.062); // at most 5 %, and three standard errors of 0.4 %
    expect(alarms / months).toBeGreaterThan(0.03); // Bonferroni costs little here
    expect(Math.abs(single / months - 0.3)).toBeLessThan(0.04); // expectedByChance of the single intervals: 6 × 5 %
  });
});

describe('the contract', () => {
  test('says what was asked and what chance alone would bring', () => {
    expect(
      compareGroups(groups, { direction: 'higher', reference: 'rest', simultaneous: false, denominatorMin: 30 }).contract,
    ).toEqual({
      direction: 'higher',
      scale: 'difference',
      reference: 'rest',
      level: 0.95,
      comparisonLevel: 0.95,
      comparisons: 3,
      method: 'newcombe',
      denominatorMin: 30,
      expectedByChance: 3 * (1 - 0.95),
    });
    expect(compareGroups(groups, { direction: 'higher', reference: 'rest' }).contract.expectedByChance).toBeCloseTo(0.05, 14);
  });
});

describe('edges', () => {
  test('a reference that is too small compares with nobody, and says so', () => {
    const { gaps, contract } = compareGroups(groups, { direction: 'lower', reference: 'Pacific Islander', denominatorMin: 30 });
    expect(contract).toMatchObject({ comparisons: 0, comparisonLevel: 0.95, expectedByChance: 0 });
    expect(gaps[0]).toMatchObject({ gap: null, standsOut: null, reason: 'reference: denominator 24 of 30 needed' });
  });

  test('one group alone has no rest; no groups have no gaps', () => {
    const alone = [{ stratum: 'all', denominator: 50, numerator: 5 }];
    expect(compareGroups(alone, { direction: 'higher', reference: 'rest' }).gaps[0]?.reason).toBe('reference: denominator is 0');
    expect(compareGroups([], { direction: 'higher', reference: 'rest' }).gaps).toEqual([]);
  });

  test('two groups, each the rest of the other, are one comparison: nothing is shared out', () => {
    const two = [
      { stratum: 'a', denominator: 70, numerator: 56 },
      { stratum: 'b', denominator: 80, numerator: 48 },
      { stratum: 'nobody', denominator: 0, numerator: 0 },
    ];
    const { gaps, contract } = compareGroups(two, { direction: 'lower', reference: 'rest' });
    expect(contract).toMatchObject({ comparisons: 2, comparisonLevel: 0.95 });
    const [a, b] = gaps;
    expect([a?.lower?.toFixed(4), a?.upper?.toFixed(4)]).toEqual(['0.0524', '0.3339']); // Newcombe 1998, Stat Med 17:873
    expect([b?.lower, b?.upper]).toEqual([-a!.upper!, -a!.lower!]);
    const three = compareGroups([...two.slice(0, 2), { stratum: 'c', denominator: 9, numerator: 3 }], {
      direction: 'lower',
      reference: 'rest',
    });
    expect(three.contract.comparisonLevel).toBeCloseTo(1 - 0.05 / 3, 15);
  });

  test('what cannot be is refused by name', () => {
    const ask = { direction: 'higher', reference: 'rest' } as const;
    expect(() => compareGroups(groups, { ...ask, reference: 'Whte' })).toThrow(
      'reference Whte is not among the groups Asian, Black, Pacific Islander, White, Not listed',
    );
    expect(() => compareGroups([...groups, ...groups], ask)).toThrow('groups: stratum Asian appears twice');
    expect(() => compareGroups([{ stratum: '', denominator: 3, numerator: 1 }], ask)).toThrow(
      "groups: stratum of row 0 must be a name, got ''",
    );
    expect(() => compareGroups([{ stratum: 'rest', denominator: 3, numerator: 1 }], ask)).toThrow(
      'stratum rest has the name of the reference rule',
    );
    expect(() => compareGroups([{ stratum: 'A', denominator: 3, numerator: 4 }], ask)).toThrow(
      'numerator 4 exceeds denominator 3',
    );
    expect(() => compareGroups(groups, { ...ask, level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
    expect(() => compareGroups(groups, { ...ask, denominatorMin: -1 })).toThrow(
      'denominatorMin must be a number of at least 0, got -1',
    );
    expect(() => compareGroups(groups, { ...ask, direction: 'up' as 'higher' })).toThrow(
      "direction must be 'higher' or 'lower', got up",
    );
  });
});
