import type { Annotation } from '@equipoise/engine';
import { annotationsByPeriod, type ChartPoint, type Provenance, type SeriesQuestion } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';

/** A point with the events that stand at it. */
export type Noted<Point extends { readonly period: string }> = Point & { readonly annotations: readonly Annotation[] };

/** The points of a series, each with the events that stand at it. */
export function notedPoints<Point extends { readonly period: string }>(series: {
  readonly annotations: readonly Annotation[];
  readonly points: readonly Point[];
}): Noted<Point>[] {
  const annotations = annotationsByPeriod(series);
  return series.points.map((point) => ({ ...point, annotations: annotations.get(point.period) ?? [] }));
}

export const AnnotationRef = builder.objectRef<Annotation>('Annotation').implement({
  description: 'An event to draw on a chart, such as a PDSA cycle.',
  fields: (t) => ({
    date: t.exposeString('date', { description: 'The day, as YYYY-MM-DD.' }),
    kind: t.exposeString('kind', { description: 'What kind of event, such as pdsa.' }),
    text: t.exposeString('text', { description: 'What happened, as it was imported.' }),
  }),
});

/** Arguments that say which months a series has, where it is cut, and what it leaves out. */
export const cutArgs = builder.args((t) => ({
  from: t.id({ description: "First month, as YYYY-MM; the measure's first when left out." }),
  to: t.id({ description: "Last month, as YYYY-MM; the measure's latest when left out." }),
  every: t.int({
    description:
      'Months from one point to the next, counted back from the last; 1 when left out. Of a rolling year 12 share nobody.',
  }),
  phases: t.idList({ description: 'Months in which a later phase begins, as YYYY-MM, in order: all starts anew there.' }),
  freeze: t.int({ description: 'The first so many months of each phase set its centre and limits; all when left out.' }),
  exclude: t.idList({ description: 'Months, as YYYY-MM, that are drawn and left out of every calculation.' }),
}));

interface CutArguments {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly every?: number | null | undefined;
  readonly phases?: readonly string[] | null | undefined;
  readonly freeze?: number | null | undefined;
  readonly exclude?: readonly string[] | null | undefined;
}

/**
 * The months of those arguments as reports take them.
 *
 * @example cutOf({ phases: ['2025-01'], freeze: null }).phases // ['2025-01']
 */
export function cutOf({ from, to, every, phases, freeze, exclude }: CutArguments): Pick<SeriesQuestion, keyof CutArguments> {
  return {
    from: from ?? undefined,
    to: to ?? undefined,
    every: every ?? undefined,
    phases: phases ?? undefined,
    freeze: freeze ?? undefined,
    exclude: exclude ?? undefined,
  };
}

/**
 * The field that holds a picture. A page of 50 charts with a picture each fits the limits of a request.
 *
 * @param draw  makes the picture
 * @example svgField(() => '<svg/>').complexity // 500
 */
export const svgField = <Shape>(draw: (shape: Shape, provenance: Provenance) => Promise<string>) => ({
  complexity: 500,
  description: 'The picture as SVG text, 640 pixels wide, with its title, description and every point labelled.',
  resolve: (shape: Shape, _: object, { reports }: Context) => draw(shape, reports.provenance),
});

interface Owned {
  readonly points: readonly { readonly estimate: Pick<ChartPoint['estimate'], 'status'> }[];
}

/** A report on many organizations charts a stratum that one of them has; for one without it the name is unknown. */
export const isForeign = ({ points }: Owned, stratum: string | null | undefined): boolean =>
  typeof stratum === 'string' && points.every(({ estimate }) => estimate.status === 'NO_DATA');
