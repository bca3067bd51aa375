import type { Measure } from '@equipoise/engine';
import { UnknownNameError } from '@equipoise/reporting';
import type { Release } from '@equipoise/store';
import { builder } from '../builder.ts';
import { orNotFound } from './notFound.ts';
import { connectionOf, pageArgs, pageCost, pageOf } from './page.ts';
import { resultOf } from './result.ts';

export const DirectionEnum = builder.enumType('Direction', {
  description: 'Which way is good.',
  values: {
    HIGHER: { value: 'higher', description: 'A higher rate is better, as for blood pressure control.' },
    LOWER: { value: 'lower', description: 'A lower rate is better, as for poor glycemic control.' },
  } as const,
});

const WindowEnum = builder.enumType('MeasureWindow', {
  description: 'What a measure looks back on. Run-chart rules hold only for months that share no patients.',
  values: {
    MONTH: { value: 'month', description: 'The month alone.' },
    ROLLING_12: { value: 'rolling-12', description: 'The twelve months that end with it; neighbours share eleven of them.' },
    YEAR: { value: 'year', description: 'A calendar year.' },
    SNAPSHOT: { value: 'snapshot', description: 'The panel as of the last day of the month.' },
  } as const,
});

const AgesRef = builder.objectRef<{ readonly from: number; readonly to: number }>('Ages').implement({
  description: 'A range of ages in whole years on the last day of the period, both included.',
  fields: (t) => ({
    from: t.exposeInt('from', { description: 'The youngest.' }),
    to: t.exposeInt('to', { description: 'The oldest.' }),
  }),
});

/** The measures of a release that have cells, in the order in which they were declared. */
const measuresOf = ({ measures, periods }: Release): readonly Measure[] =>
  measures.filter(({ id }) => Object.hasOwn(periods, id));

export const MeasureRef = builder.objectRef<Measure>('Measure');
MeasureRef.implement({
  description: 'A declared quality measure.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'What names it; case-sensitive.' }),
    version: t.exposeString('version', { description: 'Version of its declaration.' }),
    title: t.exposeString('title', { description: 'What to call it.' }),
    description: t.exposeString('description', { description: 'Who is measured, and what counts.' }),
    statistic: t.exposeString('statistic', { description: 'What is computed: proportion.' }),
    direction: t.expose('direction', { type: DirectionEnum, description: 'Which way is good.' }),
    window: t.expose('window', { type: WindowEnum, description: 'What it looks back on.' }),
    ages: t.expose('ages', { type: AgesRef, nullable: true, description: 'Whom it measures by age; null when it does not say.' }),
    monthly: t.field({
      type: MeasureRef,
      nullable: true,
      description: 'The measure that counts the same care by months that share no patients: the one for run charts.',
      resolve: ({ monthly }, _, { reports }) => measuresOf(reports.release).find(({ id }) => id === monthly) ?? null,
    }),
    periods: t.stringList({
      description: 'The months for which the release has cells of it, as YYYY-MM, in order.',
      resolve: ({ id }, _, { reports }) => [...reports.release.periods[id]!],
    }),
    source: t.exposeString('source', { description: 'The public text that defines it.' }),
  }),
});

const MeasureConnectionRef = connectionOf('Measure', MeasureRef, 'measures');
const MeasureResult = resultOf('MeasureResult', MeasureRef, 'A measure, or that there is none of that id.');

builder.queryFields((t) => ({
  measures: t.field({
    type: MeasureConnectionRef,
    description: 'The measures of the release, in the order in which they were declared.',
    args: pageArgs,
    complexity: pageCost(),
    resolve: (_, page, { reports }) => pageOf(measuresOf(reports.release), page, ({ id }) => id),
  }),
  measure: t.field({
    type: MeasureResult,
    description: 'One measure by its id.',
    args: { id: t.arg.id({ required: true, description: 'Id of the measure; case-sensitive.' }) },
    resolve: (_, { id }, context) =>
      orNotFound(context, {}, () => {
        const measure = measuresOf(context.reports.release).find((candidate) => candidate.id === id);
        if (!measure) throw new UnknownNameError('measure', 'no such measure');
        return measure;
      }),
  }),
}));
