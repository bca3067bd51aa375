import { describe, expect, test } from 'vitest';
import { cellsByName, readRows, sound, workspace, type Row } from './support.ts';

const files = workspace();
const organizations = [sound.organization('P1')];

/** The stratum of one member in every stratification. */
async function strataOfMember(member: Row, period = '2025-12'): Promise<Record<string, string>> {
  const results = [sound.result('M1', { period })];
  const { cells, issues } = await readRows(files, { organizations, members: [{ member_id: 'M1', ...member }], results });
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const names = Object.keys(cellsByName(cells)).map((name) => name.split(' | ') as [string, string, string, string, string]);
  expect(new Set(names.map(([, , , id]) => id)).size).toBe(names.length); // one stratum of each
  return Object.fromEntries(names.map(([, , , id, stratum]) => [id, stratum]));
}

describe('race and ethnicity', () => {
  // CDC codes: 2028-9 Asian, 2034-7 Chinese, 2036-2 Filipino, 2054-5 Black, 2106-3 White; 2135-2 Hispanic, 2148-5 Mexican, 2186-5 not.
  test.for([
    ['2106-3', '2186-5', 'White', 'White', 'Not Hispanic or Latino'],
    ['White', 'Not Hispanic or Latino', 'White', 'White', 'Not Hispanic or Latino'],
    ['wHiTe', '', 'White', 'White', 'Unknown'],
    ['2034-7;2036-2', '2186-5', 'Asian', 'Asian', 'Not Hispanic or Latino'],
    [' 2034-7 ; white ', '2186-5', 'Two or More Races', 'Two or More Races', 'Not Hispanic or Latino'],
    ['2054-5', '2148-5', 'Hispanic or Latino', 'Black or African American', 'Hispanic or Latino'],
    ['2106-3', '2135-2;2186-5', 'Hispanic or Latino', 'White', 'Hispanic or Latino'],
    ['asked-no-answer', 'unknown', 'Asked But No Answer', 'Asked But No Answer', 'Unknown'],
    ['unknown', 'asked-no-answer', 'Unknown', 'Unknown', 'Asked But No Answer'],
    ['', '', 'Unknown', 'Unknown', 'Unknown'],
    ['2106-3;unknown', '2186-5', 'White', 'White', 'Not Hispanic or Latino'],
  ] as const)('%s with %s', async ([race, ethnicity, both, raceOnly, ethnicityOnly]) => {
    const member = { birth_date: '1970-01-01', race, ethnicity };
    expect(await strataOfMember(member)).toMatchObject({ 'race-ethnicity': both, race: raceOnly, ethnicity: ethnicityOnly });
  });
});

test.for([
  ['es', 'Spanish'],
  ['spa', 'Spanish'],
  ['es-MX', 'Spanish'],
  ['spanish', 'Spanish'],
  ['zh-Hant', 'Chinese'],
  ['yue', 'Cantonese'],
  ['sgn-ase', 'American Sign Language'],
  ['nl', 'nl'],
  ['nl-BE', 'nl'],
  ['NLD', 'nl'],
  ['dut', 'nl'], // bibliographic
  ['haw', 'haw'], // no code of two letters
  ['haw-member7731', 'haw'],
  ['pt-x-7731', 'pt'],
  ['asked-no-answer', 'Asked But No Answer'],
  ['unknown', 'Unknown'],
  ['', 'Unknown'],
])('language %j is %s', async ([language, stratum]) => {
  expect((await strataOfMember({ birth_date: '1970-01-01', language: language! }))['language']).toBe(stratum);
});

test.for([
  ['female', 'female'],
  ['F', 'female'],
  ['Male', 'male'],
  ['o', 'other'],
  ['unknown', 'Unknown'],
  ['U', 'Unknown'],
  ['', 'Unknown'],
])('sex %j is %s', async ([sex, stratum]) => {
  expect((await strataOfMember({ birth_date: '1970-01-01', sex: sex! }))['sex']).toBe(stratum);
});

