import type { Benchmark } from './benchmark.ts';
import type { PlacedLine, Placement } from './placeRate.ts';

/** A line of which only its name and whether it is met may leave the house. */
export type WithheldLine = Pick<PlacedLine, 'derived' | 'met' | 'percentile' | 'reachable'> & {
  readonly [Figure in Exclude<keyof PlacedLine, 'derived' | 'met' | 'percentile' | 'reachable'>]: null;
};

/** A placement as it may be exported. */
export interface ExportedPlacement extends Omit<Placement, 'lines' | 'next'> {
  readonly lines: readonly (PlacedLine | WithheldLine)[];
  readonly next: PlacedLine | WithheldLine | null;
  /** Why figures are missing; null when none are. */
  readonly keptOut: string | null;
}

/**
 * What to say where a table's figures would stand in an export, or null when its licence lets them be passed on. Whoever writes
 * figures of a benchmark out, or anything from which one could be worked out, asks this first.
 *
 * @param benchmark  shipped or imported
 * @example keptOutBy(defaultBenchmark('CBP')) // null
 */
export function keptOutBy({ licence, set }: Pick<Benchmark, 'licence' | 'set'>): string | null {
  if (licence.redistributable) return null;
  return `kept out of exports: licence of ${set} (${licence.note === '' ? 'not stated' : licence.note})`;
}

/**
 * The benchmark without its figures, when they may not be passed on: whose they are and the caveats stay.
 *
 * @param benchmark  shipped or imported
 * @returns          the same one when it is redistributable
 * @example withoutLicensedLines({ ...defaultBenchmark('CBP'), licence: { redistributable: false, note: 'not redistributable' } }).lines // []
 */
export function withoutLicensedLines(benchmark: Benchmark): Benchmark {
  const keptOut = keptOutBy(benchmark);
  if (keptOut === null) return benchmark;
  return { ...benchmark, lines: [], derivedLines: [], caveats: [...benchmark.caveats, `Figures ${keptOut}.`] };
}

/**
 * The placement without what the licence keeps in the house: the figures, and what gives one away beside the counts: distance,
 * patients to reach, chances, an interpolated percentile. The band, and which lines are met, stay: they are the finding. Over many
 * practices they narrow a figure down, so a list of them is still no table to publish.
 *
 * @param placement  on that benchmark
 * @param benchmark  whose licence decides
 * @returns          the same figures when they are redistributable, else nulls in their place; `keptOut` says which
 * @example withoutLicensedFigures(placeRate({ denominator: 143, numerator: 79 }, defaultBenchmark('CBP')), defaultBenchmark('CBP')).keptOut // null
 */
export function withoutLicensedFigures(placement: Placement, benchmark: Benchmark): ExportedPlacement {
  const keptOut = keptOutBy(benchmark);
  if (keptOut === null) return { ...placement, keptOut };
  return {
    ...placement,
    percentile: null,
    interpolated: false,
    lines: placement.lines.map(withheld),
    next: placement.next && withheld(placement.next),
    keptOut,
  };
}

const stays: ReadonlySet<string> = new Set(['derived', 'met', 'percentile', 'reachable']);

/** Everything but what may stay becomes null, so a figure added to lines later is withheld too. */
function withheld(line: PlacedLine): WithheldLine {
  return Object.fromEntries(Object.entries(line).map(([name, value]) => [name, stays.has(name) ? value : null])) as WithheldLine;
}
