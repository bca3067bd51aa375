import type { Status } from '@equipoise/engine';
import type { Benchmark, Direction } from './benchmark.ts';
import { type Counts, requireCounts, whyUncounted } from './counts.ts';
import { readDecimal } from './decimal.ts';
import { ordinal } from './ordinal.ts';
import { requireStandingOptions, standOn, type Standing, type StandingOptions } from './standing.ts';
import { type RateComparison, readMark } from './threshold.ts';

/** A line by name: a published percentile, a plan's minimum performance level, a goal. */
export interface NamedLine {
  /** `50th`, `MPL`, `goal 2026`; no two lines of a ladder share one. */
  readonly name: string;
  /** The rate in percent as printed, 0 to 100: `57.7`. */
  readonly text: string;
  /** Of a published percentile: which. */
  readonly percentile?: number | null;
  /** Of a published percentile: who was ranked, and when their care was measured. */
  readonly peerGroup?: string | null;
  readonly vintage?: string | null;
  /** True of a percentile that nobody published: computed from the rates of those ranked. */
  readonly derived?: boolean;
}

export interface Rung extends Required<NamedLine>, Standing {
  /** The line as a fraction. */
  readonly rate: number;
}

/** `performance`: the line that is easiest to meet first. `nearest`: the one closest to the rate first, met or not. */
export type LadderOrder = 'nearest' | 'performance';

export interface LadderOptions extends StandingOptions {
  readonly direction: Direction;
  readonly lines: readonly NamedLine[];
  /** `performance` unless told. */
  readonly order?: LadderOrder | undefined;
}

export interface Ladder {
  readonly direction: Direction;
  readonly comparison: RateComparison;
  readonly order: LadderOrder;
  /** In the order asked for; empty when there is a `reason`. */
  readonly rungs: readonly Rung[];
  /** The nearest line not yet met, whatever the order. */
  readonly next: Rung | null;
  readonly status: Status;
  readonly reason: string | null;
}

/**
 * A rate against any set of lines: published percentiles, fixed lines such as a minimum performance level, goals; each with its
 * distance and the whole patients it takes.
 *
 * @param cell     whole counts; numerator ≤ denominator
 * @param options  direction, lines (percents as printed), order (`performance` or `nearest`), comparison, denominatorMin, closure
 * @returns        a rung a line, and the next one to meet; no rungs and a reason when nobody or too few are in the denominator
 * @throws RangeError when a count is not whole, a percent is not plain digits or above 100, or two lines share a name
 * @example ladder({ denominator: 143, numerator: 79 }, { direction: 'higher', lines: [...benchmarkLines(defaultBenchmark('CBP'), [50]), { name: 'goal', text: '56' }] }).rungs.map(({ name, patientsToReach }) => `${name}: ${patientsToReach}`) // ['goal: 2', '50th: 4']
 */
export function ladder(cell: Counts, options: LadderOptions): Ladder {
  requireStandingOptions(options);
  requireCounts(cell);
  const { closure, comparison = 'exact', denominatorMin = 0, direction, lines, order = 'performance' } = options;
  requireOrder(order);
  requireLines(lines);
  const asked = { direction, comparison, order };
  const why = whyUncounted(cell.denominator, denominatorMin);
  if (why !== null) return { ...asked, rungs: [], next: null, ...why };

  const rungs = lines.map((line): Rung => {
    const rate = Number(`${line.text}e-2`);
    const mark = readMark({ comparison, direction, thresholdPercent: line.text });
    return standOn(cell, { ...completeLine(line), rate }, { closure, mark });
  });
  const climbed = rungs.toSorted((a, b) => (direction === 'higher' ? a.rate - b.rate : b.rate - a.rate));
  return {
    ...asked,
    rungs: order === 'nearest' ? climbed.toSorted((a, b) => Math.abs(a.distance) - Math.abs(b.distance)) : climbed,
    next: climbed.find(({ met }) => !met) ?? null,
    status: 'REPORTED',
    reason: null,
  };
}

/**
 * Published percentiles as lines of a ladder.
 *
 * @param benchmark    percentiles of one measure and peer group, in percent
 * @param percentiles  which, in performance order; all that were published when left out
 * @returns            one line each, named `50th`, with its peer group and vintage, and whether it was computed rather than published
 * @throws RangeError when one was not published, because a line is never interpolated, or the benchmark is a ratio
 * @example benchmarkLines(defaultBenchmark('CBP'), [50]).map(({ name, text }) => `${name}: ${text}`) // ['50th: 57.7']
 */
export function benchmarkLines(benchmark: Benchmark, percentiles?: readonly number[]): readonly NamedLine[] {
  const { lines, measure, peerGroup, set, unit, vintage } = benchmark;
  if (unit === 'ratio')
    throw new RangeError(`${set} ${measure}: a ratio has no lines that a rate of patients can be held against`);
  const asked = percentiles ?? lines.map(({ percentile }) => percentile);
  return asked.map((percentile) => {
    const line = lines.find((published) => published.percentile === percentile);
    if (line)
      return { name: ordinal(percentile), text: line.text, percentile, peerGroup, vintage, derived: line.derived ?? false };
    const published = lines.map((one) => ordinal(one.percentile)).join(', ') || 'none';
    throw new RangeError(
      `${set} ${measure}: no ${ordinal(percentile)} was published, and a line is never interpolated; there are ${published}`,
    );
  });
}

/** What a line leaves out is null. */
export function completeLine(line: NamedLine): Required<NamedLine> {
  const { derived = false, name, peerGroup = null, percentile = null, text, vintage = null } = line;
  return { name, text, percentile, peerGroup, vintage, derived };
}

function requireLines(lines: readonly NamedLine[]): void {
  const names = new Set<string>();
  for (const line of lines) {
    if (names.has(line.name)) throw new RangeError(`line ${line.name} is given twice: every line of a ladder has its own name`);
    names.add(line.name);
    requirePercent(line);
  }
}

/** @throws RangeError when a text is not plain digits, or is above 100 */
export function requirePercent({ name, text }: NamedLine): void {
  readDecimal(`line ${name}`, text);
  if (Number(text) > 100) throw new RangeError(`line ${name} is a percent of at most 100, got ${text}`);
}

function requireOrder(order: string): void {
  if (order !== 'performance' && order !== 'nearest') throw new RangeError(`order is performance or nearest, got ${order}`);
}
