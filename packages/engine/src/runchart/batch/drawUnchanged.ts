import type { Random } from '../../number/random.ts';
import type { ControlChartId } from '../limits/kernels.ts';
import type { Batch } from './columns.ts';
import { drawEvents, drawSuccesses, type ObservedPhase } from './drawCounts.ts';
import type { BatchLayout } from './layout.ts';

/** Overwrites the values of one phase by a draw of what they might have been had nothing changed in it. */
type Draw = (random: Random, phase: ObservedPhase, values: Float64Array) => void;

/** Every order of the observed values as likely as another (Fisher and Yates). */
const shuffle: Draw = (random, { points }, values) => {
  for (let left = points.length; left > 1; left -= 1) {
    const from = points[random.below(left)]!;
    const to = points[left - 1]!;
    const value = values[from]!;
    values[from] = values[to]!;
    values[to] = value;
  }
};

/** A draw for each point apart. */
function pointwise(value: (random: Random, phase: ObservedPhase, point: number) => number): Draw {
  return (random, phase, values) => {
    for (const point of phase.points) values[point] = value(random, phase, point);
  };
}

/** Limits from moving ranges follow centre and spread, whatever these are. */
const drawNormal = pointwise((random, { sizes }, point) => random.normal() * Math.sqrt(sizes[point]!));

/** What Laney's charts are for: rates that vary σz times as much as chance alone would make them. */
const drawLaney = (most: (size: number) => number): Draw =>
  pointwise((random, { total, size, sizes, sigma }, point) => {
    const rate = total / size + sigma[point]! * random.normal();
    return Math.min(most(sizes[point]!), Math.max(0, sizes[point]! * rate));
  });

const runDraws: Readonly<Record<Batch['kind'], Draw>> = { values: shuffle, proportions: drawSuccesses, events: drawEvents };

const controlDraws: Readonly<Record<Exclude<ControlChartId, 'xbar' | 's'>, Draw>> = {
  i: drawNormal,
  mr: drawNormal,
  ip: drawNormal,
  p: drawSuccesses,
  u: drawEvents,
  c: drawEvents,
  pp: drawLaney((size) => size),
  up: drawLaney(() => Infinity),
  // Cases between events of a constant chance are geometric, times between them exponential.
  g: pointwise((random, { total, size }) => (total === 0 ? 0 : Math.floor(random.exponential() / Math.log1p(size / total)))),
  t: pointwise((random) => random.exponential()),
};

/**
 * Makes ready to draw a batch as it might have been had nothing changed within any phase. Missing and ghosted points stay as
 * they are, and so do denominators.
 *
 * @param batch   as it was observed
 * @param layout  its phases
 * @param sigma   standard errors of the points of a control chart; empty for a run chart
 * @returns       overwrites the observed values by one draw with each call
 */
export function prepareUnchanged(
  { chart, input, shown, kind }: Batch,
  { end }: BatchLayout,
  sigma: Float64Array,
): (random: Random, values: Float64Array) => void {
  const draw = chart === 'run' ? runDraws[kind] : controlDraws[chart];
  const observed = Int32Array.from(shown.keys()).filter((point) => !Number.isNaN(shown[point]!));
  const phases: ObservedPhase[] = [];
  let from = 0;
  for (const last of end) {
    let total = 0;
    let size = 0;
    let to = from;
    for (; to < observed.length && observed[to]! <= last; to += 1) {
      total += input.values[observed[to]!]!;
      size += input.sizes[observed[to]!]!;
    }
    if (to > from) phases.push({ points: observed.subarray(from, to), total, sizes: input.sizes, size, sigma });
    from = to;
  }
  return (random, values) => {
    for (const phase of phases) draw(random, phase, values);
  };
}
