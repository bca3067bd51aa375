import type { Annotation } from '@equipoise/engine';
import { annotationsByPeriod, type ChartPoint, type Series } from '@equipoise/reporting';

/** A point as a terminal shows it. */
export interface PlottedPoint extends ChartPoint, Omit<PlottedValue, 'value' | 'shown' | 'zero'> {}

/** Whatever is plotted month by month. */
export interface PlottedValue {
  readonly period: string;
  readonly value: number | null;
  /** How it is written behind the line. */
  readonly shown: string;
  readonly centre: number | null;
  /** Whether the place of zero is marked, where it is in sight. */
  readonly zero?: boolean;
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly excluded: boolean;
  /** Something to say behind the value. */
  readonly words?: string;
}

const width = 48;

/** The first line of a chart: whose it is, of what, and which way is better. */
export function titleOf({ measure, organization, stratum }: Pick<Series, 'measure' | 'organization' | 'stratum'>): string {
  return `${measure.id} ${organization.id}${stratum === 'all' ? '' : `, ${stratum}`}: ${measure.title} (${measure.direction} is better)`;
}

/** A month a line: its rate as a dot (a ring when it is left out), the centre as a bar, limits as brackets. */
export function plotPoints(series: Pick<Series, 'annotations'>, points: readonly PlottedPoint[]): string[] {
  return plotValues(
    series,
    points.map((point) => {
      const { value, numerator, denominator } = point.estimate;
      const shown = value === null ? statusOf(point) : `${(100 * value).toFixed(1)}%  ${numerator}/${denominator}`;
      return { ...point, value, shown };
    }),
  );
}

/** What stands where there is no number. */
export function statusOf({ estimate: { status } }: { readonly estimate: Pick<ChartPoint['estimate'], 'status'> }): string {
  return status.toLowerCase().replace('_', ' ');
}

/** The same of any values. */
export function plotValues({ annotations }: Pick<Series, 'annotations'>, points: readonly PlottedValue[]): string[] {
  const shown = points.flatMap(({ value, lower, upper }) => [value, lower, upper]);
  const values = shown.filter((value) => value !== null && value !== undefined);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const place = (value: number) => (high === low ? width / 2 : Math.round(((value - low) / (high - low)) * (width - 1)));
  const notes = annotationsByPeriod({ annotations, points });
  return points.map(({ period, value, shown: written, centre, zero, lower, upper, excluded, words }) => {
    const row = Array.from({ length: width }, () => ' ');
    const put = (at: number | null | undefined, mark: string) => {
      // A centre that another phase set may lie outside of what is shown.
      if (at !== null && at !== undefined && at >= low && at <= high) row[place(at)] = mark;
    };
    if (zero) put(0, '0');
    put(centre, '│');
    put(lower, '[');
    put(upper, ']');
    put(value, excluded ? '○' : '●');
    const said = [excluded ? 'left out' : '', words ?? ''].filter(Boolean).join(', ');
    const note = noteOf(notes, period);
    return `  ${period} ${row.join('')} ${written}${said ? `  ${said}` : ''}${note === null ? '' : `  ← ${note}`}`;
  });
}

/** The events of a month in one line. */
export function noteOf(notes: ReadonlyMap<string, readonly Annotation[]>, period: string): string | null {
  return (
    notes
      .get(period)
      ?.map(({ kind, text }) => `${kind}: ${text}`)
      .join('; ') ?? null
  );
}
