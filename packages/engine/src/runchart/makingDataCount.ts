import { coincide } from './coincide.ts';
import { controlChart, type ControlChart } from './controlChart.ts';
import type { PhaseOptions } from './phases.ts';
import type { ControlRule } from './rules/control/types.ts';
import { findSignals, type RuleSignal } from './rules/findSignals.ts';

/** How Making Data Count reads a chart. */
export interface MakingDataCountReadingOptions {
  /** Which way is better; `neutral` calls no change better or worse. */
  readonly improvement: 'increase' | 'decrease' | 'neutral';
  /** What is to be reached, in the unit of the values. It decides the assurance icon and nothing else. */
  readonly target?: number;
  /** Rules in order of precedence, each of which must tell high from low; those of the family by default. */
  readonly rules?: readonly ControlRule[];
}

export interface MakingDataCountOptions extends MakingDataCountReadingOptions, PhaseOptions {
  /** Whether moving ranges above their own limit are left out, once; as the R package does, by default. The Excel tool does not. */
  readonly screen?: boolean;
}

/** What a point is. */
export type PointType = 'common-cause' | 'improvement' | 'concern' | 'neutral-high' | 'neutral-low';

/** What the last point says of the variation: common cause, or special cause for better or worse and which way the values went. */
export type VariationIcon =
  | 'common-cause'
  | 'improvement-high'
  | 'improvement-low'
  | 'concern-high'
  | 'concern-low'
  | 'neutral-high'
  | 'neutral-low';

/** Whether the process, as it is, will always reach its target, never, or now and then. */
export type AssuranceIcon = 'consistent-pass' | 'consistent-fail' | 'inconsistent';

/** Why a point is special: the first rule, by precedence, that it helps to meet. */
export interface SpecialCause {
  readonly rule: ControlRule;
  /** 1 above the centre or rising, −1 below it or falling. */
  readonly direction: 1 | -1;
}

export interface MakingDataCountReading {
  /** One type a point; null where it is missing or ghosted. Without limits no rule finds anything: common cause. */
  readonly types: readonly (PointType | null)[];
  /** Why a point is special; null for common cause and for points without a type. */
  readonly causes: readonly (SpecialCause | null)[];
  /** Null when no point has a type. */
  readonly variation: VariationIcon | null;
  /** Null without a target, without limits, or where no direction is better. */
  readonly assurance: AssuranceIcon | null;
  /** What every rule found, also where another one comes first. */
  readonly signals: readonly RuleSignal[];
}

export interface MakingDataCountChart extends MakingDataCountReading {
  readonly chart: ControlChart;
  /** Phases, by their place, whose limits rest on fewer than 12 points and are only for a start. */
  readonly trialPhases: readonly number[];
}

/** Points from which on limits are more than a start. */
const limitPointsMin = 12;

/**
 * The Making Data Count chart of the NHS: an I chart with limits at 2.66 mean moving ranges, one type for every point, and two
 * icons: what the variation says, and whether the target will be reached. It holds for points that do not share patients.
 *
 * @param values   the series in order of time, in one unit; NaN is missing
 * @param options  which way is better, the target, phases and baseline, screening, and the rules in order of precedence
 * @throws RangeError when a value is infinite, an option is out of its domain, or a rule does not tell high from low
 * @example makingDataCount([90, 92, 91, 93, 90, 92, 91, 94], { improvement: 'increase', target: 80 }).assurance // 'consistent-pass'
 *
 * Source: NHS England, Making Data Count; as in the R package NHSRplotthedots 0.2.2, but for edges where always on target passes.
 */
export function makingDataCount(values: ArrayLike<number>, options: MakingDataCountOptions): MakingDataCountChart {
  const chart = controlChart({ values }, { screen: true, ...options, chart: 'i', constants: 'making-data-count' });
  const trialPhases = chart.phases.flatMap(({ observed }, index) => (observed < limitPointsMin ? [index] : []));
  return { chart, trialPhases, ...readMakingDataCount(chart, options) };
}

