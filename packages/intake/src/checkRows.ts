import { identifier, type Duck } from './duck.ts';
import { maskValue } from './issue.ts';
import type { LoadedFile } from './load.ts';
import type { Locator } from './locator.ts';
import type { Report } from './report.ts';
import type { Rule } from './rules.ts';

/** Judges every row: one scan of a table counts the breaches of all its rules, and only the rules that were broken look for their rows. */
export async function checkRows(
  duck: Duck,
  rules: readonly Rule[],
  files: readonly LoadedFile[],
  { locator, report }: { locator: Locator; report: Report },
): Promise<void> {
  for (const over of new Set(rules.map((rule) => rule.over))) {
    const some = rules.filter((rule) => rule.over === over);
    const own = files.filter((file) => file.table === some[0]!.table && file.rows > 0);
    const breaches = await countBreaches(duck, some, own);
    for (const [index, rule] of some.entries()) {
      for (const [place, file] of own.entries()) {
        const count = breaches[place]![index]!;
        if (count > 0) await tellBreaches(duck, rule, { file, count, locator, report });
      }
    }
  }
}

/** The row number of a table, under the name that it has there. */
const rowOf = ({ over, table }: Pick<Rule, 'over' | 'table'>): string => (over === table ? 'rowid' : 'row');
const within = (row: string, { firstRow, rows }: LoadedFile): string => `${row} >= ${firstRow} and ${row} < ${firstRow + rows}`;

/** Breaches by file and rule. */
async function countBreaches(duck: Duck, rules: readonly Rule[], files: readonly LoadedFile[]): Promise<number[][]> {
  const [first] = rules;
  const counts = rules.map(({ when }) => `count(*) filter (where ${when})::double`).join(', ');
  const found: number[][] = [];
  for (const file of files) {
    const [row] = (await duck.rows(`select ${counts} from ${first!.over} where ${within(rowOf(first!), file)}`)) as [number[]];
    found.push(row);
  }
  return found;
}

async function tellBreaches(
  duck: Duck,
  rule: Rule,
  { file, count, locator, report }: { file: LoadedFile; count: number; locator: Locator; report: Report },
): Promise<void> {
  const { severity, column, message, remedy } = rule;
  const row = rowOf(rule);
  const limit = Number.isFinite(report.wanted) ? `limit ${report.wanted}` : '';
  let told = 0;
  for await (const batch of duck.batches(
    `select ${row}::double, ${identifier(column)} from ${rule.over} where ${within(row, file)} and (${rule.when}) order by 1 ${limit}`,
  )) {
    const [rows, values] = [batch.column(0), batch.column(1)];
    for (let at = 0; at < batch.length; at += 1) {
      const place = await locator.ofRow(file, rows[at] as number);
      const value = maskValue(values[at] as string | null);
      await report.add({ severity, rule: rule.rule, ...place, column, message, remedy, value });
    }
    told += batch.length;
  }
  report.addUnlisted({ rule: rule.rule, severity, file: file.path }, count - told);
}
