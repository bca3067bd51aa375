import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { parseCsv } from './support/csv.ts';
import { dump } from './support/dump.ts';
import { memberFlags, ownPercentiles, smallSample } from './support/files.ts';

let directory: string;
let db: string;
const file = (name: string, text: string): string => {
  writeFileSync(join(directory, name), text);
  return join(directory, name);
};
beforeAll(async () => {
  directory = smallSample();
  db = join(directory, 'test.db');
  await done('import', '--db', db, ...memberFlags(directory));
  await done('release', '--db', db, '--policy', 'none');
});

const json = async (...args: readonly string[]) =>
  JSON.parse((await done(...args, '--db', db, '--format', 'json')).out) as Record<string, unknown>[];

describe('a percentile table of one’s own', () => {
  test('the template, filled in, is taken; the same again changes nothing', async () => {
    const { out: template } = await done('benchmark', 'template');
    const filled = template.replace(
      /^(CBP,2023,medicaid-hmo,(25|50|75)),,(.*),,(.*)$/gm,
      (_, head: string, percentile: string, source, rest) => {
        return `${head},${{ 25: '55.5', 50: '61.25', 75: '66.0' }[percentile]!},${String(source)},true,${String(rest)}`;
      },
    );
    const table = file('filled.csv', filled);
    const { out } = await done('benchmark', 'import-table', table, '--db', db);
    expect(out).toContain('1 table of quality-compass-2024: 1 added, 0 replaced, 0 unchanged');
    expect(out).toContain('6 rows without a value');
    expect(out).toContain('1 table not to be passed on');
    const again = await done('benchmark', 'import-table', table, '--db', db, '--format', 'json');
    expect(JSON.parse(again.out)).toMatchObject({
      landed: { added: 0, replaced: 0, unchanged: 1 },
      sets: ['quality-compass-2024'],
    });
    const listed = await json('benchmark', 'tables', '--measure', 'CBP', '--population', 'medicaid-hmo');
    expect(listed).toMatchObject([
      { set: 'quality-compass-2024', lines: '25 50 75', origin: 'imported', redistributable: false },
    ]);
  });

  test('every fault of a file is told with line, column, rule and remedy, and nothing of it lands', async () => {
    const before = await dump(db);
    const lines = ownPercentiles.split('\n');
    const wrong = file(
      'wrong.csv',
      [
        lines[0],
        lines[1]!.replace('58.1', '5O.1'),
        lines[2]!.replace('2024,medicaid', '24,medicaid'),
        lines[3],
        lines[3],
        '',
      ].join('\n'),
    );
    const { code, out, error } = await call('benchmark', 'import-table', wrong, '--db', db);
    expect([code, error]).toEqual([1, 'nothing was imported: 3 faults in wrong.csv\n']);
    expect(out).toMatch(/^error: wrong\.csv, line 2, column value: .*\[5O\.1\]\n {2}bad-number: /m);
    expect(out).toMatch(/^error: wrong\.csv, line 3, column measurement_year: .*\n {2}bad-year: /m);
    expect(out).toMatch(/^error: wrong\.csv, line 5.*\n {2}duplicate-key: /m);
    const asCsv = await call('benchmark', 'import-table', wrong, '--db', db, '--format', 'csv');
    expect(parseCsv(asCsv.out).map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '2 bad-number',
      '3 bad-year',
      '5 duplicate-key',
    ]);
    expect(await dump(db)).toBe(before);
  });

  test.for([
    ['percentiles out of order', (text: string) => text.replace('63.9', '57.9'), 'out-of-order'],
    [
      'percents that are fractions',
      (text: string) => text.replace('58.1', '0.581').replace('63.9', '0.639').replace('69.2', '0.692'),
      'fraction-for-percent',
    ],
    ['the other way round', (text: string) => text.replaceAll(',higher,', ',lower,'), 'wrong-orientation'],
    ['nothing verified', (text: string) => text.replaceAll(',true,', ',,'), 'not-verified'],
  ] as const)('%s', async ([, spoil, rule]) => {
    const { code, out } = await call('benchmark', 'import-table', file('spoilt.csv', spoil(ownPercentiles)), '--db', db);
    expect(code).toBe(1);
    expect(out).toContain(`  ${rule}: `);
  });

  test('a set that is shipped is not replaced, and a file that is not there is the call’s fault', async () => {
    const shipped = file('shipped.csv', ownPercentiles.replaceAll('house-2024', 'cms-core-set-medicaid-2021'));
    const { code, out } = await call('benchmark', 'import-table', shipped, '--db', db);
    expect(code).toBe(1);
    expect(out).toContain('cms-core-set-medicaid-2021');
    expect(await call('benchmark', 'import-table', join(directory, 'absent.csv'), '--db', db)).toMatchObject({ code: 2 });
    expect(await call('benchmark', 'import-table', '--db', db)).toMatchObject({
      code: 2,
      error: expect.stringContaining('needs one FILE') as string,
    });
    expect(await call('benchmark', 'import-table', shipped, '--db', join(directory, 'absent.db'))).toMatchObject({ code: 2 });
  });

  test('places rates on the screen; csv and json leave its figures out and say why, and lines of the call stay', async () => {
    await done('benchmark', 'import-table', file('own.csv', ownPercentiles), '--db', db);
    const args = ['--measure', 'CBP', '--benchmark', 'house-2024', '--line', '57.7', '--db', db];
    const screen = (await done('benchmark', 'place', ...args)).out;
    expect(screen).toMatch(/63\.9%|69\.2%/);
    const figures = /0?\.(581|639|692)\b|58\.1|63\.9|69\.2/;
    for (const format of ['csv', 'json', 'svg']) {
      for (const action of ['place', 'ladder']) {
        const { out } = await done('benchmark', action, ...args, '--format', format);
        expect(out).not.toMatch(figures);
        expect(out).toContain('kept out of exports: licence of house-2024');
      }
    }
    const rungs = parseCsv((await done('benchmark', 'ladder', ...args, '--format', 'csv')).out);
    expect(rungs.map(({ line, line_rate: rate }) => [line, rate])).toEqual([
      ['25th', ''],
      ['50th', ''],
      ['75th', ''],
      ['57.7%', '0.577'],
    ]);
    const lines = await json('benchmark', 'tables', '--set', 'house-2024');
    expect(lines.map(({ value }) => value)).toEqual([null, null, null]);
    expect((await done('benchmark', 'tables', '--set', 'house-2024', '--db', db)).out).toContain('63.9');
    // By the name of the population too: its newest.
    expect((await done('benchmark', '--measure', 'CBP', '--benchmark', 'medicaid-hmo', '--db', db)).out).toContain(
      'measured in 2024',
    );
  });
});

