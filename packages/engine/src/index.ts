/** The engine's public surface, listed by hand. */

/** The version that answers name; a test holds it to package.json. */
export const engineVersion = '0.1.0';

// number
export { binomialCdf, binomialPmf, binomialQuantile, type Binomial } from './number/binomial.ts';
export { chiSquareCdf, chiSquareQuantile, chiSquareUpperQuantile, type DegreesOfFreedom } from './number/chiSquare.ts';
export { hypergeometricCdf, hypergeometricPmf, hypergeometricQuantile, type Hypergeometric } from './number/hypergeometric.ts';
export { noncentralHypergeometricCdf, type NoncentralHypergeometric } from './number/noncentralHypergeometric.ts';
export { poissonCdf, poissonPmf, poissonQuantile, type Poisson } from './number/poisson.ts';
export { studentCdf, studentQuantile } from './number/student.ts';
export { findRoot, type RootSearch } from './number/root.ts';
export { incompleteBeta, type Shape, type Tails } from './number/incompleteBeta.ts';
export { betaQuantile, betaUpperQuantile } from './number/betaQuantile.ts';
export { incompleteGamma, type GammaShape } from './number/incompleteGamma.ts';
export { gammaQuantile, gammaUpperQuantile } from './number/gammaQuantile.ts';
export { logGamma } from './number/logGamma.ts';
export { normalCdf, normalUpperTail } from './number/normal.ts';
export { normalQuantile } from './number/normalQuantile.ts';
export { pairwiseSum, sum } from './number/sum.ts';
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
  type AskedEnds,
  type Interval,
  type IntervalColumns,
  type IntervalEstimate,
  type IntervalMethod,
  type IntervalOptions,
  type Limit,
  type Method,
  type Proportion,
  type Rate,
} from './interval/types.ts';
export { proportionInterval, type ProportionEstimate, type ProportionIntervalOptions } from './interval/proportionInterval.ts';
export { proportionIntervals } from './interval/proportionIntervals.ts';
export type { ProportionColumns, RateColumns } from './interval/columns.ts';
export { proportionMethods, type ProportionMethodId } from './interval/proportion/methods.ts';
export { agrestiCoull } from './interval/proportion/agrestiCoull.ts';
export { arcsine } from './interval/proportion/arcsine.ts';
export { clopperPearson } from './interval/proportion/clopperPearson.ts';
export { jeffreys, jeffreysUnadjusted } from './interval/proportion/jeffreys.ts';
export { likelihoodRatio } from './interval/proportion/likelihoodRatio.ts';
export { logit } from './interval/proportion/logit.ts';
export { midP } from './interval/proportion/midP.ts';
export { wald } from './interval/proportion/wald.ts';
export { waldCc } from './interval/proportion/waldCc.ts';
export { wilson } from './interval/proportion/wilson.ts';
export { wilsonCc } from './interval/proportion/wilsonCc.ts';
export { coverage } from './interval/coverage.ts';
export { rateInterval, type RateEstimate, type RateIntervalOptions } from './interval/rateInterval.ts';
export { rateIntervals } from './interval/rateIntervals.ts';
export { rateMethods, type RateMethodId } from './interval/rate/methods.ts';
export { byar } from './interval/rate/byar.ts';
export { byarHalf } from './interval/rate/byarHalf.ts';
export { exactPoisson } from './interval/rate/exact.ts';
export { jeffreysRate, jeffreysUnadjustedRate } from './interval/rate/jeffreys.ts';
export { midPRate } from './interval/rate/midP.ts';
export { phe } from './interval/rate/phe.ts';
export { scoreRate } from './interval/rate/score.ts';
export { waldRate } from './interval/rate/wald.ts';

