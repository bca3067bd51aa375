import type { Random } from '@equipoise/engine';

/** A discrete distribution over the keys of a table of weights. */
export interface Choice {
  readonly values: readonly string[];
  readonly cumulative: readonly number[];
}

/** Turns weights, which need not add to 1, into a distribution. */
export function defineChoice(weights: Readonly<Record<string, number>>): Choice {
  const values = Object.keys(weights);
  const total = values.reduce((sum, value) => sum + weights[value]!, 0);
  let sum = 0;
  return { values, cumulative: values.map((value) => (sum += weights[value]! / total)) };
}

/** Draws the index of one value. */
export function choose({ cumulative }: Choice, random: Random): number {
  const u = random.uniform();
  const index = cumulative.findIndex((bound) => u < bound);
  return index === -1 ? cumulative.length - 1 : index; // the last bound may be a rounding error below 1
}
