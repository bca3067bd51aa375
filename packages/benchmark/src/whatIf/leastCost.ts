import { commonStep, optionsOf, start, type State, undominated } from './frontier.ts';
import { type HullPoint, type Relaxation, relaxations, withHull } from './relaxation.ts';
import { collector } from './states.ts';

/** One of the ways to deal with one unit. Safe integers. */
export interface Option {
  readonly cost: number;
  readonly patients: number;
  readonly value: number;
}

/**
 * Of every unit one option, so that the values add up to the goal and the costs to as little as can be: the multiple-choice
 * knapsack, solved exactly. Among choices of one cost the one with the fewest patients, then the one of the most value, then the
 * one that leaves more to the units named first; among very many that tie so, one of the least cost, always the same.
 *
 * Bellman: S(i) holds, of all choices for the first i units, those that no other one beats in both weight and value; it comes from
 * S(i − 1) and the options of unit i alone. For if a best choice for all units began with one for the first i that is beaten, the
 * better beginning with the same end would reach the goal too, for no more: so, by induction over the units, S(n) holds a best
 * choice. A state is let go only when the straight-line relaxation of the units left, which never overstates their weight, shows
 * that nothing better than what is known can come of it.
 *
 * @returns the index of the option of each unit; null when no choice reaches the goal
 */
export function leastCost(units: readonly (readonly Option[])[], goal: number): readonly number[] | null {
  const least = search(units, goal, { weightOf: ({ cost }) => cost });
  if (least === null) return null;
  // The same once more, where a patient weighs less than any cost: what ties is kept, as long as it is not too much.
  const outweighed = 1 + sum(units.map((options) => Math.max(...options.map(({ patients }) => patients))));
  const weightOf = ({ cost, patients }: Option) => cost * outweighed + patients;
  const known = sum(least.map((option, unit) => weightOf(units[unit]![option]!)));
  return search(units, goal, { weightOf, ties: { known, most: 50_000 } }) ?? least;
}

interface Search {
  readonly weightOf: (option: Option) => number;
  /** What is known to be enough; without it, only what is better than all that is known is looked for. */
  readonly ties?: { readonly known: number; readonly most: number };
}

function search(units: readonly (readonly Option[])[], goal: number, { ties, weightOf }: Search): readonly number[] | null {
  const points = units.map((options) =>
    withHull(undominated(options.map((option) => ({ weight: weightOf(option), value: option.value })))),
  );
  if (points.some(({ length }) => length === 0)) return null;
  const rest = relaxations(points);
  let best = rest[0]!.complete(goal);
  if (best === null) return null;
  // Weights are whole numbers of a step: what is better is better by one. Half of it is room for the last digits of a bound.
  const step = commonStep(points);
  let states: readonly State[] = [start];
  for (const [unit, own] of points.entries()) {
    const limit = ties === undefined ? best.weight - step / 2 : Math.min(ties.known, best.weight) + 0.5;
    const left = rest[unit + 1]!;
    const next = extend(states, own, { goal, limit, step, rest: left, most: ties?.most ?? Infinity });
    if (next === null) return null;
    states = next.filter(({ value, weight }) => weight + left.bound(goal - value) <= limit);
    for (const state of states) {
      const completed = left.complete(goal - state.value);
      if (completed === null || state.weight + completed.weight >= best.weight) continue;
      best = { weight: state.weight + completed.weight, options: () => [...optionsOf(state), ...completed.options()] };
    }
  }
  const last = ties === undefined ? undefined : states.find(({ value }) => value >= goal);
  return last === undefined ? best.options() : optionsOf(last);
}

interface Extension {
  readonly goal: number;
  readonly limit: number;
  readonly step: number;
  readonly rest: Relaxation;
  readonly most: number;
}

/** Every state with every point from which the goal may be reached within the limit; null when they are more than can be kept. */
function extend(
  states: readonly State[],
  points: readonly HullPoint[],
  { goal, limit, most, rest, step }: Extension,
): State[] | null {
  const collected = collector(limit, step);
  for (const from of states) {
    const boundAt = (place: number) => {
      const { hull, weight } = points[place]!;
      return from.weight + weight + rest.bound(goal - from.value - hull);
    };
    const { first, last } = within(points.length, boundAt, limit);
    for (let place = first; place <= last; place += 1) {
      const { option, value, weight } = points[place]!;
      collected.add(from.weight + weight, from.value + value, option, from);
    }
    if (collected.size() > most) return null;
  }
  return collected.states();
}

/** The places at which a function that falls and then rises is within a limit: they lie together, about its lowest. */
function within(length: number, at: (place: number) => number, limit: number): { readonly first: number; readonly last: number } {
  const lowest = lowestPlace(length, at);
  if (at(lowest) > limit) return { first: 0, last: -1 };
  let [low, first] = [-1, lowest]; // at(first) is within, at(low) is not
  while (first - low > 1) {
    const middle = (low + first) >> 1;
    if (at(middle) <= limit) first = middle;
    else low = middle;
  }
  let [last, high] = [lowest, length];
  while (high - last > 1) {
    const middle = (last + high) >> 1;
    if (at(middle) <= limit) last = middle;
    else high = middle;
  }
  return { first, last };
}

/** Where it is lowest. Out of reach, on the left, is infinite. */
function lowestPlace(length: number, at: (place: number) => number): number {
  let [low, high] = [0, length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [here, next] = [at(middle), at(middle + 1)];
    if (next < here || here === Infinity) low = middle + 1;
    else high = middle;
  }
  return low;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
