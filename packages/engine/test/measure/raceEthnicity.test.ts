import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ethnicityStrata,
  raceEthnicityStrata,
  raceStrata,
  rollUpRaceEthnicity,
  rollUpSources,
  answerSourceStrata,
  unansweredStrata,
  unreadableRaceEthnicity,
} from '../../src/measure/raceEthnicity.ts';
import golden from '../fixtures/golden/race-ethnicity.json' with { type: 'json' };

const roll = (axis: string, word: string) =>
  axis === 'race' ? rollUpRaceEthnicity(word, null).race : rollUpRaceEthnicity(null, word).ethnicity;
const answer = (codes: readonly string[]) => (codes.length === 0 ? null : codes.join(';'));

describe('golden people', () => {
  test('are seventeen', () => expect(golden.cases).toHaveLength(17));

  test.for(golden.cases)('$label', ({ race, ethnicity, hedis_race, hedis_ethnicity, omb_1997_combined }) => {
    const strata = rollUpRaceEthnicity(answer(race), answer(ethnicity));
    expect(strata.race).toBe(hedis_race);
    expect(strata.ethnicity).toBe(hedis_ethnicity);
    // Two differences, both meant. Names are written as HEDIS writes them in every reading ("Two or More Races"), and the
    // combined reading keeps a refusal apart from an answer that nobody asked for, where the golden one calls both Unknown.
    const declined = hedis_race === 'Asked But No Answer' && omb_1997_combined === 'Unknown';
    expect(strata.raceEthnicity.toLowerCase()).toBe(declined ? 'asked but no answer' : omb_1997_combined.toLowerCase());
    expect(raceEthnicityStrata).toContain(strata.raceEthnicity);
  });
});

describe('the CDC code set', () => {
  const concepts = readFileSync(new URL('../fixtures/cdc/race-ethnicity-1997.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const [code = '', display = '', axis = '', category = ''] = line.split('\t');
      return { code, display, axis, category };
    });

  test('every one of its 964 concepts rolls up, by code and by name, into its category of 1997', () => {
    expect(concepts).toHaveLength(964);
    for (const { code, display, axis, category } of concepts) {
      // One concept has no category in the standard: HEDIS gives Other Race a row.
      const expected = category === '' ? 'Some Other Race' : category;
      expect([code, roll(axis, code)]).toEqual([code, expected]);
      expect([display, roll(axis, display)]).toEqual([display, expected]);
      expect([display, roll(axis, display.toUpperCase())]).toEqual([display, expected]);
    }
    expect(concepts.filter(({ category }) => category === '').map(({ code }) => code)).toEqual(['2131-1']);
  });

  test('a code of one question is no answer to the other', () => {
    for (const { code, axis } of concepts) {
      expect(unreadableRaceEthnicity(axis === 'race' ? 'race' : 'ethnicity', code)).toEqual([]);
      expect(unreadableRaceEthnicity(axis === 'race' ? 'ethnicity' : 'race', code)).toEqual([code]);
    }
  });

  test.for([
    { race: '2106-3', ethnicity: 'Mexican American', expected: ['White', 'Hispanic or Latino', 'Hispanic or Latino'] },
    { race: null, ethnicity: '2149-3', expected: ['Unknown', 'Hispanic or Latino', 'Hispanic or Latino'] },
    { race: 'Dominican', ethnicity: null, expected: ['Black or African American', 'Unknown', 'Black or African American'] },
    { race: null, ethnicity: 'Dominican', expected: ['Unknown', 'Hispanic or Latino', 'Hispanic or Latino'] },
    { race: 'Armenian', ethnicity: '2186-5', expected: ['White', 'Not Hispanic or Latino', 'White'] },
    {
      race: 'Filipino; Samoan',
      ethnicity: '2186-5',
      expected: ['Two or More Races', 'Not Hispanic or Latino', 'Two or More Races'],
    },
    {
      race: 'Mexican American Indian',
      ethnicity: 'Mexican American Indian',
      expected: ['American Indian or Alaska Native', 'Hispanic or Latino', 'Hispanic or Latino'],
    },
  ])('$race and $ethnicity', ({ race, ethnicity, expected }) => {
    const strata = rollUpRaceEthnicity(race, ethnicity);
    expect([strata.race, strata.ethnicity, strata.raceEthnicity]).toEqual(expected);
  });
});

