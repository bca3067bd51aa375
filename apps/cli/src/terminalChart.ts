import type { Annotation } from '@equipoise/engine';
import { annotationsByPeriod, type ChartPoint, type Series } from '@equipoise/reporting';

/** A point as a terminal shows it. */
export interface PlottedPoint extends ChartPoint {
  readonly centre: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly excluded: boolean;
  /** Something to say behind the rate. */
  readonly words?: string;
}

const width = 48;

/** The first line of a chart: whose it is, of what, and which way is better. */
export function titleOf({ measure, organization, stratum }: Pick<Series, 'measure' | 'organization' | 'stratum'>): string {
  return `${measure.id} ${organization.id}${stratum === 'all' ? '' : `, ${stratum}`}: ${measure.title} (${measure.direction} is better)`;
}

/** A month a line: its rate as a dot (a ring when it is left out), the centre as a bar, limits as brackets. */
export function plotPoints({ annotations }: Pick<Series, 'annotations'>, points: readonly PlottedPoint[]): string[] {
  const shown = points.flatMap(({ estimate, lower, upper }) => [estimate.value, lower, upper]);
  const values = shown.filter((value) => value !== null && value !== undefined);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const place = (rate: number) => (high === low ? width / 2 : Math.round(((rate - low) / (high - low)) * (width - 1)));
  const notes = annotationsByPeriod({ annotations, points });
  return points.map(({ period, estimate, centre, lower, upper, excluded, words }) => {
    const { value, status, numerator, denominator } = estimate;
    const row = Array.from({ length: width }, () => ' ');
    const put = (rate: number | null | undefined, mark: string) => {
      // A centre that another phase set may lie outside of what is shown.
      if (rate !== null && rate !== undefined && rate >= low && rate <= high) row[place(rate)] = mark;
    };
    put(centre, '│');
    put(lower, '[');
    put(upper, ']');
    put(value, excluded ? '○' : '●');
    const rate =
      value === null ? status.toLowerCase().replace('_', ' ') : `${(100 * value).toFixed(1)}%  ${numerator}/${denominator}`;
    const said = [excluded ? 'left out' : '', words ?? ''].filter(Boolean).join(', ');
    const note = noteOf(notes, period);
    return `  ${period} ${row.join('')} ${rate}${said ? `  ${said}` : ''}${note === null ? '' : `  ← ${note}`}`;
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
