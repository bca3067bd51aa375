import type { Benchmark, BenchmarkLine, PlacedLine } from '@equipoise/benchmark';
import type { PlacedRate } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { EstimateRef } from './estimate.ts';
import { DirectionEnum, MeasureRef } from './measure.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';

const UnitEnum = builder.enumType('BenchmarkUnit', {
  description: 'What the figures of a benchmark are.',
  values: {
    PERCENT: { value: 'percent', description: 'Rates of patients, published in percent.' },
    RATIO: { value: 'ratio', description: 'Observed over expected: no count of patients can be placed on it.' },
  } as const,
});

const LineRef = builder.objectRef<BenchmarkLine>('BenchmarkLine').implement({
  description: 'One published percentile. Percentiles are in performance order: the 90th is good whatever the direction.',
  fields: (t) => ({
    percentile: t.exposeFloat('percentile', { description: 'The percentile, from 0 to 100.' }),
    rate: t.exposeFloat('rate', { description: 'The figure as a fraction; of a ratio, the ratio itself.' }),
    text: t.exposeString('text', { description: 'The figure as published, in the unit of the benchmark.' }),
  }),
});

const BenchmarkRef = builder.objectRef<Benchmark>('Benchmark').implement({
  description: 'Published percentiles of one measure, and whose they are. A rank without that means nothing.',
  fields: (t) => ({
    set: t.exposeID('set', { description: 'Id of the benchmark set, to give as benchmark.' }),
    title: t.exposeString('title', { description: 'What the source calls the measure.' }),
    population: t.exposeString('population', { description: 'Id of the population that was ranked.' }),
    peerGroup: t.exposeString('peerGroup', { description: 'Who was ranked, in words; it stands beside every placement.' }),
    peers: t.exposeInt('peers', { nullable: true, description: 'How many were ranked; null when the source does not say.' }),
    vintage: t.exposeString('vintage', { description: 'When the ranked care was measured.' }),
    direction: t.expose('direction', { type: DirectionEnum, description: 'Which way is good.' }),
    unit: t.expose('unit', { type: UnitEnum, description: 'What its figures are.' }),
    source: t.exposeString('source', { description: 'Who published it.' }),
    caveats: t.stringList({ description: 'What to say beside it.', resolve: ({ caveats }) => [...caveats] }),
    lines: t.field({
      type: [LineRef],
      description: 'The published percentiles, lowest first; empty where there is none.',
      resolve: ({ lines }) => lines,
    }),
  }),
});

const PlacedLineRef = builder.objectRef<PlacedLine>('PlacedLine').implement({
  description: 'Where a rate stands against one published percentile.',
  fields: (t) => ({
    percentile: t.exposeFloat('percentile', { description: 'The percentile, from 0 to 100, in performance order.' }),
    rate: t.exposeFloat('rate', { description: 'The rate of the line as a fraction.' }),
    text: t.exposeString('text', { description: 'The figure as published.' }),
    met: t.exposeBoolean('met', { description: 'Whether the rate meets or beats the line, compared exactly.' }),
    distance: t.exposeFloat('distance', {
      description: 'How far the rate falls short of the line, as a fraction: positive when short, whatever the direction.',
    }),
    patientsToReach: t.exposeInt('patientsToReach', {
      nullable: true,
      description: 'How many more patients would have to do well to reach the line; null when no number is enough.',
    }),
    reachable: t.exposeBoolean('reachable', { description: 'Whether any number of patients is enough.' }),
    chance: t.exposeFloat('chance', {
      description: 'Probability, as a fraction, that the underlying rate meets or beats the line.',
    }),
  }),
});

const PlacementRef = builder.objectRef<PlacedRate>('Placement').implement({
  description: 'Where a rate stands among published percentiles.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose rate it is.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    estimate: t.expose('estimate', { type: EstimateRef, description: 'The rate that is placed.' }),
    benchmark: t.expose('benchmark', { type: BenchmarkRef, description: 'Whose percentiles they are.' }),
    percentile: t.float({
      nullable: true,
      description: 'From 0 to 100 in performance order; null beyond the outer lines, where nothing was published.',
      resolve: ({ placement }) => placement?.percentile ?? null,
    }),
    interpolated: t.boolean({
      description: 'Whether the percentile lies between two published lines.',
      resolve: ({ placement }) => placement?.interpolated ?? false,
    }),
    band: t.string({
      nullable: true,
      description: 'Where it lies, in words: between the 50th and the 75th.',
      resolve: ({ placement }) => placement?.band ?? null,
    }),
    below: t.float({
      nullable: true,
      description: 'The lowest published percentile, when the rate does not reach it.',
      resolve: ({ placement }) => placement?.below ?? null,
    }),
    above: t.float({
      nullable: true,
      description: 'The highest published percentile, when the rate is better.',
      resolve: ({ placement }) => placement?.above ?? null,
    }),
    lines: t.field({
      type: [PlacedLineRef],
      description: 'Every published line and how far the rate is from it, lowest first; empty when it is not placed.',
      resolve: ({ placement }) => placement?.lines ?? [],
    }),
    next: t.field({
      type: PlacedLineRef,
      nullable: true,
      description: 'The nearest line that is not yet met.',
      resolve: ({ placement }) => placement?.next ?? null,
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it is not placed; null when it is.' }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'placement', (t) =>
  t.field({
    type: resultOf('PlacementResult', PlacementRef, 'A placement, or that a name in the question is unknown.'),
    description: 'Its rate among published percentiles: which it meets, and how many more patients the next one takes.',
    args: {
      measure: questionArgs.measure,
      benchmark: t.arg.id({ description: 'Id of a benchmark set; the one that suits the measure best when left out.' }),
      period: questionArgs.period,
      denominatorMin: questionArgs.denominatorMin,
    },
    complexity: 50,
    resolve: ({ id }, { measure, benchmark, period, denominatorMin }, context) =>
      orNotFound(context, { measure }, async () => {
        requireOptions({ denominatorMin });
        const months = requireMonths(context.reports.release, { measure, period });
        const question = { measure, benchmark: benchmark ?? undefined, period: months.period, denominatorMin };
        const [placement] = await context.batches.placements(id, question);
        return placement ?? nothingReported;
      }),
  }),
);
