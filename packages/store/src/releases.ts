import { createHash } from 'node:crypto';
import { dimensionOf, type CellFrame, type SuppressionPolicy, type WithheldFrame } from '@equipoise/engine';
import { insertMany, storedCount } from './bulk.ts';
import type { Holdings } from './catalogue.ts';
import { landWhole, type Store } from './database.ts';

/** Whether anybody has shown that no hidden cell can be recovered. One that is not audited is for internal use. */
export type Audit = 'passed' | 'not-performed';

/** What a release says of itself. */
export interface Release extends Holdings {
  readonly number: number;
  readonly policy: SuppressionPolicy;
  readonly audit: Audit;
  /** The latest period of any cell. */
  readonly dataThrough: string;
  /** Measure → the periods for which the release has cells, in order. */
  readonly periods: Readonly<Record<string, readonly string[]>>;
  readonly cells: number;
  readonly hidden: number;
  readonly contentHash: string;
  readonly engineVersion: string;
}

/** A cell as a reader may see it: the counts of a hidden one are null. `eligible` is not among them: no policy looks at it. */
export interface ReleasedCell {
  readonly measure: string;
  readonly stratification: string;
  readonly organization: string;
  readonly period: string;
  readonly stratum: string;
  readonly excluded: number | null;
  readonly denominator: number | null;
  readonly numerator: number | null;
  readonly hidden: boolean;
}

/** A question that a release answers: cells that it has decided, never a sum made for the question. */
export interface CellQuery {
  readonly measures: readonly string[];
  readonly stratification: string;
  readonly organizations: readonly string[];
  readonly periodStart: string;
  readonly periodEnd: string;
}

export interface NewRelease {
  readonly withheld: WithheldFrame;
  readonly holdings: Holdings;
  readonly policy: SuppressionPolicy;
  readonly audit: Audit;
  readonly engineVersion: string;
}

/**
 * Writes a release under the next number. When the last release decided the very same cells under the same policy,
 * it is that release, and nothing is written.
 */
export async function writeRelease(store: Store, input: NewRelease): Promise<{ number: number; changed: boolean }> {
  const { withheld, holdings, policy, audit, engineVersion } = input;
  const { frame, hidden, hiddenRows } = withheld;
  const manifest = JSON.stringify({ ...holdings, policy, periods: periodsByMeasure(frame) });
  const hash = createHash('sha256').update(`${manifest}\n${audit}\n${engineVersion}`);
  for (const row of releasedRows(withheld, 0)) hash.update(row.join('\t')).update('\n');
  const contentHash = hash.digest('hex');
  return landWhole(store, async (db) => {
    const last = await db.selectFrom('release').select(['number', 'content_hash']).orderBy('number', 'desc').executeTakeFirst();
    if (last?.content_hash === contentHash) return { number: last.number, changed: false };
    const number = (last?.number ?? 0) + 1;
    const dataThrough = dimensionOf(frame, 'period').members.reduce((latest, period) => (period > latest ? period : latest), '');
    await db
      .insertInto('release')
      .values({
        number,
        policy: policy.id,
        audit,
        data_through: dataThrough,
        cells: hidden.length,
        hidden: hiddenRows,
        content_hash: contentHash,
        engine_version: engineVersion,
        manifest,
      })
      .execute();
    const names = { release: 0, measure: '', stratification: '', organization: '', period: '', stratum: '' };
    const counts = { eligible: 0, excluded: 0, denominator: 0, numerator: 0, status: '' };
    insertMany(store, db.insertInto('released_cell').values({ ...names, ...counts }), releasedRows(withheld, number));
    return { number, changed: true };
  });
}

function periodsByMeasure(frame: CellFrame): Record<string, string[]> {
  const [measure, period] = [dimensionOf(frame, 'measure'), dimensionOf(frame, 'period')];
  const seen = measure.members.map(() => new Set<string>());
  for (let row = 0; row < frame.length; row += 1) seen[measure.codes[row]!]!.add(period.members[period.codes[row]!]!);
  return Object.fromEntries(measure.members.map((id, code) => [id, [...seen[code]!].sort()]));
}

