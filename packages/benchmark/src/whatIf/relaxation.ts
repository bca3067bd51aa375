import type { Point, Weighed } from './frontier.ts';

/** A point, and the value of its unit's upper hull at its weight: no less than its own. */
export interface HullPoint extends Point {
  readonly hull: number;
}

/** A step along the upper hull of a unit's points. */
interface Step extends Weighed {
  readonly unit: number;
  readonly from: Point;
  readonly to: Point;
}

/** A way to go on from some units: what it weighs, and which option each takes. */
export interface Completion {
  readonly weight: number;
  readonly options: () => readonly number[];
}

/** Some units when their options may be taken in part, on a straight line between two: what stands at the end of a bound. */
export interface Relaxation {
  /** The most that they bring. */
  readonly most: number;
  /** The least weight that brings so much: never more than whole options take. */
  bound(value: number): number;
  /** Whole options that bring so much, nearly for the least; null when they cannot. */
  complete(value: number): Completion | null;
}

/** Points with their hull. Values rise with weights. */
export function withHull(points: readonly Point[]): readonly HullPoint[] {
  const hull = upperHull(points);
  let segment = 0;
  return points.map((point) => {
    while (segment < hull.length - 2 && hull[segment + 1]!.weight < point.weight) segment += 1;
    const [a, b] = [hull[segment]!, hull[segment + 1] ?? hull[segment]!];
    const gone = b.weight === a.weight ? 0 : (point.weight - a.weight) / (b.weight - a.weight);
    return { ...point, hull: Math.max(point.value, a.value + gone * (b.value - a.value)) };
  });
}

function upperHull(points: readonly Point[]): readonly Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length > 1 && !turnsDown(hull.at(-2)!, hull.at(-1)!, point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

const turnsDown = (a: Weighed, b: Weighed, c: Weighed) =>
  (b.value - a.value) * (c.weight - b.weight) > (c.value - b.value) * (b.weight - a.weight);

/** For each number of units gone, the relaxation of the rest. */
export function relaxations(units: readonly (readonly Point[])[]): readonly Relaxation[] {
  let steps: readonly Step[] = [];
  const found = [relaxation(units, units.length, steps)];
  for (let unit = units.length - 1; unit >= 0; unit -= 1) {
    steps = [...steps, ...stepsOf(units[unit]!, unit)].sort(
      (a, b) => a.weight / a.value - b.weight / b.value || a.unit - b.unit || a.from.weight - b.from.weight,
    );
    found.unshift(relaxation(units, unit, steps));
  }
  return found;
}

function stepsOf(points: readonly Point[], unit: number): Step[] {
  const hull = upperHull(points);
  return hull.slice(1).map((to, index) => {
    const from = hull[index]!;
    return { unit, from, to, weight: to.weight - from.weight, value: to.value - from.value };
  });
}

/** Of the units from one on: the steps worth most for their weight come first. */
function relaxation(units: readonly (readonly Point[])[], first: number, steps: readonly Step[]): Relaxation {
  const own = units.slice(first);
  const [weights, values] = [new Float64Array(steps.length + 1), new Float64Array(steps.length + 1)];
  for (const [point] of own) {
    weights[0]! += point!.weight;
    values[0]! += point!.value;
  }
  for (const [index, { value, weight }] of steps.entries()) {
    weights[index + 1] = weights[index]! + weight;
    values[index + 1] = values[index]! + value;
  }
  const most = values[steps.length]!;
  /** The step within which a value is reached; −1 when it is from the start. */
  const stepAt = (value: number) => {
    if (value <= values[0]!) return -1;
    let [low, high] = [0, steps.length]; // values[low] < value ≤ values[high]
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (values[middle]! < value) low = middle;
      else high = middle;
    }
    return low;
  };
  const optionsUpTo = (count: number) => {
    const options = own.map(([point]) => point!.option);
    for (const { to, unit } of steps.slice(0, count)) options[unit - first] = to.option;
    return options;
  };
  return {
    most,
    bound(value) {
      if (value > most) return Infinity;
      const at = stepAt(value);
      if (at < 0) return weights[0]!;
      const step = steps[at]!;
      return weights[at]! + ((value - values[at]!) * step.weight) / step.value;
    },
    complete(value) {
      if (value > most) return null;
      const at = stepAt(value);
      if (at < 0) return { weight: weights[0]!, options: () => optionsUpTo(0) };
      // Of the unit whose step passes the value, the least that is enough.
      const { from, unit } = steps[at]!;
      const enough = firstOf(units[unit]!, value - values[at]! + from.value);
      return {
        weight: weights[at]! - from.weight + enough.weight,
        options: () => optionsUpTo(at).with(unit - first, enough.option),
      };
    },
  };
}

/** The first of rising points with so much value; there is one. */
function firstOf(points: readonly Point[], value: number): Point {
  let [low, high] = [-1, points.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle]!.value >= value) high = middle;
    else low = middle;
  }
  return points[high]!;
}