/**
 * Reads any control chart in the way of Making Data Count: a type for every point, the icon of the variation (its last point)
 * and the icon of assurance (the last limits against the target; a process that lies always on its target passes).
 *
 * @param chart    a chart with its columns, as from {@link controlChart}
 * @param options  which way is better, the target, and the rules in order of precedence
 * @throws RangeError when an option is out of its domain, or a rule does not tell high from low
 * @example readMakingDataCount(controlChart({ values: [5, 5, 5, 5] }, { chart: 'i' }), { improvement: 'increase', target: 5 }).assurance // 'consistent-pass'
 *
 * Source: as {@link makingDataCount}.
 */
export function readMakingDataCount(
  chart: Pick<ControlChart, 'value' | 'z' | 'lower' | 'upper' | 'phases' | 'exclude'>,
  { improvement, target, rules }: MakingDataCountReadingOptions,
): MakingDataCountReading {
  if (!Object.hasOwn(betterWays, improvement))
    throw new RangeError(`improvement must be increase, decrease or neutral, got ${String(improvement)}`);
  if (target !== undefined && !Number.isFinite(target)) throw new RangeError(`target must be a finite number, got ${target}`);
  const aimlessRule = rules?.find(({ rule }) => rulesWithoutDirection.has(rule));
  if (aimlessRule) throw new RangeError(`rules must tell high from low, got ${aimlessRule.rule}`);
  const better = betterWays[improvement];
  const signals = findSignals(chart, rules ?? 'making-data-count');
  const causes = causesOf(signals, chart.value.length);
  const ghosts = new Set(chart.exclude);
  const types = causes.map((cause, index) =>
    Number.isNaN(chart.value[index]!) || ghosts.has(index) ? null : typeOf(cause, better),
  );
  const last = types.findLastIndex((type) => type !== null);
  return {
    types,
    causes,
    variation: last < 0 ? null : variationOf(types[last]!, causes[last]?.direction),
    assurance: target === undefined ? null : assuranceOf(chart, { better, target }),
    signals,
  };
}

const betterWays = { increase: 1, decrease: -1, neutral: 0 } as const;

const rulesWithoutDirection: ReadonlySet<ControlRule['rule']> = new Set([
  'alternating',
  'within',
  'both-sides',
  'few-crossings',
  'runs-test',
]);

/** For each point the first rule whose signal it belongs to. */
function causesOf(signals: readonly RuleSignal[], points: number): (SpecialCause | null)[] {
  const causes = Array<SpecialCause | null>(points).fill(null);
  for (const { rule, points: members, directions } of signals) {
    members.forEach((point, index) => {
      const direction = directions[index];
      if (direction) causes[point] ??= { rule, direction };
    });
  }
  return causes;
}

function typeOf(cause: SpecialCause | null, better: 1 | -1 | 0): PointType {
  if (cause === null) return 'common-cause';
  if (better === 0) return cause.direction > 0 ? 'neutral-high' : 'neutral-low';
  return cause.direction === better ? 'improvement' : 'concern';
}

function variationOf(type: PointType, direction: 1 | -1 | undefined): VariationIcon {
  if (type === 'improvement' || type === 'concern') return `${type}-${direction === 1 ? 'high' : 'low'}`;
  return type;
}

/** Where the last limits of the last phase lie to the target. */
function assuranceOf(
  { lower, upper, phases }: Pick<ControlChart, 'lower' | 'upper' | 'phases'>,
  { better, target }: { readonly better: 1 | -1 | 0; readonly target: number },
): AssuranceIcon | null {
  const last = lower.findLastIndex((limit) => !Number.isNaN(limit));
  const start = phases.at(-1)?.start ?? 0;
  if (better === 0 || last < start) return null;
  const [worst, best] = better === 1 ? [lower[last]!, upper[last]!] : [upper[last]!, lower[last]!];
  if (coincide(worst, target) || (worst - target) * better > 0) return 'consistent-pass';
  return !coincide(best, target) && (best - target) * better < 0 ? 'consistent-fail' : 'inconsistent';
}
