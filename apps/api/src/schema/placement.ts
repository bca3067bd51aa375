import type { Benchmark, BenchmarkLine, PlacedLine, Rung, WithheldLine } from '@equipoise/benchmark';
import { drawLadder, exportedRate, type ExportedRate, type PlacedRate, type WithheldRung } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { Refusal } from '../refuse.ts';
import { EstimateRef } from './estimate.ts';
import { DirectionEnum, MeasureRef } from './measure.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';
import { svgField } from './series.ts';

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

export const BenchmarkRef = builder.objectRef<Benchmark>('Benchmark').implement({
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

const PlacedLineRef = builder.objectRef<PlacedLine | WithheldLine>('PlacedLine').implement({
  description: 'Where a rate stands against one published percentile.',
  fields: (t) => ({
    percentile: t.exposeFloat('percentile', { description: 'The percentile, from 0 to 100, in performance order.' }),
    rate: t.exposeFloat('rate', {
      nullable: true,
      description: 'The rate of the line as a fraction; null where a licence keeps it in the house.',
    }),
    text: t.exposeString('text', {
      nullable: true,
      description: 'The figure as published; null where a licence keeps it in the house.',
    }),
    met: t.exposeBoolean('met', { description: 'Whether the rate meets or beats the line, compared exactly.' }),
    distance: t.exposeFloat('distance', {
      nullable: true,
      description: 'How far the rate falls short of the line, as a fraction: positive when short, whatever the direction.',
    }),
    patientsToReach: t.exposeInt('patientsToReach', {
      nullable: true,
      description: 'How many more patients would have to do well to reach the line; null when no number is enough.',
    }),
    reachable: t.exposeBoolean('reachable', { description: 'Whether any number of patients is enough.' }),
    chance: t.exposeFloat('chance', {
      nullable: true,
      description: 'Probability, as a fraction, that the underlying rate meets or beats the line.',
    }),
    chanceByYearEnd: t.exposeFloat('chanceByYearEnd', {
      nullable: true,
      description: 'Probability that the reported rate does by the end of the year; null when no closure was stated.',
    }),
  }),
});

const RungRef = builder.objectRef<Rung | WithheldRung>('LadderLine').implement({
  description: 'Where a rate stands against one line: a published percentile, or one that the question states.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name: 50th, or as the question calls it.' }),
    percentile: t.exposeFloat('percentile', { nullable: true, description: 'The percentile; null of a line of the question.' }),
    rate: t.exposeFloat('rate', {
      nullable: true,
      description: 'The line as a fraction; null where a licence keeps it in the house.',
    }),
    met: t.exposeBoolean('met', { description: 'Whether the rate meets or beats it.' }),
    distance: t.exposeFloat('distance', {
      nullable: true,
      description: 'How far the rate falls short, as a fraction: positive when short.',
    }),
    patientsToReach: t.exposeFloat('patientsToReach', { nullable: true, description: 'How many more patients it takes.' }),
    reachable: t.exposeBoolean('reachable', { description: 'Whether any number of patients is enough.' }),
    chance: t.exposeFloat('chance', { nullable: true, description: 'Probability that the underlying rate meets or beats it.' }),
    chanceByYearEnd: t.exposeFloat('chanceByYearEnd', {
      nullable: true,
      description: 'Probability that the reported rate does by the end of the year; null when no closure was stated.',
    }),
  }),
});

/** A placement as it may leave the house, and what its picture is drawn from. */
interface Placed extends ExportedRate {
  readonly drawn: PlacedRate;
}

const asPlaced = (drawn: PlacedRate): Placed => ({ ...exportedRate(drawn), drawn });

