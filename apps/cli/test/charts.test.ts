import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { parseCsv } from './support/csv.ts';
import { memberFlags, newDirectory, smallSample } from './support/files.ts';

let db: string;
beforeAll(async () => {
  const sample = smallSample();
  db = join(sample, 'test.db');
  await done('import', '--db', db, ...memberFlags(sample), '--annotations', join(sample, 'annotations.csv'));
  await done('release', '--db', db, '--policy', 'none');
});

const table = async (...args: readonly string[]): Promise<string> => (await done(...args, '--db', db)).out;
const json = async <T>(...args: readonly string[]): Promise<T> => JSON.parse(await table(...args, '--format', 'json')) as T;
const csv = async (...args: readonly string[]): Promise<Record<string, string>[]> =>
  parseCsv(await table(...args, '--format', 'csv'));
type Series = Record<string, unknown> & { points: Record<string, unknown>[]; phases: Record<string, unknown>[] };

describe('runchart', () => {
  const one = ['runchart', '--measure', 'CBP-MONTH', '--organization', 'practice-10'];

  test('in phases, with months left out: table, CSV and JSON agree', async () => {
    const cut = ['--phases', '2025-01', '--exclude', '2024-06,2024-07', '--freeze', '6', '--rules', 'ihi'];
    const [series] = await json<[Series]>(...one, ...cut);
    expect(series.phases.map(({ from, to, baseline_to }) => [from, to, baseline_to])).toEqual([
      ['2024-01', '2024-12', '2024-06'],
      ['2025-01', '2025-12', '2025-06'],
    ]);
    expect(series).toMatchObject({ exclude: ['2024-06', '2024-07'], rules: 'ihi', runs_test: 'exact', chance_of_signal: null });
    const rows = await csv(...one, ...cut);
    expect(rows.map(({ phase }) => phase)).toEqual([...Array<string>(12).fill('1'), ...Array<string>(12).fill('2')]);
    expect(rows.filter(({ excluded }) => excluded === 'true').map(({ period }) => period)).toEqual(['2024-06', '2024-07']);
    for (const [index, row] of rows.entries()) expect(row.centre).toBe(String(series.points[index]!.centre));
    const drawn = await table(...one, ...cut);
    expect(drawn.match(/left out/g)).toHaveLength(2);
    expect(drawn).toContain('(ihi rules): Phase 1, 2024-01 to 2024-12');
  });

  test('by the printed runs test, when that is asked for', async () => {
    const [series] = await json<[Series]>(...one, '--runs-test', 'printed');
    expect(series).toMatchObject({ rules: 'anhoej', runs_test: 'printed' });
  });

  test('of a batch ends with what chance alone would signal', async () => {
    const series = await json<Series[]>('runchart', '--measure', 'CBP-MONTH', '--at', 'practice');
    const judged = series.filter(({ verdict }) => verdict === 'SIGNAL' || verdict === 'NO_SIGNAL');
    const signals = judged.filter(({ verdict }) => verdict === 'SIGNAL');
    const drawn = await table('runchart', '--measure', 'CBP-MONTH', '--at', 'practice');
    const [, all, count, found, expected] =
      /^(\d+) series, (\d+) judged: (\d+) with a signal; about ([\d.]+) would by chance alone \(simulated\)/m.exec(drawn)!;
    expect([all, count, found].map(Number)).toEqual([series.length, judged.length, signals.length]);
    // The Anhøj rules cry wolf in 2 % to 4 % of such series.
    expect(Number(expected) / judged.length).toBeGreaterThan(0.01);
    expect(Number(expected) / judged.length).toBeLessThan(0.06);
  });

  test('of a rolling rate is refused a verdict, and names the ways out; calibrated rules are named', async () => {
    const rolling = ['runchart', '--measure', 'CBP', '--organization', 'practice-10'];
    const drawn = await table(...rolling);
    expect(drawn).toContain('chart CBP-MONTH, the same care by independent months');
    expect(drawn).toContain('chart points that are twelve months apart (--every 12, or every: 12)');
    const apart = await table(...rolling, '--every', '12');
    expect(apart).toMatch(/^ {2}2024-12 .*\n {2}2025-12 .*\n {2}too few points /m);
    expect(apart).toContain('too few to judge');
    const [series] = await json<[Series & { calibration: Record<string, unknown> }]>(...rolling, '--calibrated');
    expect(series.calibration).toMatchObject({ rules: 'calibrated', simulated: 2000, seed: 1 });
    expect(await table(...rolling, '--calibrated')).toContain('(calibrated rules)');
  });
});

