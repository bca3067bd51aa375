import {
  createReports,
  organizationsAt,
  type Provenance,
  type Question,
  type Reports,
  type SeriesQuestion,
} from '@equipoise/reporting';
import type { EstimateOptions } from '@equipoise/engine';
import { openForReading, type Store } from '@equipoise/store';
import type { Row } from './table.ts';
import { UsageError, type Given, type Terminal } from './verb.ts';

export function databaseOf(given: Given): string {
  const path = given.text('db') ?? 'equipoise.db';
  if (path === '' || path === ':memory:') throw new UsageError('--db names a file: what is kept nowhere cannot be read again');
  return path;
}

/** Opens the database for the length of one piece of work. */
export async function withStore<T>(given: Given, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openForReading(databaseOf(given));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Opens the release that a call names. */
export async function withReports<T>(given: Given, work: (reports: Reports) => Promise<T>): Promise<T> {
  const number = given.number('release');
  return withStore(given, async (store) => work(await createReports(store, number)));
}

/** The question that a call's flags ask. */
export function questionOf(given: Given, { release }: Reports): Question {
  const named = given.list('organization');
  const level = given.text('at');
  if (named.length > 0 && level !== undefined) throw new UsageError('give --organization or --at, not both');
  const organizations = level === undefined ? named : organizationsAt(release, level).map(({ id }) => id);
  if (level !== undefined && organizations.length === 0)
    throw new UsageError(`--at ${level}: the release has no organization of that level`);
  return { measure: given.value('measure'), organizations: organizations.length > 0 ? organizations : undefined };
}

/** The periods that a call's flags name. */
export function periodsOf(given: Given): Pick<Question, 'period' | 'from' | 'to'> {
  const [period, from, to] = ['period', 'from', 'to'].map((name) => given.text(name));
  if (period !== undefined && (from !== undefined || to !== undefined))
    throw new UsageError('give --period, or --from and --to, not both');
  return { period, from, to };
}

/** The question about series that a call's flags ask. */
export function seriesQuestionOf(given: Given, reports: Reports): SeriesQuestion {
  return {
    ...questionOf(given, reports),
    by: given.text('by'),
    stratum: given.text('stratum'),
    from: given.text('from'),
    to: given.text('to'),
    every: given.number('every'),
    phases: given.parts('phases'),
    freeze: given.number('freeze'),
    exclude: given.parts('exclude'),
  };
}

/** Coverage of intervals, and the smallest denominator. */
export function estimateOptionsOf(given: Given): EstimateOptions {
  return { level: given.number('level') ?? 0.95, denominatorMin: given.number('denominator-min') ?? 0 };
}

/** The columns that every answer ends with. */
export function provenanceColumns({ release, policy, dataThrough, audit, engineVersion }: Provenance): Row {
  return { release, policy, data_through: dataThrough, audit, engine_version: engineVersion };
}

/** The line under every table. */
export function provenanceLine({ provenance, release: { measures } }: Reports, measureId: string): string {
  const { release, policy, dataThrough, audit, use, engineVersion } = provenance;
  const version = measures.find(({ id }) => id === measureId)?.version;
  const notice = use === 'internal' ? 'internal use: ' : '';
  return `${measureId} version ${version} · release ${release} · policy ${policy} · ${notice}audit ${audit} · data through ${dataThrough} · engine ${engineVersion}\n`;
}

/** Shows what is going on and since when, to a person only, and wipes it away at the end. */
export function createProgress({ watched, error }: Terminal): { stage: (name: string) => void; end: () => void } {
  const start = performance.now();
  let name = '';
  let printed = false;
  const show = () => {
    error(`\r\u001b[2K${((performance.now() - start) / 1000).toFixed(0)} s  ${name}`);
    printed = true;
  };
  const timer = watched ? setInterval(show, 250) : undefined;
  return {
    stage: (next) => {
      name = next;
      // Said at once: long work may leave the timer no turn.
      if (watched) show();
    },
    end: () => {
      clearInterval(timer);
      if (printed) error('\r\u001b[2K');
    },
  };
}
