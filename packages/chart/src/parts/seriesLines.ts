import { line } from 'd3-shape';
import type { ChartPhase, ChartPoint } from '../model.ts';
import { grey, targetColour } from '../palette.ts';
import { element, tenth } from '../text/markup.ts';
import type { LineStyle } from './glyphs.ts';

export const centreStyle: LineStyle = { stroke: '#000000', 'stroke-width': 1.6 };
export const carriedStyle: LineStyle = { ...centreStyle, 'stroke-dasharray': '6 4' };
export const targetStyle: LineStyle = { stroke: targetColour, 'stroke-width': 2, 'stroke-dasharray': '10 3 2 3' };
export const limitStyle: LineStyle = { stroke: grey.line, 'stroke-width': 1.2 };

/** Where things of a series stand, in pixels of the picture. */
export interface SeriesPlace {
  x(point: number): number;
  y(value: number): number;
  /** Half of the room of one point. */
  readonly half: number;
}

export function path(d: string | null, style: LineStyle | { readonly fill: string }, name: string): string {
  return d === null || d === '' ? '' : element('path', { class: name, d, fill: 'none', ...style });
}

/**
 * The values joined in order of time. A month without a number breaks the line; a ghosted point is passed by, because the points
 * beside it become neighbours.
 */
export function valueLine(points: readonly ChartPoint[], place: SeriesPlace): string {
  const joined = points.flatMap(({ ghosted, value }, index) => (ghosted ? [] : [{ index, value }]));
  const draw = line<{ readonly index: number; readonly value: number | null }>()
    .defined(({ value }) => value !== null)
    .x(({ index }) => place.x(index))
    .y(({ value }) => place.y(value!))
    .digits(1);
  return path(draw(joined), { stroke: grey.line, 'stroke-width': 1.4 }, 'series');
}

/** The centre of each phase: solid over the points that set it, dashed where it is only carried on. */
export function centreLines(phases: readonly ChartPhase[], place: SeriesPlace): string {
  return phases
    .map(({ start, end, baselineEnd = end, centre }) => {
      if (centre === null) return '';
      const y = place.y(centre);
      const across = (from: number, to: number) =>
        `M${tenth(place.x(from) - place.half)} ${tenth(y)}H${tenth(place.x(to) + place.half)}`;
      const carried = baselineEnd < end ? path(across(baselineEnd + 1, end), carriedStyle, 'centre carried') : '';
      return path(across(start, baselineEnd), centreStyle, 'centre') + carried;
    })
    .join('');
}

export function targetLine(target: number, place: SeriesPlace, left: number, right: number): string {
  return path(`M${tenth(left)} ${tenth(place.y(target))}H${tenth(right)}`, targetStyle, 'target');
}

export interface Limits {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The limits that may be seen: none at a suppressed point. */
export function shownLimits({ lower = null, upper = null, status }: ChartPoint): Limits {
  return status === 'SUPPRESSED' ? { lower: null, upper: null } : { lower, upper };
}

/** The last limits of the last phase: those that its next point would be held against. */
export function lastLimits(points: readonly ChartPoint[], phases: readonly ChartPhase[]): Limits {
  const limits = points.slice(phases.at(-1)?.start ?? 0).map(shownLimits);
  return {
    lower: limits.findLast(({ lower }) => lower !== null)?.lower ?? null,
    upper: limits.findLast(({ upper }) => upper !== null)?.upper ?? null,
  };
}

/** Limits as steps, each as wide as its point, broken between phases and where a point has none; a faint band lies between them. */
export function limitLines(points: readonly ChartPoint[], phases: readonly ChartPhase[], place: SeriesPlace): string {
  const starts = new Set(phases.map(({ start }) => start));
  const limits = points.map(shownLimits);
  const steps = (limit: 'lower' | 'upper') => {
    let d = '';
    let last: string | null = null;
    limits.forEach((at, index) => {
      const value = at[limit];
      if (value === null) {
        last = null;
        return;
      }
      const y = tenth(place.y(value));
      if (last === null || starts.has(index)) d += `M${tenth(place.x(index) - place.half)} ${y}`;
      else if (y !== last) d += `V${y}`;
      d += `H${tenth(place.x(index) + place.half)}`;
      last = y;
    });
    return d;
  };
  const band = limits
    .map(({ lower, upper }, index) =>
      lower === null || upper === null
        ? ''
        : `M${tenth(place.x(index) - place.half)} ${tenth(place.y(upper))}H${tenth(place.x(index) + place.half)}V${tenth(place.y(lower))}H${tenth(place.x(index) - place.half)}Z`,
    )
    .join('');
  return (
    path(band, { fill: grey.band }, 'band') +
    path(steps('upper'), limitStyle, 'limit upper') +
    path(steps('lower'), limitStyle, 'limit lower')
  );
}
