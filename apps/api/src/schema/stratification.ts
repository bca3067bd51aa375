import type { Stratification } from '@equipoise/engine';
import { builder } from '../builder.ts';
import { connectionOf, pageArgs, pageCost, pageOf } from './page.ts';

const OrderEnum = builder.enumType('AdvantageOrder', {
  description: 'An order of advantage, which indices such as the slope index of inequality need.',
  values: {
    WORST_FIRST: { value: 'worst-first', description: 'From the least advantaged up.' },
    BEST_FIRST: { value: 'best-first', description: 'From the most advantaged down.' },
  } as const,
});

export const StratificationRef = builder.objectRef<Stratification>('Stratification').implement({
  description: 'A way of dividing the patients of a measure into strata.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'What names it, to give as by: total, race-ethnicity.' }),
    title: t.exposeString('title', { description: 'What to call it.' }),
    exclusive: t.exposeBoolean('exclusive', {
      description: 'Whether no patient falls under two strata: only then are they compared.',
    }),
    exhaustive: t.exposeBoolean('exhaustive', { description: 'Whether every patient falls under one.' }),
    crosses: t.stringList({
      nullable: true,
      description: 'The two stratifications that it crosses; null when it stands alone.',
      resolve: ({ crosses }) => crosses && [...crosses],
    }),
    strata: t.stringList({
      nullable: true,
      description: 'Its strata in the order of reports; null when the data name them.',
      resolve: ({ strata }) => strata && [...strata],
    }),
    order: t.field({
      type: OrderEnum,
      nullable: true,
      description: 'Which end of strata is worse off, where they stand in an order of advantage; null without one.',
      resolve: ({ order }) => order ?? null, // a release from before there was an order has none
    }),
    unanswered: t.stringList({
      description: 'Strata that say only that nothing is known: shown, never compared.',
      resolve: ({ unanswered }) => [...unanswered],
    }),
    rollUp: t.exposeString('rollUp', {
      nullable: true,
      description: 'How recorded codes became its strata; null where no standard says so.',
    }),
  }),
});

builder.queryField('stratifications', (t) =>
  t.field({
    type: connectionOf('Stratification', StratificationRef, 'stratifications'),
    description: 'The ways in which the release divides patients.',
    args: pageArgs,
    complexity: pageCost(),
    resolve: (_, page, { reports }) => pageOf(reports.release.stratifications, page, ({ id }) => id),
  }),
);
