import { measureWindows, type MeasureWindow } from '../measure/period.ts';
import { createRandom } from '../number/random.ts';
import { requireCount, requireFraction } from '../number/require.ts';
import { prepareOverlapping, type OverlappingSeries } from './batch/drawOverlapping.ts';
import { medianBetween } from './batch/medianBetween.ts';
import { createRunTally, tallyRuns } from './batch/tallyRuns.ts';
import { requirePoints } from './requirePoints.ts';
import { anhoejLimits, type AnhoejLimits } from './rules/anhoej.ts';

/** What a calibrated rule looks at: the longest run, the crossings, the longest trend, or as Anhøj both run and crossings. */
export type CalibratedRule = 'shift' | 'crossings' | 'trend' | 'anhoej';
const calibratedRules: readonly CalibratedRule[] = ['shift', 'crossings', 'trend', 'anhoej'];

export interface CalibrateOptions {
  /** Points of the series, for limits alone; not needed beside `values`. */
  readonly points?: number;
  /** The series itself, one point a month in order of time; NaN is missing. */
  readonly values?: ArrayLike<number>;
  /** Months that each point looks back on, or the window of its measure. */
  readonly window: number | MeasureWindow;
  /** Of the points, each over its whole window; one number when they are alike. Without them points are taken as large. */
  readonly denominators?: number | ArrayLike<number>;
  /** The rate behind all points, in [0, 1]; that of the series unless told. */
  readonly rate?: number;
  /** Share of a panel's readings that stay from one month to the next, in [0, 1); needed for a snapshot, and for it alone. */
  readonly persistence?: number;
  /** `anhoej` unless told. */
  readonly rule?: CalibratedRule;
  /** The share of unchanged series that may signal; 0.05 unless told. */
  readonly falseAlarms?: number;
  /** Series drawn; 2000 unless told. */
  readonly runs?: number;
  /** Of the draws; 1 unless told. */
  readonly seed?: number;
}

/** Rules that hold for points that share patients, by a null distribution simulated for their very window. */
export interface Calibration {
  /** The name under which a verdict by these limits is to be given. */
  readonly rules: 'calibrated';
  readonly rule: CalibratedRule;
  readonly points: number;
  /** Months that each point looks back on; null for a snapshot. */
  readonly months: number | null;
  readonly persistence: number | null;
  /** As asked for. */
  readonly falseAlarms: number;
  readonly runs: number;
  readonly seed: number;
  /** The fewest points in a run that make a signal; NaN where the rule has none, or the longest possible run is too common. */
  readonly longestRunMin: number;
  /** The most crossings that make a signal; NaN where the rule has none, or even a single crossing is too common. */
  readonly crossingsMax: number;
  /** The fewest points that make a trend; NaN where the rule has none, or the longest possible trend is too common. */
  readonly trendMin: number;
  /** The share of unchanged series that signal by these limits: at most `falseAlarms`; limits are whole numbers. */
  readonly attained: number;
  /** Why there is no limit, so that no series can signal; null when there is one. */
  readonly reason: string | null;
  /** What the usual rules, made for independent points, would call a change in unchanged series of this window. */
  readonly usual: { readonly anhoej: number; readonly shiftOfSix: number };
  /** The series that was given; null without one. */
  readonly observed: CalibratedVerdict | null;
}

export interface CalibratedVerdict {
  /** NaN when no point is useful. */
  readonly longestRun: number;
  readonly crossings: number;
  readonly longestTrend: number;
  /** How many unchanged series are as extreme, itself among them: (k + 1) / (runs + 1); doubled where the rule looks at two things. */
  readonly chance: number;
  readonly signal: boolean;
}

/**
 * Limits for a series whose points share patients, such as a rolling year: series of that very length and window are drawn
 * with nothing changing, and the limits are those that hardly any of them reach. For a rolling window each month is an
 * independent binomial count and every point the sum of its months; for a snapshot each patient's reading stays from one
 * month to the next with the chance of `persistence`, in a panel of one size.
 *
 * @param options  the series or its length, its window, its denominators and rate, the rule and how false alarms are held
 * @returns        limits, how often they are reached by chance, and the verdict on a series that was given
 * @throws RangeError when a snapshot comes without persistence, neither points nor values are given, or an option is out of its
 *                 domain
 * @example calibrate({ points: 24, window: 12, rule: 'crossings', runs: 200 }).rules // 'calibrated'
 *
 * Source: Monte Carlo tests as in Davison and Hinkley 1997, Bootstrap Methods and their Application, ch. 4.
 */