describe('age on the last day of the period', () => {
  test.for([
    // The 18th birthday on the last day of the month, the day after, and the day before.
    ['2007-11-30', '2025-11', '18-44'],
    ['2007-12-01', '2025-11', '0-17'],
    ['2007-11-29', '2025-11', '18-44'],
    ['2007-12-31', '2025-12', '18-44'],
    ['2008-01-01', '2025-12', '0-17'],
    // The bounds of the bands.
    ['1981-01-01', '2025-12', '18-44'],
    ['1980-12-31', '2025-12', '45-64'],
    ['1960-12-31', '2025-12', '65-75'],
    ['1961-01-01', '2025-12', '45-64'],
    ['1949-12-31', '2025-12', '76+'],
    ['2025-12-31', '2025-12', '0-17'],
    // Born on 29 February: a year is complete on 29 February, and on the 28th when there is no 29th.
    ['2008-02-29', '2026-02', '18-44'],
    ['2008-02-29', '2026-01', '0-17'],
    ['2006-02-28', '2024-02', '18-44'],
    ['2006-03-01', '2024-02', '0-17'],
    ['2004-02-29', '2048-02', '18-44'],
    ['2003-02-28', '2048-02', '45-64'],
  ] as const)('born %s, %s: %s', async ([birth_date, period, band]) => {
    expect((await strataOfMember({ birth_date }, period))['age-band']).toBe(band);
  });

  test.for([
    ['0', '0-17'],
    ['17', '0-17'],
    ['18', '18-44'],
    ['64', '45-64'],
    ['65', '65-75'],
    ['76', '76+'],
    ['129', '76+'],
    ['', 'Unknown'],
  ] as const)('an age of %j is %s', async ([age, band]) => {
    expect((await strataOfMember({ age }))['age-band']).toBe(band);
  });

  test('a birth date goes before an age', async () => {
    expect((await strataOfMember({ birth_date: '1950-01-01', age: '20' }))['age-band']).toBe('65-75');
  });
});

const strata = (cells: Parameters<typeof cellsByName>[0], id: string) =>
  Object.fromEntries(
    Object.entries(cellsByName(cells)).flatMap(([name, counts]) => {
      const [, , , stratification, stratum] = name.split(' | ');
      return stratification === id ? [[stratum, counts]] : [];
    }),
  );

describe('where race and ethnicity came from', () => {
  const white = { birth_date: '1970-01-01', race: '2106-3', ethnicity: '2186-5' };

  test.for([
    [{ ...white, race_ethnicity_source: 'Direct' }, 'self-reported'],
    [{ ...white, race_ethnicity_source: 'indirect' }, 'indirect'],
    [{ ...white, race_ethnicity_source: 'unknown' }, 'unknown'],
    [{ ...white, race_ethnicity_source: '', race_source: '' }, 'unknown'],
    [{ ...white, race: 'asked-no-answer', race_ethnicity_source: 'direct' }, 'declined'],
    [{ ...white, race: '', race_ethnicity_source: 'direct' }, 'unknown'],
    // A column of its own goes before the one that speaks of both; Hispanic or Latino is decided by ethnicity.
    [{ ...white, race_ethnicity_source: 'indirect', race_source: 'direct' }, 'self-reported'],
    [{ ...white, race_ethnicity_source: 'indirect', ethnicity_source: 'direct' }, 'indirect'],
    [{ ...white, ethnicity: '2135-2', race_ethnicity_source: 'indirect', ethnicity_source: 'direct' }, 'self-reported'],
  ] as const)('%o: %s', async ([member, source]) => {
    expect((await strataOfMember(member as Row))['race-ethnicity-source']).toBe(source);
  });

  test('apart, where the files tell them apart', async () => {
    const member = { ...white, ethnicity: 'asked-no-answer', race_source: 'indirect', ethnicity_source: 'direct' };
    expect(await strataOfMember(member)).toMatchObject({ 'race-source': 'indirect', 'ethnicity-source': 'declined' });
    const together = await strataOfMember({ ...white, race_ethnicity_source: 'direct' });
    expect(together).not.toHaveProperty('race-source');
    expect(together).not.toHaveProperty('ethnicity-source');
  });

  test('files without such a column say nothing, rather than that everybody’s source is unknown', async () => {
    expect(await strataOfMember(white)).not.toHaveProperty('race-ethnicity-source');
  });

  test('counts add up to those of everybody', async () => {
    const sources = ['direct', 'indirect', 'unknown', ''];
    const races = ['2106-3', '', 'asked-no-answer'];
    const members = Array.from({ length: 48 }, (_, n) =>
      sound.member(`M${n}`, {
        race: races[n % 3]!,
        race_ethnicity_source: sources[n % 4]!,
        ethnicity: n % 5 === 0 ? '2135-2' : '',
      }),
    );
    const results = members.map(({ member_id: id }, n) => sound.result(id!, { numerator: n % 2 === 0 ? '1' : '0' }));
    const { cells } = await readRows(files, { organizations, members, results });
    const counts = Object.values(strata(cells, 'race-ethnicity-source')) as number[][];
    expect(counts).toHaveLength(4);
    expect([0, 1, 2, 3].map((place) => counts.reduce((sum, cell) => sum + cell[place]!, 0))).toEqual(
      strata(cells, 'total')['all'],
    );
  });
});

