import type { ControlRule } from '../../../src/index.ts';

/** One point of a series from which the missing ones were taken. */
interface Point {
  readonly index: number;
  readonly z: number;
  readonly value: number;
}

/** The points that a rule finds, by looking at every window of the series again and again, as its wording says. */
export function plainRule(z: readonly number[], value: readonly number[], rule: ControlRule) {
  const points = z
    .map((distance, index) => ({ index, z: distance, value: value[index]! }))
    .filter((point) => !Number.isNaN(point.z));
  const ends = new Set<number>();
  const members = new Set<number>();
  const found = (window: readonly Point[], parts: readonly Point[] = window) => {
    ends.add(window.at(-1)!.index);
    for (const { index } of parts) members.add(index);
  };
  const windows = (series: readonly Point[], length: number) =>
    series.flatMap((_, at) => (at + 1 >= length ? [series.slice(at + 1 - length, at + 1)] : []));
  const ways = [1, -1];
  switch (rule.rule) {
    case 'outside':
      for (const point of points) if (Math.abs(point.z) > rule.sigmas) found([point]);
      break;
    case 'k-of-n':
      points.forEach((last, at) => {
        const window = points.slice(Math.max(0, at + 1 - rule.n), at + 1);
        for (const way of ways) {
          const beyond = window.filter((point) => point.z * way > rule.sigmas && point.z * way <= (rule.upTo ?? Infinity));
          const sameSide = window.length === rule.n && window.every((point) => point.z * way > 0);
          const complete = rule.others === 'same-side' ? sameSide : beyond.includes(last);
          if (complete && beyond.length >= rule.k) found(window, beyond);
        }
      });
      break;
    case 'one-side': {
      const useful = rule.onCentre === 'skip' ? points.filter((point) => point.z !== 0) : points;
      for (const window of windows(useful, rule.points)) {
        if (ways.some((way) => window.every((point) => point.z * way > 0))) found(window);
      }
      break;
    }
    case 'trend': {
      const steps = rule.ties === 'skip' ? points.filter((point, at) => point.value !== points[at - 1]?.value) : points;
      for (const window of windows(steps, rule.points)) {
        if (ways.some((way) => stepsOf(window).every((step) => step * way > 0))) found(window);
      }
      break;
    }
    case 'alternating':
      for (const window of windows(points, rule.points)) {
        const steps = stepsOf(window);
        if (steps.every((step, at) => (at === 0 ? step !== 0 : step * steps[at - 1]! < 0))) found(window);
      }
      break;
    case 'within':
      for (const window of windows(points, rule.points)) {
        if (window.every((point) => Math.abs(point.z) <= rule.sigmas)) found(window);
      }
      break;
    case 'both-sides':
      for (const window of windows(points, rule.points)) {
        const away = window.every((point) => Math.abs(point.z) > rule.sigmas);
        if (away && ways.every((way) => window.some((point) => point.z * way > 0))) found(window);
      }
      break;
    default:
      throw new Error(`no plain way for ${rule.rule}`);
  }
  const inOrder = (indices: ReadonlySet<number>) => [...indices].toSorted((a, b) => a - b);
  return { ends: inOrder(ends), points: inOrder(members) };
}

function stepsOf(window: readonly Point[]): number[] {
  return window.slice(1).map((point, at) => point.value - window[at]!.value);
}
