import {
  prepareProgram,
  ProgramError,
  programInForce,
  programNeeds,
  scoreProgram,
  withDerivedLines,
  type Benchmark,
  type InForceOptions,
  type MoneyInputs,
  type PreparedProgram,
  type ProgramChange,
  type ProgramDefinition,
  type ProgramNeed,
  type ProgramResults,
  type ProgramScore,
} from '@equipoise/benchmark';
import { totalStratification, type Organization } from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { benchmarkTables } from './benchmarkTables.ts';
import { directionFaults } from './programFaults.ts';
import { notesOf } from './programNotes.ts';
import { programPeriods, yearOf, type ProgramPeriod, type ProgramYear } from './programPeriods.ts';
import { readProgramResults } from './programResults.ts';
import { findProgramAt } from './programs.ts';
import { provenanceOf, type Provenance } from './provenance.ts';
import { findOrganizations, organizationsAt, QuestionError, UnknownNameError } from './question.ts';

/** Whom to judge by a program, on what, and supposing what. What is left out has a default that the answer shows. */
export interface ProgramQuestion extends ProgramYear {
  /** The id of one at hand, or a definition of the caller's own. */
  readonly program: ProgramDefinition | string;
  /** Ids of organizations; by default all at the level `at`. */
  readonly organizations?: readonly string[] | undefined;
  /** By default the level that the program judges. */
  readonly at?: Organization['kind'] | undefined;
  /** Paths of terms, each with the value to assume, or with null for the one the file recalls; `all` for whatever it recalls. */
  readonly assume?: Readonly<Record<string, string | null>> | undefined;
  /** What the money is reckoned from, by organization: `{ plan: { premium: 100_000_000 } }`. */
  readonly inputs?: Readonly<Record<string, MoneyInputs>> | undefined;
  /** The same, for every organization that `inputs` does not say it of. */
  readonly inputsOfEach?: MoneyInputs | undefined;
  /** Whether percentiles that nobody published, but that follow from the rates of those ranked, count as lines. */
  readonly includeDerived?: boolean | undefined;
}

/** Everything that a scoring rests on, found and fixed: what a what-if changes. */
export interface ProgramBasis {
  readonly definition: ProgramDefinition;
  /** The percentile tables at hand, with the lines that the question asks for. */
  readonly tables: readonly Benchmark[];
  readonly prepared: PreparedProgram;
  /** Those asked about, as asked. */
  readonly organizations: readonly Organization[];
  /** Ids of those among whom ranks and pools are: those asked about, where there are none. */
  readonly peers: readonly string[];
  readonly periods: readonly ProgramPeriod[];
  readonly results: ProgramResults;
  readonly inputs: Readonly<Record<string, MoneyInputs>>;
  readonly assume: Readonly<Record<string, string | null>>;
  readonly includeDerived: boolean;
}

/** What organizations achieve under a program. */
export interface ProgramScores extends ProgramBasis {
  readonly year: number;
  /** One for each organization, in their order. */
  readonly scores: readonly ProgramScore[];
  /** The tables that the measures are held against. */
  readonly benchmarks: readonly Benchmark[];
  /** What a reader should know beside the scores: months that do not end their year, results that are not there. */
  readonly notes: readonly string[];
  readonly provenance: Provenance;
}

/**
 * Scores a program over released cells and nothing rawer.
 *
 * @throws UnknownNameError when the program, an organization, the year or its measures are not there
 * @throws QuestionError when an input has no name in the program or is no amount, or a measure looks back on single months
 * @throws ProgramError when an assumption names no term of the program, its text is no value of that term, or the program says of
 *                      a measure that the other way is better
 */
export async function scorePrograms(store: Store, release: Release, question: ProgramQuestion): Promise<ProgramScores> {
  return scoreBasis(release, await readProgramBasis(store, release, question));
}

/**
 * Finds everything that a question about a program names, and reads the results.
 *
 * @param change  of the program, whose results are read as well
 */
export async function readProgramBasis(
  store: Store,
  release: Release,
  question: ProgramQuestion,
  change: ProgramChange = {},
): Promise<ProgramBasis> {
  const { assume = {}, includeDerived = false, program } = question;
  const definition = typeof program === 'string' ? (await findProgramAt(store, program)).definition : program;
  const year = yearOf(release, definition, question);
  requireDirections(definition, release);
  const organizations = organizationsOf(release, definition, question);
  const atHand = await benchmarkTables(store);
  const tables = includeDerived ? atHand.map(withDerivedLines) : atHand;
  const prepare = (terms: InForceOptions) => prepareProgram(programInForce(definition, terms), tables);
  const prepared = await prepare({ year, assume });
  const isChanged = change.assume !== undefined || change.year !== undefined;
  const changed = isChanged ? await prepare({ year: change.year ?? year, assume: { ...assume, ...change.assume } }) : prepared;
  const needs = [...programNeeds(prepared), ...programNeeds(changed), ...needsOfGaps(change, changed)];
  const periods = programPeriods(release, needs, { year, period: question.period });
  const peers = [...new Set([prepared, changed].flatMap((one) => peersOf(release, organizations, one)))];
  const results = readProgramResults(store, release, needs, { organizations: peers, periods });
  findOrganizations(release, Object.keys(question.inputs ?? {})); // an amount for nobody is a slip
  const inputs = inputsOf(prepared, peers, question);
  return { definition, tables, prepared, organizations, peers, periods, results, inputs, assume, includeDerived };
}

