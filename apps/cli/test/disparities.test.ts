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
