import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { memberFlags, newDirectory, smallSample } from './support/files.ts';

let sample: string;
let db: string;
beforeAll(async () => {
  sample = smallSample(0.1);
  db = join(newDirectory(), 'test.db');
  await done('import', '--db', db, ...memberFlags(sample));
  await done('release', '--db', db, '--policy', 'none');
});
type Rows = readonly Readonly<Record<string, number | string | boolean | null>>[];
const rowsOf = ({ out }: { readonly out: string }) => JSON.parse(out) as Rows;

describe('completeness', () => {
  const ask = (...flags: readonly string[]) => call('completeness', '--db', db, '--measure', 'CBP', ...flags);

  test('of one organization: a row and a sentence', async () => {
    const { code, out } = await ask();
    expect(code).toBe(0);
    expect(out.replaceAll('\n', ' ')).toMatch(
      /Of the [\d,]+ patients in CBP at .* have self-reported race and ethnicity: [\d.]+ % \(95 % interval/,
    );
    const [row] = rowsOf(await ask('--format', 'json'));
    const { self_reported: own, indirect, declined, unknown, denominator } = row as Readonly<Record<string, number>>;
    expect(own! + indirect! + declined! + unknown!).toBe(denominator);
    expect(row).toMatchObject({ of: 'race-ethnicity', goal: 0.8, floor: 0.2, floor_met: true, method: 'wilson', level: 0.95 });
    expect(row!.self_reported_share).toBe(own! / denominator!);
  });

  test('of practices: who meets the goal, in every format', async () => {
    const rows = rowsOf(await ask('--at', 'practice', '--format', 'json'));
    expect(rows).toHaveLength(31);
    const met = rows.filter((row) => row.goal_met === true).length;
    expect((await ask('--at', 'practice')).out).toContain(`${met} of 31 meet the goal of 80 % self-reported.`);
    const csv = (await ask('--at', 'practice', '--format', 'csv')).out.trimEnd().split('\n');
    expect(csv).toHaveLength(32);
    expect(csv[0]).toContain('self_reported_share,lower,upper');
    // A goal that nobody reaches, and one that all do.
    for (const [goal, all] of [
      ['1', false],
      ['0', true],
    ] as const)
      for (const row of rowsOf(await ask('--at', 'practice', '--goal', goal, '--format', 'json'))) expect(row.goal_met).toBe(all);
  });

  test('over months, one row each', async () => {
    const rows = rowsOf(await ask('--from', '2025-01', '--to', '2025-12', '--format', 'json'));
    expect(rows.map(({ period }) => period)).toEqual(
      Array.from({ length: 12 }, (_, m) => `2025-${String(m + 1).padStart(2, '0')}`),
    );
  });

  test('--bounds: the gap stands between its bounds, and they within the interval', async () => {
    const rows = rowsOf(await ask('--bounds', '--format', 'json')).filter(({ gap }) => gap !== null);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const ends = ['gap_lower', 'gap_lowest', 'gap', 'gap_highest', 'gap_upper'].map((name) => row[name] as number);
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
      expect(row.unanswered_share).toBeGreaterThan(0);
    }
    const { out } = await ask('--bounds', '--reference', 'White');
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(/Who(ever)? the [\d.]+ % without an answer are.* White members/);
  });

  test.for([
    [['--reference', 'White'], '--reference goes with --bounds'],
    [['--bounds', '--goal', '0.5'], 'give --bounds or --goal, not both'],
    [['--goal', '80'], '--goal is a fraction from 0 to 1 such as 0.65, got 80'],
    [['--of', 'sex'], '--of is one of race-ethnicity, race, ethnicity, got sex'],
    [['--bounds', '--level', '0.4'], '--level with --bounds is a fraction above 0.5 such as 0.95, got 0.4'],
    [['--bounds', '--reference', 'Martian'], 'reference Martian is not a stratum here'],
  ] as const)('%j is refused', async ([flags, message]) => {
    const { code, error } = await ask(...flags);
    expect(code).toBe(2);
    expect(error).toContain(message);
  });
});

describe('a stratifier in an order of advantage', () => {
  const contract = {
    measure: 'CBP',
    index: 'slope-index-of-inequality',
    direction: 'higher',
    scale: 'absolute',
    unit: 100,
    framing: 'as-measured',
    reference: null,
    weights: 'population',
    denominatorMin: 0,
    rollUp: null,
    source: 'other',
    correction: 'none',
    level: 0.95,
  };
  const directory = newDirectory();
  const file = (name: string, text: string) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const own = join(directory, 'own.db');
  // The sample with a quartile of the neighbourhood for each member, read from either end and without an order.
  beforeAll(async () => {
    const [header, ...rows] = readFileSync(join(sample, 'members.csv'), 'utf8').trimEnd().split('\n');
    const quartile = (row: number) => (row % 17 === 0 ? '' : String(1 + (row % 4)));
    const members = [`${header},hpi_quartile`, ...rows.map((line, row) => `${line},${quartile(row)}`), ''].join('\n');
    const reading = { column: 'hpi_quartile', strata: ['1', '2', '3', '4', 'Unknown'] };
    const stratifications = [
      { id: 'hpi-quartile', ...reading, order: 'worst-first' },
      { id: 'hpi-downwards', ...reading, order: 'best-first' },
      { id: 'hpi-group', ...reading },
    ];
    const config = file('equipoise.config.json', JSON.stringify({ stratifications }));
    const flags = memberFlags(sample).map((flag) => (flag.endsWith('members.csv') ? file('members.csv', members) : flag));
    await done('import', '--db', own, '--config', config, ...flags);
    await done('release', '--db', own, '--policy', 'none');
  });
  const slope = async (by: string) => {
    const terms = file('contract.json', JSON.stringify(contract));
    const flags = ['--db', own, '--measure', 'CBP', '--by', by, '--contract', terms, '--format', 'json'];
    return rowsOf(await done('disparities', ...flags))[0]!;
  };

  test('a slope with its interval and the noise beside it, turned round when the order is', async () => {
    const [up, down] = [await slope('hpi-quartile'), await slope('hpi-downwards')];
    expect(up).toMatchObject({ reason: null, groups: '1; 2; 3; 4' });
    expect(up.lower).toBeLessThan(up.value as number);
    expect(up.chance_95).toBeGreaterThan(0);
    expect(down.value).toBeCloseTo(-(up.value as number), 9);
    // Quartiles that were dealt out in turn have nothing to do with care.
    expect(Math.abs(up.value as number)).toBeLessThan(3 * (up.standard_error as number));
  });

  test('without one the answer says what to do', async () => {
    const reason = expect.stringContaining('hpi-group has none: declare one with "order"') as string;
    expect(await slope('hpi-group')).toMatchObject({ value: null, reason });
  });
});
