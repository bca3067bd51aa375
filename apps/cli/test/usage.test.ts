import { compareProportions, proportionInterval } from '@equipoise/engine';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { parseCsv } from './support/csv.ts';
import { memberFlags, newDirectory, smallSample } from './support/files.ts';

let db: string;
let sample: string;
beforeAll(async () => {
  sample = smallSample(0.02);
  db = join(sample, 'test.db');
  await done('import', '--db', db, ...memberFlags(sample));
  await done('release', '--db', db, '--policy', 'none');
});

describe('a call at fault ends with 2 and words that say what to write instead', () => {
  test.for([
    [['frobnicate'], 'there is no verb frobnicate: equipoise --help lists them'],
    [['toString'], 'there is no verb toString'],
    [['rates', '--mesure', 'CBP'], 'rates has no flag --mesure: equipoise rates --help lists them'],
    [['rates', '-x'], 'rates has no flag -x'],
    [['rates'], 'rates needs --measure ID'],
    [['rates', '--measure'], '--measure needs a value'],
    [['rates', '--measure', '--by', 'sex'], '--measure needs a value'],
    [['disparities', '--measure', 'CBP', '--by', 'sex', '--pairwise=yes'], '--pairwise takes no value'],
    [['rates', 'CBP'], 'rates takes flags only, got the word CBP'],
    [['rates', '--measure', 'CBP', '--at', 'clinic'], '--at is one of payer, provider_organization, practice, got clinic'],
    [['rates', '--measure', 'CBP', '--format', 'xml'], '--format is one of table, csv, json, got xml'],
    [['rates', '--measure', 'CBP', '--method', 'horoscope'], '--method is one of wilson'],
    [['disparities', '--measure', 'CBP', '--by', 'sex', '--method', 'horoscope'], '--method is one of newcombe'],
    [['methods', '--for', 'horoscope'], '--for is one of proportion'],
    [['rates', '--measure', 'CBP', '--period', '2025-13'], '--period is a month such as 2025-03, got 2025-13'],
    [['rates', '--measure', 'CBP', '--period', '2025-03', '--from', '2025-01'], 'give --period, or --from and --to, not both'],
    [['rates', '--measure', 'CBP', '--organization', 'payer', '--at', 'payer'], 'give --organization or --at, not both'],
    [['rates', '--measure', 'CBP', '--level', '95'], '--level is a fraction between 0 and 1 such as 0.95, got 95'],
    [['rates', '--measure', 'CBP', '--level', 'high'], '--level is a fraction between 0 and 1 such as 0.95, got high'],
    [['rates', '--measure', 'cbp'], 'measure cbp is not in the release; it has CBP'],
    [['rates', '--measure', 'CBP', '--by', 'shoe-size'], 'stratification shoe-size is not in the release; it has total'],
    [['rates', '--measure', 'CBP', '--organization', 'practice-99'], 'organization practice-99 is not in the release'],
    [['rates', '--measure', 'CBP', '--release', '7'], 'there is no release 7'],
    [['disparities', '--measure', 'CBP', '--by', 'total'], '--by total has one group'],
    [['disparities', '--measure', 'CBP', '--by', 'sex', '--reference', 'Martian'], 'reference Martian is not a stratum here'],
    [
      ['disparities', '--measure', 'CBP', '--by', 'sex', '--denominator-min=-1'],
      '--denominator-min is a whole number of at least 0, got -1',
    ],
    [['runchart', '--measure', 'CBP', '--by', 'sex'], 'a chart of sex needs a stratum'],
    [['runchart', '--measure', 'CBP-MONTH', '--rules', 'horoscope'], '--rules is one of anhoej, ihi'],
    [
      ['runchart', '--measure', 'CBP-MONTH', '--phases', '2031-01'],
      'phase 2031-01 is not among the points: they are the months from 2024-01 to 2025-12',
    ],
    [
      ['runchart', '--measure', 'CBP-MONTH', '--phases', '2025-1'],
      '--phases takes months such as 2025-03, a comma between two, got 2025-1',
    ],
    [['runchart', '--measure', 'CBP-MONTH', '--phases', '2025-06,2025-01'], 'phases must be months that rise in time'],
    [['runchart', '--measure', 'CBP-MONTH', '--exclude', '2024-01,2031-01'], 'exclude 2031-01 is not among the points'],
    [['runchart', '--measure', 'CBP-MONTH', '--freeze', '0'], '--freeze is a whole number of at least 1, got 0'],
    [['runchart', '--measure', 'CBP', '--calibrated', '--freeze', '3'], 'calibrated rules are for a series as a whole'],
    [
      ['runchart', '--measure', 'CBP-MONTH', '--persistence', '1'],
      '--persistence is a fraction of at least 0 and below 1, got 1',
    ],
    [['runchart', '--measure', 'CBP-MONTH', '--format', 'png'], '--format png needs --out FILE'],
    [['runchart', '--measure', 'CBP-MONTH', '--out', 'x.svg'], '--out is for pictures: give --format svg or --format png'],
    [
      ['runchart', '--measure', 'CBP-MONTH', '--at', 'practice', '--format', 'svg'],
      '--out chart.svg writes chart-ORGANIZATION.svg for each, or name one --organization',
    ],
    [
      ['runchart', '--measure', 'CBP-MONTH', '--format', 'svg', '--out', '/nowhere/x.svg'],
      '/nowhere/x.svg cannot be written (ENOENT)',
    ],
    [
      ['runchart', '--measure', 'CBP-MONTH', '--format', 'svg', '--width', '2'],
      '--width is a whole number from 240 to 4000, got 2',
    ],
    [['controlchart', '--measure', 'CBP-MONTH', '--chart', 'pie'], '--chart is one of p, pp, i, ip, got pie'],
    [['controlchart', '--measure', 'CBP-MONTH', '--target', '65'], '--target is a fraction from 0 to 1 such as 0.65, got 65'],
    [['controlchart', '--measure', 'CBP-MONTH', '--by', 'sex'], 'a chart of sex needs a stratum'],
    [['funnel', '--measure', 'CBP', '--by', 'sex'], 'a funnel of sex needs a stratum'],
    [
      ['funnel', '--measure', 'CBP', '--levels', '95,99.8'],
      '--levels takes fractions between 0 and 1 such as 0.95,0.998, got 95',
    ],
    [['funnel', '--measure', 'CBP', '--levels', '0.95,0.95'], 'levels must differ'],
    [
      ['funnel', '--measure', 'CBP', '--method', 'exact', '--overdispersion', 'additive'],
      'exact limits are those of chance alone',
    ],
    [['benchmark', '--measure', 'CBP', '--benchmark', 'nowhere'], 'no benchmark nowhere for measure CBP: there are'],
    [['benchmark', '--measure', 'CBP', '--line', 'MPL=150'], '--line is NAME=PERCENT such as MPL=57.7, a percent from 0 to 100'],
    [['benchmark', '--measure', 'CBP', '--line', '50th=60'], 'that is what a published percentile is called'],
    [['benchmark', '--measure', 'CBP', '--line', 'a=1', '--line', 'a=2'], '--line a is given twice'],
    [['benchmark', '--measure', 'CBP', '--closure', '10'], '--closure is a fraction from 0 to 1'],
    [['benchmark', '--measure', 'CBP-MONTH'], 'no benchmark for measure CBP-MONTH'],
    [['release', '--policy', 'secret'], '--policy: policy secret is not one of none, cms, calhhs'],
    [['import'], 'name at least one file: --organizations FILE'],
    [['import', '--cells', 'x.csv', '--config', 'no.json'], 'there is no configuration no.json'],
    [
      ['import', '--cells', 'x.csv', '--rejects', '/nowhere/rejects.csv'],
      'rejects /nowhere/rejects.csv cannot be written: there is no directory /nowhere',
    ],
    [['serve', '--port', '99999'], 'a port is a whole number from 0 to 65535, got 99999'],
    [['template', 'invoices'], 'name one of organizations, members, results, cells, annotations'],
    [['schema'], 'name one of organizations'],
    [['synth'], 'synth needs --out DIRECTORY'],
    [['synth', '--out', '/tmp/never', '--scale', '0'], 'scale'],
  ] as const)('%j', async ([args, message]) => {
    const takesDatabase = [
      'rates',
      'disparities',
      'runchart',
      'controlchart',
      'funnel',
      'benchmark',
      'release',
      'import',
      'serve',
    ].includes(args[0]);
    const outcome = await call(...args, ...(takesDatabase && !String(args.at(-1)).startsWith('--mea') ? ['--db', db] : []));
    expect(outcome.error).toContain(message);
    expect([outcome.code, outcome.out]).toEqual([2, '']);
  });

  test('no verb at all: the overview', async () => {
    expect(await call()).toMatchObject({ code: 2, out: expect.stringContaining('equipoise VERB [flags]') as string });
  });

  test('a database that is not there, of every verb that reads one, and none is made', async () => {
    const absent = join(newDirectory(), 'absent.db');
    for (const args of [
      ['rates', '--measure', 'CBP'],
      ['disparities', '--measure', 'CBP', '--by', 'sex'],
      ['runchart', '--measure', 'CBP'],
      ['controlchart', '--measure', 'CBP'],
      ['funnel', '--measure', 'CBP'],
      ['benchmark', '--measure', 'CBP'],
      ['benchmark', 'tables'],
      ['program', 'list'],
      ['program', 'score', 'plan-to-provider-example'],
      ['program', 'settle', 'plan-to-provider-example', '--attested-by', 'x'],
      ['summary'],
      ['release'],
      ['serve', '--port', '0'],
    ]) {
      const { code, error } = await call(...args, '--db', absent);
      expect([code, error]).toEqual([2, `equipoise: there is no database ${absent}: equipoise import makes one\n`]);
    }
    expect(existsSync(absent)).toBe(false);
  });

  test('a file that is no database, for reading and for writing', async () => {
    const file = join(sample, 'members.csv');
    for (const args of [['summary'], ['release'], ['import', ...memberFlags(sample)]]) {
      const { code, error } = await call(...args, '--db', file);
      expect([code, error]).toEqual([2, `equipoise: ${file} is not a database of Equipoise\n`]);
    }
  });

  test('a database without a release', async () => {
    const bare = join(newDirectory(), 'bare.db');
    await call('import', '--db', bare, ...memberFlags(sample));
    expect(await call('rates', '--measure', 'CBP', '--db', bare)).toMatchObject({
      code: 2,
      error: 'equipoise: the database holds no release: equipoise release makes one\n',
    });
  });

  test('a configuration at fault: all its faults by place', async () => {
    const directory = newDirectory();
    const file = (name: string, text: string): string => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    };
    const attempt = (config: string) => call('validate', '--config', config, '--db', db, ...memberFlags(sample));
    const wrong = await attempt(
      file('wrong.json', '{ "measures": [{ "id": "x", "title": "X", "direction": "up" }], "polcy": "cms" }'),
    );
    expect(wrong.code).toBe(2);
    expect(wrong.error).toContain('measures.0.direction');
    expect(wrong.error).toContain('polcy');
    expect(await attempt(file('broken.json', '{ "measures": '))).toMatchObject({ code: 2 });
    expect(await attempt(file('broken.config.ts', 'export default {{'))).toMatchObject({ code: 2 });
    expect(await attempt(file('empty.config.ts', 'export const x = 1;'))).toMatchObject({ code: 2 });
    expect((await attempt(file('good.config.mjs', "export default { policy: 'none' };"))).code).toBe(0);
  });

  test('a level of which the release has no organization', async () => {
    const directory = newDirectory();
    mkdirSync(join(directory, 'in'));
    writeFileSync(join(directory, 'organizations.csv'), 'organization_id,name,kind,parent_id\np,P,practice,\n');
    writeFileSync(
      join(directory, 'cells.csv'),
      'measure_id,period,organization_id,stratification,stratum,eligible,excluded,denominator,numerator\nCBP,2025-01,p,total,all,40,0,40,20\n',
    );
    const flags = ['--organizations', join(directory, 'organizations.csv'), '--cells', join(directory, 'cells.csv')];
    const own = join(directory, 'own.db');
    await done('import', '--db', own, ...flags);
    await done('release', '--db', own);
    for (const verb of ['rates', 'runchart', 'controlchart', 'funnel', 'benchmark'])
      expect(await call(verb, '--measure', 'CBP', '--at', 'provider_organization', '--db', own)).toMatchObject({
        code: 2,
        error: 'equipoise: --at provider_organization: the release has no organization of that level\n',
      });
    // Where nothing is stratified, groups are there only when they are declared: none, and no crash.
    expect((await call('disparities', '--measure', 'CBP', '--by', 'language', '--db', own)).code).toBe(0);
    expect((await call('disparities', '--measure', 'CBP', '--by', 'sex', '--db', own)).code).toBe(0);
    expect(await call('rates', '--measure', 'CBP', '--period', '2031-01', '--db', own)).toMatchObject({
      code: 2,
      error: 'equipoise: period 2031-01 is not in the release; it has 2025-01 to 2025-01 of CBP\n',
    });
  });
});

