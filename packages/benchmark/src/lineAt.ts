import type { Benchmark, BenchmarkLine } from './benchmark.ts';

/**
 * The published line at a percentile: the median to draw across a chart, the line a contract names.
 *
 * @param benchmark   percentiles of one measure
 * @param percentile  in performance order, 0 to 100
 * @returns           the line, or null where none was published at exactly that percentile: a line is never interpolated
 * @example lineAt(defaultBenchmark('CBP'), 50).rate // 0.577
 */
export function lineAt({ lines }: Benchmark, percentile: number): BenchmarkLine | null {
  return lines.find((line) => line.percentile === percentile) ?? null;
}
