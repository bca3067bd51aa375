import { type AssociationTestId, associationTests } from './association/methods.ts';
import { requireTable, requireWholeTable, type Table } from './association/table.ts';
import { testBy } from './oneWayIn.ts';
import type { TestResult } from './types.ts';

export interface TestAssociationOptions {
  readonly method?: AssociationTestId;
}

/**
 * Tests whether the outcomes of several groups are spread alike: the one way in for a table of counts of any size.
 *
 * @param table    one row a group, one column an outcome; at least two of each; fractional counts but for `fisher-rxc`
 * @param options  method (default `chi-square`)
 * @returns        statistic, degrees of freedom and p-value (an exact test has a p-value only); nulls and a reason when a row
 *                 or column holds no counts, or too many tables would have to be gone through
 * @throws RangeError when the counts, the shape of the table or the method are impossible
 * @example testAssociation([[56, 14], [48, 32]]) // { statistic: 7.023411, df: 1, p: 0.008045, method: 'chi-square', reason: null }
 * @example testAssociation([[4, 1, 0], [2, 3, 3]], { method: 'fisher-rxc' }).p // 0.230769
 * @example testAssociation([[4, 0], [2, 0]]).reason // 'column 2 holds no counts'
 *
 * Source: Pearson 1900, Philos Mag 50:157; see `associationTests` for each method's own.
 */
export function testAssociation(
  table: Table,
  { method = 'chi-square' }: TestAssociationOptions = {},
): TestResult<AssociationTestId> {
  requireTable(table);
  return testBy({ methods: associationTests, method, counts: table, empty: null, requireWholeCounts: requireWholeTable });
}
