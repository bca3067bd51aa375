import type { PreparedMeasure } from './prepare.ts';

/** Percentiles that nobody published are lines only for who asked for them: that is an assumption like any other. */
export function computedLines(measures: readonly PreparedMeasure[]): readonly string[] {
  const found = new Map<string, Set<number>>();
  for (const { measure, parts } of measures) {
    for (const { benchmark } of measure.use === 'scored' ? parts : []) {
      const computed = benchmark?.lines.filter(({ derived }) => derived) ?? [];
      if (benchmark === null || computed.length === 0) continue;
      const known = found.get(benchmark.set) ?? new Set();
      found.set(benchmark.set, known);
      for (const { percentile } of computed) known.add(percentile);
    }
  }
  return Array.from(found, ([set, percentiles]) => {
    const listed = [...percentiles].sort((a, b) => a - b).join(', ');
    return `${set} = published percentiles and those computed from the rates of those ranked: ${listed} (assumed)`;
  });
}
