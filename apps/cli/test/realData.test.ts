import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { data, memberFlags, newDirectory } from './support/files.ts';

type Row = Record<string, string | number | null>;
const ask = async (...args: readonly string[]): Promise<Row[]> => {
  return JSON.parse((await done(...args, '--format', 'json')).out) as Row[];
};

describe('NHANES 2009-10: members of a survey', () => {
  const directory = data('nhanes-2009-10');
  const config = ['--config', join(directory, 'equipoise.config.json')];
  const { counts } = JSON.parse(readFileSync(join(directory, 'expected-counts.json'), 'utf8')) as {
    counts: { measure: string; group: string; denominator: number; numerator: number }[];
  };
  // The survey's own race variable against the combined reading of race and ethnicity.
  const strata = {
    'Hispanic or Latino': ['Mexican', 'Hispanic'],
    White: ['White'],
    'Black or African American': ['Black'],
    'Some Other Race': ['Other'],
  };
  let db: string;
  let said: { readonly import: string; readonly release: string };

  beforeAll(async () => {
    db = join(newDirectory(), 'x.db');
    said = {
      import: (await done('import', '--db', db, ...config, ...memberFlags(directory))).out,
      release: (await done('release', '--db', db, ...config, '--policy', 'none')).out,
    };
  });

  test('import says what was read, and the release that nobody has audited it', () => {
    expect(said.import).toContain('members: 10,537 rows · results: 18,813 rows');
    expect(said.release).toContain('internal use');
  });

  test.for(['bp-below-140-90', 'physically-active', 'current-smoker'])(
    '%s: counts equal those counted independently',
    async (measure) => {
      const rows = await ask('rates', '--db', db, '--measure', measure, '--by', 'race-ethnicity');
      expect(rows.map(({ stratum, denominator, numerator }) => [stratum, denominator, numerator]).toSorted()).toEqual(
        Object.entries(strata)
          .map(([stratum, groups]) => {
            const parts = counts.filter((count) => count.measure === measure && groups.includes(count.group));
            return [
              stratum,
              parts.reduce((sum, part) => sum + part.denominator, 0),
              parts.reduce((sum, part) => sum + part.numerator, 0),
            ];
          })
          .toSorted(),
      );
      const [total] = await ask('rates', '--db', db, '--measure', measure);
      const { denominator, numerator } = counts.find((count) => count.measure === measure && count.group === 'total')!;
      expect(total).toMatchObject({
        organization: 'nhanes',
        period: '2010-12',
        denominator,
        numerator,
        rate: numerator / denominator,
      });
    },
  );

  test('the same files again are the same content', async () => {
    const again = await call('import', '--db', db, ...config, ...memberFlags(directory));
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringContaining('holds this content already: nothing changed') as string,
    });
  });

  test('sites add up to areas and areas to the survey', async () => {
    const measure = ['--measure', 'bp-below-140-90'];
    for (const level of ['practice', 'provider_organization']) {
      const rows = await ask('rates', '--db', db, ...measure, '--at', level);
      expect(rows).toHaveLength(level === 'practice' ? 31 : 15);
      expect(rows.reduce((sum, { denominator }) => sum + Number(denominator), 0)).toBe(6069);
      expect(rows.reduce((sum, { numerator }) => sum + Number(numerator), 0)).toBe(5040);
    }
  });

  test('a smaller share of Black members than of White ones is below 140/90: 846/1095 against 2436/2896', async () => {
    const rows = await ask(
      'disparities',
      '--db',
      db,
      '--measure',
      'bp-below-140-90',
      '--by',
      'race-ethnicity',
      '--reference',
      'White',
    );
    const row = rows.find(({ stratum }) => stratum === 'Black or African American')!;
    expect(row.gap).toBeCloseTo(2436 / 2896 - 846 / 1095, 12);
    expect(row).toMatchObject({ stands_out: true, reference: 'White', reference_denominator: 2896 });
  });
});

