import { type Run, type RunChart, type RunPhase, type RunSignal, type Trend } from '@equipoise/engine';
import {
  chanceOf,
  drawRunChart,
  suggestionOf,
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
import { notedPoints, AnnotationRef, cutArgs, cutOf, isForeign, svgField, type Noted } from './series.ts';

const RuleSetEnum = builder.enumType('RuleSet', {
  description: 'The rules that give a verdict. One set decides verdict, sentence and data alike.',
  values: {
    ANHOEJ: { value: 'anhoej', description: 'A run too long or too few crossings for that many points: it cries wolf least.' },
    IHI: {
      value: 'ihi',
      description:
        'A shift of six, a trend of five, too few or too many runs, as taught for a single chart; of unchanged series many trip one.',
    },
    MAKING_DATA_COUNT: { value: 'making-data-count', description: 'A shift or a trend of seven.' },
    WESTERN_ELECTRIC: { value: 'western-electric', description: 'A shift of eight.' },
    NELSON: { value: 'nelson', description: 'A shift of nine or a trend of six.' },
  } as const,
});

const RunsTableEnum = builder.enumType('RunsTable', {
  description: 'Where the limits of a runs test come from.',
  values: {
    EXACT: { value: 'exact', description: 'Calculated for every number of points.' },
    PRINTED: { value: 'printed', description: 'The table of Swed and Eisenhart as printed for 10 to 60 points.' },
  } as const,
});

const RunSignalRuleEnum = builder.enumType('RunSignalRule', {
  description: 'Which rule of a run chart a signal is by.',
  values: {
    SHIFT: { value: 'shift', description: 'Many points in a row on one side of the median.' },
    TREND: { value: 'trend', description: 'Many points in a row that all rise or all fall.' },
    FEW_CROSSINGS: { value: 'few-crossings', description: 'Fewer crossings of the median than chance explains.' },
    FEW_RUNS: { value: 'few-runs', description: 'Fewer runs about the median than chance explains.' },
    MANY_RUNS: { value: 'many-runs', description: 'More runs about the median than chance explains.' },
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

interface Charted {
  readonly series: ChartedSeries;
  readonly rules: RuleSet;
}
type Judged = Charted & { readonly chart: RunChart };
type Stretch<Of> = Of & { readonly points: readonly ChartPoint[] };

interface RunPoint extends Noted<ChartPoint> {
  readonly excluded: boolean;
}

const PointRef = builder.objectRef<RunPoint>('RunChartPoint').implement({
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
    excluded: t.exposeBoolean('excluded', { description: 'Whether the month is drawn and left out of every calculation.' }),
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

const RunSignalRef = builder.objectRef<Stretch<RunSignal>>('RunSignal').implement({
  description: 'One signal under the rules of the question, with the months that make it.',
  fields: (t) => ({
    rule: t.expose('rule', { type: RunSignalRuleEnum, description: 'By which rule.' }),
    start: t.string({ description: 'The first month, as YYYY-MM.', resolve: ({ points, start }) => points[start]!.period }),
    end: t.string({ description: 'The last month, as YYYY-MM.', resolve: ({ points, end }) => points[end]!.period }),
    periods: t.stringList({
      description: 'The months that make it: all useful ones of the phase for a signal of the whole phase.',
      resolve: ({ points, members }) => members.map((place) => points[place]!.period),
    }),
  }),
});

const RunChartPhaseRef = builder
  .objectRef<Charted & { readonly index: number; readonly phase: RunPhase | undefined }>('RunChartPhase')
  .implement({
    description: 'A part of a series with a median of its own; all starts anew in it.',
    fields: (t) => ({
      start: t.string({
        description: 'Its first month, as YYYY-MM.',
        resolve: ({ series, index }) => series.phases[index]!.start,
      }),
      end: t.string({ description: 'Its last month, as YYYY-MM.', resolve: ({ series, index }) => series.phases[index]!.end }),
      baselineEnd: t.string({
        description: 'The last month of those that set its median.',
        resolve: ({ series, index }) => series.phases[index]!.baselineEnd,
      }),
      centre: t.float({
        nullable: true,
        description: 'Its median, as a fraction; null when no month of its baseline is shown.',
        resolve: ({ series, index }) => series.phases[index]!.centre,
      }),
      signals: t.field({
        type: [RunSignalRef],
        nullable: true,
        complexity: { field: 1, multiplier: 2 },
        description: 'Its signals under the rules of the question; null when the series may only be described.',
        resolve: ({ phase, series }) => phase?.signals.map((signal) => ({ ...signal, points: series.points })) ?? null,
      }),
    }),
  });

const CalibrationRef = builder.objectRef<NonNullable<ChartedSeries['calibration']>>('Calibration').implement({
  description: 'Rules for points that share patients, simulated for their very window and named so.',
  fields: (t) => ({
    longestRunMin: t.int({
      nullable: true,
      description: 'The fewest points in a run that make a signal; null when no run is rare enough.',
      resolve: ({ longestRunMin }) => known(longestRunMin),
    }),
    crossingsMax: t.int({
      nullable: true,
      description: 'The most crossings that make a signal; null when no number of them is rare enough.',
      resolve: ({ crossingsMax }) => known(crossingsMax),
    }),
    attained: t.exposeFloat('attained', { description: 'The share of unchanged series that signal by these limits.' }),
    chance: t.float({
      nullable: true,
      description: 'The share of unchanged series that are as extreme as this one.',
      resolve: ({ observed }) => (observed ? known(observed.chance) : null),
    }),
    simulated: t.int({ description: 'How many series were drawn.', resolve: ({ runs }) => runs }),
    seed: t.exposeInt('seed', { description: 'The seed of the draws: the same one gives the same limits.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no limit; null when there is one.' }),
  }),
});

const SuggestionRef = builder
  .objectRef<{ readonly period: string | null; readonly sentence: string }>('PhaseSuggestion')
  .implement({
    description: 'Where a phase might begin, with the evidence. Nothing is divided by it: that needs a known cause.',
    fields: (t) => ({
      period: t.exposeString('period', {
        nullable: true,
        description: 'The first month of a suggested phase; null when nothing suggests one.',
      }),
      sentence: t.exposeString('sentence', { description: 'The evidence in words.' }),
    }),
  });

const AnalysisRef = builder.objectRef<Judged>('RunChartAnalysis').implement({
  description: 'The runs of a series about its median, in its latest phase, and what the rules make of them.',
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
      resolve: ({ chart, rules }) => rules === 'anhoej' && chart.anhoej.longRun,
    }),
    fewCrossings: t.boolean({
      description: 'Whether the crossings are a signal; false under other rules than ANHOEJ.',
      resolve: ({ chart, rules }) => rules === 'anhoej' && chart.anhoej.fewCrossings,
    }),
    runsMin: t.int({
      nullable: true,
      description: 'The fewest runs that chance explains, by the table of the question; null below ten useful points.',
      resolve: ({ chart }) => known(chart.runsTest.runsMin),
    }),
    runsMax: t.int({
      nullable: true,
      description: 'The most runs that chance explains, by the table of the question; null below ten useful points.',
      resolve: ({ chart }) => known(chart.runsTest.runsMax),
    }),
    fewRuns: t.boolean({
      description: 'Whether too few runs are a signal: of IHI, or where the runs test was asked for.',
      resolve: ({ chart }) => chart.signals.some(({ rule }) => rule === 'few-runs'),
    }),
    manyRuns: t.boolean({
      description: 'Whether too many runs are a signal: of IHI, or where the runs test was asked for.',
      resolve: ({ chart }) => chart.signals.some(({ rule }) => rule === 'many-runs'),
    }),
    signals: t.field({
      type: [RunSignalRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'Every signal under the rules of the question, with the months that make it.',
      resolve: ({ chart, series }) => chart.signals.map((signal) => ({ ...signal, points: series.points })),
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
      nullable: true,
      complexity: 20,
      description:
        'How often such a series shows a signal though nothing changed, as a fraction: by its runs and crossings, trends left out. Null with a frozen baseline.',
      resolve: chanceOf,
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
      description: 'Median of the rates that are shown, in the latest phase, as a fraction; null when none is.',
      resolve: ({ series }) => series.centre,
    }),
    phases: t.field({
      type: [RunChartPhaseRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The parts of the series, each with its median; one unless the question names months in which others begin.',
      resolve: ({ series, rules }) =>
        series.phases.map((_, index) => ({ series, rules, index, phase: series.chart?.phases[index] })),
    }),
    calibration: t.field({
      type: CalibrationRef,
      nullable: true,
      description:
        'The simulated rules that judged the series; null unless the question asks for them and its points share patients.',
      resolve: ({ series }) => series.calibration,
    }),
    suggestion: t.field({
      type: SuggestionRef,
      nullable: true,
      complexity: 200,
      description: 'Where a new phase might begin; null for a series that is not judged by the usual rules.',
      resolve: ({ series }) => suggestionOf(series),
    }),
    svg: t.string(svgField(({ series }: Charted, provenance) => drawRunChart(series, provenance))),
    points: t.field({
      type: [PointRef],
      complexity: { field: 1, multiplier: 24 },
      description: 'Every month from the first to the last, those without data among them.',
      resolve: ({ series }) =>
        notedPoints(series).map((point, place) => ({ ...point, excluded: series.cut.exclude.includes(place) })),
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
    description: 'Its rate over the months of a measure, with signals of change. Choose a measure by month: see Measure.monthly.',
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
      runsTest: t.arg({
        type: RunsTableEnum,
        description: 'Judge the number of runs too, by this table; IHI does so by the exact one.',
      }),
      calibrated: t.arg.boolean({
        required: true,
        defaultValue: false,
        description:
          'Judge points that share patients by rules that are simulated for their window; for a series without phases.',
      }),
      persistence: t.arg.float({
        description: 'With calibrated, for a panel: the share of readings that stay from one month to the next, below 1.',
      }),
      ...cutArgs,
    },
    complexity: ({ calibrated }) => (calibrated ? 1_000 : 100),
    resolve: ({ id }, { measure, by, stratum, rules, runsTest, calibrated, persistence, ...cut }, context) =>
      orNotFound(context, { measure, by }, async () => {
        requireMonths(context.reports.release, { measure, from: cut.from, to: cut.to });
        const [series] = await context.batches.runCharts(id, {
          measure,
          by,
          stratum: stratum ?? undefined,
          rules,
          runsTest: runsTest ?? undefined,
          calibrated,
          persistence: persistence ?? undefined,
          ...cutOf(cut),
        });
        if (!series || isForeign(series, stratum))
          throw new UnknownNameError('stratum', 'the stratum is not one of this organization');
        return { series, rules };
      }),
  }),
);

const known = (number: number): number | null => (Number.isNaN(number) ? null : number);
