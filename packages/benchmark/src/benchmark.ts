import { readDecimal } from './decimal.ts';

export type Direction = 'higher' | 'lower';

/** `percent`: rates of patients. `ratio`: observed over expected, which no count of patients can be held against. */
export type BenchmarkUnit = 'percent' | 'ratio';

/** One published percentile, in performance order: the 90th of a lower-is-better measure is a low rate. */
export interface BenchmarkPoint {
  readonly percentile: number;
  /** The figure as published, digit for digit, in the benchmark's unit: `57.7` is 57.7 %. */
  readonly text: string;
}

export interface BenchmarkLine extends BenchmarkPoint {
  /** The same figure as a fraction in [0, 1]; for the unit `ratio`, the ratio itself. */
  readonly rate: number;
}

/** What says whose percentiles these are. A rank without it means nothing. */
export interface BenchmarkIdentity {
  /** With `measure`, the key: `cms-core-set-medicaid-2021`. */
  readonly set: string;
  readonly measure: string;
  readonly title: string;
  readonly population: string;
  /** Who was ranked, in words, to stand beside every placement. */
  readonly peerGroup: string;
  /** How many were ranked, where the source says. */
  readonly peers: number | null;
  /** The year in which care was measured. */
  readonly measurementYear: number;
  /** The year in which CMS scores clinicians on these lines; null outside MIPS. Two of them can share a measurement year. */
  readonly performanceYear: number | null;
  readonly vintage: string;
  readonly direction: Direction;
  readonly unit: BenchmarkUnit;
  readonly source: string;
  readonly caveats: readonly string[];
}

export interface Benchmark extends BenchmarkIdentity {
  /** By percentile, lowest first. Empty where nobody published a distribution: the caveats say why. */
  readonly lines: readonly BenchmarkLine[];
}

/**
 * Declares one measure's percentiles, refusing a table that contradicts itself. The only place where percent becomes a fraction.
 *
 * @param definition  identity, and points in performance order by rising percentile (0 to 100); texts in percent (0 to 100) or as ratios
 * @returns           the benchmark with each point's rate as a fraction
 * @throws RangeError when percentiles do not rise, a text is not plain digits, a percent exceeds 100,
 *                    or a higher percentile carries a worse rate
 * @example defineBenchmark({ ...findBenchmark({ set: 'cms-core-set-medicaid-2021', measure: 'CBP' }), points: [{ percentile: 50, text: '57.7' }] }).lines[0].rate // 0.577
 */
export function defineBenchmark({
  points,
  ...identity
}: BenchmarkIdentity & { readonly points: readonly BenchmarkPoint[] }): Benchmark {
  const name = `${identity.set} ${identity.measure}`;
  const lines = points.map(({ percentile, text }) => {
    if (!(percentile >= 0 && percentile <= 100))
      throw new RangeError(`${name}: percentile must be between 0 and 100, got ${percentile}`);
    readDecimal(`${name}: the ${percentile} percentile`, text);
    // A decimal exponent, not a division: the double nearest to 0.577, where 57.7 / 100 may be its neighbour.
    const rate = identity.unit === 'percent' ? Number(`${text}e-2`) : Number(text);
    if (identity.unit === 'percent' && rate > 1)
      throw new RangeError(`${name}: the ${percentile} percentile is a percent of at most 100, got ${text}`);
    return { percentile, rate, text };
  });
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    if (previous === undefined) continue;
    if (line.percentile <= previous.percentile)
      throw new RangeError(`${name}: percentiles must rise, got ${line.percentile} after ${previous.percentile}`);
    const gain = identity.direction === 'higher' ? line.rate - previous.rate : previous.rate - line.rate;
    if (gain < 0) {
      throw new RangeError(
        `${name}: ${identity.direction} is better, so the ${line.percentile} percentile cannot be worse than the ${previous.percentile}: got ${line.text} after ${previous.text}`,
      );
    }
  }
  return { ...identity, lines };
}