describe('NHS emergency departments: cells that somebody else has added up', () => {
  const directory = data('nhs-ae');
  const config = ['--config', join(directory, 'equipoise.config.json')];
  const [header, ...lines] = readFileSync(join(directory, 'cells.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const given = lines.map((fields) => Object.fromEntries(header!.map((name, index) => [name, fields[index]!])));
  const measure = ['--measure', 'ae-within-4-hours'];
  let db: string;

  beforeAll(async () => {
    db = join(newDirectory(), 'nhs.db');
    const files = ['--organizations', join(directory, 'organizations.csv'), '--cells', join(directory, 'cells.csv')];
    await done('import', '--db', db, ...config, ...files);
    await done('release', '--db', db, ...config, '--policy', 'none');
  });

  const sumOf = (column: string, rows: readonly Record<string, string>[]) =>
    rows.reduce((sum, row) => sum + Number(row[column]), 0);

  test('totals are derived from the types of department, for the country and for every provider', async () => {
    const latest = given.filter(({ period }) => period === '2019-03');
    const [total] = await ask('rates', '--db', db, ...measure);
    expect(total).toMatchObject({
      organization: 'nhs-england',
      period: '2019-03',
      denominator: sumOf('denominator', latest),
      numerator: sumOf('numerator', latest),
    });
    const providers = await ask('rates', '--db', db, ...measure, '--at', 'practice');
    for (const { organization, denominator, status } of providers) {
      const own = latest.filter((row) => row.organization_id === organization);
      expect([organization, denominator, status]).toEqual([
        organization,
        own.length === 0 ? null : sumOf('denominator', own),
        own.length === 0 ? 'NO_DATA' : sumOf('denominator', own) === 0 ? 'EMPTY' : 'REPORTED',
      ]);
    }
  });

  test('types of department come in their declared order', async () => {
    const rows = await ask('rates', '--db', db, ...measure, '--by', 'department-type');
    expect(rows.map(({ stratum }) => stratum)).toEqual(['1', '2', 'other']);
  });

  test('the run chart of a provider with a month missing is drawn, the gap in its place', async () => {
    const months = new Set(given.map(({ period }) => period!));
    const periodsOf = Map.groupBy(given, ({ organization_id: id }) => id!);
    const [provider, rows] = [...periodsOf].find(([, own]) => new Set(own.map(({ period }) => period)).size === months.size - 1)!;
    const missing = [...months].find((month) => !rows.some(({ period }) => period === month))!;
    const args = ['runchart', '--db', db, ...measure, '--organization', provider];
    const [series] = (await ask(...args)) as unknown as [{ verdict: string; points: { period: string; status: string }[] }];
    expect(series.points).toHaveLength(36);
    expect(series.points.filter(({ status }) => status === 'NO_DATA').map(({ period }) => period)).toEqual([missing]);
    expect(['SIGNAL', 'NO_SIGNAL']).toContain(series.verdict);
    const { out } = await call(...args);
    expect(out).toMatch(new RegExp(`${missing} .*no data`));
  });

  test('departments of one type at the largest provider: a chart of one stratum', async () => {
    const [series] = (await ask(
      'runchart',
      '--db',
      db,
      ...measure,
      '--by',
      'department-type',
      '--stratum',
      '1',
      '--organization',
      'RF4',
    )) as unknown as [{ points: { period: string; denominator: number; numerator: number }[] }];
    const own = given.filter((row) => row.organization_id === 'RF4' && row.stratum === '1');
    for (const { period, denominator, numerator } of series.points) {
      const row = own.find((one) => one.period === period);
      if (row) expect([denominator, numerator]).toEqual([Number(row.denominator), Number(row.numerator)]);
    }
    expect(own.length).toBeGreaterThan(30);
  });

  test('both kinds of data live in one database, each with its own declarations', async () => {
    const nhanes = data('nhanes-2009-10');
    const flags = ['--config', join(nhanes, 'equipoise.config.json'), ...memberFlags(nhanes)];
    await done('import', '--db', db, ...flags);
    await done('release', '--db', db, '--policy', 'none');
    const [smoking] = await ask('rates', '--db', db, '--measure', 'current-smoker', '--organization', 'nhanes');
    expect(smoking).toMatchObject({ denominator: 6218, numerator: 1346 });
    const types = await ask('rates', '--db', db, ...measure, '--by', 'department-type', '--organization', 'nhs-england');
    expect(types).toHaveLength(3);
  });
});