/** The rows of a release, one at a time in one array. */
function* releasedRows({ frame, hidden }: WithheldFrame, release: number): Generator<(string | number | null)[]> {
  const dimensions = ['measure', 'stratification', 'organization', 'period', 'stratum'].map((name) => dimensionOf(frame, name));
  const counts = ['eligible', 'excluded', 'denominator', 'numerator'].map((name) => frame.columns[name]!);
  const row: (string | number | null)[] = [release];
  for (let at = 0; at < frame.length; at += 1) {
    for (const [place, { members, codes }] of dimensions.entries()) row[1 + place] = members[codes[at]!]!;
    for (const [place, column] of counts.entries()) row[6 + place] = storedCount(column[at]!);
    row[10] = hidden[at] === 1 ? 'SUPPRESSED' : 'REPORTED';
    yield row;
  }
}

/** The numbers of all releases, newest first. */
export async function listReleases({ db }: Store): Promise<number[]> {
  const rows = await db.selectFrom('release').select('number').orderBy('number', 'desc').execute();
  return rows.map(({ number }) => number);
}

/** A release by its number, or the newest; null when there is none. */
export async function readRelease({ db }: Store, number?: number): Promise<Release | null> {
  let query = db.selectFrom('release').selectAll().orderBy('number', 'desc').limit(1);
  if (number !== undefined) query = query.where('number', '=', number);
  const row = await query.executeTakeFirst();
  if (!row) return null;
  const manifest = JSON.parse(row.manifest) as Pick<Release, keyof Holdings | 'policy' | 'periods'>;
  return {
    ...manifest,
    number: row.number,
    audit: row.audit as Audit,
    dataThrough: row.data_through,
    cells: row.cells,
    hidden: row.hidden,
    contentHash: row.content_hash,
    engineVersion: row.engine_version,
  };
}

/** Reads what a release has decided, in the order of its key; never sums on behalf of a question (that is how hidden cells are recovered). */
export async function readReleasedCells({ db }: Store, release: number, query: CellQuery): Promise<ReleasedCell[]> {
  const cells: ReleasedCell[] = [];
  // SQLite binds 32,766 values at the most.
  for (let start = 0; start < query.organizations.length; start += 10_000) {
    const rows = await db
      .selectFrom('released_cell')
      .select([
        'measure',
        'stratification',
        'organization',
        'period',
        'stratum',
        'excluded',
        'denominator',
        'numerator',
        'status',
      ])
      .where('release', '=', release)
      .where('measure', 'in', query.measures)
      .where('stratification', '=', query.stratification)
      .where('organization', 'in', query.organizations.slice(start, start + 10_000))
      .where('period', '>=', query.periodStart)
      .where('period', '<=', query.periodEnd)
      .orderBy('measure')
      .orderBy('organization')
      .orderBy('period')
      .orderBy('stratum')
      .execute();
    for (const { status, ...counts } of rows) cells.push({ ...counts, hidden: status === 'SUPPRESSED' });
  }
  return cells;
}

/** Counts of one cell of a question about one stratification and month; null where they are hidden. */
export type ReleasedCounts = readonly [
  measure: string,
  organization: string,
  stratum: string,
  denominator: number | null,
  numerator: number | null,
];

/** The same for many organizations in one month, a row at a time: no object is made for a row. */
export function* eachReleasedCounts(
  { db, sqlite }: Store,
  release: number,
  { measures, stratification, organizations, period }: Omit<CellQuery, 'periodEnd' | 'periodStart'> & { readonly period: string },
): Generator<ReleasedCounts> {
  for (let start = 0; start < organizations.length; start += 10_000) {
    const { sql, parameters } = db
      .selectFrom('released_cell')
      .select(['measure', 'organization', 'stratum', 'denominator', 'numerator'])
      .where('release', '=', release)
      .where('measure', 'in', measures)
      .where('stratification', '=', stratification)
      .where('organization', 'in', organizations.slice(start, start + 10_000))
      .where('period', '=', period)
      .orderBy('measure')
      .orderBy('organization')
      .orderBy('stratum')
      .compile();
    yield* sqlite.prepare(sql).raw().iterate(parameters) as IterableIterator<ReleasedCounts>;
  }
}