// comparison
export {
  requirePairs,
  requireTwoProportions,
  requireTwoRates,
  type Pairs,
  type TwoProportions,
  type TwoRates,
} from './comparison/types.ts';
export {
  compareProportions,
  type CompareProportionsOptions,
  type ComparisonMeasure,
  type ComparisonMethodIds,
} from './comparison/compareProportions.ts';
export { ratioMethods, type RatioMethodId } from './comparison/ratio/methods.ts';
export { inverseSinh } from './comparison/ratio/inverseSinh.ts';
export { katz } from './comparison/ratio/katz.ts';
export { koopman } from './comparison/ratio/koopman.ts';
export { miettinenNurminenRatio } from './comparison/ratio/miettinenNurminen.ts';
export { moverWilson } from './comparison/ratio/moverWilson.ts';
export { walter } from './comparison/ratio/walter.ts';
export { oddsRatioMethods, type OddsRatioMethodId } from './comparison/oddsRatio/methods.ts';
export { baptistaPike } from './comparison/oddsRatio/baptistaPike.ts';
export { baptistaPikeMidP } from './comparison/oddsRatio/baptistaPikeMidP.ts';
export { conditionalOddsRatio } from './comparison/oddsRatio/conditional.ts';
export { fisherOddsRatio } from './comparison/oddsRatio/fisher.ts';
export { fisherMidPOddsRatio } from './comparison/oddsRatio/fisherMidP.ts';
export { gart } from './comparison/oddsRatio/gart.ts';
export { miettinenNurminenOddsRatio } from './comparison/oddsRatio/miettinenNurminen.ts';
export { uncorrectedScore } from './comparison/oddsRatio/uncorrectedScore.ts';
export { woolf } from './comparison/oddsRatio/woolf.ts';
export { differenceMethods, type DifferenceMethodId } from './comparison/difference/methods.ts';
export { agrestiCaffo } from './comparison/difference/agrestiCaffo.ts';
export { mee } from './comparison/difference/mee.ts';
export { miettinenNurminenDifference } from './comparison/difference/miettinenNurminen.ts';
export { newcombe } from './comparison/difference/newcombe.ts';
export { newcombeCc } from './comparison/difference/newcombeCc.ts';
export { waldDifference } from './comparison/difference/wald.ts';
export { waldDifferenceCc } from './comparison/difference/waldCc.ts';
export {
  differenceIntervals,
  type DifferenceColumns,
  type DifferenceIntervalsOptions,
} from './comparison/differenceIntervals.ts';
export { comparePaired, type ComparePairedOptions } from './comparison/comparePaired.ts';
export { pairedMethods, type PairedMethodId } from './comparison/paired/methods.ts';
export { agrestiMin } from './comparison/paired/agrestiMin.ts';
export { bonettPrice } from './comparison/paired/bonettPrice.ts';
export { newcombePaired } from './comparison/paired/newcombePaired.ts';
export { newcombePairedCc } from './comparison/paired/newcombePairedCc.ts';
export { tango } from './comparison/paired/tango.ts';
export { waldPaired } from './comparison/paired/waldPaired.ts';
export {
  compareRates,
  type CompareRatesOptions,
  type RateComparisonMeasure,
  type RateComparisonMethodIds,
} from './comparison/compareRates.ts';
export {
  rateDifferenceMethods,
  rateRatioMethods,
  type RateDifferenceMethodId,
  type RateRatioMethodId,
} from './comparison/rates/methods.ts';
export { exactRateRatio } from './comparison/rates/exact.ts';
export { midPRateRatio } from './comparison/rates/midP.ts';
export { miettinenNurminenRateDifference } from './comparison/rates/miettinenNurminen.ts';
export { moverScoreRateDifference } from './comparison/rates/moverScore.ts';
export { scoreRateRatio } from './comparison/rates/score.ts';
export { waldRateDifference } from './comparison/rates/wald.ts';
export { waldLogRateRatio } from './comparison/rates/waldLog.ts';
export { simultaneousLevel } from './comparison/simultaneousLevel.ts';
export { adjustPValues, type AdjustPValuesOptions } from './comparison/adjustPValues.ts';
export {
  multiplicityMethods,
  type Adjustment,
  type MultiplicityMethod,
  type MultiplicityMethodId,
} from './comparison/multiplicity/methods.ts';
export type { Outcome, TestMethod, TestResult } from './comparison/hypothesis/types.ts';
export type { Fourfold } from './comparison/hypothesis/fourfold.ts';
export { testAssociation, type TestAssociationOptions } from './comparison/hypothesis/testAssociation.ts';
export { associationTests, type AssociationTestId } from './comparison/hypothesis/association/methods.ts';
export type { Table } from './comparison/hypothesis/association/table.ts';
export { testTwoProportions, type TestTwoProportionsOptions } from './comparison/hypothesis/testTwoProportions.ts';
export { twoProportionTests, type TwoProportionTestId } from './comparison/hypothesis/twoProportions/methods.ts';
export { testProportion, type TestProportionOptions } from './comparison/hypothesis/testProportion.ts';
export { proportionTests, type ProportionTestId } from './comparison/hypothesis/proportion/methods.ts';
export type { AgainstBenchmark } from './comparison/hypothesis/proportion/types.ts';
export { testPaired, type TestPairedOptions } from './comparison/hypothesis/testPaired.ts';
export { pairedTests, type PairedTestId } from './comparison/hypothesis/paired/methods.ts';
export { testTrend, type TestTrendOptions } from './comparison/hypothesis/testTrend.ts';
export { trendTests, type TrendTestId } from './comparison/hypothesis/trend/methods.ts';
export type { ScoredProportion } from './comparison/hypothesis/trend/types.ts';
export { testStrata, type StrataTestResult, type TestStrataOptions } from './comparison/hypothesis/testStrata.ts';
export { strataTests, type StrataTestId, type StrataTestMethod } from './comparison/hypothesis/strata/methods.ts';
export type { Stratum } from './comparison/hypothesis/strata/types.ts';
export { poolStrata, type PooledEstimate, type PoolStrataOptions } from './comparison/hypothesis/poolStrata.ts';
export { poolMethods, type PoolMethod, type PoolMethodId } from './comparison/hypothesis/pool/methods.ts';

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
  answerSourceStrata,
  ethnicityStrata,
  raceEthnicityStrata,
  raceStrata,
  recordedSources,
  rollUpRaceEthnicity,
  rollUpSources,
  unreadableRaceEthnicity,
  type AnswerSource,
  type RaceEthnicity,
  type RaceEthnicitySources,
} from './measure/raceEthnicity.ts';
export {
  advantageOrders,
  advantageRank,
  crossedStratum,
  crossStratifications,
  defineStratification,
  isAnswered,
  totalStratification,
  totalStratum,
  type AdvantageOrder,
  type Stratification,
  type StratificationDeclaration,
} from './measure/stratification.ts';