describe('ladder', () => {
  test('every line, the nearest first, in whole patients that bring the rate over it and not one fewer', async () => {
    const rungs = await json('benchmark', 'ladder', '--measure', 'CBP', '--at', 'practice', '--line', 'goal=80');
    expect(rungs.length).toBeGreaterThan(31 * 2);
    for (const own of Map.groupBy(rungs, (row) => row.organization).values()) {
      const away = own.map(({ points }) => Math.abs(points as number));
      expect(away).toEqual(away.toSorted((a, b) => a - b));
    }
    for (const { denominator, line_rate: rate, met, numerator, patients } of rungs as Record<string, number>[]) {
      if (met || patients === null) continue;
      expect((numerator! + patients!) / denominator!).toBeGreaterThanOrEqual(rate!);
      expect((numerator! + patients! - 1) / denominator!).toBeLessThan(rate!);
    }
  });

  test('strata stand on the same lines; one under the minimum is not payable and has no zero', async () => {
    const rows = await json('benchmark', 'place', '--measure', 'CBP', '--by', 'race-ethnicity', '--denominator-min', '100');
    const small = rows.filter(({ status }) => status === 'BELOW_MINIMUM');
    expect(small.length).toBeGreaterThan(0);
    for (const row of small) {
      expect(row.reason).toMatch(/not payable: \d+ of 100/);
      expect([row.percentile, row.next_patients, row.next_chance]).toEqual([null, null, null]);
    }
  });

  test('the chance by the end of the year from how past outreach went, known no more surely than that', async () => {
    const at = async (...closure: readonly string[]) =>
      (
        await json('benchmark', 'ladder', '--measure', 'CBP', '--organization', 'practice-10', '--line', 'goal=75', ...closure)
      ).find(({ line }) => line === 'goal')!.chance_by_year_end as number;
    const [stated, few, many] = [
      await at('--closure', '0.25'),
      await at('--tried', '8', '--closed', '2'),
      await at('--tried', '80000', '--closed', '20000'),
    ];
    expect(many).toBeCloseTo(stated, 2);
    expect(Math.abs(few - 0.5)).toBeLessThan(Math.abs(stated - 0.5) + 0.5);
    expect(few).not.toBeCloseTo(stated, 3);
    for (const wrong of [
      ['--closure', '0.2', '--tried', '4', '--closed', '1'],
      ['--tried', '4'],
      ['--tried', '4', '--closed', '5'],
    ])
      expect((await call('benchmark', 'ladder', '--measure', 'CBP', '--db', db, ...wrong)).code).toBe(2);
  });
});

