import { canonicalJson, hashOf } from './contentHash.ts';
import { landWhole, type Store } from './database.ts';

/** What was settled: enough to reckon it again, and what came of it. The store keeps it and reads nothing in it. */
export interface Settled {
  readonly program: string;
  /** Measurement year. */
  readonly year: number;
  readonly release: number;
  /** What the program's file said. */
  readonly definition: unknown;
  readonly assumptions: unknown;
  /** What was stated for each organization. */
  readonly inputs: unknown;
  /** What else the reckoning rested on: organizations, periods, percentile tables. */
  readonly basis: unknown;
  readonly result: unknown;
}

export interface NewSettlement extends Settled {
  readonly attestedBy: string;
  /** By the caller's clock. */
  readonly attestedAt: string;
  readonly note: string;
}

/** A settlement without what was settled. */
export interface SettlementHead {
  readonly number: number;
  readonly program: string;
  readonly year: number;
  readonly release: number;
  readonly attestedBy: string;
  readonly attestedAt: string;
  readonly note: string;
  /** SHA-256 over what was settled: the same content has the same hash, whoever attests it and when. */
  readonly contentHash: string;
}

export interface Settlement extends Settled, SettlementHead {
  /** Whether the content still has the hash that it was attested with. */
  readonly intact: boolean;
}

/** Keeps a settlement under the next number, for good: the database refuses to change it. */
export async function writeSettlement(store: Store, settlement: NewSettlement): Promise<{ number: number; contentHash: string }> {
  const { program, year, release, attestedBy, attestedAt, note } = settlement;
  const texts = {
    definition: JSON.stringify(settlement.definition), // in the order of its file, for people
    assumptions: canonicalJson(settlement.assumptions),
    inputs: canonicalJson(settlement.inputs),
    basis: canonicalJson(settlement.basis),
    result: canonicalJson(settlement.result),
  };
  const contentHash = hashOfSettled({ program, year, release, ...texts });
  return landWhole(store, async (db) => {
    const { number } = await db
      .insertInto('settlement')
      .values({
        program,
        year,
        release,
        ...texts,
        content_hash: contentHash,
        attested_by: attestedBy,
        attested_at: attestedAt,
        note,
      })
      .returning('number')
      .executeTakeFirstOrThrow();
    return { number, contentHash };
  });
}

type Texts = Record<'assumptions' | 'basis' | 'definition' | 'inputs' | 'program' | 'result', string> &
  Record<'release' | 'year', number>;

function hashOfSettled({ program, year, release, definition, assumptions, inputs, basis, result }: Texts): string {
  const head = JSON.stringify({ program, year, release });
  return hashOf(head, canonicalJson(JSON.parse(definition)), assumptions, inputs, basis, result);
}

/** All settlements, newest first. */
export async function listSettlements({ db }: Store): Promise<SettlementHead[]> {
  const rows = await db
    .selectFrom('settlement')
    .select(['number', 'program', 'year', 'release', 'attested_by', 'attested_at', 'note', 'content_hash'])
    .orderBy('number', 'desc')
    .execute();
  return rows.map(headOf);
}

type HeadRow = Pick<SettlementHead, 'note' | 'number' | 'program' | 'release' | 'year'> &
  Record<'attested_at' | 'attested_by' | 'content_hash', string>;

const headOf = ({ number, program, year, release, note, ...row }: HeadRow): SettlementHead => ({
  number,
  program,
  year,
  release,
  attestedBy: row.attested_by,
  attestedAt: row.attested_at,
  note,
  contentHash: row.content_hash,
});

/** A settlement as it was attested; null when there is none of that number. */
export async function readSettlement({ db }: Store, number: number): Promise<Settlement | null> {
  const row = await db.selectFrom('settlement').selectAll().where('number', '=', number).executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...headOf(row),
    definition: JSON.parse(row.definition),
    assumptions: JSON.parse(row.assumptions),
    inputs: JSON.parse(row.inputs),
    basis: JSON.parse(row.basis),
    result: JSON.parse(row.result),
    intact: hashOfSettled(row) === row.content_hash,
  };
}
