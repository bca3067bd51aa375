import { withoutLicensedLines } from '@equipoise/benchmark';
import type { TableAtHand } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { connectionOf, pageArgs, pageCost, pageOf } from './page.ts';
import { BenchmarkRef } from './placement.ts';
import { OriginEnum } from './program.ts';

const TableRef = builder.objectRef<TableAtHand>('BenchmarkTable').implement({
  description: 'A table of percentiles at hand: one measure of one publication.',
  fields: (t) => ({
    measure: t.id({ description: 'Id of the measure.', resolve: ({ benchmark }) => benchmark.measure }),
    benchmark: t.field({
      type: BenchmarkRef,
      description: 'The table; without its lines where its licence keeps them in the house.',
      resolve: ({ benchmark }) => withoutLicensedLines(benchmark),
    }),
    origin: t.expose('origin', { type: OriginEnum, description: 'Where it comes from.' }),
    redistributable: t.boolean({
      description: 'Whether its figures may be passed on.',
      resolve: ({ benchmark }) => benchmark.licence.redistributable,
    }),
    licence: t.string({ description: 'What it says of its licence.', resolve: ({ benchmark }) => benchmark.licence.note }),
  }),
});

const TableConnectionRef = connectionOf('BenchmarkTable', TableRef, 'tables of percentiles');

builder.queryField('benchmarkTables', (t) =>
  t.field({
    type: TableConnectionRef,
    description: 'The tables of percentiles at hand, shipped and imported.',
    args: { measure: t.arg.id({ description: 'Only those of a measure; case-sensitive.' }), ...pageArgs },
    complexity: pageCost(),
    resolve: async (_, { measure, ...page }, { reports }) =>
      pageOf(
        (await reports.tables()).filter(({ benchmark }) => !measure || benchmark.measure === measure),
        page,
        ({ benchmark }) => JSON.stringify([benchmark.set, benchmark.measure, benchmark.population, benchmark.measurementYear]),
      ),
  }),
);
