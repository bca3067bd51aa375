export { buildRelease, EmptyReleaseError } from './release.ts';
export { createReports, type Provenance, type Reports } from './reports.ts';
export { organizationsAt, practicesUnder, QuestionError, topOrganizations, UnknownNameError, type Question } from './question.ts';
export type { Rate } from './rates.ts';
export type { ComparedGroup, Disparity, DisparityContract, DisparityQuestion } from './disparities.ts';
export type { DisparityIndexQuestion, DisparityIndexReport } from './disparityIndices.ts';
export type { GapChange, GapChangeQuestion } from './gapChanges.ts';
export { sentenceOfChange } from './gapChangeSentence.ts';
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
  funnelWidenings,
  rateFunnelMethods,
  type FunnelCurve,
  type FunnelQuestion,
  type FunnelRate,
  type FunnelReport,
  type RateFunnelMethodId,
} from './funnels.ts';
export { drawControlChart, drawFunnel, drawGaps, drawRunChart } from './pictures.ts';
export { benchmarkFor, type PlacedRate, type PlacementQuestion } from './placements.ts';
export type { MeasureSummary } from './summary.ts';
