export { buildRelease, EmptyReleaseError } from './release.ts';
export { createReports, type Reports } from './reports.ts';
export type { Provenance } from './provenance.ts';
export { organizationsAt, practicesUnder, QuestionError, topOrganizations, UnknownNameError, type Question } from './question.ts';
export type { Rate } from './rates.ts';
export type { ComparedGroup, Disparity, DisparityContract, DisparityQuestion } from './disparities.ts';
export type { ContractComparisonQuestion, ContractComparisonReport } from './contractComparisons.ts';
export type { DisparityIndexQuestion, DisparityIndexReport } from './disparityIndices.ts';
export { answerReadings, type AnswerReading, type CompletenessQuestion, type CompletenessReport } from './completeness.ts';
export { sentenceOfCompleteness } from './completenessSentence.ts';
export type { BoundedGaps, BoundedGroup, GapBoundsQuestion } from './gapBounds.ts';
export { sentenceOfBounds } from './gapBoundsSentence.ts';
export type { GapChange, GapChangeQuestion } from './gapChanges.ts';
export { sentenceOfChange } from './gapChangeSentence.ts';
export type { GapInPractice, PracticePart, WithinPractices, WithinPracticesQuestion } from './withinPractices.ts';
export { sentenceOfWithin } from './withinPracticesSentence.ts';
export { noiseOfGaps, sentenceOfGaps, type GapNoise } from './disparityNoise.ts';
export { annotationsByPeriod, type ChartPoint, type Series, type SeriesPhase, type SeriesQuestion } from './series.ts';
export {
  chanceOf,
  expectFalseSignals,
  isJudged,
  ruleSets,
  suggestionOf,
  type ChartedSeries,
  type ExpectedSignals,
  type RuleSet,
  type RunChartQuestion,
} from './runCharts.ts';
export {
  chanceOfControlSignal,
  controlRuleSets,
  expectFalseControlSignals,
  rateCharts,
  type ControlChartQuestion,
  type ControlledSeries,
  type ControlPhaseOfRates,
  type ControlPoint,
  type ControlRuleSet,
  type ControlSignal,
  type RateChartId,
} from './controlCharts.ts';
export {
  chanceOfGapChart,
  expectFalseGapSignals,
  gapCharts,
  type GapControlledSeries,
  type GapControlQuestion,
  type GapPoint,
  type GapSignalOfMonths,
  type GapStretchOfMonths,
} from './gapSeries.ts';
export {
  funnelWidenings,
  rateFunnelMethods,
  type FunnelCurve,
  type FunnelQuestion,
  type FunnelRate,
  type FunnelReport,
  type RateFunnelMethodId,
} from './funnels.ts';
export { drawGapControlChart } from './gapPictures.ts';
export { drawControlChart, drawFunnel, drawGaps, drawRunChart } from './pictures.ts';
export { drawLadder } from './ladders.ts';
export { sentenceOfLadder } from './ladderSentence.ts';
export { benchmarkFor, type PlacedRate, type PlacementQuestion } from './placements.ts';
export { exportedRate, type ExportedLadder, type ExportedRate, type WithheldRung } from './exportedPlacements.ts';
export type { RankedRate, RankQuestion, RankReport } from './ranks.ts';
// What apps need of benchmarks and programs as they are: the apps stand on this package alone.
export {
  benchmarkTemplate,
  defineProgram,
  everyTerm,
  explainScore,
  explanationRows,
  explanationText,
  findProgram,
  changeForExport,
  forExport,
  FormulaError,
  keptOutBy,
  planForExport,
  ProgramError,
  programJsonSchema,
  shippedPrograms,
  type Benchmark,
  type Closure,
  type BeforeAfter,
  type Cents,
  type Explanation,
  type ExplanationRow,
  type Cheapest,
  type ExportedPlan,
  type Goal,
  type ProgramChange,
  type ScoreChange,
  type GapChange as GapsToClose,
  type ExportedScore,
  type LadderOrder,
  type MoneyInputs,
  type PlacedTerm,
  type ProgramDefinition,
  type ProgramInput,
  type ProgramScore,
  type TableFault,
} from '@equipoise/benchmark';
export type { MeasureSummary } from './summary.ts';
export {
  benchmarkTables,
  importBenchmarkFile,
  listTables,
  type ImportFault,
  type TableAtHand,
  type TableImport,
} from './benchmarkTables.ts';
export { findProgramAt, importProgramFile, programsAt, type ProgramAtHand } from './programs.ts';
export type { ProgramPeriod, ProgramYear } from './programPeriods.ts';
export { readProgramResults } from './programResults.ts';
export {
  readProgramBasis,
  scoreBasis,
  scorePrograms,
  type ProgramBasis,
  type ProgramQuestion,
  type ProgramScores,
} from './programScores.ts';
export { newestYear, programFaults, type ProgramFault } from './programFaults.ts';
export { isAmount, readProgramInputs, type InputFault, type ProgramInputs } from './programInputs.ts';
export { comparePrograms, type ComparedYears } from './programYears.ts';
export { differencesForExport, type HeldAgainst } from './differencesForExport.ts';
export { scoreDifferences, type Figure, type ScoreDifference } from './scoreDifferences.ts';
export { settledScore, type SettledCell, type SettledItem, type SettledScore } from './settledScore.ts';
export { compareSettlement, type SettlementComparison } from './settlementAgain.ts';
export {
  readSettlement,
  settle,
  settlementForExport,
  settlements,
  type Attestation,
  type Settlement,
  type SettlementBasis,
} from './settlements.ts';
export { readCheapest, readWhatIf, type ProgramCheapest, type ProgramWhatIf } from './programWhatIf.ts';