describe('words', () => {
  test.for(['asked-no-answer', 'Asked But No Answer', 'ASKU', 'Declined'])('%s is a refusal', (word) => {
    expect(rollUpRaceEthnicity(word, word)).toEqual({
      race: 'Asked But No Answer',
      ethnicity: 'Asked But No Answer',
      raceEthnicity: 'Asked But No Answer',
    });
    expect(unreadableRaceEthnicity('race', word)).toEqual([]);
  });

  test.for([null, '', ' ; ', 'unknown', 'UNK'])('%o says that nothing is known', (word) => {
    expect(rollUpRaceEthnicity(word, word)).toEqual({ race: 'Unknown', ethnicity: 'Unknown', raceEthnicity: 'Unknown' });
    expect(unreadableRaceEthnicity('ethnicity', word)).toEqual([]);
  });

  test('an answer outweighs a refusal, and Hispanic outweighs not Hispanic', () => {
    expect(rollUpRaceEthnicity('ASKU;2106-3', null).race).toBe('White');
    expect(rollUpRaceEthnicity(null, '2186-5;2148-5').ethnicity).toBe('Hispanic or Latino');
  });

  test('what cannot be read is named in its order and counts as nothing', () => {
    expect(unreadableRaceEthnicity('race', '2106-3; martian ;9999-9')).toEqual(['martian', '9999-9']);
    expect(rollUpRaceEthnicity('martian;2106-3', null).race).toBe('White');
    expect(unreadableRaceEthnicity('race', 'toString')).toEqual(['toString']);
  });

  test('a file that was rolled up before reads as it stands', () => {
    for (const stratum of raceStrata) {
      expect(unreadableRaceEthnicity('race', stratum)).toEqual([]);
      expect(rollUpRaceEthnicity(stratum, null).race).toBe(stratum);
    }
    for (const stratum of ethnicityStrata) {
      expect(unreadableRaceEthnicity('ethnicity', stratum)).toEqual([]);
      expect(rollUpRaceEthnicity(null, stratum).ethnicity).toBe(stratum);
    }
  });

  test('every result is one of the strata of its reading', () => {
    const words = [...raceStrata, '2034-7;2036-2', '2054-5;2106-3', 'martian', null];
    for (const race of words)
      for (const ethnicity of [...ethnicityStrata, '2148-5', null]) {
        const strata = rollUpRaceEthnicity(race, ethnicity);
        expect(raceStrata).toContain(strata.race);
        expect(ethnicityStrata).toContain(strata.ethnicity);
        expect(raceEthnicityStrata).toContain(strata.raceEthnicity);
      }
    for (const stratum of unansweredStrata) expect(raceEthnicityStrata).toContain(stratum);
  });
});

describe('where answers came from', () => {
  const [white, hispanic, notHispanic] = ['2106-3', '2135-2', '2186-5'];
  const both = (source: string | null) => ({ race: source, ethnicity: source });

  test.for([
    // NCQA: a category goes by its source; a refusal is direct and no category; Unknown goes with the unknown source.
    [white, notHispanic, both('direct'), 'self-reported', 'self-reported', 'self-reported'],
    [white, notHispanic, both('indirect'), 'indirect', 'indirect', 'indirect'],
    [white, notHispanic, both('unknown'), 'unknown', 'unknown', 'unknown'],
    [white, notHispanic, both(null), 'unknown', 'unknown', 'unknown'],
    ['asked-no-answer', null, both('direct'), 'declined', 'unknown', 'declined'],
    ['asked-no-answer', notHispanic, both('indirect'), 'declined', 'indirect', 'declined'],
    ['asked-no-answer', 'asked-no-answer', both('unknown'), 'declined', 'declined', 'declined'],
    [null, null, both('direct'), 'unknown', 'unknown', 'unknown'],
    // Combined: by the answer that decided.
    [white, hispanic, { race: 'indirect', ethnicity: 'direct' }, 'indirect', 'self-reported', 'self-reported'],
    [null, hispanic, { race: null, ethnicity: 'indirect' }, 'unknown', 'indirect', 'indirect'],
    [white, notHispanic, { race: 'direct', ethnicity: 'indirect' }, 'self-reported', 'indirect', 'self-reported'],
    [white, null, { race: 'direct', ethnicity: null }, 'self-reported', 'unknown', 'self-reported'],
    ['unknown', 'asked-no-answer', both('direct'), 'unknown', 'declined', 'unknown'],
    [white, notHispanic, both(' Direct '), 'self-reported', 'self-reported', 'self-reported'],
    [white, notHispanic, both('hearsay'), 'unknown', 'unknown', 'unknown'],
  ] as const)('%s with %s from %o', ([race, ethnicity, sources, ofRace, ofEthnicity, ofBoth]) => {
    expect(rollUpSources(rollUpRaceEthnicity(race, ethnicity), sources)).toEqual({
      race: ofRace,
      ethnicity: ofEthnicity,
      raceEthnicity: ofBoth,
    });
  });

  test('declined is Asked But No Answer, a category has a source or an unknown one, Unknown has none: in every reading', () => {
    for (const race of [null, 'unknown', 'asked-no-answer', white, `${white};2054-5`])
      for (const ethnicity of [null, 'unknown', 'asked-no-answer', hispanic, notHispanic])
        for (const raceSource of [null, 'direct', 'indirect', 'unknown'])
          for (const ethnicitySource of [null, 'direct', 'indirect', 'unknown']) {
            const strata = rollUpRaceEthnicity(race, ethnicity);
            const sources = rollUpSources(strata, { race: raceSource, ethnicity: ethnicitySource });
            for (const reading of ['race', 'ethnicity', 'raceEthnicity'] as const) {
              expect(answerSourceStrata).toContain(sources[reading]);
              expect(sources[reading] === 'declined').toBe(strata[reading] === 'Asked But No Answer');
              if (strata[reading] === 'Unknown') expect(sources[reading]).toBe('unknown');
            }
          }
  });
});
