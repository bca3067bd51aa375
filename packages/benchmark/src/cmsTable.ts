import type { BenchmarkUnit, Direction } from './benchmark.ts';
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
  readonly peers: number | null;
  readonly toppedOut: boolean;
  /** `flat`: deciles set by policy. `placeholder`: a decile that was not published. Neither is a line. */
  readonly gap: 'flat' | 'placeholder' | null;
  /** `percentile:figure` pairs in performance order, the figure as published. */
  readonly points: string;
  readonly title: string;
  readonly definition: string | null;
}

export const cmsTables = cms as readonly CmsTable[];
