export { type CompletenessMet, completenessMet } from './award/completenessMet.ts';
export { type GapArms, gapClosure, type GapClosure, type GapClosureOptions, type GapThen } from './award/gapClosure.ts';
export { compileFormula, type Formula, type FormulaOptions } from './award/formula.ts';
export { FormulaError } from './award/formula/formulaError.ts';
export type { RateLike } from './award/fraction.ts';
export { applyScale, linesOfScale, type ScaleResult } from './award/scales/applyScale.ts';
export { type ScaleId, scales } from './award/scales/catalogue.ts';
export type { ScaleDefinition, ScaleNeed, ScaleOutcome, ScalePart } from './award/scales/define.ts';
export { describeScales, type ScaleDescription, type ScaleParameter } from './award/scales/describeScales.ts';
export { failureRateTarget } from './award/scales/failureRateReduction.ts';
export { type Cut, gapToGoalShare } from './award/scales/gapToGoal.ts';
export type { LineReference, ScaleLine, ScalePosition } from './award/scales/position.ts';
export { type Scale, scaleSchema } from './award/scales/schema.ts';
export type {
  Benchmark,
  BenchmarkDefinition,
  BenchmarkIdentity,
  BenchmarkLine,
  BenchmarkPoint,
  BenchmarkUnit,
  Direction,
  Distribution,
  Orientation,
} from './benchmark.ts';
export { defineBenchmark, withDerivedLines } from './benchmark.ts';
export { type BenchmarkKey, benchmarkSets, defaultBenchmark, findBenchmark, type LineOptions } from './catalogue.ts';
export { chanceByYearEnd, type ChanceByYearEnd, chanceOfClosing, type Closure, type OpenGaps } from './chanceByYearEnd.ts';
export { chanceOfMeeting } from './chanceOfMeeting.ts';
export type { Counts } from './counts.ts';
export {
  benchmarkLines,
  type Ladder,
  ladder,
  type LadderOptions,
  type LadderOrder,
  type NamedLine,
  type Rung,
} from './ladder.ts';
export type { Licence } from './licence.ts';
export {
  type ExportedPlacement,
  keptOutBy,
  type WithheldLine,
  withoutLicensedFigures,
  withoutLicensedLines,
} from './licenceFigures.ts';
export { lineAt } from './lineAt.ts';
export { patientsToReach } from './patientsToReach.ts';
export { createPlacer, type PlacedLine, type Placement, placeRate } from './placeRate.ts';
export { type PlacedStratum, placeStrata, type StratumCounts } from './placeStrata.ts';
export {
  type PracticeRanks,
  type RankedCounts,
  type RankedPractice,
  type RankOptions,
  type RankPrior,
  rankPractices,
} from './rankPractices.ts';
export { quantileType2 } from './quantile.ts';
export { type BenchmarkTableReading, readBenchmarks, readBenchmarkTable } from './readBenchmarks.ts';
export { type BenchmarkRow, benchmarkTemplate } from './readBenchmarksColumns.ts';
export { type CsvBreak, type CsvRecord, readCsvRecords } from './readBenchmarksCsv.ts';
export { type TableFault, type TableRule, tableRules } from './readBenchmarksFault.ts';
export { type BenchmarkQuery, type BenchmarkSelection, selectBenchmark } from './selectBenchmark.ts';
export type { Standing, StandingOptions } from './standing.ts';
export type { RateComparison, Threshold } from './threshold.ts';
export { defineProgram, type ProgramDefinition } from './program/defineProgram.ts';
export { everyTerm, type PlacedTerm } from './program/everyTerm.ts';
export { type InForceOptions, programInForce } from './program/inForce.ts';
export { programJsonSchema } from './program/jsonSchema.ts';
export type { Program, ProgramComponent, ProgramLine, ProgramMeasure, ProgramMoney, StrataRule } from './program/program.ts';
export { ProgramError } from './program/programError.ts';
export type { ProgramInput, WrittenProgram } from './program/schema.ts';
export { findProgram, shippedPrograms } from './program/shipped.ts';
export type { Term } from './program/term.ts';
export { explainScore } from './score/explain.ts';
export type { Explanation } from './score/explanation.ts';
export { type ExplanationRow, explanationRows, explanationText, type ExplanationUnit } from './score/explanationText.ts';
export type { MoneyInputs } from './score/dollars.ts';
export {
  type ExportedCell,
  type ExportedLine,
  type ExportedMeasure,
  type ExportedPart,
  type ExportedScore,
  forExport,
} from './score/forExport.ts';
export { type ProgramNeed, programNeeds } from './score/needs.ts';
export { formulaInputs } from './program/formulaInputs.ts';
export { type PreparedProgram, prepareProgram } from './score/prepare.ts';
export { type ProgramResults, programResults, type ResultCell, type ResultKey, type ResultRow } from './score/results.ts';
export { scoreProgram, type ScoreOptions } from './score/scoreProgram.ts';
export type {
  Cents,
  ProgramDollars,
  ProgramScore,
  ScoredCell,
  ScoredComponent,
  ScoredLine,
  ScoredMeasure,
  ScoredPart,
  ScoreStatus,
} from './score/types.ts';
export { cheapest, type Cheapest, type CheapestGap, type CheapestOptions } from './whatIf/cheapest.ts';
export { type ClosedGaps, closeGaps, type GapChange, type PassedOver } from './whatIf/closeGaps.ts';
export { type BeforeAfter, type CellChange, compareScores, type ItemChange, type ScoreChange } from './whatIf/compareScores.ts';
export { changeForExport, type ExportedPlan, planForExport } from './whatIf/forExport.ts';
export type { Goal } from './whatIf/goal.ts';
export { type ProgramChange, type WhatIf, whatIf, type WhatIfOptions, type WhatIfProgram } from './whatIf/whatIf.ts';
