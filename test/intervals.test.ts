import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { families } from '../packages/engine/golden/families/index.ts';
import { readGoldenFile } from '../packages/engine/golden/read.ts';
import { judgeFile } from '../packages/engine/golden/report.ts';
import { drawCoverage } from '../packages/engine/scripts/coveragePicture.ts';
import { methodCatalogue } from '../packages/engine/src/index.ts';

/** What docs/concepts/intervals.md shows is what the engine computes. */
const root = join(import.meta.dirname, '..');
const concepts = join(root, 'docs', 'concepts');
const page = readFileSync(join(concepts, 'intervals.md'), 'utf8');

describe('the picture of coverage', () => {
  const picture = readFileSync(join(concepts, 'coverage.svg'), 'utf8');

  test('is what the engine draws: packages/engine/scripts/generate.ts writes it anew', () => {
    expect(picture).toBe(drawCoverage());
    expect(page).toContain('](coverage.svg)');
  });

  test('says in words what it shows, and the exact method never covers less than was asked for', () => {
    expect(picture).toMatch(/^<svg [^>]*role="img" aria-labelledby="title desc"/);
    const [, small, large] =
      /Clopper-Pearson exact: n = 20: .*?lowest ([\d.]+) %; n = 50: .*?lowest ([\d.]+) %/.exec(picture) ?? [];
    expect(Number(small)).toBeGreaterThanOrEqual(95);
    expect(Number(large)).toBeGreaterThanOrEqual(95);
  });
});

test('the table of defaults names the default of every interval', () => {
  const table = page.slice(page.indexOf('## The defaults'), page.indexOf('## Every method'));
  const named = [...table.matchAll(/^\| [^|]+ \|([^|]+)\|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([\w-]+)`/g)]);
  const intervals = methodCatalogue.filter(({ id }) => !/test$|^pooled$|^beta-binomial$/.test(id));
  expect(named.map(([, id]) => id)).toEqual(expect.arrayContaining(intervals.map((family) => family.default)));
});

describe('the table of accuracy', () => {
  // Golden values of disparities hold simulated ones, each with a tolerance of its own.
  const computed = families.filter(({ family }) => family !== 'disparity');

  const rows = new Map(
    [...page.matchAll(/^\| .+ \(`([\w-]+)`\) \| (\d+) \| ([\de-]+) \|$/gm)].map(([, family = '', cases, error]) => [
      family,
      { cases: Number(cases), error: Number(error) },
    ]),
  );

  test('has every family of golden values', () => {
    expect([...rows.keys()].toSorted()).toEqual(computed.map(({ family }) => family).toSorted());
  });

  test.for(computed)('$family: the number of values, and a worst error that holds and is no excuse', ({ family }) => {
    const file = readGoldenFile(join(root, 'packages/engine/test/fixtures/golden', `${family}.json`));
    const { groups } = judgeFile(file, families);
    const errors = groups.flatMap(({ judgements }) => judgements.flatMap(({ findings }) => findings.map(({ error }) => error)));
    const worst = Math.max(...errors);
    const { cases, error } = rows.get(family) ?? { cases: NaN, error: NaN };
    expect(cases).toBe(file.cases.length);
    expect(worst).toBeLessThanOrEqual(error);
    expect(error).toBeLessThanOrEqual(10 * worst);
  });
});
