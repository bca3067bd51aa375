import type { Measure } from '../../measure/define.ts';
import type { LimitColumns } from '../../runchart/limits/columns.ts';
import type { PhaseSpan } from '../../runchart/phases.ts';
import type { RuleSignal } from '../../runchart/rules/findSignals.ts';
import { type ChangeInGap, changeInGap } from './changeInGap.ts';
import type { GapArm, GapArms, GapPeriod } from './gapArms.ts';
import { type GapChartId, type GapEstimate, pooledRates } from './gapLimits.ts';

/**
 * What a signal says of the gap, positive when the group is worse off: it went up, to the group's disadvantage, or down. Where the
 * group is better off, a narrowing so is a lead that grows.
 */
export type GapWay = 'widening' | 'narrowing';

/** Periods that together break a rule to one side. */
export interface GapStretch {
  /** Indices of the periods. */
  readonly points: readonly number[];
  /** Null for a rule that points neither way. */
  readonly way: GapWay | null;
  /** The phase begins with this run and then leaves it: what changed is that the gap left it, and the way is that of the change. */
  readonly left: boolean;
  /**
   * From the other periods of the baseline to this stretch; from the stretch to them where the gap left it, and from first to last
   * of a trend. All by the weights of the chart, so that gaps are the chart's own. Null where there is nothing beside the stretch.
   */
  readonly change: ChangeInGap | null;
  /**
   * A gap to the group's disadvantage narrowed because the reference got worse: by more than chance and more than the group
   * improved, while the group's own improvement is within chance or none at all.
   */
  readonly levellingDown: boolean;
}

/** What one rule found, with what it says of the gap. */
export interface GapSignal extends RuleSignal {
  readonly stretches: readonly GapStretch[];
}

/** All that directions and parts are read from. */
export interface GapContext extends Pick<Measure, 'direction' | 'window'> {
  readonly periods: readonly GapPeriod[];
  readonly arms: GapArms;
  readonly columns: LimitColumns;
  readonly ghosts: Uint8Array;
  readonly phases: readonly (PhaseSpan & GapEstimate)[];
  readonly chart: GapChartId;
  readonly level: number;
}

/** The signals that found something, each with its stretches. */
export function directSignals(found: readonly RuleSignal[], context: GapContext): GapSignal[] {
  return found
    .filter(({ points }) => points.length > 0)
    .map((signal) => ({
      ...signal,
      stretches: context.phases.flatMap((phase) =>
        cutStretches(signal, phase, context).map((stretch) => readStretch(signal, stretch, phase, context)),
      ),
    }));
}

interface Side {
  readonly points: number[];
  readonly side: 1 | -1 | 0;
}

type RuleName = RuleSignal['rule']['rule'];
const runs: readonly RuleName[] = ['long-run', 'one-side'];
const rows: readonly RuleName[] = [...runs, 'trend'];

/** Members of a rule in one phase by direction; a row ends where a period that counts is not of it. */
function cutStretches(
  { rule, points, directions }: RuleSignal,
  { start, end }: PhaseSpan,
  { columns: { z } }: GapContext,
): Side[] {
  const sides: Side[] = [];
  points.forEach((point, place) => {
    if (point < start || point > end) return;
    const last = sides.at(-1);
    const side = directions[place]!;
    const goesOn = last?.side === side && !(rows.includes(rule.rule) && isBroken(z, last.points.at(-1)!, point));
    if (goesOn) last.points.push(point);
    else sides.push({ points: [point], side });
  });
  return sides;
}

/** Whether a period between two others lies off the centre, and so would be a member if it were of their row. */
function isBroken(z: Float64Array, from: number, to: number): boolean {
  return z.subarray(from + 1, to).some(isOff);
}

/** Off the centre; a period that is missing or left out is not. */
const isOff = (distance: number): boolean => Math.abs(distance) > 0;