describe('declared stratifiers', () => {
  const members = [
    sound.member('M1', { housing: 'shelter' }),
    sound.member('M2', { housing: ' housed ' }),
    sound.member('M3', { housing: '' }),
  ];
  const results = [sound.result('M1'), sound.result('M2', { numerator: '0' }), sound.result('M3')];

  test('a column of the members table divides, and what is empty is Unknown', async () => {
    const { cells, issues } = await readRows(
      files,
      { organizations, members, results },
      { config: { stratifications: [{ id: 'housing' }] } },
    );
    expect(issues).toEqual([]);
    expect(strata(cells, 'housing')).toEqual({ shelter: [1, 0, 1, 1], housed: [1, 0, 1, 0], Unknown: [1, 0, 1, 1] });
  });

  test('under any name, and beside another that reads the same column', async () => {
    for (const column of ['period', 'born', 'age_then', 'sex_stratum', 'Home "x"', 'row']) {
      const named = members.map(({ housing, ...row }) => ({ ...row, [column]: housing! }));
      const config = {
        stratifications: [{ id: 'housing', column }, { id: 'again', column }, ['housing', 'sex'] as [string, string]],
      };
      const { cells, issues } = await readRows(files, { organizations, members: named, results }, { config });
      expect(issues).toEqual([]);
      expect(strata(cells, 'housing')).toEqual({ shelter: [1, 0, 1, 1], housed: [1, 0, 1, 0], Unknown: [1, 0, 1, 1] });
      expect(strata(cells, 'again')).toEqual(strata(cells, 'housing'));
      expect(Object.keys(strata(cells, 'housing-by-sex'))).toEqual(['Unknown / female', 'housed / female', 'shelter / female']);
    }
  });

  test('a column of ours may be one: line_of_business', async () => {
    const config = { stratifications: [{ id: 'line-of-business' }] };
    const lines = [sound.member('M1', { line_of_business: 'medi-cal' })];
    const { cells } = await readRows(files, { organizations, members: lines, results: [sound.result('M1')] }, { config });
    expect(strata(cells, 'line-of-business')).toEqual({ 'medi-cal': [1, 0, 1, 1] });
  });

  test('a declaration replaces a built-in of the same id', async () => {
    const own = [sound.member('M1', { gender: 'non-binary' })];
    const { cells } = await readRows(
      files,
      { organizations, members: own, results: [sound.result('M1')] },
      { config: { stratifications: [{ id: 'sex', column: 'gender' }] } },
    );
    expect(strata(cells, 'sex')).toEqual({ 'non-binary': [1, 0, 1, 1] });
  });
});

test('a crossing adds up to both of its dimensions', async () => {
  const races = ['2106-3', '2054-5', '2028-9', 'unknown', ''];
  const members = Array.from({ length: 60 }, (_, n) =>
    sound.member(`M${n}`, {
      race: races[n % 5]!,
      sex: ['f', 'm', 'o', ''][n % 4]!,
      ethnicity: n % 7 === 0 ? '2135-2' : '2186-5',
    }),
  );
  const results = members.map(({ member_id: id }, n) => sound.result(id!, { numerator: n % 3 === 0 ? '1' : '0' }));
  const { cells } = await readRows(
    files,
    { organizations, members, results },
    { config: { stratifications: [['race-ethnicity', 'sex']] } },
  );
  const margin = (side: 0 | 1) => {
    const sums: Record<string, number[]> = {};
    for (const [name, counts] of Object.entries(cellsByName(cells))) {
      const [, , , id, stratum] = name.split(' | ') as [string, string, string, string, string];
      if (id !== 'race-ethnicity-by-sex') continue;
      const part = stratum.split(' / ')[side]!;
      sums[part] = counts.map((count, index) => count + (sums[part]?.[index] ?? 0));
    }
    return sums;
  };
  const direct = (wanted: string) =>
    Object.fromEntries(
      Object.entries(cellsByName(cells)).flatMap(([name, counts]) => {
        const [, , , id, stratum] = name.split(' | ');
        return id === wanted ? [[stratum, counts]] : [];
      }),
    );
  expect(margin(0)).toEqual(direct('race-ethnicity'));
  expect(margin(1)).toEqual(direct('sex'));
  expect(Object.keys(margin(0))).toHaveLength(5);
});
