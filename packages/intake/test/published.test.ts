import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTables } from '../src/index.ts';
import { cellsByName, configOf, dataFolder, readJson, strataOf } from './support.ts';

const nhanes = join(dataFolder, 'nhanes-2009-10');
const nhs = join(dataFolder, 'nhs-ae');

test('NHANES 2009-10: every count of the survey, for all three measures', async () => {
  const { counts } = readJson(join(nhanes, 'expected-counts.json')) as {
    counts: { measure: string; group: string; denominator: number; numerator: number }[];
  };
  const { cells, issues, rows } = await readTables(
    {
      organizations: [join(nhanes, 'organizations.csv')],
      members: [join(nhanes, 'members.csv')],
      results: [join(nhanes, 'results.csv')],
    },
    { config: configOf('nhanes-2009-10') },
  );
  expect(issues).toEqual([]);
  expect(rows).toEqual({ organizations: 47, members: 10_537, results: 18_813 });
  // The survey's own groups → the strata; people of Mexican and of other Hispanic origin are one stratum here.
  const strata: Record<string, string> = {
    Black: 'Black or African American',
    Hispanic: 'Hispanic or Latino',
    Mexican: 'Hispanic or Latino',
    Other: 'Some Other Race',
    White: 'White',
  };
  for (const measure of ['bp-below-140-90', 'physically-active', 'current-smoker']) {
    const expected: Record<string, { denominator: number; numerator: number }> = {};
    for (const { group, denominator, numerator } of counts.filter(
      (count) => count.measure === measure && count.group !== 'total',
    )) {
      const sum = (expected[strata[group]!] ??= { denominator: 0, numerator: 0 });
      sum.denominator += denominator;
      sum.numerator += numerator;
    }
    expect(strataOf(cells, measure, 'race-ethnicity')).toEqual(expected);
    const total = counts.find((count) => count.measure === measure && count.group === 'total')!;
    expect(strataOf(cells, measure, 'total')).toEqual({ all: { denominator: total.denominator, numerator: total.numerator } });
  }
});

test('NHS emergency departments: totals derived from departments are their sums', async () => {
  const { cells, issues, rows } = await readTables(
    { organizations: [join(nhs, 'organizations.csv')], cells: [join(nhs, 'cells.csv')] },
    { config: configOf('nhs-ae') },
  );
  expect(issues).toEqual([]);
  expect(rows).toEqual({ organizations: 275, cells: 12_765 });
  const byName = cellsByName(cells);
  const sums: Record<string, number[]> = {};
  const totals: Record<string, number[]> = {};
  for (const [name, counts] of Object.entries(byName)) {
    const [, period, organization, stratification] = name.split(' | ');
    const key = `${period} ${organization}`;
    if (stratification === 'total') totals[key] = counts;
    else sums[key] = counts.map((count, index) => count + (sums[key]?.[index] ?? 0));
  }
  expect(Object.keys(totals).length).toBeGreaterThan(4000);
  expect(totals).toEqual(sums);
  expect(byName['ae-within-4-hours | 2017-03 | RF4 | total | all']).toEqual([24_952, 0, 24_952, 22_045]); // 18,410 + 791 + 2,844
});