describe('controlchart of a gap', () => {
  const one = ['controlchart', '--measure', 'CBP-MONTH', '--by', 'race-ethnicity', '--stratum', 'Asian', '--against', 'rest'];

  test('table, CSV and JSON agree, and each gap is reference less group', async () => {
    const cut = ['--freeze', '12', '--exclude', '2024-06'];
    const [series] = await json<[Series]>(...one, ...cut);
    expect(series).toMatchObject({
      stratum: 'Asian',
      reference: 'rest',
      chart: 'p',
      exclude: ['2024-06'],
      organization: 'payer',
    });
    expect(series.reference_strata).not.toContain('Unknown');
    expect(series.chance_of_signal).toBeGreaterThan(0);
    const rows = await csv(...one, ...cut);
    expect(rows.map(({ period }) => period)).toEqual(series.points.map(({ period }) => period));
    for (const row of rows) {
      const rate = (top: string, bottom: string) => Number(row[top]) / Number(row[bottom]);
      expect(Number(row.gap)).toBeCloseTo(
        rate('reference_numerator', 'reference_denominator') - rate('numerator', 'denominator'),
        12,
      );
      expect(Number(row.gap_lower)).toBeLessThan(Number(row.gap));
      expect(Number(row.limit_lower)).toBeLessThan(Number(row.centre));
    }
    const drawn = await table(...one, ...cut);
    expect(drawn).toContain('payer, Asian against all others');
    expect(drawn).toContain(String(series.sentence));
    const chance = Number(series.chance_of_signal);
    expect(drawn).toContain(`\n${(100 * chance).toFixed(1)} of 100 such series would signal by chance alone (simulated)\n`);
    expect(drawn.match(/^ {2}\d{4}-\d\d [^\d]*0[^\d]* [+−]/gm)).not.toBeNull(); // where there is no gap
    expect(drawn.match(/left out/g)).toHaveLength(1);
  });

  test('of a batch ends with what chance alone would signal', async () => {
    const drawn = await table(...one, '--at', 'provider_organization');
    expect(drawn).toMatch(/^4 series, \d judged: \d with a signal; about [\d.]+ would by chance alone \(simulated\)/m);
  });

  test('of a rolling rate is drawn and not judged', async () => {
    const [series] = await json<[Series]>(...one.with(2, 'CBP'));
    expect(series).toMatchObject({ verdict: 'DESCRIPTIVE', chart: null, signals: [], chance_of_signal: null });
    expect(series.reason).toContain('chart CBP-MONTH');
  });

  test('is a picture', async () => {
    expect(await table(...one, '--format', 'svg')).toMatch(/^<svg [^]*Asian against all others[^]*No gap[^]*<\/svg>\n$/);
  });

  test.for([
    [one.toSpliced(5, 2), '--against is for the gap of a group: name it with --by and --stratum'],
    [[...one, '--chart', 'ip'], 'a gap has one of the charts p, pp, i, got --chart ip'],
    [one.with(8, 'Asian'), 'a group has no gap to itself'],
    [one.with(8, 'Martian'), 'reference Martian is not a stratum here; they are rest, '],
    [one.with(6, 'Unknown'), 'the group stands for no answer: shown, never compared'],
  ] as const)('%#: says what is wrong with the call', async ([args, rule]) => {
    const { code, error } = await call(...args, '--db', db);
    expect(code).toBe(2);
    expect(error).toContain(rule);
  });
});

