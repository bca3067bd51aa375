import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { dimensionOf, type CellFrame } from '@equipoise/engine';
import type { Config } from './config.ts';
import { identifier, literal, openDuck, type Duck } from './duck.ts';
import { cellFold, collectCells, distinctCount, foldable, prepareCells, prepareResults, resultFold } from './fold.ts';
import { maskValue, type Issue, type IssueCount } from './issue.ts';
import { columnNames, createLocator, createTable, loadFile, type LoadedFile, type Locator } from './load.ts';
import { rulesFor, type Rule } from './rules.ts';
import { derivePersons, type UnreadableAnswers } from './strata.ts';
import { tableNames, type TableName } from './tables.ts';

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly kind: 'payer' | 'provider_organization' | 'practice';
  readonly parent: string | null;
}

export interface Annotation {
  readonly organization: string;
  readonly measure: string | null;
  readonly stratum: string | null;
  readonly date: string;
  readonly kind: string;
  readonly text: string;
}

/** What is to be read: for each table its files, in the order in which they are read. */
export type InputFiles = Partial<Readonly<Record<TableName, readonly string[]>>>;

export interface ReadOptions {
  readonly config: Config;
  /** Organizations that the database has already. */
  readonly knownOrganizations?: readonly Organization[];
  /** A file that takes every fault, one a line, as CSV. */
  readonly rejects?: string;
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
  readonly organizations: readonly Organization[];
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
 */
export async function readTables(files: InputFiles, options: ReadOptions): Promise<Reading> {
  const { config, knownOrganizations = [], examples = 20, onProgress = () => {} } = options;
  const duck = await openDuck();
  try {
    const declared = config.stratifications.flatMap(({ column }) => (column === null ? [] : [column]));
    const loaded: LoadedFile[] = [];
    const report = await openReport(options.rejects, examples);
    const faultsOfFiles: (() => Promise<void>)[] = [];
    for (const table of tableNames) await createTable(duck, table, declared);
    for (const table of tableNames) {
      let firstRow = 0;
      for (const path of files[table] ?? []) {
        onProgress(`reading ${table}`);
        const names = config.columns[table] ?? {};
        const { file, faults } = await loadFile(duck, { path, table, declared, names, firstRow });
        loaded.push(file);
        firstRow += file.rows;
        faultsOfFiles.push(async () => {
          for (const { record = null, ...fault } of faults) {
            const line = record === null ? null : await locator.lineOf(file, record);
            await report.add({ severity: 'error', file: path, record, line, value: null, ...fault });
          }
        });
      }
    }
    const locator = createLocator(loaded);
    for (const add of faultsOfFiles) await add();

    const present = (table: TableName): ReadonlySet<string> => {
      const sets = loaded.filter((file) => file.table === table).map(({ columns }) => columns);
      return new Set(columnNames(table, declared).filter((name) => sets.some((set) => set.has(name))));
    };
    const given = tableNames.filter((table) => (files[table]?.length ?? 0) > 0);
    onProgress('checking rows');
    const unreadable = await prepare(duck, config, knownOrganizations, [...present('members')].filter((name) => declared.includes(name)));
    await checkWholeFiles(duck, files, report);
    await checkRows(duck, rulesFor(given, { ...config, unreadable, present }), locator, report);

    const organizations = (await duck.rows(
      'select organization_id, name, kind, parent_id from organizations where organization_id is not null order by rowid',
    )) as [string, string, Organization['kind'], string | null][];
    const folds: string[] = [];
    if (given.includes('results')) folds.push(resultFold(foldable(config.stratifications, present('members'))));
    if (given.includes('cells')) folds.push(cellFold);
    let cells: CellFrame | null = null;
    if (report.errors() === 0) {
      onProgress('counting cells');
      cells = await collectCells(duck, folds);
      const parents = new Map([...knownOrganizations.map(({ id, parent }) => [id, parent] as const), ...organizations.map(([id, , , parent]) => [id, parent] as const)]);
      for (const fault of countedTwice(cells, parents)) await report.add({ ...fault, file: files.cells?.[0] ?? files.results?.[0] ?? '' });
    }
    const annotations = (await duck.rows(
      'select organization_id, measure_id, stratum, date, kind, text from annotations order by rowid',
    )) as [string, string | null, string | null, string, string, string][];
    await report.close();
    const rows = await Promise.all(given.map(async (table) => [table, (await duck.rows(`select count(*)::double from ${table}`))[0]![0] as number] as const));
    return {
      rows: Object.fromEntries(rows),
      issues: report.issues,
      issueCounts: report.counts(),
      cells: report.errors() === 0 ? cells : null,
      organizations: organizations.map(([id, name, kind, parent]) => ({ id, name, kind: kind.toLowerCase() as Organization['kind'], parent })),
      annotations: annotations.map(([organization, measure, stratum, date, kind, text]) => ({ organization, measure, stratum, date, kind, text })),
      contentHash: await hashInput(files, config),
    };
  } finally {
    duck.close();
  }
}

/** The views that rules look through. */
async function prepare(duck: Duck, config: Config, known: readonly Organization[], declaredColumns: readonly string[]): Promise<UnreadableAnswers> {
  await duck.run('create table known (organization_id varchar, kind varchar, parent_id varchar)');
  for (let start = 0; start < known.length; start += 1000) {
    const values = known.slice(start, start + 1000).map(({ id, kind, parent }) => `(${literal(id)}, ${literal(kind)}, ${parent === null ? 'null' : literal(parent)})`);
    await duck.run(`insert into known values ${values.join(', ')}`);
  }
  // What the file says of an organization replaces what the database knew.
  await duck.run(`create table known_organization as
    select *, case kind when 'practice' then 1 when 'provider_organization' then 2 when 'payer' then 3 end as level
    from (select organization_id, lower(kind) as kind, parent_id from organizations
      union all select * from known where organization_id not in (select organization_id from organizations where organization_id is not null))`);
  const unreadable = await derivePersons(duck, declaredColumns);
  await prepareResults(duck, config.measures);
  await prepareCells(duck, config.stratifications);
  return unreadable;
}

/** Faults that belong to a file and not to one of its rows. */
async function checkWholeFiles(duck: Duck, files: InputFiles, report: Report): Promise<void> {
  const fault = (path: string, rule: string, column: string | null, message: string, remedy: string) =>
    report.add({ severity: 'error', rule, file: path, record: null, line: null, column, message, remedy, value: null });
  const results = files.results?.[0];
  if (results !== undefined && (files.members?.length ?? 0) === 0) {
    await fault(results, 'missing-table', null, 'results were given without members', 'give the members table of the same import: members are not stored');
  }
  const members = files.members?.[0];
  if (members !== undefined && (await distinctCount(duck, 'results', 'period')) > 1) {
    const [[aged]] = (await duck.rows('select count(*)::double from members where birth_date is null and age is not null')) as [[number]];
    if (aged > 0) {
      await fault(members, 'age-of-many-periods', 'age', `${aged} members have an age and no birth date, but the results hold several periods`, 'give birth_date, or import one period at a time');
    }
  }
}

async function checkRows(duck: Duck, rules: readonly Rule[], locator: Locator, report: Report): Promise<void> {
  for (const rule of rules) {
    const { table, column, when, severity, message, remedy } = rule;
    const [[count]] = (await duck.rows(`select count(*)::double from ${table} where ${when}`)) as [[number]];
    if (count === 0) continue;
    const files = new Map<string, number>();
    const limit = report.takesAll ? '' : `limit ${report.examples}`;
    for await (const batch of duck.batches(`select rowid::double, ${identifier(column)} from ${table} where ${when} order by rowid ${limit}`)) {
      const [places, values] = [batch.column(0), batch.column(1)];
      for (let row = 0; row < batch.length; row += 1) {
        const place = await locator.ofRow(table, places[row] as number);
        files.set(place.file, (files.get(place.file) ?? 0) + 1);
        await report.add({ severity, rule: rule.rule, ...place, column, message, remedy, value: maskValue(values[row] as string | null) });
      }
    }
    if (!report.takesAll) report.addUnlisted(rule, [...files.keys()][0]!, count - [...files.values()].reduce((a, b) => a + b, 0));
  }
}

/** Cells of an organization beside cells of one above it would be added up twice. */
function countedTwice(cells: CellFrame, parents: ReadonlyMap<string, string | null>): Omit<Issue, 'file'>[] {
  const [measure, period, organization, stratification] = ['measure', 'period', 'organization', 'stratification'].map((name) => dimensionOf(cells, name));
  const slices = new Set<string>();
  const sliceOf = (row: number, id: string) =>
    [measure!.members[measure!.codes[row]!], period!.members[period!.codes[row]!], stratification!.members[stratification!.codes[row]!], id].join('\n');
  for (let row = 0; row < cells.length; row += 1) slices.add(sliceOf(row, organization!.members[organization!.codes[row]!]!));
  const twice = new Set<string>();
  for (let row = 0; row < cells.length; row += 1) {
    const id = organization!.members[organization!.codes[row]!]!;
    const seen = new Set([id]);
    for (let above = parents.get(id); above !== undefined && above !== null && !seen.has(above); above = parents.get(above)) {
      seen.add(above);
      if (slices.has(sliceOf(row, above))) twice.add(above);
    }
  }
  return [...twice].sort().map((id) => ({
    severity: 'error',
    rule: 'counted-twice',
    record: null,
    line: null,
    column: 'organization_id',
    message: 'an organization has cells of its own beside cells of an organization under it, for the same measure, period and stratification',
    remedy: 'give the cells of one level only; those above are added up',
    value: maskValue(id),
  }));
}

/** Gathers issues: some to return, all to count and, when asked, all to a file. */
interface Report {
  readonly issues: Issue[];
  readonly examples: number;
  readonly takesAll: boolean;
  add(issue: Issue): Promise<void>;
  addUnlisted(rule: Pick<Rule, 'rule' | 'severity'>, file: string, count: number): void;
  errors(): number;
  counts(): IssueCount[];
  close(): Promise<void>;
}

async function openReport(path: string | undefined, examples: number): Promise<Report> {
  const issues: Issue[] = [];
  const counts = new Map<string, { rule: string; severity: Issue['severity']; file: string; count: number }>();
  const columns = ['file', 'record', 'line', 'column', 'severity', 'rule', 'message', 'remedy', 'value'] as const;
  const out = path === undefined ? null : createWriteStream(path);
  out?.write(`${columns.join(',')}\n`);
  const tally = (rule: string, severity: Issue['severity'], file: string, count: number): number => {
    const key = `${rule}\n${file}`;
    const entry = counts.get(key) ?? { rule, severity, file, count: 0 };
    counts.set(key, entry);
    entry.count += count;
    return entry.count;
  };
  return {
    issues,
    examples,
    takesAll: out !== null,
    async add(issue) {
      if (tally(issue.rule, issue.severity, issue.file, 1) <= examples) issues.push(issue);
      if (out && !out.write(`${columns.map((name) => csvField(issue[name])).join(',')}\n`)) await once(out, 'drain');
    },
    addUnlisted: ({ rule, severity }, file, count) => void tally(rule, severity, file, count),
    errors: () => [...counts.values()].filter(({ severity }) => severity === 'error').reduce((sum, { count }) => sum + count, 0),
    counts: () => [...counts.values()],
    async close() {
      if (!out) return;
      out.end();
      await once(out, 'finish');
    },
  };
}

const csvField = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

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
