import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { memberFlags, newDirectory, smallSample } from './support/files.ts';

let db: string;
beforeAll(async () => {
  db = join(newDirectory(), 'test.db');
  await done('import', '--db', db, ...memberFlags(smallSample(0.1)));
  await done('release', '--db', db, '--policy', 'none');
});

const terms = {
  measure: 'CBP',
  index: 'between-group-variance',
  direction: 'higher',
  scale: 'absolute',
  unit: 100,
  framing: 'as-measured',
  reference: null,
  weights: 'population',
  denominatorMin: 0,
  rollUp: null,
  source: 'self-reported',
  correction: 'noise',
  level: 0.95,
};
const file = (content: unknown): string => {
  const path = join(newDirectory(), 'contract.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const ask = (...flags: readonly string[]) => call('disparities', '--db', db, '--measure', 'CBP', '--by', 'language', ...flags);

test('every comparison ends with a sentence, and its rows say what chance makes of the widest gap', async () => {
  const { out } = await ask();
  expect(out.replaceAll('\n', ' ')).toMatch(
    /members are [\d.]+ points (worse|better) off than all other members, 95 % interval .* by chance alone/,
  );
  const rows = JSON.parse((await ask('--format', 'json')).out) as Record<string, unknown>[];
  expect(rows[0]!.widest_gap_by_chance).toBeGreaterThan(0);
  expect(rows[0]!.widest_gap_by_chance_95).toBeGreaterThan(rows[0]!.widest_gap_by_chance as number);
});

describe('--contract', () => {
  test('gives the index, what chance shows, and every term again', async () => {
    const { code, out } = await ask('--contract', file(terms));
    expect(code).toBe(0);
    expect(out).toContain('between-group-variance');
    expect(out).toContain('chance_95');
    for (const term of Object.keys(terms)) expect(out).toContain(`${term} `);
    const [row] = JSON.parse((await ask('--contract', file(terms), '--format', 'json')).out) as Record<string, unknown>[];
    expect(row).toMatchObject(terms);
    expect(row!.verdict).toMatch(/beyond chance|too few to tell/);
    expect(row!.corrected).toBeGreaterThanOrEqual(0);
  });

  test.for([
    [{ ...terms, scale: 'relative' }, "scale of between-group-variance is absolute, got 'relative'"],
    [{ ...terms, index: undefined }, 'index is missing'],
    [{ ...terms, seed: 1 }, 'seed is no term of a contract'],
    [{ ...terms, measure: 'GSD9' }, 'measure must be CBP, as --measure has it, got GSD9'],
    [{ ...terms, direction: 'lower' }, 'direction must be higher'],
    [{ ...terms, level: '0.95' }, 'level'],
    [[], 'a contract is an object'],
    [null, 'a contract is an object'],
  ] as [unknown, string][])('%j is refused with file, term, value and rule', async ([content, rule]) => {
    const path = file(content);
    const { code, error } = await ask('--contract', path);
    expect(code).toBe(2);
    expect(error).toContain(`--contract ${path}: `);
    expect(error).toContain(rule);
  });

  describe('of every group against a reference', () => {
    const comparison = { ...terms, index: 'difference', weights: 'none', correction: 'simultaneous', reference: 'best' };

    test('has a row for each group, and says how many stand out by chance', async () => {
      const path = file(comparison);
      const { code, out } = await ask('--contract', path);
      expect(code).toBe(0);
      expect(out.replaceAll(/\s+/g, ' ')).toMatch(
        /\d+ of \d+ groups stand out, all taken together .*\. The widest difference is .* by chance alone it would be/,
      );
      const rows = JSON.parse((await ask('--contract', path, '--format', 'json')).out) as Record<string, unknown>[];
      expect(rows.length).toBeGreaterThan(1);
      expect(rows[0]).toMatchObject(comparison);
      const best = rows.find(({ group, reference_group }) => group === reference_group)!;
      for (const row of rows) expect(row.group_value).toBeLessThanOrEqual(best.group_value as number);
    });

    test.for([
      [{ benchmark: 65 }, 'benchmark'],
      ['rest', 'rest'],
      ['overall', 'overall'],
      [{ group: 'English' }, 'English'],
    ])('against %j', async ([reference, name]) => {
      const rows = JSON.parse((await ask('--contract', file({ ...comparison, reference }), '--format', 'json')).out) as Record<
        string,
        unknown
      >[];
      expect(new Set(rows.map((row) => row.reference_group))).toEqual(new Set([name]));
    });

    test.for([
      [{ reference: null }, 'index difference needs a reference'],
      [{ reference: { benchmark: 650 } }, 'benchmark must be from 0 to the unit 100, got 650'],
      [{ reference: { group: 'Martian' } }, 'reference Martian is not a stratum here'],
      [
        { index: 'widest-gap-from-reference', reference: 'rest', correction: 'none' },
        'of the indices it is that of widest-gap-from-rest',
      ],
    ] as [object, string][])('%j is refused', async ([change, rule]) => {
      expect(await ask('--contract', file({ ...comparison, ...change }))).toMatchObject({
        code: 2,
        error: expect.stringContaining(rule) as string,
      });
    });
  });

  test.for([['--reference', 'English'], ['--pairwise'], ['--level', '0.9'], ['--group', 'English']])(
    'fixes what %j would say',
    async (flags) => {
      expect(await ask('--contract', file(terms), ...flags)).toMatchObject({
        code: 2,
        error: expect.stringContaining('not both') as string,
      });
    },
  );
});

describe('what a reader must not pass over', () => {
  const rollUp =
    'codes of the CDC set to the categories of OMB 1997; two categories are Two or More Races; Hispanic or Latino of any race first';
  const byRace = (...flags: readonly string[]) =>
    call('disparities', '--db', db, '--measure', 'CBP', '--by', 'race-ethnicity', ...flags);
  const best = { ...terms, index: 'difference', reference: 'best', weights: 'none', correction: 'simultaneous', rollUp };

  test('a source that is not the one of the contract', async () => {
    for (const contract of [{ ...terms, rollUp }, best]) {
      const { out } = await byRace('--contract', file(contract));
      expect(out.replaceAll(/\s+/g, ' ')).toMatch(
        /Beware: the contract says source self-reported; the groups hold \d+ members whose answer is indirect\./,
      );
      expect((await byRace('--contract', file({ ...contract, source: 'mixed' }))).out).not.toMatch(/Hidden by|Beware/);
    }
  });

  test('groups that are hidden are named, and where nothing is compared nothing is counted', async () => {
    const hiding = join(newDirectory(), 'test.db');
    await done('import', '--db', hiding, ...memberFlags(smallSample(0.1)));
    await done('release', '--db', hiding, '--policy', 'cms');
    const asked = ['--db', hiding, '--measure', 'CBP', '--by', 'race-ethnicity'];
    for (const contract of [{ ...terms, rollUp }, best])
      expect((await call('disparities', ...asked, '--contract', file(contract))).out.replaceAll(/\s+/g, ' ')).toContain(
        'Hidden by the release, and without part in any of it: American Indian or Alaska Native',
      );
    const { out } = await call('disparities', ...asked, '--organization', 'practice-08');
    expect(out).toContain('practice-08 2025-12: No group has a gap that can be shown.');
    expect(out).not.toContain('0 of 0');
  });

  test.for([[], ['--group', 'White', '--within', 'practice'], ['--group', 'White', '--from', '2024-12', '--to', '2025-12']])(
    'rows of %j echo what was asked; those who gave no answer are no reference',
    async (flags) => {
      const { out } = await byRace(...flags, '--format', 'json');
      const [row] = JSON.parse(out) as Record<string, unknown>[];
      expect(row).toMatchObject({ measure: 'CBP', direction: 'higher', scale: 'difference', reference: 'rest', roll_up: rollUp });
      expect(await byRace(...flags, '--reference', 'Unknown')).toMatchObject({
        code: 2,
        error: expect.stringContaining('the reference stands for no answer: shown, never compared') as string,
      });
    },
  );
});

describe('--group: a change between two periods', () => {
  const months = ['--from', '2024-12', '--to', '2025-12'];

  test('is told in numbers and in words', async () => {
    const { code, out } = await ask('--group', 'English', ...months);
    expect(code).toBe(0);
    expect(out).toMatch(/gap_from +gap_to +gap_change/);
    expect(out).toContain('The interval takes it');
    const [row] = JSON.parse((await ask('--group', 'English', ...months, '--format', 'json')).out) as Record<string, number>[];
    expect(row!.from_group! + row!.from_reference!).toBeCloseTo(row!.gap_change!, 12);
  });

  test.for([
    [['--from', '2025-06', '--to', '2025-12'], 'overlap (rolling-12)'],
    [['--to', '2025-12'], 'give --from and --to'],
    [[...months, '--pairwise'], 'takes no --pairwise'],
    [[...months, '--denominator-min', '5'], 'takes no --denominator-min'],
    [[...months, '--reference', 'English'], 'a group has no gap to itself'],
  ] as [string[], string][])('%j is refused', async ([flags, rule]) => {
    expect(await ask('--group', 'English', ...flags)).toMatchObject({ code: 2, error: expect.stringContaining(rule) as string });
  });
});

describe('--within practice: a gap in its parts', () => {
  const within = ['--group', 'English', '--within', 'practice'];

  test('has a row for each practice and each part, and says it in words', async () => {
    const { code, out } = await ask(...within);
    expect(code).toBe(0);
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(/within practices \(95 % interval .*\) and .* between them/);
    const rows = JSON.parse((await ask(...within, '--format', 'json')).out) as Record<string, number | string>[];
    const part = (name: string) => rows.find((row) => row.part === name)!;
    expect((part('within').gap as number) + (part('between').gap as number)).toBeCloseTo(part('whole').gap as number, 12);
    const practices = rows.filter((row) => row.part === 'practice');
    expect(practices).toHaveLength(part('whole').practices as number);
    const pooled = practices.reduce((total, { weight, gap }) => total + (weight as number) * Number(gap), 0);
    expect(pooled).toBeCloseTo(part('within').gap as number, 12);
    const csv = (await ask(...within, '--format', 'csv')).out.split('\n');
    expect(csv[0]!.split(',')).toEqual(Object.keys(rows[0]!));
  });

  test.for([
    [['--within', 'practice'], '--within is of one group: name it with --group'],
    [[...within, '--pairwise'], 'takes no --pairwise'],
    [[...within, '--method', 'wald'], 'takes no --method'],
    [[...within, '--reference', 'English'], 'a group has no gap to itself'],
    [['--group', 'Martian', '--within', 'practice'], 'group Martian is not a stratum here'],
    [['--group', 'English', '--within', 'payer'], '--within is one of practice, got payer'],
    [[...within, '--format', 'svg'], 'leave out --contract, --group and --within'],
  ] as [string[], string][])('%j is refused', async ([flags, rule]) => {
    expect(await ask(...flags)).toMatchObject({ code: 2, error: expect.stringContaining(rule) as string });
  });
});
