import {
  defineProgram,
  prepareProgram,
  programInForce,
  programNeeds,
  type Benchmark,
  type ProgramScore,
} from '@equipoise/benchmark';
import { engineVersion } from '@equipoise/engine';
import { canonicalJson, listReleases, readRelease, type Release, type SettlementHead, type Store } from '@equipoise/store';
import { benchmarkTables } from './benchmarkTables.ts';
import { monthsOf } from './programPeriods.ts';
import { readProgramResults } from './programResults.ts';
import { assumptionsOf, scoreBasis } from './programScores.ts';
import { UnknownNameError } from './question.ts';
import { scoreDifferences, type ScoreDifference } from './scoreDifferences.ts';
import { settledScore } from './settledScore.ts';
import { findSettlement, isSame, requireSight, type Settlement } from './settlements.ts';

/** What became of a settlement when the same terms were reckoned on another release. */
export interface SettlementComparison {
  readonly settlement: SettlementHead & { readonly intact: boolean };
  /** The release that it is held against. */
  readonly release: number;
  readonly identical: boolean;
  readonly differences: readonly ScoreDifference[];
  /** What both suppose: stands beside every dollar that differs. */
  readonly assumptions: readonly string[];
  /** What is not a figure: tables that were replaced, another engine, content that no longer has its hash. */
  readonly notes: readonly string[];
}

/**
 * Reckons a settlement again: the same program, assumptions, inputs, months and tables, on the results of a release.
 *
 * @param options  `release`; by default the newest under the settlement's policy
 * @throws UnknownNameError when there is no such settlement or release
 * @throws QuestionError when the release hides what the settlement may show
 */
export async function compareSettlement(
  store: Store,
  number: number,
  { release: given }: { readonly release?: Release | undefined } = {},
): Promise<SettlementComparison> {
  const settlement = await findSettlement(store, number);
  const release = given ?? (await newestUnder(store, settlement));
  requireSight(settlement, release);
  const { contentHash, intact, attestedAt, attestedBy, note, program, year } = settlement;
  const now = await rescore(store, release, settlement);
  const differences = scoreDifferences(settlement.scores, now.map(settledScore));
  return {
    settlement: { number, program, year, release: settlement.release, attestedBy, attestedAt, note, contentHash, intact },
    release: release.number,
    identical: differences.length === 0,
    differences,
    assumptions: assumptionsOf([...settlement.scores, ...now]),
    notes: await notesOf(store, release, settlement),
  };
}

async function newestUnder(store: Store, { basis: { policy } }: Settlement): Promise<Release> {
  for (const number of await listReleases(store)) {
    const release = await readRelease(store, number);
    if (release !== null && isSame(policy, release.policy)) return release;
  }
  throw new UnknownNameError('release', `there is no release under policy ${policy.id}`);
}

async function rescore(store: Store, release: Release, settlement: Settlement): Promise<readonly ProgramScore[]> {
  const { assumptions: assume, basis, inputs, year } = settlement;
  const { benchmarks, includeDerived, organizations, peers, periods } = basis;
  const definition = defineProgram(settlement.definition, settlement.program);
  const prepared = await prepareProgram(programInForce(definition, { year, assume }), benchmarks);
  const results = readProgramResults(store, release, programNeeds(prepared), { organizations: peers, periods });
  const known = new Map(release.organizations.map((organization) => [organization.id, organization]));
  const { scores } = scoreBasis(release, {
    definition,
    tables: benchmarks,
    prepared,
    organizations: organizations.flatMap((id) => known.get(id) ?? []),
    peers,
    periods,
    results,
    inputs,
    assume,
    includeDerived,
  });
  return scores;
}

async function notesOf(store: Store, release: Release, { basis, intact }: Settlement): Promise<string[]> {
  const atHand = new Map((await benchmarkTables(store)).map((table) => [keyOf(table), figuresOf(table)]));
  const changed = basis.benchmarks.filter((table) => atHand.get(keyOf(table)) !== figuresOf(table));
  const later = basis.periods.flatMap(({ measure, period, year }) => {
    const latest = monthsOf(release, measure).findLast((month) => month.startsWith(`${year}-`));
    return period !== null && latest !== undefined && latest > period ? [`${measure} ${latest}`] : [];
  });
  return [
    ...(intact ? [] : ['The settlement was changed after it was attested: its content no longer has its hash.']),
    ...changed.map(
      ({ measure, set }) => `The table ${set} for ${measure} is another one now; the figures rest on the one settled.`,
    ),
    ...(later.length > 0 ? [`The release has later months than those settled: ${later.join(', ')}.`] : []),
    ...(basis.engineVersion === engineVersion
      ? []
      : [`Settled by engine ${basis.engineVersion}, reckoned again by ${engineVersion}.`]),
  ];
}

const keyOf = ({ measure, measurementYear, population, set }: Benchmark): string =>
  JSON.stringify([set, measure, population, measurementYear]);
/** The figures alone: a wording that changed is no other table. */
const figuresOf = ({ derivedLines, lines }: Benchmark): string =>
  canonicalJson([...lines, ...derivedLines].map(({ percentile, text }) => `${percentile}:${text}`).sort());