// rate
export { estimateRate, type Estimate, type EstimateOptions, type ReleasedCounts, type Status } from './rate/estimate.ts';
export { fitBetaBinomial, iccAnova, type BetaBinomialFit, type IntraclassCorrelation } from './rate/betaBinomial.ts';
export { betaBinomialMethods, type BetaBinomialMethodId } from './rate/reliability/methods.ts';
export {
  overdispersion,
  type ObservedExpected,
  type Overdispersion,
  type OverdispersionOptions,
  type OverdispersionScale,
  type OverdispersionUnit,
  type Trimming,
} from './rate/overdispersion.ts';
export { shrinkRates, type RatePrior, type ShrunkenRate } from './rate/shrinkRates.ts';
export { directLogNormal } from './rate/standardisation/directLogNormal.ts';
export { directNormal } from './rate/standardisation/directNormal.ts';
export { directStandardisationMethods, type DirectStandardisationMethodId } from './rate/standardisation/directMethods.ts';
export { dobsonByar } from './rate/standardisation/dobsonByar.ts';
export { dobsonByarNonindependent } from './rate/standardisation/dobsonByarNonindependent.ts';
export { dobsonExact } from './rate/standardisation/dobsonExact.ts';
export { fayFeuer } from './rate/standardisation/fayFeuer.ts';
export { indirectStandardisationMethods, type IndirectStandardisationMethodId } from './rate/standardisation/indirectMethods.ts';
export { logNormalRate } from './rate/standardisation/logNormalRate.ts';
export type { DirectStratum, PeopleByEventCount, PopulationStratum, StratumEvents } from './rate/standardisation/strata.ts';
export type { DirectSums, DobsonSums } from './rate/standardisation/sums.ts';
export { tiwari } from './rate/standardisation/tiwari.ts';
export { standardiseDirectly, type StandardiseDirectlyOptions, type StandardisedRate } from './rate/standardiseDirectly.ts';
export {
  standardiseIndirectly,
  type IndirectlyStandardised,
  type IndirectStratum,
  type ReferenceStratum,
  type StandardiseIndirectlyOptions,
} from './rate/standardiseIndirectly.ts';