describe('controlchart', () => {
  const one = ['controlchart', '--measure', 'CBP-MONTH', '--organization', 'practice-10'];

  test('says which chart it is and why; CSV and JSON carry limits and signals', async () => {
    const drawn = await table(...one);
    expect(drawn).toMatch(/^ {2}P′? chart proposed: /m);
    const [series] = await json<[Series]>(...one);
    expect(series).toMatchObject({ chosen: true, rules: 'limits-and-anhoej', variation: null });
    const rows = await csv(...one);
    expect(rows).toHaveLength(24);
    expect(new Set(rows.map(({ stratification }) => stratification))).toEqual(new Set(['total']));
    for (const [index, row] of rows.entries()) {
      expect(row.limit_upper).toBe(String(series.points[index]!.limit_upper));
      expect(Number(row.limit_lower)).toBeLessThan(Number(row.centre));
    }
    expect(await table(...one, '--chart', 'i')).toContain('I chart as asked for: limits from the steps from month to month');
  });

  test('shows the icons of Making Data Count', async () => {
    const drawn = await table(...one, '--rules', 'making-data-count', '--target', '0.99');
    expect(drawn).toMatch(/variation [a-z-]+, assurance consistent-fail/);
  });

  test('of a batch ends with what chance alone would signal', async () => {
    const all = ['controlchart', '--measure', 'CBP-MONTH', '--at', 'practice'];
    const series = await json<Series[]>(...all);
    const judged = series.filter(({ verdict }) => verdict === 'SIGNAL' || verdict === 'NO_SIGNAL');
    const signals = judged.filter(({ verdict }) => verdict === 'SIGNAL');
    const [, count, known, found, expected] =
      /^(\d+) series, (\d+) judged: (\d+) with a signal; about ([\d.]+) would by chance alone \(simulated\)/m.exec(
        await table(...all),
      )!;
    expect([count, known, found].map(Number)).toEqual([series.length, judged.length, signals.length]);
    for (const { verdict, chance_of_signal: chance } of series)
      expect(typeof chance).toBe(verdict === 'SIGNAL' || verdict === 'NO_SIGNAL' ? 'number' : 'object');
    const sum = judged.reduce((total, { chance_of_signal: chance }) => total + Number(chance), 0);
    expect(Math.abs(Number(expected) - sum)).toBeLessThan(0.2 * sum);
    expect(await table(...one)).not.toContain('by chance alone');
  });

  test('of a rolling rate is drawn without limits', async () => {
    const rolling = ['controlchart', '--measure', 'CBP', '--organization', 'practice-10'];
    expect(await table(...rolling)).toContain('share patients from one to the next, so control limits and rules do not hold');
    for (const row of await csv(...rolling))
      expect([row.limit_lower, row.limit_upper, row.z, row.signals]).toEqual(['', '', '', '']);
    expect((await csv(...rolling, '--every', '12')).map(({ period }) => period)).toEqual(['2024-12', '2025-12']);
    expect(await call(...rolling, '--every', '0', '--db', db)).toMatchObject({
      code: 2,
      error: expect.stringContaining('--every is a whole number of at least 1') as string,
    });
  });
});

describe('funnel', () => {
  test('compares every practice in the latest period; the three formats agree', async () => {
    const report = await json<{
      outside: { level: number; above: string[]; below: string[] }[];
      units: Record<string, unknown>[];
    }>('funnel', '--measure', 'CBP');
    const rows = await csv('funnel', '--measure', 'CBP');
    expect(rows).toHaveLength(report.units.length);
    for (const [index, row] of rows.entries()) {
      for (const [name, text] of Object.entries(row)) {
        if (name in report.units[index]!) expect(`${name} ${text}`).toBe(`${name} ${String(report.units[index]![name] ?? '')}`);
      }
    }
    const outside = rows.filter(({ beyond }) => beyond !== '').map(({ organization }) => organization);
    expect(outside.toSorted()).toEqual([...report.outside[0]!.above, ...report.outside[0]!.below].toSorted());
    expect(await table('funnel', '--measure', 'CBP')).toContain('A funnel of one period is no ranking');
  });

  test('by stratum, method, levels and target', async () => {
    const flags = ['--by', 'sex', '--stratum', 'female', '--method', 'arcsine', '--levels', '0.9, 0.99', '--target', '0.6'];
    const strata = (await csv('rates', '--measure', 'CBP', '--by', 'sex')).map(({ stratum }) => stratum!);
    const report = await json<Record<string, unknown>>('funnel', '--measure', 'CBP', ...flags.with(3, strata[0]!));
    expect(report).toMatchObject({ stratum: strata[0], method: 'arcsine', target: 0.6, target_from: 'given' });
    expect((report.outside as { level: number }[]).map(({ level }) => level)).toEqual([0.9, 0.99]);
  });

  test('leaves hidden practices out, and says how many', async () => {
    await done('release', '--db', db, '--policy', 'cms');
    const report = await json<{ hidden: number; units: Record<string, unknown>[]; sentence: string }>(
      'funnel',
      '--measure',
      'CBP',
    );
    const hidden = report.units.filter(({ status }) => status === 'SUPPRESSED');
    expect(hidden.length).toBeGreaterThan(0);
    expect(report.hidden).toBe(hidden.length);
    expect(report.sentence).toContain(`Left out: ${hidden.length} hidden by the release.`);
    for (const unit of hidden) {
      const { z, beyond, denominator, ...limits } = unit;
      expect([z, beyond, denominator, limits['limit_upper_0.95']]).toEqual([null, null, null, null]);
    }
  });
});

