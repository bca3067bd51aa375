import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineVersion } from '@equipoise/engine';
import { readConfig, readTables } from '@equipoise/intake';
import { buildRelease, createReports } from '@equipoise/reporting';
import { importCells, openForReading, openForWriting } from '@equipoise/store';
import { generateProgram, writeProgram } from '@equipoise/synth';
import { createProgress } from '../context.ts';
import { makeDirectory } from '../directory.ts';
import { portOf } from '../flags.ts';
import { printSummary } from '../summary.ts';
import { exit, UsageError, type Terminal, type Verb } from '../verb.ts';

export const start: Verb = {
  name: 'start',
  summary: 'Generates the sample program, imports it, makes a release, prints the summary, and serves it over GraphQL.',
  flags: [
    { name: 'once', help: 'exit after the summary' },
    { name: 'sample', value: 'DIRECTORY', help: 'where the sample and its database go (default sample)' },
    { name: 'port', value: 'PORT', help: 'port (default the environment variable PORT, else 4000)' },
  ],
  examples: [{ call: 'equipoise start --once', why: 'the whole path, once' }],
  async run(given, terminal) {
    const port = portOf(given.text('port') ?? terminal.env.PORT ?? '4000');
    const directory = given.text('sample') ?? 'sample';
    const database = join(directory, 'equipoise.db');
    await prepareSample(directory, database, terminal);
    const store = await openForReading(database);
    try {
      terminal.out(`\n${await printSummary(await createReports(store))}\n`);
    } finally {
      await store.close();
    }
    if (given.has('once')) return exit.done;
    const { serveRelease } = await import('./serve.ts');
    return serveRelease(database, terminal, { port, host: '127.0.0.1', allowUnaudited: false, release: undefined });
  },
};

/** Makes the sample, its import and its release, unless an earlier run of this version has. */
async function prepareSample(directory: string, database: string, terminal: Terminal): Promise<void> {
  const stamp = join(directory, 'made.json');
  const made = readStamp(stamp);
  if (made?.engineVersion === engineVersion && made.lines !== undefined && existsSync(database)) {
    terminal.out(`${made.lines.join('\n')}\n(made by an earlier run; delete ${directory} to make it anew)\n`);
    return;
  }
  makeDirectory(directory);
  if (made === null && readdirSync(directory).length > 0) {
    throw new UsageError(`${directory} holds files that start has not made: name an empty directory with --sample`);
  }
  // Said before anything is written: a run that is cut off may be started over.
  writeFileSync(stamp, JSON.stringify({ engineVersion }));
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
  const lines: string[] = [];
  const say = (line: string) => {
    lines.push(line);
    terminal.out(`${line}\n`);
  };
  const progress = createProgress(terminal);
  try {
    progress.stage('generating members');
    const generated = await timed(() => writeProgram(generateProgram(), directory));
    say(
      `Sample program written to ${directory} in ${generated.seconds} s: synthetic members, seed 1, truth in ${join(directory, 'truth.json')}`,
    );

    const config = readConfig({});
    const path = (table: string) => [join(directory, `${table}.csv`)];
    const read = await timed(() =>
      readTables(
        {
          organizations: path('organizations'),
          members: path('members'),
          results: path('results'),
          annotations: path('annotations'),
        },
        { config, onProgress: progress.stage },
      ),
    );
    const { cells, rows, organizations, annotations, contentHash, issueCounts } = read.value;
    if (!cells) throw new Error(`the sample has faults: ${JSON.stringify(issueCounts)}`);
    progress.stage('storing cells');
    const store = await openForWriting(database);
    try {
      const { measures, stratifications } = config;
      const stored = await timed(() =>
        importCells(store, {
          cells,
          organizations,
          annotations,
          measures,
          stratifications,
          source: null,
          contentHash,
          importedAt: new Date().toISOString(),
        }),
      );
      say(
        `Read ${n(rows.results!)} results of ${n(rows.members!)} members at ${organizations.filter(({ kind }) => kind === 'practice').length} practices, checked and counted into ${n(cells.length)} cells in ${read.seconds} s; stored in ${stored.seconds} s`,
      );
      progress.stage('making a release');
      const released = await timed(() => buildRelease(store, config.policy));
      say(`Released in ${released.seconds} s`);
    } finally {
      await store.close();
    }
    writeFileSync(`${stamp}.new`, JSON.stringify({ engineVersion, lines }));
    renameSync(`${stamp}.new`, stamp);
  } finally {
    progress.end();
  }
}

/** What an earlier run says it made, with its lines when it came to the end; null when there is no such word. */
function readStamp(path: string): { readonly engineVersion?: string; readonly lines?: readonly string[] } | null {
  try {
    const stamp: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof stamp === 'object' ? stamp : null;
  } catch {
    return null;
  }
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; seconds: string }> {
  const begin = performance.now();
  const value = await work();
  return { value, seconds: ((performance.now() - begin) / 1000).toFixed(1) };
}

const n = (count: number): string => count.toLocaleString('en-US');