describe('the three formats say the same', () => {
  const calls = [
    ['rates', '--measure', 'CBP', '--by', 'race-ethnicity'],
    ['rates', '--measure', 'GSD9', '--at', 'practice', '--denominator-min', '30'],
    ['disparities', '--measure', 'CBP', '--by', 'race-ethnicity'],
    ['benchmark', '--measure', 'CBP', '--at', 'practice'],
  ];

  test.for(calls)('%s %s %s', async (...[args]) => {
    const json = JSON.parse((await call(...args, '--db', db, '--format', 'json')).out) as Record<string, unknown>[];
    const csv = parseCsv((await call(...args, '--db', db, '--format', 'csv')).out);
    const table = (await call(...args, '--db', db)).out;
    expect(csv).toHaveLength(json.length);
    expect(json.length).toBeGreaterThan(0);
    for (const [index, row] of csv.entries()) {
      for (const [name, text] of Object.entries(row)) {
        const value = json[index]![name] ?? null;
        expect(`${name} ${text}`).toBe(`${name} ${value === null ? '' : String(value)}`);
      }
      expect(table).toContain(String(json[index]!.organization));
      expect(json[index]).toMatchObject({ release: 1, policy: 'none', data_through: '2025-12', audit: 'not-performed' });
    }
    expect(table).toContain('release 1 · policy none · internal use: audit not-performed · data through 2025-12');
  });

  test('columns of rates are those that the design lists, in their order', async () => {
    const { out } = await call('rates', '--measure', 'CBP', '--db', db, '--format', 'csv');
    expect(out.split('\n')[0]).toMatch(
      /^measure,period,organization,stratification,stratum,denominator,numerator,rate,lower,upper,method,level,status,release,policy,data_through,/,
    );
  });

  test('the method that is asked for makes the intervals: of rates, and of gaps with the rates beside them by the default', async () => {
    const rowsOf = async (...args: readonly string[]) =>
      JSON.parse((await call(...args, '--db', db, '--measure', 'CBP', '--by', 'sex', '--format', 'json')).out) as Record<
        string,
        number
      >[];
    for (const row of await rowsOf('rates', '--method', 'clopper-pearson')) {
      const { denominator = NaN, numerator = NaN, lower, upper } = row;
      const { method, ...exact } = proportionInterval({ denominator, numerator }, { method: 'clopper-pearson' });
      expect([row.method, lower, upper]).toEqual([method, exact.lower, exact.upper]);
    }
    const compared = (await rowsOf('disparities', '--method', 'miettinen-nurminen')).filter(({ gap }) => gap !== null);
    expect(compared.length).toBeGreaterThan(1);
    for (const row of compared) {
      const group = { denominator: row.denominator!, numerator: row.numerator! };
      const reference = { denominator: row.reference_denominator!, numerator: row.reference_numerator! };
      const gap = compareProportions(
        { group: reference, reference: group },
        { method: 'miettinen-nurminen', level: row.gap_level! },
      );
      expect([row.gap_method, row.gap_lower, row.gap_upper]).toEqual([gap.method, gap.lower, gap.upper]);
      expect(row.method).toBe('wilson');
    }
    const { out } = await call('disparities', '--db', db, '--measure', 'CBP', '--by', 'sex', '--method', 'mee');
    expect(out).toContain(' · mee, level 0.95 · '); // two groups are one comparison
  });

  test('a run chart has a row a month as CSV, and a series with its signals as JSON', async () => {
    const args = ['runchart', '--measure', 'CBP-MONTH', '--organization', 'payer', '--db', db, '--format'];
    const csv = parseCsv((await call(...args, 'csv')).out);
    const [series] = JSON.parse((await call(...args, 'json')).out) as [Record<string, unknown> & { points: unknown[] }];
    expect(csv).toHaveLength(24);
    expect(series.points).toHaveLength(24);
    expect(series).toMatchObject({
      measure: 'CBP-MONTH',
      organization: 'payer',
      useful: expect.any(Number) as number,
      release: 1,
    });
    expect(csv[0]).toMatchObject({ period: '2024-01', verdict: series.verdict });
  });

  test('the same question gives the same bytes', async () => {
    const args = ['rates', '--measure', 'COL', '--by', 'language', '--db', db, '--format', 'json'];
    expect((await call(...args)).out).toBe((await call(...args)).out);
  });
});