test('computed percentiles are lines when asked for, and say so', async () => {
  const ladder = ['benchmark', 'ladder', '--measure', 'CBP', '--db', db];
  const names = async (...more: readonly string[]) =>
    parseCsv((await done(...ladder, '--format', 'csv', ...more)).out).map(({ line, line_derived: derived }) => [line, derived]);
  expect((await names()).map(([line]) => line).toSorted()).toEqual(['25th', '50th', '75th']);
  const all = await names('--derived');
  expect(all).toContainEqual(['90th', 'true']);
  expect(all).toContainEqual(['75th', 'false']);
  expect((await done('benchmark', 'place', '--measure', 'CBP', '--db', db, '--derived')).out).toContain(
    'Not published, but computed from the rates',
  );
});

test('ranks say how sure a league table is: the interval holds the rank, and the best quarter holds a quarter', async () => {
  const rows = (await json('benchmark', 'place', '--measure', 'CBP', '--at', 'practice', '--ranks')) as Record<string, number>[];
  const ranked = rows.filter(({ rank }) => rank !== null);
  expect(ranked.length).toBeGreaterThan(25);
  for (const { rank, rank_lower: lower, rank_upper: upper } of ranked) {
    expect(lower).toBeLessThanOrEqual(rank!);
    expect(upper).toBeGreaterThanOrEqual(rank!);
  }
  const best = ranked.reduce((sum, row) => sum + row.best_quarter_chance!, 0);
  expect(best).toBeCloseTo(Math.ceil(ranked.length / 4), 6);
  expect((await call('benchmark', 'place', '--measure', 'CBP', '--ranks', '--db', db)).error).toContain('--at practice');
});

test('words behind the verb: help of each, and what there is instead of one that is not', async () => {
  expect((await call('benchmark', 'climb')).error).toBe(
    'equipoise: benchmark has no climb: there are place, ladder, tables, template, import-table\n',
  );
  const { out } = await done('benchmark', 'ladder', '--help');
  expect(out).toContain('equipoise benchmark ladder [flags]');
  expect(out).toContain('--tried N');
  expect((await call('program')).code).toBe(2);
  expect((await call('program', 'score')).error).toContain('program score needs one program');
  expect(readFileSync(join(directory, 'filled.csv'), 'utf8')).toContain('61.25');
});
