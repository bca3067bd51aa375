import type { Meaning, SeriesModel } from '../model.ts';

/** What the signals say about one point together. */
export interface PointSignals {
  /** Better and worse at once is a change, no more. */
  readonly meaning: Meaning;
  /** Every rule that the point is a member of. */
  readonly names: readonly string[];
}

/** The signals seen from the points; undefined for a point in none. */
export function signalsByPoint({ points, signals = [] }: SeriesModel): (PointSignals | undefined)[] {
  const found: (PointSignals | undefined)[] = points.map(() => undefined);
  for (const { name, points, meaning } of signals) {
    for (const point of points) {
      const other = found[point];
      found[point] = other
        ? { meaning: other.meaning === meaning ? meaning : 'change', names: [...other.names, name] }
        : { meaning, names: [name] };
    }
  }
  return found;
}
