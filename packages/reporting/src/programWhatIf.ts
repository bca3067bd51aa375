import {
  cheapest,
  whatIf,
  type Benchmark,
  type Cheapest,
  type CheapestOptions,
  type GapChange,
  type ProgramChange,
  type WhatIf,
} from '@equipoise/benchmark';
import type { Organization } from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { notesOf } from './programNotes.ts';
import { benchmarksOf, readProgramBasis, type ProgramBasis, type ProgramQuestion } from './programScores.ts';
import type { ProgramPeriod } from './programPeriods.ts';
import { provenanceOf, type Provenance } from './provenance.ts';
import { findOrganizations, findStratification, QuestionError, UnknownNameError } from './question.ts';

/** What stands beside every what-if. */
interface Surroundings {
  readonly year: number;
  /** Those asked about. */
  readonly organizations: readonly Organization[];
  readonly periods: readonly ProgramPeriod[];
  readonly benchmarks: readonly Benchmark[];
  readonly notes: readonly string[];
  readonly provenance: Provenance;
}

/** Scores as they are and as they would be. */
export interface ProgramWhatIf extends WhatIf, Surroundings {}

/** The gaps to close for a goal, an organization each. */
export interface ProgramCheapest extends Surroundings {
  readonly plans: readonly Cheapest[];
}

/** `each` stands for every organization of the question. */
const everyone = 'each';

/**
 * Scores a program as it is and as it would be: with gaps closed, with other terms, in another year.
 *
 * @throws UnknownNameError when a name is not there
 * @throws QuestionError when gaps cannot be closed: there are fewer, or a count is hidden
 * @throws ProgramError when an assumption names no term of the program, or its text is no value of that term
 */
export async function readWhatIf(
  store: Store,
  release: Release,
  question: ProgramQuestion,
  change: ProgramChange,
): Promise<ProgramWhatIf> {
  const { gaps = [] } = change;
  for (const { by } of gaps) if (by !== undefined) findStratification(release, by);
  const basis = await readProgramBasis(store, release, question, change);
  const year = change.year ?? basis.prepared.program.year;
  findOrganizations(
    release,
    gaps.flatMap(({ organization }) => (organization === everyone ? [] : [organization])),
  );
  const peers = new Set(basis.peers);
  for (const gap of gaps) requireGap(gap, { basis, peers, year });
  const { assume, definition, inputs, organizations, results, tables } = basis;
  const now = { definition, tables, year: basis.prepared.program.year, assume };
  const found = await inOurWords(() =>
    whatIf(now, { results, organizations: organizations.map(({ id }) => id), inputs, change }),
  );
  return { ...surroundingsOf(release, basis), ...found };
}

/**
 * The cheapest gaps to close for a goal, for each organization of a question.
 *
 * @param options  the goal; what closing a gap costs by measure, in whole units of the caller's
 * @throws UnknownNameError when a name is not there
 * @throws QuestionError when the goal or a cost is none
 */
export async function readCheapest(
  store: Store,
  release: Release,
  question: ProgramQuestion,
  { cost = {}, goal }: Pick<CheapestOptions, 'cost' | 'goal'>,
): Promise<ProgramCheapest> {
  const basis = await readProgramBasis(store, release, question);
  const named = [...Object.keys(cost), ...('measure' in goal && goal.measure !== undefined ? [goal.measure] : [])];
  for (const measure of named) requireMeasure(measure, basis);
  const { inputs, organizations, prepared, results } = basis;
  const plans = await inOurWords(() =>
    organizations.map(({ id }) => cheapest(prepared, { results, organization: id, goal, inputs, cost })),
  );
  return { ...surroundingsOf(release, basis), plans };
}

function surroundingsOf(release: Release, basis: ProgramBasis): Surroundings {
  const { organizations, periods, prepared } = basis;
  return {
    year: prepared.program.year,
    organizations,
    periods,
    benchmarks: benchmarksOf(basis),
    notes: notesOf(release, basis),
    provenance: provenanceOf(release),
  };
}

/** Names that are known may be repeated in a refusal; others may not. */
function requireGap(
  { by, measure, organization, stratum }: GapChange,
  { basis, peers, year }: { readonly basis: ProgramBasis; readonly peers: ReadonlySet<string>; readonly year: number },
): void {
  requireMeasure(measure, basis);
  if (organization === everyone) return;
  if (!peers.has(organization))
    throw new QuestionError(`gaps of ${organization} change nothing here: it is not among the organizations of the question`);
  if (by === undefined || stratum === undefined) return;
  if (basis.results.cell({ organization, measure, year, by, stratum }) === null)
    throw new UnknownNameError('stratum', `stratum ${stratum} is not among the results of ${organization} by ${by}`);
}

function requireMeasure(id: string, { definition, prepared }: ProgramBasis): void {
  const measures = [
    ...prepared.measures.flatMap(({ parts }) => parts.map(({ measure }) => measure)),
    ...prepared.program.components.flatMap((component) => (component.kind === 'gap-closure' ? [component.measure] : [])),
  ];
  if (measures.includes(id)) return;
  throw new UnknownNameError(
    'measure',
    `measure ${id} is none of ${definition.id}, which has ${[...new Set(measures)].join(', ')}`,
  );
}

/** Gaps that cannot be closed are the question's fault. */
async function inOurWords<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RangeError ? new QuestionError(error.message) : error;
  }
}
