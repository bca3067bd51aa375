import {
  chanceOfControlSignal,
  drawControlChart,
  rateCharts,
  UnknownNameError,
  type ControlledSeries,
  type ControlPhaseOfRates,
  type ControlPoint,
  type ControlRuleSet,
  type ControlSignal,
  type RateChartId,
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

const kindOf = (id: RateChartId): string => `${rateCharts[id].title}: ${rateCharts[id].limits}.`;
const ControlChartKindEnum = builder.enumType('ControlChartKind', {
  description: 'The control charts that a rate by month can have.',
  values: {
    P: { value: 'p', description: kindOf('p') },
    P_PRIME: { value: 'pp', description: kindOf('pp') },
    I: { value: 'i', description: kindOf('i') },
    I_PRIME: { value: 'ip', description: kindOf('ip') },
  } as const,
});

export const ControlRuleSetEnum = builder.enumType('ControlRuleSet', {
  description: 'The rules that give a verdict on a control chart. One set decides verdict, sentence and data alike.',
  values: {
    LIMITS_AND_ANHOEJ: {
      value: 'limits-and-anhoej',
      description: 'A point outside the limits, a run too long or too few crossings: it cries wolf least.',
    },
    WESTERN_ELECTRIC: {
      value: 'western-electric',
      description: 'A point beyond 3σ, 2 of 3 beyond 2σ, 4 of 5 beyond 1σ, or 8 in a row on one side.',
    },
    NELSON: { value: 'nelson', description: 'The eight rules of Nelson 1984.' },
    MAKING_DATA_COUNT: {
      value: 'making-data-count',
      description: 'A point outside, a trend of 7, 2 of 3 between 2σ and 3σ, or a shift of 7, with the two icons of the NHS.',
    },
  } as const satisfies Record<string, { readonly value: ControlRuleSet; readonly description: string }>,
});

export const ControlVerdictEnum = builder.enumType('ControlVerdict', {
  description: 'What the rules say of a control chart.',
  values: {
    SIGNAL: { description: 'A special cause shows: chance alone rarely looks like this.' },
    NO_SIGNAL: { description: 'Nothing that chance does not explain.' },
    TOO_THIN: { description: 'No limits: too few points or too few events at each. The sentence says what to chart instead.' },
    DESCRIPTIVE: { description: 'Drawn, not judged: neighbouring points share patients, so limits do not hold.' },
  },
});

const MeaningEnum = builder.enumType('SignalMeaning', {
  description: 'What a signal says about the patients.',
  values: {
    BETTER: { value: 'better', description: 'A change for the better.' },
    WORSE: { value: 'worse', description: 'A change for the worse.' },
  } as const,
});

const VariationIconEnum = builder.enumType('VariationIcon', {
  description: 'What the last point says of the variation (Making Data Count).',
  values: {
    COMMON_CAUSE: { value: 'common-cause', description: 'No significant change.' },
    IMPROVEMENT_HIGH: { value: 'improvement-high', description: 'Special cause for the better, by higher values.' },
    IMPROVEMENT_LOW: { value: 'improvement-low', description: 'Special cause for the better, by lower values.' },
    CONCERN_HIGH: { value: 'concern-high', description: 'Special cause for concern, by higher values.' },
    CONCERN_LOW: { value: 'concern-low', description: 'Special cause for concern, by lower values.' },
    NEUTRAL_HIGH: { value: 'neutral-high', description: 'Special cause by higher values, neither better nor worse.' },
    NEUTRAL_LOW: { value: 'neutral-low', description: 'Special cause by lower values, neither better nor worse.' },
  } as const,
});

const AssuranceIconEnum = builder.enumType('AssuranceIcon', {
  description: 'Whether the process, as it is, will reach its target (Making Data Count).',
  values: {
    CONSISTENT_PASS: { value: 'consistent-pass', description: 'It will reach it always.' },
    CONSISTENT_FAIL: { value: 'consistent-fail', description: 'It will never reach it, unless something changes.' },
    INCONSISTENT: { value: 'inconsistent', description: 'It will reach it now and then.' },
  } as const,
});

const ControlPointRef = builder.objectRef<Noted<ControlPoint>>('ControlChartPoint').implement({
  description: 'One month of a control chart. A month that is hidden has no limits: their width would give its count away.',
  fields: (t) => ({
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    estimate: t.expose('estimate', { type: EstimateRef, description: 'The rate of the month.' }),
    centre: t.exposeFloat('centre', { nullable: true, description: 'The mean of its phase, as a fraction.' }),
    lower: t.exposeFloat('lower', {
      nullable: true,
      description: 'Lower control limit, as a fraction; null when there is none.',
    }),
    upper: t.exposeFloat('upper', {
      nullable: true,
      description: 'Upper control limit, as a fraction; null when there is none.',
    }),
    z: t.exposeFloat('z', { nullable: true, description: 'Distance from the mean in standard errors, from uncut limits.' }),
    excluded: t.exposeBoolean('excluded', { description: 'Whether the month is drawn and left out of every calculation.' }),
    signals: t.exposeStringList('signals', { description: 'The rules that it helps to break, in words.' }),
    annotations: t.field({
      type: [AnnotationRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The events of the month.',
      resolve: ({ annotations }) => annotations,
    }),
  }),
});

const SignalPointRef = builder.objectRef<ControlSignal['points'][number]>('SignalPoint').implement({
  description: 'A month that helps to break a rule.',
  fields: (t) => ({
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    meaning: t.expose('verdict', {
      type: MeaningEnum,
      nullable: true,
      description: 'Whether it is for the better; null for a rule that points neither way.',
    }),
  }),
});

const ControlSignalRef = builder.objectRef<ControlSignal>('ControlSignal').implement({
  description: 'A rule that the series breaks: where, and by which months.',
  fields: (t) => ({
    rule: t.exposeString('name', { description: 'The rule in words.' }),
    completed: t.exposeStringList('completed', { description: 'The months at which the rule is broken, as YYYY-MM.' }),
    points: t.expose('points', {
      type: [SignalPointRef],
      description: 'All months that make it so, those that complete it among them.',
    }),
  }),
});

export const ControlPhaseRef = builder.objectRef<ControlPhaseOfRates>('ControlChartPhase').implement({
  description: 'A part of a series with a mean and limits of its own.',
  fields: (t) => ({
    start: t.exposeString('start', { description: 'Its first month, as YYYY-MM.' }),
    end: t.exposeString('end', { description: 'Its last month, as YYYY-MM.' }),
    baselineEnd: t.exposeString('baselineEnd', { description: 'The last month of those that set its mean and limits.' }),
    observed: t.exposeInt('observed', { description: 'Months of its baseline that are shown; below 12 limits are for a start.' }),
    centre: t.exposeFloat('centre', { nullable: true, description: 'Its mean, as a fraction; null when no month is shown.' }),
    sigmaZ: t.exposeFloat('sigmaZ', {
      nullable: true,
      description: 'How much more its months vary than chance makes them, 1 by chance; null but for P_PRIME.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it has no limits; null when it has.' }),
  }),
});

const ControlChartRef = builder.objectRef<ControlledSeries>('ControlChart').implement({
  description: 'A rate over time about its mean, with limits when its points bear them and share no patients.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose rate it is.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    stratification: t.exposeID('stratification', { description: 'Id of the stratification.' }),
    stratum: t.exposeString('stratum', { description: 'Which patients: a stratum, or all.' }),
    chart: t.expose('chart', {
      type: ControlChartKindEnum,
      nullable: true,
      description: 'Which chart was made; null when none was.',
    }),
    chosen: t.exposeBoolean('chosen', { description: 'Whether the chart was chosen for the data, not asked for.' }),
    why: t.string({ description: 'Why this chart, or none, suits the data.', resolve: ({ choice }) => choice.why }),
    caution: t.string({
      nullable: true,
      description: 'What a reader of the chart must know; null when there is nothing.',
      resolve: ({ choice }) => choice.caution,
    }),
    instead: t.stringList({
      description: 'What to chart instead when the data are too thin, best first.',
      resolve: ({ choice }) => choice.instead.map(({ says }) => says),
    }),
    rules: t.expose('rules', { type: ControlRuleSetEnum, description: 'The rules that gave the verdict.' }),
    verdict: t.expose('verdict', { type: ControlVerdictEnum, description: 'What the rules say.' }),
    sentence: t.exposeString('sentence', { description: 'What a coach would read.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why there is no verdict, and the way to one; null when there is.',
    }),
    centre: t.exposeFloat('centre', {
      nullable: true,
      description: 'Mean of the latest phase, as a fraction; null when no month of it is shown.',
    }),
    target: t.exposeFloat('target', { nullable: true, description: 'What should be reached, as the question gave it.' }),
    screened: t.exposeBoolean('screened', { description: 'Whether steps beyond their own limit were left out, once.' }),
    variation: t.expose('variation', {
      type: VariationIconEnum,
      nullable: true,
      description: 'The icon of the variation; null under other rules than MAKING_DATA_COUNT.',
    }),
    assurance: t.expose('assurance', {
      type: AssuranceIconEnum,
      nullable: true,
      description: 'The icon of assurance; null without a target or under other rules than MAKING_DATA_COUNT.',
    }),
    phases: t.expose('phases', {
      type: [ControlPhaseRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The parts of the series; one unless the question names months in which others begin.',
    }),
    signals: t.expose('signals', {
      type: [ControlSignalRef],
      complexity: { field: 1, multiplier: 4 },
      description: 'The rules that the series breaks.',
    }),
    points: t.field({
      type: [ControlPointRef],
      complexity: { field: 1, multiplier: 24 },
      description: 'Every month from the first to the last, those without data among them.',
      resolve: notedPoints,
    }),
    chanceOfSignal: t.float({
      nullable: true,
      complexity: 500,
      description:
        'How often such a series shows a signal though nothing changed, as a fraction, simulated at its own denominators. Null when it is not judged.',
      resolve: chanceOfControlSignal,
    }),
    svg: t.string(svgField(drawControlChart)),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'controlChart', (t) =>
  t.field({
    type: resultOf('ControlChartResult', ControlChartRef, 'A control chart, or that a name in the question is unknown.'),
    description: 'Its rate over the months of a measure, with control limits. Choose a measure by month: see Measure.monthly.',
    args: {
      measure: questionArgs.measure,
      by: questionArgs.by,
      stratum: t.arg.string({ description: 'The stratum to chart; needed unless by is total.' }),
      chart: t.arg({ type: ControlChartKindEnum, description: 'Which chart; the one that suits the data when left out.' }),
      rules: t.arg({
        type: ControlRuleSetEnum,
        required: true,
        defaultValue: 'limits-and-anhoej',
        description: 'The rules that give the verdict.',
      }),
      target: t.arg.float({ description: 'What should be reached, as a fraction; it never enters a calculation of limits.' }),
      screen: t.arg.boolean({ description: 'Leave out steps from month to month beyond their own limit, once.' }),
      ...cutArgs,
    },
    complexity: 100,
    resolve: ({ id }, { measure, by, stratum, chart, rules, target, screen, ...cut }, context) =>
      orNotFound(context, { measure, by }, async () => {
        requireMonths(context.reports.release, { measure, from: cut.from, to: cut.to });
        const [series] = await context.batches.controlCharts(id, {
          measure,
          by,
          stratum: stratum ?? undefined,
          chart: chart ?? undefined,
          rules,
          target: target ?? undefined,
          screen: screen ?? undefined,
          ...cutOf(cut),
        });
        if (!series || isForeign(series, stratum))
          throw new UnknownNameError('stratum', 'the stratum is not one of this organization');
        return series;
      }),
  }),
);
