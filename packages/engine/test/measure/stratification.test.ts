import { describe, expect, test } from 'vitest';
import { ageBands, ageBandStarts } from '../../src/measure/ages.ts';
import { stratificationCatalogue } from '../../src/measure/builtIn.ts';
import {
  advantageRank,
  crossStratifications,
  crossedStratum,
  defineStratification,
  isAnswered,
  totalStratification,
  totalStratum,
  type Stratification,
} from '../../src/measure/stratification.ts';

const builtIn = (id: string): Stratification => {
  const found = stratificationCatalogue.find((stratification) => stratification.id === id);
  if (!found) throw new Error(`no stratification ${id}`);
  return found;
};

describe('a declaration', () => {
  test('is a column of the members table under its own name', () => {
    expect(defineStratification({ id: 'housing-status' })).toEqual({
      id: 'housing-status',
      title: 'housing-status',
      exclusive: true,
      exhaustive: true,
      crosses: null,
      rollUp: null,
      column: 'housing_status',
      strata: null,
      order: null,
      unanswered: ['Unknown'],
    });
  });

  test('keeps what it says', () => {
    const declared = defineStratification({ id: 'plan', exclusive: false, unanswered: [], strata: ['HMO', 'PPO'], column: null });
    expect(declared).toMatchObject({ exclusive: false, unanswered: [], strata: ['HMO', 'PPO'], column: null });
  });

  test.for(['', 'Housing', 'housing status', '1st', 'a_b', `x'; drop table members`, 'a'.repeat(65)])(
    'with the id %j is refused',
    (id) => {
      expect(() => defineStratification({ id })).toThrow(
        `stratification ${id}: an id is lower-case letters, digits and dashes, and begins with a letter`,
      );
    },
  );
});

describe('an order of advantage', () => {
  const quartiles = { id: 'hpi-quartile', strata: ['1', '2', '3', '4', 'Unknown'], order: 'worst-first' } as const;

  test('ranks the strata that are answers, the least advantaged first, from either end', () => {
    const ranks = (declared: Stratification) => declared.strata!.map((stratum) => advantageRank(declared, stratum));
    expect(ranks(defineStratification(quartiles))).toEqual([1, 2, 3, 4, null]);
    expect(ranks(defineStratification({ ...quartiles, order: 'best-first' }))).toEqual([4, 3, 2, 1, null]);
    expect(ranks(defineStratification({ ...quartiles, strata: ['Unknown', 'low', 'high'] }))).toEqual([null, 1, 2]);
    expect(advantageRank(defineStratification(quartiles), '5')).toBeNull();
  });

  test('there is none unless it is declared, nor in a release from before there was one, nor in a crossing', () => {
    const { order: _, ...former } = defineStratification({ id: 'plan', strata: ['HMO', 'PPO'] });
    expect(advantageRank(former as Stratification, 'HMO')).toBeNull();
    for (const stratification of stratificationCatalogue)
      for (const stratum of stratification.strata ?? []) expect(advantageRank(stratification, stratum)).toBeNull();
    expect(crossStratifications(defineStratification(quartiles), builtIn('sex')).order).toBeNull();
  });

  test.for([
    [{ strata: null }, 'order worst-first is of strata, and none are listed: list them in that order'],
    [{ strata: ['1', 'Unknown'] }, 'order worst-first needs two strata that are answers, got 1'],
    [{ strata: ['1', '2', '1'] }, 'the stratum 1 is listed twice, and has one place in an order'],
    [{ order: 'upwards' as 'worst-first' }, 'order must be worst-first or best-first, got upwards'],
  ] as const)('%o is refused', ([more, rule]) => {
    expect(() => defineStratification({ ...quartiles, ...more })).toThrow(`stratification hpi-quartile: ${rule}`);
  });
});