function readStretch(
  { rule }: RuleSignal,
  { points, side }: Side,
  phase: PhaseSpan & GapEstimate,
  context: GapContext,
): GapStretch {
  if (side === 0) return { points, way: null, left: false, change: null, levellingDown: false };
  const { z } = context.columns;
  const left =
    runs.includes(rule.rule) &&
    !z.subarray(phase.start, points[0]!).some(isOff) &&
    z.subarray(points.at(-1)! + 1, phase.end + 1).some(isOff);
  const way: GapWay = (side === 1) === left ? 'narrowing' : 'widening';
  const [from, to] = endsOf(rule.rule, points, { phase, context, left });
  if (from.length === 0 || to.length === 0) return { points, way, left, change: null, levellingDown: false };
  const ends = [from, to].map((indices) => meansOf(indices, phase, context));
  const months = [...from, ...to].sort((a, b) => a - b).map((index) => context.periods[index]!.period);
  const { direction, window, level } = context;
  const change = changeInGap(
    { period: months[0]!, ...ends[0]! },
    { period: months.at(-1)!, ...ends[1]! },
    { direction, window, level },
  );
  return { points, way, left, change, levellingDown: levelsDown(change, ends) };
}

/** The periods that a stretch changed from, and those that it changed to. */
function endsOf(
  rule: RuleName,
  points: readonly number[],
  { phase, context, left }: { readonly phase: PhaseSpan; readonly context: GapContext; readonly left: boolean },
): readonly [from: readonly number[], to: readonly number[]] {
  if (rule === 'trend') return [points.slice(0, 1), points.slice(-1)];
  const others: number[] = [];
  for (let index = phase.start; index <= phase.baselineEnd; index += 1) {
    if (!Number.isNaN(context.columns.z[index]!) && !points.includes(index)) others.push(index);
  }
  return left ? [points, others] : [others, points];
}

interface ArmMean {
  readonly estimate: number;
  readonly standardError: number;
}

interface ArmMeans {
  readonly group: ArmMean;
  readonly reference: ArmMean;
}

/** Mean rates of both arms over some periods by the weights of the chart, with their errors from sampling times σz. */
function meansOf(
  indices: readonly number[],
  phase: PhaseSpan & GapEstimate,
  { arms, columns, ghosts, chart, direction }: GapContext,
): ArmMeans {
  const weights = indices.map((index) => {
    const weight = chart === 'i' ? 1 : columns.sigma[index]! ** -2;
    return Number.isFinite(weight) ? weight : 1;
  });
  const pooled = pooledRates(arms, phase, ghosts);
  const widening = Number.isNaN(phase.sigmaZ) ? 1 : phase.sigmaZ;
  const meanOf = ({ size, hits }: GapArm, rate: number): ArmMean => {
    let [total, all, variance] = [0, 0, 0];
    indices.forEach((index, place) => {
      const weight = weights[place]!;
      all += weight;
      total += (weight * hits[index]!) / size[index]!;
      variance += (weight * weight * rate * (1 - rate)) / size[index]!;
    });
    return { estimate: total / all, standardError: (widening * Math.sqrt(variance)) / all };
  };
  const [minuend, subtrahend] = [meanOf(arms.minuend, pooled.minuend), meanOf(arms.subtrahend, pooled.subtrahend)];
  return direction === 'higher' ? { group: subtrahend, reference: minuend } : { group: minuend, reference: subtrahend };
}

/** Standard errors beyond which a part of a change is more than chance, at 95 %. */
const beyondChance = 1.959963984540054;

function levelsDown(
  { narrowed, levellingDown, gapBaseline, fromGroup, fromReference }: ChangeInGap,
  ends: readonly ArmMeans[],
): boolean {
  if (narrowed !== true || gapBaseline === null || fromGroup === null || fromReference === null) return false;
  if (gapBaseline <= 0) return false; // a lead that grows levels nothing
  const reach = (arm: keyof ArmMeans) => beyondChance * Math.hypot(...ends.map((means) => means[arm].standardError));
  const referenceFell = fromReference < -reach('reference') && fromReference < fromGroup;
  return levellingDown || (referenceFell && fromGroup >= -reach('group'));
}
