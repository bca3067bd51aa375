import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { organizationKinds, type Annotation, type CellFrame, type Organization } from '@equipoise/engine';
import { checkFiles } from './checkFiles.ts';
import { checkRows } from './checkRows.ts';
import type { Config } from './config.ts';
import { countedTwice } from './countedTwice.ts';
import { literal, openDuck, type Duck } from './duck.ts';
import { cellFold, collectCells, foldable, prepareCells, prepareResults, resultFold } from './fold.ts';
import type { Fault, Issue, IssueCount } from './issue.ts';
import { createTable, loadFile, type LoadedFile } from './load.ts';
import { createLineFinders, createLocator } from './locator.ts';
import { openRejects } from './rejects.ts';
import { createReport, type Report } from './report.ts';
import { ruleBook } from './ruleBook.ts';
import { rulesFor } from './rules.ts';
import { derivePersons, type UnreadableAnswers } from './strata.ts';
import { columnNames, tableNames, type TableName } from './tables.ts';

/** What is to be read: for each table its files, in the order in which they are read. */
export type InputFiles = Partial<Readonly<Record<TableName, readonly string[]>>>;

export interface ReadOptions {
  readonly config: Config;
  /** Organizations that the database has already. */
  readonly knownOrganizations?: readonly Organization[];
  /** A file that takes every fault, one a line, as CSV. An earlier one is replaced, any other file is not. */
  readonly rejects?: string;
  /** Files that the rejects file must not be, beside those that are read. */
  readonly protect?: readonly string[];
  /** Issues returned for each rule and file; the counts are always whole. */
  readonly examples?: number;
  readonly onProgress?: (stage: string) => void;
}

/** What the files say: cells when they are sound, issues when not. */
export interface Reading {
  readonly rows: Readonly<Partial<Record<TableName, number>>>;
  readonly issues: readonly Issue[];
  readonly issueCounts: readonly IssueCount[];
  /** Null while errors stand. */
  readonly cells: CellFrame | null;
  /** As the files say; none while errors stand. */
  readonly organizations: readonly Organization[];
  /** As the files say; none while errors stand. */
  readonly annotations: readonly Annotation[];
  /** SHA-256 of the files and the configuration: the same input has the same name. */
  readonly contentHash: string;
}

/**
 * Reads Equipoise tables, names every fault, and folds what is sound into cells. Members are read, counted and forgotten.
 *
 * @param files    paths of CSV, NDJSON (each also .gz) or Parquet files
 * @param options  configuration, organizations known already, where rejects go
 * @returns        cells, or issues; never both when an issue is an error
 * @throws RejectsError when the rejects file cannot be written, or is a file that is read or protected, or another one
 */
export async function readTables(files: InputFiles, options: ReadOptions): Promise<Reading> {
  const given = tableNames.filter((table) => (files[table]?.length ?? 0) > 0);
  const { protect = [], examples = 20 } = options;
  const kept = [...given.flatMap((table) => files[table]!), ...protect];
  const rejects = options.rejects === undefined ? null : await openRejects(options.rejects, kept);
  try {
    const duck = await openDuck();
    try {
      return await readInto(duck, createReport(rejects, examples), { files, given, options });
    } finally {
      duck.close();
    }
  } finally {
    await rejects?.close();
  }
}

