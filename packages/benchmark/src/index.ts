export type { Benchmark, BenchmarkIdentity, BenchmarkLine, BenchmarkPoint, BenchmarkUnit, Direction } from './benchmark.ts';
export { defineBenchmark } from './benchmark.ts';
export { type BenchmarkKey, benchmarkSets, defaultBenchmark, findBenchmark } from './catalogue.ts';
export { chanceOfMeeting } from './chanceOfMeeting.ts';
export type { Counts } from './counts.ts';
export { lineAt } from './lineAt.ts';
export { patientsToReach, type Threshold } from './patientsToReach.ts';
export { type PlacedLine, type Placement, placeRate } from './placeRate.ts';
export { type BenchmarkRow, readBenchmarks } from './readBenchmarks.ts';