describe('pictures', () => {
  const calls = [
    ['runchart', '--measure', 'CBP-MONTH'],
    ['controlchart', '--measure', 'CBP-MONTH'],
    ['funnel', '--measure', 'CBP'],
    ['benchmark', '--measure', 'CBP', '--at', 'practice'],
  ] as const;

  test.for(calls)('%s: an SVG is printed, or written with the same bytes; a PNG is written', async (args) => {
    const printed = await table(...args, '--format', 'svg');
    expect(printed).toMatch(/^<svg [^]*<\/svg>\n$/);
    const [svg, png] = ['a.svg', 'a.png'].map((name) => join(newDirectory(), name)) as [string, string];
    expect(await table(...args, '--format', 'svg', '--out', svg)).toBe(`${svg}\n`);
    expect(readFileSync(svg, 'utf8')).toBe(printed);
    expect(await table(...args, '--format', 'png', '--width', '400', '--out', png)).toBe(`${png}\n`);
    const bytes = readFileSync(png);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBe(800);
  });

  test('of several charts go to a file each, named by organization', async () => {
    const directory = newDirectory();
    const organizations = ['practice-10', 'practice-03'];
    const flags = organizations.flatMap((id) => ['--organization', id]);
    const out = await table(
      'controlchart',
      '--measure',
      'CBP-MONTH',
      ...flags,
      '--format',
      'svg',
      '--out',
      join(directory, 'chart.svg'),
    );
    const files = organizations.map((id) => join(directory, `chart-${id}.svg`));
    expect(out).toBe(`${files.join('\n')}\n`);
    expect(files.every((file) => existsSync(file))).toBe(true);
  });

  test('a ladder holds all organizations; by stratum each has one of its own', async () => {
    const directory = newDirectory();
    const args = [
      'benchmark',
      '--measure',
      'GSD9',
      '--organization',
      'practice-10',
      '--organization',
      'payer',
      '--format',
      'svg',
    ];
    const one = await table(...args);
    expect(one).toContain('practice-10');
    expect(one).toContain('Percentiles among states (Medicaid &amp; CHIP Core Set)');
    const out = await table(...args, '--by', 'sex', '--out', join(directory, 'ladder.svg'));
    const files = ['practice-10', 'payer'].map((id) => join(directory, `ladder-${id}.svg`));
    expect(out).toBe(`${files.join('\n')}\n`);
    expect(readFileSync(files[1]!, 'utf8')).toContain('female: ');
  });

  test('a fixed line stands on the ladder, in the table and in JSON alike', async () => {
    const args = ['benchmark', '--measure', 'CBP', '--organization', 'payer', '--line', 'goal=99.5', '--closure', '0.25'];
    const [row] = JSON.parse(await table(...args, '--format', 'json')) as Record<string, unknown>[];
    const rungs = row!.ladder as { name: string; met: boolean; patientsToReach: number; chanceByYearEnd: number }[];
    expect(rungs.at(-1)).toMatchObject({ name: 'goal', met: false });
    const next = rungs.find(({ met }) => !met)!;
    expect(row).toMatchObject({
      next_line: next.name,
      next_line_patients: next.patientsToReach,
      next_line_chance_by_year_end: next.chanceByYearEnd,
    });
    expect(await table(...args)).toContain('if each open gap closes with probability 0.25');
    const picture = await table(...args, '--format', 'svg');
    expect(picture).toContain('99.5%');
    expect(picture).toContain('Chance of closing one open gap before the year ends: 0.25, as stated.');
  });

  test('replace a picture, and nothing else that is there', async () => {
    const directory = newDirectory();
    const [picture, notes] = [join(directory, 'chart.svg'), join(directory, 'notes.txt')];
    const args = ['runchart', '--measure', 'CBP-MONTH', '--format', 'svg', '--out'];
    writeFileSync(notes, 'mine');
    await table(...args, picture);
    await table(...args, picture);
    for (const file of [notes, db]) {
      const before = readFileSync(file);
      expect(await call(...args, file, '--db', db)).toMatchObject({
        code: 2,
        error: `equipoise: ${file} is there and no picture: --out names a new file, or a picture to replace\n`,
      });
      expect(readFileSync(file).equals(before)).toBe(true);
    }
  });

  test('that cannot be written end in words', async () => {
    for (const file of [
      join(newDirectory(), `${'x'.repeat(300)}.svg`),
      join(newDirectory(), 'nowhere', 'a.svg'),
      newDirectory(),
    ]) {
      const { code, error } = await call('funnel', '--measure', 'CBP', '--format', 'svg', '--out', file, '--db', db);
      expect([code, error]).toEqual([2, expect.stringContaining('cannot be written')]);
    }
  });

  test('are not written at all when the call is at fault', async () => {
    const directory = newDirectory();
    const out = join(directory, 'chart.svg');
    const args = [
      'runchart',
      '--measure',
      'CBP-MONTH',
      '--at',
      'practice',
      '--format',
      'svg',
      '--out',
      out,
      '--phases',
      '2031-01',
    ];
    expect(await call(...args, '--db', db)).toMatchObject({ code: 2, out: '' });
    expect(readdirSync(directory)).toEqual([]);
  });
});
