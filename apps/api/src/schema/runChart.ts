import { type Annotation, type Run, type RunChart, type Trend } from '@equipoise/engine';
import {
  annotationsByPeriod,
  chanceOf,
  UnknownNameError,
  type ChartedSeries,
  type ChartPoint,
  type RuleSet,
} from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { EstimateRef } from './estimate.ts';
import { MeasureRef } from './measure.ts';
import { orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths } from './question.ts';
import { resultOf } from './result.ts';

const RuleSetEnum = builder.enumType('RuleSet', {
  description: 'The rules that give a verdict. One set decides verdict, sentence and data alike.',
  values: {
    ANHOEJ: { value: 'anhoej', description: 'A run too long or too few crossings for that many points: it cries wolf least.' },
    IHI: {
      value: 'ihi',
      description: 'A shift of six or a trend of five, as taught for a single chart; of unchanged series many trip one.',
    },
  } as const,
});

const VerdictEnum = builder.enumType('Verdict', {
  description: 'What the rules say of a series.',
  values: {
    SIGNAL: { description: 'Something changed: chance alone rarely looks like this.' },
    NO_SIGNAL: { description: 'Nothing that chance does not explain.' },
    TOO_FEW_POINTS: { description: 'Too few points off the median to judge.' },
    DESCRIPTIVE: { description: 'Drawn, not judged: neighbouring points share patients, so the rules do not hold.' },
  },
});

const SideEnum = builder.enumType('Side', {
  description: 'Which side of the median.',
  values: {
    ABOVE: { value: 'above', description: 'Above the median.' },
    BELOW: { value: 'below', description: 'Below the median.' },
  } as const,
});

const TrendDirectionEnum = builder.enumType('TrendDirection', {
  description: 'Which way a trend goes.',
  values: {
    UP: { value: 'up', description: 'Every point above the one before.' },
    DOWN: { value: 'down', description: 'Every point below the one before.' },
  } as const,
});

const AnnotationRef = builder.objectRef<Annotation>('Annotation').implement({
  description: 'An event to draw on a chart, such as a PDSA cycle.',
  fields: (t) => ({
    date: t.exposeString('date', { description: 'The day, as YYYY-MM-DD.' }),
    kind: t.exposeString('kind', { description: 'What kind of event, such as pdsa.' }),
    text: t.exposeString('text', { description: 'What happened, as it was imported.' }),
  }),
});

interface Charted {
  readonly series: ChartedSeries;
  readonly rules: RuleSet;
}
type Judged = Charted & { readonly chart: RunChart };
type Stretch<Of> = Of & { readonly points: readonly ChartPoint[] };

