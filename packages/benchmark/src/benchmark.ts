import { readDecimal } from './decimal.ts';
import { type Licence, licenceOf } from './licence.ts';

export type Direction = 'higher' | 'lower';

/** `percent`: rates of patients. `ratio`: observed over expected, which no count of patients can be held against. */
export type BenchmarkUnit = 'percent' | 'ratio';

/** How the source orders its percentiles. `performance`: its 90th is good. `raw`: its 90th is a high rate, good or bad. */
export type Orientation = 'performance' | 'raw';

/** What the source published: percentiles of a distribution, or figures that it set by policy, which rank nobody. */
export type Distribution = 'published' | 'set-by-policy';

/** One percentile, in performance order: the 90th of a lower-is-better measure is a low rate. */
export interface BenchmarkPoint {
  readonly percentile: number;
  /** The figure as published, digit for digit, in the benchmark's unit: `57.7` is 57.7 %. */
  readonly text: string;
}

export interface BenchmarkLine extends BenchmarkPoint {
  /** The same figure as a fraction in [0, 1]; for the unit `ratio`, the ratio itself. */
  readonly rate: number;
  /** Only on a line that nobody published: computed from the rates of those ranked. It stands in `lines` only for who asked. */
  readonly derived?: true;
}

/** What says whose percentiles these are. A rank without it means nothing. */
export interface BenchmarkIdentity {
  /** What the publication is called here: `cms-core-set-medicaid-2021`. */
  readonly set: string;
  /** The measure part, such as one of two rates of a measure. */
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
  /** How the source orders its percentiles; `lines` are in performance order whatever it says. */
  readonly orientation: Orientation;
  readonly distribution: Distribution;
  /** Percentiles at which the source prints a filler, because it did not publish them. They are no lines. */
  readonly fillers: readonly number[];
  readonly licence: Licence;
  readonly source: string;
  readonly caveats: readonly string[];
}

export interface Benchmark extends BenchmarkIdentity {
  /** What the order of the lines means, in words. */
  readonly order: string;
  /** By percentile, lowest first. Empty where nobody published a distribution: the caveats say why. */
  readonly lines: readonly BenchmarkLine[];
  /** Percentiles computed from the rates of those ranked, apart from what was published: no lines until `withDerivedLines`. */
  readonly derivedLines: readonly BenchmarkLine[];
}

type Optional = 'distribution' | 'fillers' | 'licence' | 'orientation';

/** An identity and its points. What is left out: performance order, a published distribution without fillers, no licence to pass it on. */
export interface BenchmarkDefinition extends Omit<BenchmarkIdentity, Optional>, Partial<Pick<BenchmarkIdentity, Optional>> {
  readonly points: readonly BenchmarkPoint[];
  readonly derivedPoints?: readonly BenchmarkPoint[];
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
export function defineBenchmark({ derivedPoints = [], points, ...definition }: BenchmarkDefinition): Benchmark {
  const identity: BenchmarkIdentity = {
    ...definition,
    orientation: definition.orientation ?? 'performance',
    distribution: definition.distribution ?? 'published',
    fillers: definition.fillers ?? [],
    licence: definition.licence ?? licenceOf(''),
  };
  const lines = points.map((point) => readLine(identity, point));
  const derivedLines = derivedPoints.map((point) => ({ ...readLine(identity, point), derived: true as const }));
  requireOrder(identity, lines);
  requireOrder(
    identity,
    [...lines, ...derivedLines].toSorted((a, b) => a.percentile - b.percentile),
  );
  return { ...identity, order: orderWords(identity), lines, derivedLines };
}

/**
 * The same benchmark with the computed percentiles among its lines, for who would rather have an unpublished line than none: CMS
 * publishes quartiles of states, programs ask for the 66th or the 90th. Every such line says `derived`, and a caveat says it of
 * every placement.
 *
 * @param benchmark  one with `derivedLines`; without any, it comes back as it is
 * @returns          the benchmark with all its lines by percentile
 * @example withDerivedLines(findBenchmark({ set: 'cms-core-set-medicaid-2021', measure: 'CBP' })).lines.map(({ percentile }) => percentile) // [5, 10, 25, 33.33, 50, 66.67, 75, 90, 95]
 */
export function withDerivedLines(benchmark: Benchmark): Benchmark {
  const { caveats, derivedLines, lines, peerGroup } = benchmark;
  if (derivedLines.length === 0) return benchmark;
  const percentiles = derivedLines.map(({ percentile }) => percentile).join(', ');
  return {
    ...benchmark,
    lines: [...lines, ...derivedLines].toSorted((a, b) => a.percentile - b.percentile),
    derivedLines: [],
    caveats: [...caveats, `Not published, but computed from the rates of the ${peerGroup}: percentiles ${percentiles}.`],
  };
}

function readLine({ measure, set, unit }: BenchmarkIdentity, { percentile, text }: BenchmarkPoint): BenchmarkLine {
  const name = `${set} ${measure}`;
  if (!(percentile >= 0 && percentile <= 100))
    throw new RangeError(`${name}: percentile must be between 0 and 100, got ${percentile}`);
  readDecimal(`${name}: the ${percentile} percentile`, text);
  // A decimal exponent, not a division: the double nearest to 0.577, where 57.7 / 100 may be its neighbour.
  const rate = unit === 'percent' ? Number(`${text}e-2`) : Number(text);
  if (unit === 'percent' && rate > 1)
    throw new RangeError(`${name}: the ${percentile} percentile is a percent of at most 100, got ${text}`);
  return { percentile, rate, text };
}

function requireOrder({ direction, measure, set }: BenchmarkIdentity, lines: readonly BenchmarkLine[]): void {
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    if (previous === undefined) continue;
    if (line.percentile <= previous.percentile)
      throw new RangeError(`${set} ${measure}: percentiles must rise, got ${line.percentile} after ${previous.percentile}`);
    const gain = direction === 'higher' ? line.rate - previous.rate : previous.rate - line.rate;
    if (gain < 0) {
      throw new RangeError(
        `${set} ${measure}: ${direction} is better, so the ${line.percentile} percentile cannot be worse than the ${previous.percentile}: got ${line.text} after ${previous.text}`,
      );
    }
  }
}

function orderWords({ direction, orientation }: BenchmarkIdentity): string {
  if (direction === 'higher') return 'higher is better: the 90th percentile is a high rate';
  const performance = 'lower is better: the 90th percentile is a low rate';
  return orientation === 'raw' ? `${performance}, which the source lists as its 10th` : performance;
}
