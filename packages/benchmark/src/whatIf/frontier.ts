/** One of the ways to deal with one unit: what it takes and what it brings. Safe integers, so that sums of them are exact. */
export interface Weighed {
  readonly weight: number;
  readonly value: number;
}

/** A way by its place among those of its unit. */
export interface Point extends Weighed {
  readonly option: number;
}

/** What the units so far take and bring, and how it was come by. */
export interface State extends Point {
  readonly from: State | null;
}

export const start: State = { weight: 0, value: 0, option: -1, from: null };

/** The option of each unit so far. */
export function optionsOf(state: State): number[] {
  const options: number[] = [];
  for (let one = state; one.from !== null; one = one.from) options.push(one.option);
  return options.reverse();
}

/** Those that no other one beats, by rising weight, each bringing more than those before it. */
export function undominated(options: readonly Weighed[]): Point[] {
  return rising(options.map(({ value, weight }, option) => ({ weight, value, option })));
}

/** The same in place; of two alike the one with the lower option. */
export function rising<Value extends Point>(points: Value[]): Value[] {
  let best = -Infinity;
  return points
    .sort((a, b) => a.weight - b.weight || b.value - a.value || a.option - b.option)
    .filter(({ value }) => {
      if (value <= best) return false;
      best = value;
      return true;
    });
}

/** What all of some whole numbers are multiples of; 0 where all of them are 0. */
export function commonStep(points: readonly (readonly Weighed[])[]): number {
  return points.flat().reduce((step, { weight }) => greatestDivisor(step, weight), 0);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