const PointRef = builder.objectRef<ChartPoint & { readonly annotations: readonly Annotation[] }>('RunChartPoint').implement({
  description: 'One month of a run chart.',
  fields: (t) => ({
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    estimate: t.expose('estimate', { type: EstimateRef, description: 'The rate of the month.' }),
    annotations: t.field({
      type: [AnnotationRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The events of the month.',
      resolve: ({ annotations }) => annotations,
    }),
  }),
});

const RunRef = builder.objectRef<Stretch<Run>>('Run').implement({
  description: 'Months in a row on one side of the median.',
  fields: (t) => ({
    start: t.string({ description: 'The first month, as YYYY-MM.', resolve: ({ points, start }) => points[start]!.period }),
    end: t.string({ description: 'The last month, as YYYY-MM.', resolve: ({ points, end }) => points[end]!.period }),
    length: t.exposeInt('length', { description: 'How many useful points it has.' }),
    side: t.expose('side', { type: SideEnum, description: 'Which side of the median it is on.' }),
  }),
});

const TrendRef = builder.objectRef<Stretch<Trend>>('Trend').implement({
  description: 'Months in a row that all rise or all fall.',
  fields: (t) => ({
    start: t.string({ description: 'The first month, as YYYY-MM.', resolve: ({ points, start }) => points[start]!.period }),
    end: t.string({ description: 'The last month, as YYYY-MM.', resolve: ({ points, end }) => points[end]!.period }),
    length: t.exposeInt('length', { description: 'How many points it has, the first among them.' }),
    direction: t.expose('direction', { type: TrendDirectionEnum, description: 'Which way it goes.' }),
  }),
});

const AnalysisRef = builder.objectRef<Judged>('RunChartAnalysis').implement({
  description: 'The runs of a series about its median, and what the rules make of them.',
  fields: (t) => ({
    observed: t.int({ description: 'Months with a rate that is shown.', resolve: ({ chart }) => chart.observed }),
    useful: t.int({
      description: 'Months whose rate is not on the median: the rules count these.',
      resolve: ({ chart }) => chart.useful,
    }),
    longestRun: t.int({
      nullable: true,
      description: 'Useful points in the longest run; null when no point is useful.',
      resolve: ({ chart }) => known(chart.longestRun),
    }),
    longestRunMax: t.int({
      nullable: true,
      description: 'The longest run that chance explains (Anhøj rules); null when no point is useful.',
      resolve: ({ chart }) => known(chart.anhoej.longestRunMax),
    }),
    crossings: t.int({
      nullable: true,
      description: 'How often the series crosses its median; null when no point is useful.',
      resolve: ({ chart }) => known(chart.crossings),
    }),
    crossingsMin: t.int({
      nullable: true,
      description: 'The fewest crossings that chance explains (Anhøj rules); null when no point is useful.',
      resolve: ({ chart }) => known(chart.anhoej.crossingsMin),
    }),
    longRun: t.boolean({
      description: 'Whether the longest run is a signal; false under other rules than ANHOEJ.',
      resolve: ({ chart }) => chart.anhoej.longRun,
    }),
    fewCrossings: t.boolean({
      description: 'Whether the crossings are a signal; false under other rules than ANHOEJ.',
      resolve: ({ chart }) => chart.anhoej.fewCrossings,
    }),
    runs: t.field({
      type: [RunRef],
      description: 'The runs, in order of time.',
      resolve: ({ chart, series }) => chart.runs.map((run) => ({ ...run, points: series.points })),
    }),
    shifts: t.field({
      type: [RunRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The runs that are a signal under the rules of the question.',
      resolve: ({ chart, series }) => chart.shifts.map((run) => ({ ...run, points: series.points })),
    }),
    trends: t.field({
      type: [TrendRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The trends that are a signal; none under the Anhøj rules, which know no trends.',
      resolve: ({ chart, series }) => chart.trends.map((trend) => ({ ...trend, points: series.points })),
    }),
    chanceOfSignal: t.float({
      complexity: 20,
      description:
        'How often such a series shows a signal though nothing changed, as a fraction: for ANHOEJ of either rule, for IHI of a shift of six alone.',
      resolve: ({ chart, rules }) => chanceOf({ chart, rules })!,
    }),
  }),
});

const RunChartRef = builder.objectRef<Charted>('RunChart').implement({
  description: 'A rate over time about its median: judged when its points share no patients, described when they do.',
  fields: (t) => ({
    organization: t.field({
      type: OrganizationRef,
      description: 'Whose rate it is.',
      resolve: ({ series }) => series.organization,
    }),
    measure: t.field({ type: MeasureRef, description: 'What was measured.', resolve: ({ series }) => series.measure }),
    stratification: t.id({ description: 'Id of the stratification.', resolve: ({ series }) => series.stratification }),
    stratum: t.string({ description: 'Which patients: a stratum, or all.', resolve: ({ series }) => series.stratum }),
    rules: t.expose('rules', { type: RuleSetEnum, description: 'The rules that gave the verdict.' }),
    verdict: t.field({ type: VerdictEnum, description: 'What the rules say.', resolve: ({ series }) => series.verdict }),
    sentence: t.string({ description: 'What a coach would read.', resolve: ({ series }) => series.sentence }),
    reason: t.string({
      nullable: true,
      description: 'Why there is no verdict, and the way to one; null when there is.',
      resolve: ({ series }) => series.reason,
    }),
    centre: t.float({
      nullable: true,
      description: 'Median of the rates that are shown, as a fraction; null when none is.',
      resolve: ({ series }) => series.centre,
    }),
    points: t.field({
      type: [PointRef],
      complexity: { field: 1, multiplier: 24 },
      description: 'Every month from the first to the last, those without data among them.',
      resolve: ({ series }) => {
        const annotations = annotationsByPeriod(series);
        return series.points.map((point) => ({ ...point, annotations: annotations.get(point.period) ?? [] }));
      },
    }),
    analysis: t.field({
      type: AnalysisRef,
      nullable: true,
      description: 'Runs and signals; null when the series may only be described.',
      resolve: ({ series, rules }) => series.chart && { series, rules, chart: series.chart },
    }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'runChart', (t) =>
  t.field({
    type: resultOf('RunChartResult', RunChartRef, 'A run chart, or that a name in the question is unknown.'),
    description: 'Its rate over all months of a measure, with signals of change. Choose a measure by month: see Measure.monthly.',
    args: {
      measure: questionArgs.measure,
      by: questionArgs.by,
      stratum: t.arg.string({ description: 'The stratum to chart; needed unless by is total.' }),
      rules: t.arg({
        type: RuleSetEnum,
        required: true,
        defaultValue: 'anhoej',
        description: 'The rules that give the verdict.',
      }),
    },
    complexity: 100,
    resolve: ({ id }, { measure, by, stratum, rules }, context) =>
      orNotFound(context, { measure, by }, async () => {
        requireMonths(context.reports.release, { measure });
        const [series] = await context.batches.runCharts(id, { measure, by, stratum: stratum ?? undefined, rules });
        if (!series || isForeign(series, stratum))
          throw new UnknownNameError('stratum', 'the stratum is not one of this organization');
        return { series, rules };
      }),
  }),
);

/** A report on many organizations charts a stratum that one of them has; for one without it the name is unknown. */
const isForeign = ({ points }: ChartedSeries, stratum: string | null | undefined): boolean =>
  typeof stratum === 'string' && points.every(({ estimate }) => estimate.status === 'NO_DATA');

const known = (number: number): number | null => (Number.isNaN(number) ? null : number);