/** @throws ProgramError where the program calls good what the measure calls bad */
function requireDirections(definition: ProgramDefinition, release: Release): void {
  const faults = directionFaults(definition, release);
  if (faults.length > 0) throw new ProgramError(faults.map(({ message, place }) => `${definition.id}: ${place}: ${message}`));
}

function needsOfGaps({ gaps = [] }: ProgramChange, { program: { year } }: PreparedProgram): ProgramNeed[] {
  // Gaps of a stratum are closed in the total as well, which the program need not look at.
  const asked = gaps.flatMap(({ by = totalStratification, measure }) =>
    [totalStratification, by].map((one) => ({ measure, by: one, year })),
  );
  return [...new Map(asked.map((need) => [JSON.stringify([need.by, need.measure]), need])).values()];
}

/** Scores what was found. */
export function scoreBasis(release: Release, basis: ProgramBasis): ProgramScores {
  const { inputs, organizations, prepared, results } = basis;
  return {
    ...basis,
    year: prepared.program.year,
    scores: scoreProgram(prepared, { results, organizations: organizations.map(({ id }) => id), inputs }),
    benchmarks: benchmarksOf(basis),
    notes: notesOf(release, basis),
    provenance: provenanceOf(release),
  };
}

/** What was assumed of any of the scores, each once. */
export const assumptionsOf = (scores: readonly Pick<ProgramScore, 'assumptions'>[]): readonly string[] =>
  [...new Set(scores.flatMap(({ assumptions }) => assumptions))].sort();

/** The tables that the measures are held against, each once. */
export function benchmarksOf({ prepared: { measures } }: ProgramBasis): readonly Benchmark[] {
  const found = measures.flatMap(({ parts }) => parts.flatMap(({ benchmark }) => (benchmark === null ? [] : [benchmark])));
  return [...new Set(found)];
}

function organizationsOf(
  release: Release,
  { id, written }: ProgramDefinition,
  { at, organizations }: ProgramQuestion,
): Organization[] {
  if (organizations !== undefined && at !== undefined) throw new QuestionError('name organizations or a level, and not both');
  if (organizations !== undefined) return findOrganizations(release, organizations);
  const level = at ?? written.accountable.level;
  const found = organizationsAt(release, level);
  if (found.length > 0) return found;
  const levels = [...new Set(release.organizations.map(({ kind }) => kind))].join(', ');
  const judges = at === undefined ? `${id} judges at the level ${level}, and the` : 'the';
  throw new UnknownNameError('organization', `${judges} release has no ${level}; it has ${levels}`);
}

/** Ranks and pools are among everybody of the level, whoever is asked about. */
function peersOf(release: Release, asked: readonly Organization[], { program }: PreparedProgram): readonly string[] {
  const isRanked = program.components.some(({ kind }) => kind === 'health-equity-index');
  const isPooled = (program.money?.pool?.value ?? null) !== null;
  if (!isRanked && !isPooled) return asked.map(({ id }) => id);
  const kinds = new Set(asked.map(({ kind }) => kind));
  return release.organizations.filter(({ kind }) => kinds.has(kind)).map(({ id }) => id);
}

/** @throws QuestionError when an input has no name in the program, or is no amount */
function inputsOf(
  { program: { id, money } }: PreparedProgram,
  organizations: readonly string[],
  { inputs = {}, inputsOfEach = {} }: ProgramQuestion,
): Readonly<Record<string, MoneyInputs>> {
  const known = money?.inputs ?? {};
  for (const [name, amount] of [inputsOfEach, ...Object.values(inputs)].flatMap((one) => Object.entries(one))) {
    if (!Object.hasOwn(known, name)) {
      const words = Object.entries(known).map(([input, meaning]) => `${input} (${meaning})`);
      throw new QuestionError(`an input is none of ${id}, which has ${words.join(', ') || 'none'}`);
    }
    if (!(Number.isFinite(amount) && amount >= 0)) throw new QuestionError(`input ${name} must be a number of at least 0`);
  }
  return Object.fromEntries(
    organizations.map((organization) => {
      const own = Object.hasOwn(inputs, organization) ? inputs[organization] : {};
      return [organization, { ...inputsOfEach, ...own }];
    }),
  );
}