describe('a crossing', () => {
  const sex = builtIn('sex');
  const raceEthnicity = builtIn('race-ethnicity');
  const language = builtIn('language');

  test('has every pair as a stratum, and is exhaustive when both are', () => {
    const crossing = crossStratifications(raceEthnicity, sex);
    expect(crossing).toMatchObject({
      id: 'race-ethnicity-by-sex',
      crosses: ['race-ethnicity', 'sex'],
      exclusive: true,
      exhaustive: true,
      column: null,
    });
    expect(crossing.strata).toHaveLength((raceEthnicity.strata?.length ?? 0) * (sex.strata?.length ?? 0));
    expect(new Set(crossing.strata).size).toBe(crossing.strata?.length);
    expect(crossing.strata).toContain(crossedStratum('White', 'female'));
    expect(crossStratifications({ ...raceEthnicity, exhaustive: false }, sex).exhaustive).toBe(false);
  });

  test('leaves the pairs to the data when one of its parts does', () => {
    expect(crossStratifications(language, sex).strata).toBeNull();
    expect(crossStratifications(sex, language).strata).toBeNull();
  });

  test('compares a pair only when both halves are answers', () => {
    const crossing = crossStratifications(raceEthnicity, defineStratification({ id: 'housing' }));
    for (const race of raceEthnicity.strata ?? [])
      for (const housing of ['stable', 'Unknown'])
        expect(isAnswered(crossing, crossedStratum(race, housing))).toBe(
          isAnswered(raceEthnicity, race) && housing !== 'Unknown',
        );
    const asked = crossStratifications(
      defineStratification({ id: 'asked', unanswered: ['No'] }),
      defineStratification({ id: 'housed' }),
    );
    expect(isAnswered(asked, 'No / Yes')).toBe(false);
    expect(isAnswered(asked, 'Yes / No')).toBe(true); // what is no answer to one question may be one to the other
  });

  test.for([
    ['sex', totalStratification],
    [totalStratification, 'sex'],
  ] as const)('of %s and %s is refused', ([first, second]) => {
    expect(() => crossStratifications(builtIn(first), builtIn(second))).toThrow(
      'stratification total: a crossing joins two exclusive dimensions',
    );
  });

  test('of a crossing, of overlapping strata, or of a dimension with itself is refused', () => {
    expect(() => crossStratifications(crossStratifications(raceEthnicity, sex), language)).toThrow(
      'stratification race-ethnicity-by-sex: a crossing joins two exclusive dimensions',
    );
    const overlapping = defineStratification({ id: 'alone-or-in-combination', exclusive: false });
    expect(() => crossStratifications(sex, overlapping)).toThrow('stratification alone-or-in-combination: a crossing joins');
    expect(() => crossStratifications(sex, sex)).toThrow('stratification sex: a crossing joins two different dimensions');
  });
});

describe('the catalogue', () => {
  test('begins with everybody and names each stratification once', () => {
    const ids = stratificationCatalogue.map(({ id }) => id);
    expect(ids[0]).toBe(totalStratification);
    expect(new Set(ids).size).toBe(ids.length);
    expect(builtIn(totalStratification)).toMatchObject({ strata: [totalStratum], unanswered: [] });
  });

  test.for(stratificationCatalogue)(
    '$id divides everybody once, and what is no answer is one of its strata',
    (stratification) => {
      const { exclusive, exhaustive, strata, unanswered } = stratification;
      expect([exclusive, exhaustive]).toEqual([true, true]);
      expect(new Set(strata).size).toBe(strata?.length ?? 0);
      for (const stratum of unanswered) expect(isAnswered(stratification, stratum)).toBe(false);
      // The total has no such stratum, and of sources the unknown may be compared: do they fare worse?
      const whole = stratification.id === totalStratification || stratification.id.endsWith('-source');
      expect(isAnswered(stratification, 'Unknown')).toBe(whole);
      expect(stratification.order).toBeNull();
    },
  );
});

describe('age bands', () => {
  test('are named by their first and last year of age, the last one open', () => {
    expect(ageBands([0, 18, 45])).toEqual(['0-17', '18-44', '45+']);
    expect(ageBands([65])).toEqual(['65+']);
    expect(ageBands([])).toEqual([]);
  });

  test('the built-in ones begin at birth and hold every age once', () => {
    const bands = ageBands(ageBandStarts).map((band) => {
      const [from = NaN, to = Infinity] = band.replace('+', '').split('-').map(Number);
      return { from, to };
    });
    for (let age = 0; age <= 120; age += 1) expect(bands.filter(({ from, to }) => from <= age && age <= to)).toHaveLength(1);
  });

  test.for([[[18, 0]], [[0, 0]], [[-1, 18]], [[0, 17.5]], [[0, NaN]]] as const)('%o is refused', ([starts]) => {
    expect(() => ageBands(starts)).toThrow(`ages of bands must be whole years in ascending order, got ${starts.join(', ')}`);
  });
});
