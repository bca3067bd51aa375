import type { TestMethod } from '../types.ts';
import { chiSquareTest } from './chiSquare.ts';
import { fisherTable } from './fisherTable.ts';
import { gTest } from './gTest.ts';
import type { Table } from './table.ts';

/** The tests of a table of counts of any size, by id; the first is the default. */
export const associationTests = {
  'chi-square': {
    id: 'chi-square',
    title: 'Pearson’s chi-square',
    paper: 'Pearson 1900, Philos Mag 50:157',
    behaviour:
      'Close to the level when most expected counts are at least 5 and none is below 1 (Cochran 1954, Biometrics 10:417).',
    use: 'The default for several groups at once: do the rates of all strata agree?',
    avoid: 'When many expected counts are below 5. It does not use the order of ordered groups: take testTrend.',
    exact: false,
    test: chiSquareTest,
  },
  'g-test': {
    id: 'g-test',
    title: 'Likelihood-ratio chi-square (G)',
    paper: 'Wilks 1938, Ann Math Stat 9:60',
    behaviour: 'Close to Pearson’s with large counts; exceeds the level sooner with small ones.',
    use: 'When parts are to add up: G of a table is the sum of the G of its independent parts.',
    avoid: 'When expected counts are small: Pearson’s holds the level longer.',
    exact: false,
    test: gTest,
  },
  'fisher-rxc': {
    id: 'fisher-rxc',
    title: 'Fisher’s exact test of a table of any size',
    paper: 'Freeman and Halton 1951, Biometrika 38:141; Mehta and Patel 1983, JASA 78:427',
    behaviour: 'Never above the level, given the margins.',
    use: 'For several small strata, where expected counts are too small for chi-square.',
    avoid: 'With large counts: tables are too many to go through, and chi-square gives the same answer. It then says so.',
    exact: true,
    test: fisherTable,
  },
} as const satisfies Record<string, TestMethod<Table>>;

export type AssociationTestId = keyof typeof associationTests;
