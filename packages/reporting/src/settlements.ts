import { isDeepStrictEqual } from 'node:util';
import { withoutLicensedLines, type Benchmark, type MoneyInputs, type ProgramInput } from '@equipoise/benchmark';
import { engineVersion, type SuppressionPolicy } from '@equipoise/engine';
import {
  listSettlements,
  readSettlement as readStored,
  writeSettlement,
  type Release,
  type SettlementHead,
  type Store,
} from '@equipoise/store';
import type { ProgramPeriod } from './programPeriods.ts';
import { settledForExport } from './differencesForExport.ts';
import { scorePrograms, type ProgramQuestion, type ProgramScores } from './programScores.ts';
import { QuestionError, UnknownNameError } from './question.ts';
import { settledScore, type SettledScore } from './settledScore.ts';

/** What a settlement rested on beside the program's file, the assumptions and the inputs. */
export interface SettlementBasis {
  /** Ids of those judged, and of those among whom ranks and pools were. */
  readonly organizations: readonly string[];
  readonly peers: readonly string[];
  readonly periods: readonly ProgramPeriod[];
  /** The tables held against, as they were. */
  readonly benchmarks: readonly Benchmark[];
  readonly includeDerived: boolean;
  /** Of the release. */
  readonly contentHash: string;
  readonly policy: Pick<SuppressionPolicy, 'hide' | 'id'>;
  readonly dataThrough: string;
  readonly engineVersion: string;
}

/** A settlement, read. */
export interface Settlement extends SettlementHead {
  /** Whether the content still has the hash that it was attested with. */
  readonly intact: boolean;
  readonly assumptions: Readonly<Record<string, string | null>>;
  readonly inputs: Readonly<Record<string, MoneyInputs>>;
  readonly basis: SettlementBasis;
  readonly scores: readonly SettledScore[];
  /** What the program's file said. */
  readonly definition: ProgramInput;
}

export interface Attestation {
  /** Who vouches for it. */
  readonly attestedBy: string;
  readonly note?: string | undefined;
  /** An ISO date and time of the caller's clock. */
  readonly now: string;
}

/**
 * Freezes what organizations achieve under a program: the scores and all that they rest on, under the next number, for good.
 *
 * @returns the scores, the number, and the hash of what was settled: the same content has the same hash
 * @throws QuestionError when nobody attests
 */
export async function settle(
  store: Store,
  release: Release,
  question: ProgramQuestion,
  { attestedBy, note = '', now }: Attestation,
): Promise<{ readonly number: number; readonly contentHash: string; readonly scores: ProgramScores }> {
  if (attestedBy.trim() === '') throw new QuestionError('a settlement names who attests it');
  const scores = await scorePrograms(store, release, question);
  const { assume, benchmarks, definition, includeDerived, inputs, organizations, peers, periods, year } = scores;
  const basis: SettlementBasis = {
    organizations: organizations.map(({ id }) => id),
    peers,
    periods,
    benchmarks,
    includeDerived,
    contentHash: release.contentHash,
    policy: { id: release.policy.id, hide: release.policy.hide },
    dataThrough: release.dataThrough,
    engineVersion,
  };
  const settled = await writeSettlement(store, {
    program: definition.id,
    year,
    release: release.number,
    definition: definition.written,
    assumptions: assume,
    inputs,
    basis,
    result: scores.scores.map(settledScore),
    attestedBy,
    attestedAt: now,
    note,
  });
  return { ...settled, scores };
}

/** What was settled, newest first, without figures. */
export async function settlements(store: Store): Promise<readonly SettlementHead[]> {
  return listSettlements(store);
}

/**
 * A settlement with its figures.
 *
 * @param release  the one that the reader may see: figures that rest on a release that hides less stay where they are
 * @throws UnknownNameError when there is none of that number
 * @throws QuestionError when the reader's release hides what the settlement may show
 */
export async function readSettlement(store: Store, release: Release, number: number): Promise<Settlement> {
  const settlement = await findSettlement(store, number);
  requireSight(settlement, release);
  return settlement;
}

/** A settlement as it may leave the house: without the figures that licences keep in it, and the percentiles that give them away. */
export function settlementForExport(settlement: Settlement): Settlement {
  const { basis, scores } = settlement;
  return {
    ...settlement,
    scores: settledForExport(scores, basis.benchmarks),
    basis: { ...basis, benchmarks: basis.benchmarks.map(withoutLicensedLines) },
  };
}

/** @throws UnknownNameError when there is none of that number */
export async function findSettlement(store: Store, number: number): Promise<Settlement> {
  const stored = await readStored(store, number);
  if (stored === null) {
    const known = (await listSettlements(store)).map((head) => head.number).join(', ');
    throw new UnknownNameError('settlement', `there is no settlement ${number}; there are ${known || 'none'}`);
  }
  const { assumptions, basis, definition, inputs, result, ...head } = stored;
  return {
    ...head,
    definition: definition as ProgramInput,
    assumptions: assumptions as Settlement['assumptions'],
    inputs: inputs as Settlement['inputs'],
    basis: basis as SettlementBasis,
    scores: result as readonly SettledScore[],
  };
}

/** A release that hides less must not speak through a settlement to a reader of one that hides more. */
export function requireSight({ basis: { policy }, number, release: settled }: Settlement, release: Release): void {
  if (settled === release.number || isSame(policy, release.policy) || release.policy.hide === null) return;
  throw new QuestionError(
    `settlement ${number} rests on release ${settled} under policy ${policy.id}, and release ${release.number} is under ${release.policy.id}: read it by a release under ${policy.id}`,
  );
}

/** By what it hides, too: a policy of the user's own may have changed under its name. */
export const isSame = (a: SettlementBasis['policy'], b: SettlementBasis['policy']): boolean =>
  a.id === b.id && isDeepStrictEqual(a.hide, b.hide);
