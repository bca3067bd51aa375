/** The engine's public surface, listed by hand. */

/** The version that answers name; a test holds it to package.json. */
export const engineVersion = '0.1.0';

// number
export { binomialCdf, binomialQuantile } from './number/binomial.ts';
export { incompleteBeta } from './number/incompleteBeta.ts';
export { logGamma } from './number/logGamma.ts';
export { normalCdf, normalUpperTail } from './number/normal.ts';
export { normalQuantile } from './number/normalQuantile.ts';
export { sum } from './number/sum.ts';
export { tailsOf, type Ends, type IntervalSides, type Tail } from './number/tail.ts';
export { createRandom, type Random } from './number/random.ts';

// cell
export {
  cellColumns,
  cellDimensions,
  createFrameBuilder,
  dimensionOf,
  type CellFrame,
  type Dimension,
  type FrameBuilder,
  type Membership,
} from './cell/frame.ts';
export { OverlapError, rollUp } from './cell/rollUp.ts';
export { rollUpOrganizations } from './cell/hierarchy.ts';

// interval
export {
  requireProportion,
  requireRate,
  type Interval,
  type IntervalEstimate,
  type IntervalMethod,
  type IntervalOptions,
  type Method,
  type Proportion,
  type Rate,
} from './interval/types.ts';
export { proportionMethods, type ProportionMethodId } from './interval/proportion/methods.ts';
export { proportionInterval, type ProportionEstimate, type ProportionIntervalOptions } from './interval/proportionInterval.ts';
export { wilson } from './interval/proportion/wilson.ts';

// comparison
export {
  requirePairs,
  requireTwoProportions,
  requireTwoRates,
  type Pairs,
  type TwoProportions,
  type TwoRates,
} from './comparison/types.ts';
export { compareProportions, type CompareProportionsOptions } from './comparison/compareProportions.ts';
export { differenceMethods, type DifferenceMethodId } from './comparison/difference/methods.ts';
export { newcombe } from './comparison/difference/newcombe.ts';
export { simultaneousLevel } from './comparison/simultaneousLevel.ts';

// measure
export { ageBands, ageBandStarts } from './measure/ages.ts';
export { stratificationCatalogue } from './measure/builtIn.ts';
export { measureCatalogue } from './measure/catalogue/index.ts';
export { organizationKinds, type Annotation, type Organization, type OrganizationKind } from './measure/organization.ts';
export { defineMeasure, type Direction, type Measure, type MeasureDeclaration } from './measure/define.ts';
export {
  measureWindows,
  monthNumber,
  periodOf,
  periodsBetween,
  sharePatients,
  type MeasureWindow,
  type Period,
} from './measure/period.ts';
export {
  ethnicityStrata,
  raceEthnicityStrata,
  raceStrata,
  rollUpRaceEthnicity,
  unreadableRaceEthnicity,
  type RaceEthnicity,
} from './measure/raceEthnicity.ts';
export {
  crossedStratum,
  crossStratifications,
  defineStratification,
  isAnswered,
  totalStratification,
  totalStratum,
  type Stratification,
  type StratificationDeclaration,
} from './measure/stratification.ts';

// rate
export { estimateRate, type Estimate, type EstimateOptions, type ReleasedCounts, type Status } from './rate/estimate.ts';

// run chart
export { chanceOfSignal, expectedFalseSignals, type RunRule } from './runchart/chance.ts';
export { median } from './runchart/median.ts';
export { runChart, type RunChart, type RunChartOptions } from './runchart/runChart.ts';
export { findRuns, type Run, type Side, type Sides } from './runchart/runs.ts';
export { anhoejLimits, judgeAnhoej, usefulMin, type AnhoejLimits, type AnhoejVerdict } from './runchart/rules/anhoej.ts';
export { findShifts } from './runchart/rules/shift.ts';
export { findTrends, type Trend } from './runchart/rules/trend.ts';
export { describeRunChart, type RunChartReading } from './runchart/sentence.ts';

// disparity
export {
  compareGroups,
  type CompareGroupsOptions,
  type GapContract,
  type GroupComparison,
  type GroupCounts,
  type GroupGap,
} from './disparity/gaps.ts';
export { noiseFloor, type NoiseFloor } from './disparity/noiseFloor.ts';

// disclosure
export { definePolicy, suppressionPolicies, type SuppressionPolicy } from './disclosure/policy.ts';
export { withholdSmallCells, type WithheldFrame } from './disclosure/primary.ts';