export function calibrate(options: CalibrateOptions): Calibration {
  const { rule = 'anhoej', falseAlarms = 0.05, runs = 2000, seed = 1 } = options;
  if (!calibratedRules.includes(rule))
    throw new RangeError(`rule must be one of ${calibratedRules.join(', ')}, got ${String(rule)}`);
  if (!(falseAlarms > 0 && falseAlarms < 1)) throw new RangeError(`falseAlarms is a fraction such as 0.05, got ${falseAlarms}`);
  requirePoints('runs', runs, { min: 1 });
  const series = readSeries(options);
  const { months, persistence } = readWindow(options);
  const counts = readCounts(options, series);
  const points = series.length;

  const random = createRandom(seed);
  const draw = prepareOverlapping({ points, months, persistence: persistence ?? 0, counts });
  const measure = compileMeasure(points);
  const drawn = { longestRun: new Float64Array(runs), crossings: new Float64Array(runs), longestTrend: new Float64Array(runs) };
  const usual = { anhoej: 0, shiftOfSix: 0 };
  const values = new Float64Array(points);
  for (let run = 0; run < runs; run += 1) {
    draw(random, values);
    for (let point = 0; point < points; point += 1) if (Number.isNaN(series[point]!)) values[point] = NaN;
    const found = measure(values);
    drawn.longestRun[run] = found.longestRun;
    drawn.crossings[run] = found.crossings;
    drawn.longestTrend[run] = found.longestTrend;
    if (found.anhoej) usual.anhoej += 1;
    if (found.longestRun >= 6) usual.shiftOfSix += 1;
  }

  const shown = series.reduce((total, value) => total + (Number.isNaN(value) ? 0 : 1), 0);
  const looksAt = { run: rule === 'shift' || rule === 'anhoej', crossings: rule === 'crossings' || rule === 'anhoej' };
  const level = rule === 'anhoej' ? falseAlarms / 2 : falseAlarms; // half for each of its two limits
  const longestRunMin = looksAt.run ? fewest(drawn.longestRun, level, Math.floor(shown / 2)) : NaN;
  const crossingsMax = looksAt.crossings ? most(drawn.crossings, level, shown - 1) : NaN;
  const trendMin = rule === 'trend' ? fewest(drawn.longestTrend, level, shown) : NaN;
  const signals = ({ longestRun, crossings, longestTrend }: RunMeasures) =>
    longestRun >= longestRunMin || crossings <= crossingsMax || longestTrend >= trendMin;

  let alarms = 0;
  for (let run = 0; run < runs; run += 1) {
    const one = { longestRun: drawn.longestRun[run]!, crossings: drawn.crossings[run]!, longestTrend: drawn.longestTrend[run]! };
    if (signals(one)) alarms += 1;
  }
  const judge = (found: RunMeasures): CalibratedVerdict => {
    const { longestRun, crossings, longestTrend } = found;
    const chances = [
      ...(looksAt.run ? [chanceAtLeast(drawn.longestRun, longestRun)] : []),
      ...(looksAt.crossings ? [chanceAtMost(drawn.crossings, crossings)] : []),
      ...(rule === 'trend' ? [chanceAtLeast(drawn.longestTrend, longestTrend)] : []),
    ];
    return {
      longestRun,
      crossings,
      longestTrend,
      chance: Math.min(1, chances.length * Math.min(...chances)),
      signal: signals(found),
    };
  };
  return {
    rules: 'calibrated',
    rule,
    points,
    months,
    persistence,
    falseAlarms,
    runs,
    seed,
    longestRunMin,
    crossingsMax,
    trendMin,
    attained: alarms / runs,
    reason: [longestRunMin, crossingsMax, trendMin].some((limit) => !Number.isNaN(limit)) ? null : noLimit(rule, shown, level),
    usual: { anhoej: usual.anhoej / runs, shiftOfSix: usual.shiftOfSix / runs },
    observed: options.values === undefined ? null : judge(measure(series)),
  };
}

interface RunMeasures {
  /** NaN when no point is useful, and so are the crossings. */
  readonly longestRun: number;
  readonly crossings: number;
  readonly longestTrend: number;
}

/** Makes ready to tell what the rules look at about the median of a series. */
function compileMeasure(points: number): (values: Float64Array) => RunMeasures & { readonly anhoej: boolean } {
  const scratch = new Float64Array(points);
  const tally = createRunTally();
  const span = { start: 0, end: points - 1 };
  const limits: AnhoejLimits[] = []; // slow to compute, and the same for nearly all draws
  return (values) => {
    tallyRuns(values, span, medianBetween(values, 0, points - 1, scratch), 'skip', tally);
    const useful = tally.above + tally.below;
    const longestRun = useful === 0 ? NaN : tally.longestRun;
    const crossings = useful === 0 ? NaN : tally.runs - 1;
    const { longestRunMax, crossingsMin } = (limits[useful] ??= anhoejLimits(useful));
    const anhoej = longestRun > longestRunMax || crossings < crossingsMin;
    return { longestRun, crossings, longestTrend: tally.longestTrend, anhoej };
  };
}

