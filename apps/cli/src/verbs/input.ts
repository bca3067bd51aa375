import type { Organization } from '@equipoise/engine';
import { readTables, tableNames, type Config, type Issue, type IssueCount, type Reading } from '@equipoise/intake';
import { openIfFinished, readHoldings } from '@equipoise/store';
import { defaultConfigs } from '../config.ts';
import { createProgress } from '../context.ts';
import { configFlag, dbFlag, formatFlag } from '../flags.ts';
import { formatRows } from '../table.ts';
import { UsageError, type Flag, type Given, type Terminal } from '../verb.ts';

/** What `validate` and `import` share: the same files, the same checks, the same words. */
export const inputFlags: readonly Flag[] = [
  ...tableNames.map((table): Flag => ({
    name: table,
    value: 'FILE',
    help: `${table} table: .csv, .ndjson (also .gz) or .parquet`,
    repeatable: true,
  })),
  { name: 'source', value: 'NAME', help: 'who sends it; needed when a second source brings the same measure and period' },
  { name: 'rejects', value: 'FILE', help: 'write every fault to this CSV file, values masked' },
  configFlag,
  dbFlag,
  formatFlag,
];

export type InputFiles = Readonly<Record<string, readonly string[]>>;

export function filesOf(given: Given): InputFiles {
  const files = Object.fromEntries(tableNames.map((table) => [table, given.list(table)]));
  if (tableNames.every((table) => files[table]!.length === 0)) {
    throw new UsageError(`name at least one file: ${tableNames.map((table) => `--${table} FILE`).join(', ')}`);
  }
  return files;
}

/** Reads and checks the files against the configuration and what the database knows, without writing to it. */
export async function readInput(
  given: Given,
  files: InputFiles,
  config: Config,
  database: string,
  terminal: Terminal,
): Promise<Reading> {
  const progress = createProgress(terminal);
  try {
    const rejects = given.text('rejects');
    return await readTables(files, {
      config,
      knownOrganizations: await organizationsOf(database),
      onProgress: progress.stage,
      ...(rejects === undefined ? {} : { rejects }),
      protect: [
        ...[given.text('config') ?? []].flat(),
        ...defaultConfigs,
        ...['', '-wal', '-shm'].map((suffix) => `${database}${suffix}`),
      ],
    });
  } finally {
    progress.end();
  }
}

async function organizationsOf(database: string): Promise<readonly Organization[]> {
  const store = await openIfFinished(database);
  try {
    return store ? (await readHoldings(store)).organizations : [];
  } finally {
    await store?.close();
  }
}

/** What was read, and what is wrong with it. */
export function reportReading(
  { rows, issues, issueCounts, cells }: Reading,
  given: Given,
  { out }: Terminal,
  extra: Readonly<Record<string, unknown>> = {},
): void {
  const errors = issueCounts.filter(({ severity }) => severity === 'error').reduce((sum, { count }) => sum + count, 0);
  const warnings = issueCounts.filter(({ severity }) => severity === 'warning').reduce((sum, { count }) => sum + count, 0);
  const format = given.text('format') ?? 'table';
  if (format === 'json') {
    out(
      `${JSON.stringify({ rows, cells: cells?.length ?? null, errors, warnings, ...extra, issue_counts: issueCounts, issues }, null, 2)}\n`,
    );
    return;
  }
  if (format === 'csv') {
    out(
      formatRows(
        issues.map((issue) => ({ ...issue })),
        'csv',
        ['severity', 'rule', 'file', 'record', 'line', 'column', 'message', 'remedy', 'value'],
      ),
    );
    return;
  }
  out(
    `${Object.entries(rows)
      .map(([table, count]) => `${table}: ${count.toLocaleString('en-US')} rows`)
      .join(' · ')}\n`,
  );
  if (cells) out(`cells: ${cells.length.toLocaleString('en-US')}\n`);
  for (const issue of issues) out(`${issueLine(issue)}\n`);
  for (const line of unlisted(issues, issueCounts)) out(`${line}\n`);
  if (errors + warnings > 0) out(`${count(errors, 'error')}, ${count(warnings, 'warning')}\n`);
}

function issueLine({ severity, file, line, record, column, rule, message, remedy, value }: Issue): string {
  const place = [
    file,
    line === null ? (record === null ? '' : `record ${record}`) : `line ${line} (record ${record})`,
    column ? `column ${column}` : '',
  ]
    .filter(Boolean)
    .join(', ');
  return `${severity}: ${place}: ${message}${value === null ? '' : ` [${value}]`}\n  ${rule}: ${remedy}`;
}

function unlisted(issues: readonly Issue[], counts: readonly IssueCount[]): string[] {
  return counts.flatMap(({ rule, file, count }) => {
    const listed = issues.filter((issue) => issue.rule === rule && issue.file === file).length;
    return count > listed
      ? [`… and ${(count - listed).toLocaleString('en-US')} more ${rule} in ${file}: --rejects FILE writes them all`]
      : [];
  });
}

const count = (n: number, noun: string): string => `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