const PlacementRef = builder.objectRef<Placed>('Placement').implement({
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
    ladder: t.field({
      type: [RungRef],
      complexity: { field: 1, multiplier: 10 },
      description: 'The published lines and those of the question, the nearest first; empty without a rate to show.',
      resolve: ({ ladder }) => ladder?.rungs ?? [],
    }),
    keptOut: t.exposeString('keptOut', {
      nullable: true,
      description: 'Why figures are missing: the licence of the table keeps them in the house. Null when none are.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it is not placed; null when it is.' }),
    svg: t.string(svgField(({ drawn }: Placed, provenance) => drawLadder([drawn], provenance))),
    provenance: t.field(provenanceField),
  }),
});

const ComparisonEnum = builder.enumType('RateComparison', {
  description: 'How a rate is held against a line.',
  values: {
    EXACT: { value: 'exact', description: 'As the counts are.' },
    ROUNDED_2_DECIMALS: {
      value: 'rounded-2-decimals',
      description: 'In percent, rounded half up to two decimals, as HEDIS reports.',
    },
  } as const,
});

const LineInput = builder.inputType('LineInput', {
  description: 'A line of your own, such as a minimum performance level.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What to call it.' }),
    percent: t.string({ required: true, description: 'The rate in percent in plain digits, such as 57.7.' }),
  }),
});

interface LineArgument {
  readonly name: string;
  readonly percent: string;
}

/**
 * Lines as reports take them.
 *
 * @throws Refusal when a percent is none, or two lines share a name
 * @example linesOf([{ name: 'MPL', percent: '57.7' }]) // [{ name: 'MPL', text: '57.7' }]
 */
export function linesOf(lines: readonly LineArgument[]): readonly { readonly name: string; readonly text: string }[] {
  const names = new Set(lines.map(({ name }) => name));
  const isLine = ({ name, percent }: LineArgument) =>
    name.trim() !== '' && !/^[\d.]+(st|nd|rd|th)$/.test(name) && /^\d{1,3}(\.\d{1,10})?$/.test(percent) && Number(percent) <= 100;
  if (names.size < lines.length || lines.length > 20 || !lines.every(isLine))
    throw new Refusal(
      'BAD_USER_INPUT',
      'lines have names of their own, each another, and percents from 0 to 100 in plain digits such as 57.7; 20 at most',
    );
  return lines.map(({ name, percent }) => ({ name, text: percent }));
}

builder.objectField(OrganizationRef, 'placement', (t) =>
  t.field({
    type: resultOf('PlacementResult', PlacementRef, 'A placement, or that a name in the question is unknown.'),
    description: 'Its rate among published percentiles: which it meets, and how many more patients the next one takes.',
    args: {
      measure: questionArgs.measure,
      benchmark: t.arg.id({
        description:
          'Id of a benchmark set, or of a population for its newest; the one that suits the measure best when left out.',
      }),
      period: questionArgs.period,
      denominatorMin: questionArgs.denominatorMin,
      comparison: t.arg({
        type: ComparisonEnum,
        required: true,
        defaultValue: 'exact',
        description: 'How the rate is held against lines.',
      }),
      lines: t.arg({ type: [LineInput], description: 'Lines of your own, for the ladder.' }),
      closure: t.arg.float({
        description: 'Chance of closing one open gap before the year ends: adds the chances that the reported rate meets lines.',
      }),
    },
    complexity: 50,
    resolve: ({ id }, { measure, benchmark, period, denominatorMin, comparison, lines, closure }, context) =>
      orNotFound(context, { measure }, async () => {
        requireOptions({ denominatorMin });
        if (typeof closure === 'number' && !(closure >= 0 && closure <= 1))
          throw new Refusal('BAD_USER_INPUT', 'closure is a fraction from 0 to 1, such as 0.1');
        const months = requireMonths(context.reports.release, { measure, period });
        const [placement] = await context.batches.placements(id, {
          measure,
          benchmark: benchmark ?? undefined,
          period: months.period,
          denominatorMin,
          comparison,
          lines: linesOf(lines ?? []),
          closure: typeof closure === 'number' ? { probability: closure } : undefined,
          order: 'nearest',
        });
        return placement ? asPlaced(placement) : nothingReported;
      }),
  }),
);