async function readInto(
  duck: Duck,
  report: Report,
  { files, given, options }: { files: InputFiles; given: readonly TableName[]; options: ReadOptions },
): Promise<Reading> {
  const { config, knownOrganizations = [], onProgress = () => {} } = options;
  const declared = [...new Set(config.stratifications.flatMap(({ column }) => (column === null ? [] : [column])))];
  const linesOf = createLineFinders();
  const locator = createLocator(linesOf);
  const tell = (path: string, fault: Fault, line: number | null = null) =>
    report.add({ severity: ruleBook[fault.rule].severity, file: path, line, value: null, ...fault });

  const loaded: LoadedFile[] = [];
  for (const table of tableNames) {
    await createTable(duck, table, declared);
    let firstRow = 0;
    for (const path of files[table] ?? []) {
      onProgress(`reading ${table}`);
      const request = { path, table, declared, names: config.columns[table] ?? {}, firstRow };
      const { file, faults } = await loadFile(duck, request, linesOf);
      loaded.push(file);
      firstRow += file.rows;
      for (const fault of faults) {
        await tell(path, fault, fault.record === null ? null : await locator.lineOf(file, fault.record));
      }
    }
  }

  onProgress('checking rows');
  const present = (table: TableName): ReadonlySet<string> => {
    const sets = loaded.filter((file) => file.table === table).map(({ columns }) => columns);
    return new Set(columnNames(table, declared).filter((name) => sets.some((set) => set.has(name))));
  };
  const memberColumns = present('members');
  const stratifiers = declared.filter((name) => memberColumns.has(name));
  const unreadable = await prepare(duck, config, knownOrganizations, stratifiers);
  for (const { path, fault } of await checkFiles(duck, { files, memberColumns, ...config })) await tell(path, fault);
  await checkRows(duck, rulesFor(given, { ...config, unreadable, present }), loaded, { locator, report });

  const organizations = report.errors() === 0 ? await readOrganizations(duck) : [];
  let cells: CellFrame | null = null;
  if (report.errors() === 0) {
    onProgress('counting cells');
    const folds: string[] = [];
    if (given.includes('results')) folds.push(resultFold(foldable(config.stratifications, memberColumns)));
    if (given.includes('cells')) folds.push(cellFold);
    cells = await collectCells(duck, folds);
    // Results alone are of practices, none of which is above another.
    if (given.includes('cells')) {
      const parents = new Map([...knownOrganizations, ...organizations].map(({ id, parent }) => [id, parent] as const));
      for (const fault of countedTwice(cells, parents)) await report.add({ ...fault, file: files.cells![0]! });
    }
  }
  const sound = report.errors() === 0;
  return {
    rows: Object.fromEntries(
      given.map((table) => [table, loaded.filter((file) => file.table === table).reduce((sum, { rows }) => sum + rows, 0)]),
    ),
    issues: report.issues,
    issueCounts: report.counts(),
    cells: sound ? cells : null,
    organizations: sound ? organizations : [],
    annotations: sound ? await readAnnotations(duck) : [],
    contentHash: await hashInput(files, config),
  };
}

async function readOrganizations(duck: Duck): Promise<Organization[]> {
  const rows = await duck.rows('select organization_id, name, lower(kind), parent_id from organizations order by rowid');
  return (rows as [string, string, Organization['kind'], string | null][]).map(([id, name, kind, parent]) => ({
    id,
    name,
    kind,
    parent,
  }));
}

async function readAnnotations(duck: Duck): Promise<Annotation[]> {
  const rows = await duck.rows('select organization_id, measure_id, stratum, date, kind, text from annotations order by rowid');
  return (rows as [string, string | null, string | null, string, string, string][]).map(
    ([organization, measure, stratum, date, kind, text]) => ({ organization, measure, stratum, date, kind, text }),
  );
}

/** The views that rules look through. */
async function prepare(
  duck: Duck,
  config: Config,
  known: readonly Organization[],
  declaredColumns: readonly string[],
): Promise<UnreadableAnswers> {
  await duck.run('create table known (organization_id varchar, kind varchar, parent_id varchar)');
  for (let start = 0; start < known.length; start += 1000) {
    const values = known
      .slice(start, start + 1000)
      .map(({ id, kind, parent }) => `(${literal(id)}, ${literal(kind)}, ${parent === null ? 'null' : literal(parent)})`);
    await duck.run(`insert into known values ${values.join(', ')}`);
  }
  // What the file says of an organization replaces what the database knew.
  await duck.run(`create table known_organization as
    select *, nullif(list_position([${organizationKinds.map(literal).join(', ')}], kind), 0) as level
    from (select organization_id, lower(kind) as kind, parent_id from organizations
      union all select * from known where organization_id not in (select organization_id from organizations where organization_id is not null))`);
  const unreadable = await derivePersons(duck, declaredColumns);
  await prepareResults(duck, config.measures);
  await prepareCells(duck, config.stratifications);
  return unreadable;
}

async function hashInput(files: InputFiles, config: Config): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(config));
  for (const table of tableNames) {
    for (const path of files[table] ?? []) {
      const content = createHash('sha256');
      try {
        for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) content.update(chunk as Buffer);
      } catch {
        continue; // a file that is not there has its issue already
      }
      hash.update(`\n${table} ${content.digest('hex')}`);
    }
  }
  return hash.digest('hex');
}