/** The share of series that reach `value`, one that is itself observed among them. NaN reaches nothing and has no chance. */
function chanceAtLeast(drawn: Float64Array, value: number): number {
  if (Number.isNaN(value)) return NaN;
  return (1 + drawn.reduce((total, each) => total + (each >= value ? 1 : 0), 0)) / (1 + drawn.length);
}

function chanceAtMost(drawn: Float64Array, value: number): number {
  if (Number.isNaN(value)) return NaN;
  return (1 + drawn.reduce((total, each) => total + (each <= value ? 1 : 0), 0)) / (1 + drawn.length);
}

/** The smallest number that is rare enough; NaN when the largest possible one is not. */
function fewest(drawn: Float64Array, level: number, largest: number): number {
  let limit = NaN;
  for (let value = largest; value >= 2 && chanceAtLeast(drawn, value) <= level; value -= 1) limit = value;
  return limit;
}

/** The largest number that is rare enough; NaN when 1 is not. A series that never crosses has points on one side alone, which says nothing. */
function most(drawn: Float64Array, level: number, largest: number): number {
  let limit = NaN;
  for (let value = 1; value <= largest && chanceAtMost(drawn, value) <= level; value += 1) limit = value;
  return limit;
}

function noLimit(rule: CalibratedRule, shown: number, level: number): string {
  const what = { shift: 'run', crossings: 'number of crossings', trend: 'trend', anhoej: 'run and no number of crossings' }[rule];
  return `no ${what} of ${shown} such points is as rare as ${level} by chance: chart more points, or points that share no patients`;
}

/** The series, or one of so many points: NaN is missing, which points it misses is all that is read of it before the verdict. */
function readSeries({ points, values }: CalibrateOptions): Float64Array {
  if (values === undefined) {
    if (points === undefined) throw new RangeError('points or values must be given');
    requirePoints('points', points, { min: 1 });
    return new Float64Array(points);
  }
  if (points !== undefined && points !== values.length)
    throw new RangeError(`points must be the number of values ${values.length} or left out, got ${points}`);
  const series = new Float64Array(values.length);
  for (let point = 0; point < values.length; point += 1) {
    const value = values[point];
    if (typeof value !== 'number' || Math.abs(value) === Infinity)
      throw new RangeError(`values[${point}] must be a finite number, or NaN for missing, got ${String(value)}`);
    series[point] = value;
  }
  return series;
}

const monthsOfWindow: Readonly<Record<MeasureWindow, number | null>> = { month: 1, 'rolling-12': 12, year: 12, snapshot: null };

function readWindow({ window, persistence }: CalibrateOptions): Pick<Calibration, 'months' | 'persistence'> {
  if (typeof window === 'string' && !measureWindows.includes(window))
    throw new RangeError(`window must be a number of months or one of ${measureWindows.join(', ')}, got ${String(window)}`);
  const months = typeof window === 'string' ? monthsOfWindow[window] : window;
  if (months !== null) {
    requirePoints('window', months, { min: 1 });
    if (persistence !== undefined) throw new RangeError('persistence is for window snapshot alone');
    return { months, persistence: null };
  }
  if (persistence === undefined)
    throw new RangeError(
      'window snapshot carries patients forward, by how much only their readings can tell: give persistence, the share of readings that stay from one month to the next',
    );
  if (!(persistence >= 0 && persistence < 1))
    throw new RangeError(`persistence must be a fraction of at least 0 and below 1, got ${persistence}`);
  return { months, persistence };
}

function readCounts({ denominators, rate, values }: CalibrateOptions, series: Float64Array): OverlappingSeries['counts'] {
  if (denominators === undefined) {
    if (rate !== undefined) throw new RangeError('rate is for points with denominators');
    return null;
  }
  const sizes = new Float64Array(series.length);
  if (typeof denominators === 'number') sizes.fill(denominators);
  else if (denominators.length === series.length) sizes.set(denominators);
  else throw new RangeError(`denominators must be as many as points, got ${denominators.length} for ${series.length}`);
  sizes.forEach((size, point) => requireCount(`denominators[${point}]`, size));
  if (rate !== undefined) {
    requireFraction('rate', rate);
    return { denominators: sizes, rate };
  }
  if (values === undefined) throw new RangeError('rate must be given beside denominators where there are no values');
  return { denominators: sizes, rate: pooledRate(series, sizes) };
}

function pooledRate(rates: Float64Array, sizes: Float64Array): number {
  let met = 0;
  let size = 0;
  rates.forEach((rate, point) => {
    if (Number.isNaN(rate)) return;
    requireFraction(`values[${point}]`, rate);
    met += rate * sizes[point]!;
    size += sizes[point]!;
  });
  return size > 0 ? Math.min(1, met / size) : 0; // nothing was observed, and nothing will be drawn that is shown
}
