import type { Config } from './config.ts';
import { identifier, type Duck } from './duck.ts';
import { wholeFile, type Fault } from './issue.ts';
import type { InputFiles } from './read.ts';

/** A stratifier with more values than this is no way of dividing people: it may be a name for each of them. */
const strataMax = 200;

/** Faults that belong to a file and not to one of its rows, and that only the tables together show. */
export async function checkFiles(
  duck: Duck,
  {
    files,
    stratifications,
    memberColumns,
  }: { files: InputFiles; memberColumns: ReadonlySet<string> } & Pick<Config, 'stratifications'>,
): Promise<{ path: string; fault: Fault }[]> {
  const found: { path: string; fault: Fault }[] = [];
  const results = files.results?.[0];
  const members = files.members?.[0];
  if (results !== undefined && members === undefined) {
    const remedy = 'give the members table of the same import: members are not stored';
    found.push({ path: results, fault: wholeFile('missing-table', 'results were given without members', remedy) });
  }
  if (members === undefined) return found;
  // A file that could not be read has its issue; what it would have held is not missed on top.
  for (const { id, column } of memberColumns.size === 0 ? [] : stratifications) {
    if (column === null || memberColumns.has(column) || results === undefined) continue;
    const message = `the stratification ${id} is declared on the column ${column}, which the members files do not have`;
    const remedy = `add the column, or correct its name in the configuration; without it nothing is divided by ${id}`;
    found.push({ path: members, fault: { ...wholeFile('missing-stratifier', message, remedy), column } });
  }
  const open = stratifications.filter(({ column, strata }) => column !== null && strata === null && memberColumns.has(column));
  for (const column of new Set(open.map((stratification) => stratification.column!))) {
    const [[values]] = (await duck.rows(`select count(distinct ${identifier(column)})::double from members`)) as [[number]];
    if (values <= strataMax) continue;
    const message = `the stratifier ${column} has ${values} different values, more than ${strataMax}: it may be an identifier`;
    const remedy = 'strata are stored: group the values, or declare the strata in the configuration';
    found.push({ path: members, fault: { ...wholeFile('too-many-strata', message, remedy), column } });
  }
  const [[periods]] = (await duck.rows('select count(distinct period)::double from results')) as [[number]];
  if (periods > 1) {
    const [[aged]] = (await duck.rows('select count(*)::double from members where birth_date is null and age is not null')) as [
      [number],
    ];
    if (aged > 0) {
      const message = `${aged} members have an age and no birth date, but the results hold several periods`;
      const remedy = 'give birth_date, or import one period at a time';
      found.push({ path: members, fault: { ...wholeFile('age-of-many-periods', message, remedy), column: 'age' } });
    }
  }
  return found;
}
