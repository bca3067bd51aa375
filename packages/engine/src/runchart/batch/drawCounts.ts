import type { Random } from '../../number/random.ts';

/** A phase as it was observed, to be drawn anew. */
export interface ObservedPhase {
  /** The points that are neither missing nor ghosted. */
  readonly points: Int32Array;
  /** What the points add up to. */
  readonly total: number;
  /** Denominators or exposures of the points; 1 for single values. */
  readonly sizes: Float64Array;
  /** Σ sizes of the observed points. */
  readonly size: number;
  /** Standard errors of the points of a control chart. */
  readonly sigma: Float64Array;
}

/**
 * Successes of a phase as chance alone would spread them over its patients: binomial at every point's denominator, given what they
 * add up to, so that no rate has to be guessed. Drawn as independent counts about the pooled rate; then single successes,
 * any as likely as another, are taken away or added until the total is right. Fractional counts are drawn as whole ones and scaled.
 */
export function drawSuccesses(random: Random, phase: ObservedPhase, values: Float64Array): void {
  const { points, sizes } = phase;
  let trials = 0;
  for (const point of points) trials += trialsOf(sizes[point]!);
  const wanted = Math.round((phase.total / phase.size) * trials);
  const probability = wanted / trials;
  let drawn = 0;
  for (const point of points) drawn += values[point] = random.binomial({ trials: trialsOf(sizes[point]!), probability });
  for (; drawn > wanted; drawn -= 1) takeOne(random, points, drawn, values);
  for (; drawn < wanted; drawn += 1) {
    let left = random.below(trials - drawn);
    for (const point of points) {
      left -= trialsOf(sizes[point]!) - values[point]!;
      if (left >= 0) continue;
      values[point]! += 1;
      break;
    }
  }
  for (const point of points) values[point]! *= sizes[point]! / trialsOf(sizes[point]!);
}

/** Events of a phase as chance alone would spread them over its exposure: Poisson, given what they add up to. */
export function drawEvents(random: Random, { points, total, size, sizes }: ObservedPhase, values: Float64Array): void {
  const wanted = Math.round(total);
  let drawn = 0;
  for (const point of points) drawn += values[point] = random.poisson({ mean: (wanted / size) * sizes[point]! });
  for (; drawn > wanted; drawn -= 1) takeOne(random, points, drawn, values);
  for (; drawn < wanted; drawn += 1) {
    let left = random.uniform() * size;
    let chosen = points[0]!;
    for (const point of points) {
      chosen = point;
      left -= sizes[point]!;
      if (left < 0) break;
    }
    values[chosen]! += 1;
  }
}

function trialsOf(size: number): number {
  return Math.max(1, Math.round(size));
}

/** Takes one of the counts drawn so far, any as likely as another. */
function takeOne(random: Random, points: Int32Array, drawn: number, values: Float64Array): void {
  let left = random.below(drawn);
  for (const point of points) {
    left -= values[point]!;
    if (left >= 0) continue;
    values[point]! -= 1;
    return;
  }
}
