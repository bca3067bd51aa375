import type { BenchmarkUnit, Direction, Orientation } from './benchmark.ts';
import cms from './data/cmsTables.json' with { type: 'json' };
import type { PopulationId } from './population.ts';

/** One measure in one CMS publication, as scripts/generate.ts packs it from the tables in data/, which say where each figure comes from. */
export interface CmsTable {
  readonly population: PopulationId;
  readonly measure: string;
  readonly measurementYear: number;
  /** Core Set year (FFY), or MIPS performance year. */
  readonly publicationYear: number;
  readonly direction: Direction;
  readonly unit: BenchmarkUnit;
  /** How CMS listed them; the points are in performance order. */
  readonly orientation: Orientation;
  readonly peers: number | null;
  readonly toppedOut: boolean;
  /** Deciles set by policy: no lines. */
  readonly flat: boolean;
  /** Percentiles with a filler in place of a figure, `10 20`. */
  readonly fillers: string;
  /** `percentile:figure` pairs in performance order, the figure as published. */
  readonly points: string;
  /** The same for percentiles that were computed from state rates. */
  readonly derived: string;
  readonly title: string;
  readonly definition: string | null;
}

export const cmsTables = cms as readonly CmsTable[];
