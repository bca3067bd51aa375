import type { CheapestOptions, ProgramChange } from '@equipoise/benchmark';
import type { CompletenessOptions, EstimateOptions } from '@equipoise/engine';
import { readRelease, type Release, type SettlementHead, type Store } from '@equipoise/store';
import { readCompleteness, type CompletenessQuestion, type CompletenessReport } from './completeness.ts';
import { readDisparities, type Disparity, type DisparityQuestion } from './disparities.ts';
import { readDisparityIndices, type DisparityIndexQuestion, type DisparityIndexReport } from './disparityIndices.ts';
import {
  readContractComparisons,
  type ContractComparisonQuestion,
  type ContractComparisonReport,
} from './contractComparisons.ts';
import { readControlCharts, type ControlChartQuestion, type ControlledSeries } from './controlCharts.ts';
import { readFunnel, type FunnelQuestion, type FunnelReport } from './funnels.ts';
import { readGapBounds, type BoundedGaps, type GapBoundsQuestion } from './gapBounds.ts';
import { readGapControlCharts, type GapControlledSeries, type GapControlQuestion } from './gapSeries.ts';
import { readGapChanges, type GapChange, type GapChangeQuestion } from './gapChanges.ts';
import { listTables, type TableAtHand } from './benchmarkTables.ts';
import { findProgramAt, programsAt, type ProgramAtHand } from './programs.ts';
import { readProgramBasis, scorePrograms, type ProgramBasis, type ProgramQuestion, type ProgramScores } from './programScores.ts';
import { readCheapest, readWhatIf, type ProgramCheapest, type ProgramWhatIf } from './programWhatIf.ts';
import { comparePrograms, type ComparedYears } from './programYears.ts';
import { compareSettlement, type SettlementComparison } from './settlementAgain.ts';
import { readSettlement, settlements, type Settlement } from './settlements.ts';
import { readPlacements, type PlacedRate, type PlacementQuestion } from './placements.ts';
import { provenanceOf, type Provenance } from './provenance.ts';
import { UnknownNameError, type Question } from './question.ts';
import { readRanks, type RankQuestion, type RankReport } from './ranks.ts';
import { readRates, type Rate } from './rates.ts';
import { readRunCharts, type ChartedSeries, type RunChartQuestion } from './runCharts.ts';
import { readWithinPractices, type WithinPractices, type WithinPracticesQuestion } from './withinPractices.ts';
import { readSummary, type MeasureSummary } from './summary.ts';

/** Every answer that apps give, over one release. */
export interface Reports {
  readonly release: Release;
  readonly provenance: Provenance;
  rates(question: Question, options?: EstimateOptions): Promise<Rate[]>;
  disparities(question: DisparityQuestion, options?: EstimateOptions): Promise<Disparity[]>;
  disparityIndices(question: DisparityIndexQuestion): Promise<DisparityIndexReport[]>;
  contractComparisons(question: ContractComparisonQuestion): Promise<ContractComparisonReport[]>;
  gapBounds(question: GapBoundsQuestion, options?: Pick<EstimateOptions, 'level'>): Promise<BoundedGaps[]>;
  completeness(question: CompletenessQuestion, options?: CompletenessOptions): Promise<CompletenessReport[]>;
  gapChanges(question: GapChangeQuestion, options?: Pick<EstimateOptions, 'level'>): Promise<GapChange[]>;
  withinPractices(question: WithinPracticesQuestion, options?: Pick<EstimateOptions, 'level'>): Promise<WithinPractices[]>;
  runCharts(question: RunChartQuestion, options?: EstimateOptions): Promise<ChartedSeries[]>;
  controlCharts(question: ControlChartQuestion, options?: EstimateOptions): Promise<ControlledSeries[]>;
  gapControlCharts(
    question: GapControlQuestion,
    options?: Pick<EstimateOptions, 'level' | 'denominatorMin'>,
  ): Promise<GapControlledSeries[]>;
  funnel(question: FunnelQuestion, options?: EstimateOptions): Promise<FunnelReport>;
  placements(question: PlacementQuestion): Promise<PlacedRate[]>;
  ranks(question: RankQuestion): Promise<RankReport>;
  summary(): Promise<MeasureSummary[]>;
  /** Percentile tables at hand, shipped and imported. */
  tables(): Promise<readonly TableAtHand[]>;
  programs(): Promise<readonly ProgramAtHand[]>;
  program(id: string): Promise<ProgramAtHand>;
  programScores(question: ProgramQuestion): Promise<ProgramScores>;
  /** What a scoring rests on, for a what-if to change. */
  programBasis(question: ProgramQuestion): Promise<ProgramBasis>;
  /** As it is and as it would be: with gaps closed, with other terms, in another year. */
  programWhatIf(question: ProgramQuestion, change: ProgramChange): Promise<ProgramWhatIf>;
  /** The cheapest gaps to close for a goal, for each organization. */
  programCheapest(question: ProgramQuestion, options: Pick<CheapestOptions, 'cost' | 'goal'>): Promise<ProgramCheapest>;
  programYears(
    question: Omit<ProgramQuestion, 'period' | 'year'>,
    years: { readonly before: number; readonly after: number },
  ): Promise<ComparedYears>;
  /** Without figures, newest first. */
  settlements(): Promise<readonly SettlementHead[]>;
  settlement(number: number): Promise<Settlement>;
  /** A settlement reckoned again on this release. */
  settlementAgain(number: number): Promise<SettlementComparison>;
}

/**
 * Reports over a release. Reads released cells and nothing rawer.
 *
 * @param store   an open database
 * @param number  which release; by default the newest
 * @throws UnknownNameError when there is no such release
 */
export async function createReports(store: Store, number?: number): Promise<Reports> {
  const release = await readRelease(store, number);
  if (!release) {
    throw new UnknownNameError(
      'release',
      number === undefined ? 'the database holds no release: equipoise release makes one' : `there is no release ${number}`,
    );
  }
  return {
    release,
    provenance: provenanceOf(release),
    rates: (question, options = {}) => readRates(store, release, question, options),
    disparities: (question, options = {}) => readDisparities(store, release, question, options),
    disparityIndices: (question) => readDisparityIndices(store, release, question),
    contractComparisons: (question) => readContractComparisons(store, release, question),
    gapBounds: (question, options = {}) => readGapBounds(store, release, question, options),
    completeness: (question, options = {}) => readCompleteness(store, release, question, options),
    gapChanges: (question, options = {}) => readGapChanges(store, release, question, options),
    withinPractices: (question, options = {}) => readWithinPractices(store, release, question, options),
    runCharts: (question, options = {}) => readRunCharts(store, release, question, options),
    controlCharts: (question, options = {}) => readControlCharts(store, release, question, options),
    gapControlCharts: (question, options = {}) => readGapControlCharts(store, release, question, options),
    funnel: (question, options = {}) => readFunnel(store, release, question, options),
    placements: (question) => readPlacements(store, release, question),
    ranks: (question) => readRanks(store, release, question),
    summary: () => readSummary(store, release),
    tables: () => listTables(store),
    programs: () => programsAt(store),
    program: (id) => findProgramAt(store, id),
    programScores: (question) => scorePrograms(store, release, question),
    programBasis: (question) => readProgramBasis(store, release, question),
    programWhatIf: (question, change) => readWhatIf(store, release, question, change),
    programCheapest: (question, options) => readCheapest(store, release, question, options),
    programYears: (question, years) => comparePrograms(store, release, question, years),
    settlements: () => settlements(store),
    settlement: (number) => readSettlement(store, release, number),
    settlementAgain: (number) => compareSettlement(store, number, { release }),
  };
}
