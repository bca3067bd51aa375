import { measureWindows, periodOf, sharePatients, type MeasureWindow } from '../../measure/period.ts';
import { requireWhole } from '../../number/require.ts';
import type { LimitInput } from '../limits/columns.ts';
import type { ControlChartId } from '../limits/kernels.ts';
import { readSeries } from '../limits/series.ts';

/** What is charted: single values, proportions, or events per exposure, one entry a point; NaN is missing. */
export type BatchValues =
  | { readonly values: ArrayLike<number> }
  | { readonly numerators: ArrayLike<number>; readonly denominators: ArrayLike<number> }
  | { readonly events: ArrayLike<number>; readonly exposures: ArrayLike<number> };

/** Many series end to end, each in order of time. */
export type BatchColumns = BatchValues & {
  /** Points of each series, missing ones among them; one number when all are as long. */
  readonly lengths: number | ArrayLike<number>;
  /** 1 for each ghosted point, 0 for the others; one entry a point. */
  readonly ghosts?: ArrayLike<number>;
  /** What the measure of the series looks back on, or of each series; independent months unless told. */
  readonly window?: MeasureWindow | readonly MeasureWindow[];
  /** The month of each point by `monthNumber`; without it the points of a series are taken as months in a row. */
  readonly months?: ArrayLike<number>;
};

/** A batch as it is worked on. */
export interface Batch {
  readonly chart: 'run' | BatchChartId;
  readonly input: LimitInput;
  /** What a run chart shows; NaN where a point is missing or ghosted. */
  readonly shown: Float64Array;
  /** Series s has the points from starts[s] to before starts[s + 1]. */
  readonly starts: Uint32Array;
  readonly ghosts: Uint8Array;
  /** How a point varies when nothing changes: proportions as binomial counts, events as Poisson counts, values unknown. */
  readonly kind: 'values' | 'proportions' | 'events';
  readonly windows: readonly MeasureWindow[] | MeasureWindow;
  readonly months: ArrayLike<number> | undefined;
}

/** Control charts that can be drawn from columns: all but those of subgroups. */
export type BatchChartId = Exclude<ControlChartId, 'xbar' | 's'>;

/** Which control chart has the same needs as a run chart of such columns. */
const plainChart = { values: 'i', proportions: 'p', events: 'u' } as const;

/**
 * Columns as they are worked on, once they are known to be possible.
 *
 * @throws RangeError naming the entry, its value and the rule
 */
export function readBatch(columns: BatchColumns, chart: 'run' | BatchChartId): Batch {
  const kind = kindOf(columns);
  const input = readSeries(columns, chart === 'run' ? plainChart[kind] : chart);
  const points = input.values.length;
  const ghosts = readGhosts(columns.ghosts, points);
  const starts = readStarts(columns.lengths, points);
  const windows = readWindows(columns.window ?? 'month', starts.length - 1);
  requireRising(columns.months, starts);
  const batch = { chart, input, shown: new Float64Array(points), starts, ghosts, kind, windows, months: columns.months };
  writeShown(batch);
  return batch;
}

/** Values, or rates where there are two columns; NaN where a point is missing or ghosted. */
export function writeShown({
  input: { values, sizes },
  shown,
  ghosts,
  kind,
}: Pick<Batch, 'input' | 'shown' | 'ghosts' | 'kind'>): void {
  for (let index = 0; index < shown.length; index += 1) {
    if (ghosts[index] === 1) shown[index] = NaN;
    else if (kind === 'values') shown[index] = values[index]!;
    else shown[index] = sizes[index]! > 0 ? values[index]! / sizes[index]! : NaN;
  }
}

/** Whether the shown points of a series rest on some of the same patients' results. */
export function seriesSharesPatients({ windows, months, shown, starts }: Batch, series: number): boolean {
  const window = windowOf(windows, series);
  if (window === 'month') return false; // months of a series rise, so that no two are one
  const start = starts[series]!;
  const periods: string[] = [];
  for (let index = start; index < starts[series + 1]!; index += 1) {
    if (!Number.isNaN(shown[index]!)) periods.push(periodOf(months ? months[index]! : index - start));
  }
  return sharePatients(window, periods);
}

export function windowOf(windows: Batch['windows'], series: number): MeasureWindow {
  return typeof windows === 'string' ? windows : windows[series]!;
}

function kindOf(columns: BatchColumns): Batch['kind'] {
  if ('numerators' in columns) return 'proportions';
  return 'events' in columns ? 'events' : 'values';
}

function readStarts(lengths: number | ArrayLike<number>, points: number): Uint32Array {
  const even = typeof lengths === 'number';
  if (even) requireWhole('lengths', lengths);
  if (even && (lengths === 0 ? points > 0 : points % lengths !== 0))
    throw new RangeError(`lengths must divide the number of points, got ${lengths} for ${points} points`);
  const series = even ? (lengths === 0 ? 0 : points / lengths) : lengths.length;
  const starts = new Uint32Array(series + 1);
  let start = 0;
  for (let index = 0; index < series; index += 1) {
    const length = even ? lengths : lengths[index]!;
    requireWhole(`lengths[${index}]`, length);
    start += length;
    starts[index + 1] = start;
  }
  if (start !== points) throw new RangeError(`lengths must add up to the ${points} points, got ${start}`);
  return starts;
}

function readGhosts(ghosts: ArrayLike<number> | undefined, points: number): Uint8Array {
  const read = new Uint8Array(points);
  if (ghosts === undefined) return read;
  if (ghosts.length !== points) throw new RangeError(`ghosts must be as many as points, got ${ghosts.length} for ${points}`);
  for (let index = 0; index < points; index += 1) {
    if (ghosts[index] !== 0 && ghosts[index] !== 1) throw new RangeError(`ghosts[${index}] must be 0 or 1, got ${ghosts[index]}`);
    read[index] = ghosts[index]!;
  }
  return read;
}

function readWindows(windows: MeasureWindow | readonly MeasureWindow[], series: number): Batch['windows'] {
  const each = typeof windows === 'string' ? [windows] : windows;
  if (typeof windows !== 'string' && windows.length !== series)
    throw new RangeError(`window must be one for all or one for each of the ${series} series, got ${windows.length}`);
  const unknown = each.find((window) => !measureWindows.includes(window));
  if (unknown !== undefined) throw new RangeError(`window must be one of ${measureWindows.join(', ')}, got ${String(unknown)}`);
  return windows;
}

function requireRising(months: ArrayLike<number> | undefined, starts: Uint32Array): void {
  if (months === undefined) return;
  const points = starts.at(-1)!;
  if (months.length !== points) throw new RangeError(`months must be as many as points, got ${months.length} for ${points}`);
  for (let series = 0; series + 1 < starts.length; series += 1) {
    for (let index = starts[series]!; index < starts[series + 1]!; index += 1) {
      requireWhole(`months[${index}]`, months[index]!);
      if (index > starts[series]! && !(months[index]! > months[index - 1]!))
        throw new RangeError(
          `months must rise within a series, got months[${index}] ${months[index]} after ${months[index - 1]}`,
        );
    }
  }
}
