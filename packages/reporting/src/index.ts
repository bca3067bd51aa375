export { buildRelease, EmptyReleaseError } from './release.ts';
export { createReports, type Provenance, type Reports } from './reports.ts';
export { organizationsAt, topOrganizations, UnknownNameError, type Question } from './question.ts';
export type { Rate } from './rates.ts';
export type { ComparedGroup, Disparity, DisparityContract, DisparityQuestion } from './disparities.ts';
export {
  annotationsByPeriod,
  chanceOf,
  ruleSets,
  type ChartedSeries,
  type ChartPoint,
  type RuleSet,
  type RunChartQuestion,
} from './runCharts.ts';
export { benchmarkFor, type PlacedRate, type PlacementQuestion } from './placements.ts';
export type { MeasureSummary } from './summary.ts';
