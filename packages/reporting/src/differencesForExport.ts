import type { Benchmark, ProgramInput } from '@equipoise/benchmark';
import type { ScoreDifference } from './scoreDifferences.ts';
import type { SettledItem, SettledScore } from './settledScore.ts';

/** What a scoring was held against, and by which program. */
export interface HeldAgainst {
  readonly benchmarks: readonly Benchmark[];
  readonly definition: ProgramInput;
}

/**
 * Differences as they may leave the house: without percentiles, which give a figure away beside the counts, where a licence keeps one
 * of the tables in, and without what a composite says of its lines.
 */
export function differencesForExport(
  differences: readonly ScoreDifference[],
  { benchmarks, definition }: HeldAgainst,
): readonly ScoreDifference[] {
  if (benchmarks.every(({ licence }) => licence.redistributable)) return differences;
  const composites = new Set((definition.components ?? []).flatMap(({ id, kind }) => (kind === 'composite' ? [id] : [])));
  return differences.filter(
    ({ item, what }) => !/(^|: )percentile$/.test(what) && (item === null || !composites.has(item) || ownFigures.has(what)),
  );
}

/** What a composite says of itself and not of the lines. */
const ownFigures: ReadonlySet<string> = new Set([
  'weight',
  'status',
  'achieved',
  'achieved, at least',
  'achieved, at most',
  'dollars',
]);

/** Settled scores as they may leave the house. */
export function settledForExport(scores: readonly SettledScore[], benchmarks: readonly Benchmark[]): readonly SettledScore[] {
  const kept = new Set(benchmarks.filter(({ licence }) => !licence.redistributable).map(({ measure }) => measure));
  if (kept.size === 0) return scores;
  const exported = (item: SettledItem): SettledItem => ({
    ...item,
    cells: item.cells.map((cell) => (kept.has(cell.measure) ? { ...cell, percentile: null } : cell)),
    facts: item.kind === 'composite' ? [] : item.facts,
  });
  return scores.map((score) => ({ ...score, items: score.items.map(exported) }));
}