// run chart
export {
  calibrate,
  type CalibratedRule,
  type CalibratedVerdict,
  type CalibrateOptions,
  type Calibration,
} from './runchart/calibrate.ts';
export type { BatchChartId, BatchColumns, BatchValues } from './runchart/batch/columns.ts';
export type { BatchLimits } from './runchart/batch/judgeLimits.ts';
export type { RunColumns } from './runchart/batch/judgeRuns.ts';
export {
  chartMany,
  type BatchRefusal,
  type BatchRule,
  type ChartedBatch,
  type ControlBatchOptions,
  type RunBatchOptions,
} from './runchart/chartMany.ts';
export type { FalseSignalOptions, FalseSignals } from './runchart/falseSignals.ts';
export { describeSharing, type SharedPatients, type WayOut } from './runchart/sharing.ts';
export { chanceOfSignal, expectedFalseSignals, type RunRule } from './runchart/chance.ts';
export {
  chooseChart,
  type ChartAlternative,
  type ChartChoice,
  type ChartData,
  type ChooseChartOptions,
} from './runchart/chooseChart.ts';
export { controlChart, type ControlChart, type ControlChartOptions, type ControlPhase } from './runchart/controlChart.ts';
export {
  controlConstants,
  subgroupConstants,
  type ConstantsId,
  type ControlConstants,
  type SubgroupConstants,
} from './runchart/limits/constants.ts';
export type { LimitColumns, PhaseEstimate } from './runchart/limits/columns.ts';
export type { ChartCheck, Guideline, GuidelineId } from './runchart/limits/guidelines.ts';
export type { ControlChartId } from './runchart/limits/kernels.ts';
export type { ControlSeries } from './runchart/limits/series.ts';
export { funnelColumns, type FunnelColumns, type FunnelOptions } from './runchart/funnel/columns.ts';
export type { FunnelCounts } from './runchart/funnel/counts.ts';
export { funnel, type Funnel, type FunnelPoint, type FunnelUnit } from './runchart/funnel/funnel.ts';
export { funnelGrid } from './runchart/funnel/grid.ts';
export { funnelLimits, type FunnelBasis, type FunnelLimits, type FunnelWidening } from './runchart/funnel/limits.ts';
export type { FunnelMethodId, FunnelStatistic } from './runchart/funnel/methods.ts';
export type { FunnelOutside, FunnelPlace } from './runchart/funnel/outside.ts';
export { describeFunnel, type FunnelReading } from './runchart/funnel/sentence.ts';
export { ewma, type EwmaChart, type EwmaOptions } from './runchart/ewma.ts';
export { cusum, type CusumChart, type CusumOptions } from './runchart/cusum.ts';
export { bernoulliCusum, type BernoulliCusumChart, type BernoulliCusumOptions } from './runchart/bernoulliCusum.ts';
export {
  makingDataCount,
  readMakingDataCount,
  type AssuranceIcon,
  type MakingDataCountChart,
  type MakingDataCountOptions,
  type MakingDataCountReading,
  type MakingDataCountReadingOptions,
  type PointType,
  type SpecialCause,
  type VariationIcon,
} from './runchart/makingDataCount.ts';
export type { YardstickOptions } from './runchart/yardstick.ts';
export { median } from './runchart/median.ts';
export { outsideXmrLimits } from './runchart/astronomical.ts';
export { runChart, type RunChart, type RunChartOptions, type RunPhase, type RunSignal, type Shift } from './runchart/runChart.ts';
export { runRules, type RunRuleOptions, type RunRules, type RunRulesId } from './runchart/runRules.ts';
export { findRuns, type Run, type Side, type Sides, type Stretch } from './runchart/runs.ts';
export { judgeRuns, runsLimits, type RunsLimits, type RunsTable, type RunsVerdict } from './runchart/runsTest.ts';
export { suggestPhase, type PhaseSuggestion, type PhaseSuggestionOptions } from './runchart/suggestPhase.ts';
export { anhoejLimits, judgeAnhoej, usefulMin, type AnhoejLimits, type AnhoejVerdict } from './runchart/rules/anhoej.ts';
export type { ControlRule, RuleSpan } from './runchart/rules/control/types.ts';
export { ruleFamilies, type RuleFamily, type RuleFamilyId } from './runchart/rules/families.ts';
export { findSignals, type RuleSeries, type RuleSignal } from './runchart/rules/findSignals.ts';
export { findShifts } from './runchart/rules/shift.ts';
export { findTrends, type Trend, type TrendOptions, type TrendTies } from './runchart/rules/trend.ts';
export { describePhaseSuggestion, describeRunChart, type RunChartReading } from './runchart/sentence.ts';

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
export type { DistanceId } from './disparity/noise/distances.ts';
export type { NullModel } from './disparity/noise/draws.ts';
export {
  indexNoise,
  type IndexNoise,
  type IndexNoiseOptions,
  type NoiseReport,
  type NoiseVerdict,
} from './disparity/noise/indexNoise.ts';
export { noiseCorrectedVariance, type NoiseCorrectedVariance } from './disparity/noise/noiseCorrectedVariance.ts';
export { erreygersIndex, wagstaffIndex, type BoundedOptions } from './disparity/ordered/bounded.ts';
export {
  absoluteConcentrationIndex,
  relativeConcentrationIndex,
  type RelativeConcentration,
} from './disparity/ordered/concentration.ts';
export type { SlopeErrors, SlopeModel, SlopeOptions } from './disparity/ordered/fit.ts';
export { riditRanks, type RiditRanks } from './disparity/ordered/ridits.ts';
export {
  relativeIndexOfInequality,
  slopeIndexOfInequality,
  type RelativeIndexEstimate,
  type RelativeIndexKind,
  type RelativeIndexOptions,
  type SlopeEstimate,
  type SlopeIndexOptions,
} from './disparity/ordered/slope.ts';
export { type DisparityEstimate, type DisparityGroup, type DisparityOptions } from './disparity/groups.ts';
export {
  comparisonIndices,
  type ComparisonContract,
  type ComparisonIndexId,
  defineDisparityContract,
  type DisparityContract,
  isComparison,
} from './disparity/contract.ts';
export { compareUnderContract, type ComparedUnderContract, type ContractComparison } from './disparity/compareUnderContract.ts';
export {
  disparityIndices,
  type DisparityIndexId,
  estimateIndices,
  type IndexApplicability,
  type IndexEstimate,
} from './disparity/indices.ts';
export { measureDisparity, type MeasuredDisparity } from './disparity/measureDisparity.ts';
export { overallMean } from './disparity/overallMean.ts';
export {
  compareWithReference,
  type CompareWithReferenceOptions,
  type RatioEstimate,
  type ReferenceComparison,
  type ReferenceComparisons,
} from './disparity/pairwise/compareWithReference.ts';
export type { ReferenceRule } from './disparity/pairwise/reference.ts';
export { disparityRange, type DisparityRange, referenceAgainstWorst, type ReferenceAgainstWorst } from './disparity/range.ts';
export { relativeInequity, type RelativeInequity } from './disparity/relativeInequity.ts';
export {
  eventsToCloseGap,
  populationAttributableRisk,
  type AttributableOptions,
  type EventsToCloseGap,
  type GroupEvents,
  type PopulationAttributableRisk,
} from './disparity/attributable.ts';
export {
  betweenGroupVariance,
  betweenGroupVarianceIndex,
  type BetweenGroupVariance,
} from './disparity/unordered/betweenGroupVariance.ts';
export { betweenGroupSd, betweenGroupSdIndex } from './disparity/unordered/betweenGroupSd.ts';
export { coefficientOfVariation, coefficientOfVariationIndex } from './disparity/unordered/coefficientOfVariation.ts';
export {
  meanDifferenceFromBest,
  meanDifferenceFromMean,
  meanDifferenceFromReference,
  meanDifferenceIndex,
  type MeanDifferenceFromReferenceOptions,
  type MeanDifferenceOptions,
} from './disparity/unordered/meanDifference.ts';
export { indexOfDisparity, indexOfDisparityIndex, type IndexOfDisparityOptions } from './disparity/unordered/indexOfDisparity.ts';
export { theilIndex, theilIndexKernel } from './disparity/unordered/theil.ts';
export { meanLogDeviation, meanLogDeviationIndex } from './disparity/unordered/meanLogDeviation.ts';
export { generalisedEntropy2, generalisedEntropy2Index } from './disparity/unordered/generalisedEntropy2.ts';
export { atkinson, atkinsonIndex, type AtkinsonOptions } from './disparity/unordered/atkinson.ts';
export type { DisparityIndex, Shares } from './disparity/unordered/kernel.ts';
export { simulateIndex, type SimulationOptions } from './disparity/unordered/simulate.ts';
export { comparePairs, type PairComparison, type PairGap } from './disparity/simultaneous/comparePairs.ts';
export { compareWithBest, type BestComparison, type BestGap } from './disparity/simultaneous/compareWithBest.ts';
export type { SimultaneousOptions } from './disparity/simultaneous/family.ts';
export {
  changeInGap,
  type ChangeInGap,
  type ChangeInGapOptions,
  type GapAtTime,
  type GroupAtTime,
  type RatioAtTimes,
} from './disparity/change/changeInGap.ts';
export { gapSeries, type GapSeriesOptions, type PeriodGap } from './disparity/change/gapSeries.ts';
export type { GapPeriod } from './disparity/change/gapArms.ts';
export type { GapChartId } from './disparity/change/gapLimits.ts';
export {
  gapControlChart,
  gapRules,
  type GapControlChart,
  type GapControlChartOptions,
  type GapPhase,
} from './disparity/change/gapControlChart.ts';
export type { GapSignal, GapStretch, GapWay } from './disparity/change/gapSignals.ts';
export { chanceOfGapSignal, type GapChanceOptions } from './disparity/change/gapChance.ts';
export { chooseGapChart, type GapChartChoice } from './disparity/change/chooseGapChart.ts';
export { type PracticeGap, withinHeterogeneity, type WithinHeterogeneity } from './disparity/practice/heterogeneity.ts';
export { kitagawa, type KitagawaParts } from './disparity/practice/kitagawa.ts';
export { oaxacaBlinderPooled, type OaxacaBlinderParts } from './disparity/practice/oaxacaBlinder.ts';
export type { EmptyArm, GapPart, PracticeGapOptions } from './disparity/practice/practices.ts';
export { type PracticeRatio, withinBetween, type WithinBetween } from './disparity/practice/withinBetween.ts';
export {
  type HealthEquityContract,
  healthEquityIndex,
  type HealthEquityIndex,
  type HealthEquityPoints,
} from './disparity/score/healthEquityIndex.ts';
export { heidiIndex, type HeidiIndex, type HeidiRow } from './disparity/score/heidi.ts';
export {
  type CrossedModel,
  type CrossedRate,
  type CrossedStratum,
  type FixedEffect,
  maihda,
  type Maihda,
} from './disparity/small/maihda.ts';
export {
  shrinkGroups,
  type ShrinkGroupsOptions,
  type ShrunkenGroup,
  type ShrunkenGroups,
} from './disparity/small/shrinkGroups.ts';
export { type BisgEvidence, bisgPosterior } from './disparity/uncertain/bisg.ts';
export { boundGap, type GapBounds, type GapWithUnknowns } from './disparity/uncertain/boundGap.ts';
export {
  type Completeness,
  completeness,
  type CompletenessCounts,
  type CompletenessGoal,
  type CompletenessOptions,
  type CompletenessShare,
} from './disparity/uncertain/completeness.ts';
export type { UncertainOptions, UncertainRate, UncertainRates } from './disparity/uncertain/estimates.ts';
export { expectationMaximisationRates } from './disparity/uncertain/expectationMaximisation.ts';
export type { UncertainMember } from './disparity/uncertain/people.ts';
export { regressionRates } from './disparity/uncertain/regression.ts';
export { type ThresholdRate, type ThresholdRates, thresholdRates } from './disparity/uncertain/threshold.ts';
export { weightedRates } from './disparity/uncertain/weighted.ts';

// disclosure
export { definePolicy, suppressionPolicies, type SuppressionPolicy } from './disclosure/policy.ts';
export { withholdSmallCells, type WithheldFrame } from './disclosure/primary.ts';

// every method, as data
export { methodCatalogue, type MethodFamily } from './methods.ts';
