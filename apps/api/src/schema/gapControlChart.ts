import type { GapWay } from '@equipoise/engine';
import {
  chanceOfGapChart,
  drawGapControlChart,
  gapCharts,
  UnknownNameError,
  type GapControlledSeries,
  type GapPoint,
  type GapSignalOfMonths,
  type GapStretchOfMonths,
} from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { ControlPhaseRef, ControlRuleSetEnum, ControlVerdictEnum } from './controlChart.ts';
import { CountsRef, StatusEnum } from './estimate.ts';
import { MeasureRef } from './measure.ts';
import { orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { gapArgs, questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';
import { notedPoints, AnnotationRef, cutArgs, cutOf, isForeign, svgField, type Noted } from './series.ts';
import { StratificationRef } from './stratification.ts';

const GapChartKindEnum = builder.enumType('GapControlChartKind', {
  description: 'The control charts that a gap by month can have.',
  values: {
    P: { value: 'p', description: `${gapCharts.p.title}: ${gapCharts.p.limits}.` },
    P_PRIME: { value: 'pp', description: `${gapCharts.pp.title}: ${gapCharts.pp.limits}.` },
    I: { value: 'i', description: `${gapCharts.i.title}: ${gapCharts.i.limits}.` },
  } as const,
});

const GapWayEnum = builder.enumType('GapWay', {
  description: 'Which way a gap went; it is positive when the group is worse off.',
  values: {
    WIDENING: { value: 'widening', description: "Up: to the group's disadvantage." },
    NARROWING: { value: 'narrowing', description: 'Down; of a group that is better off, a lead that grows.' },
  } as const satisfies Record<string, { readonly value: GapWay; readonly description: string }>,
});

const GapEstimateRef = builder.objectRef<GapPoint['estimate']>('GapEstimate').implement({
  description:
    'The gap of a month, a fraction, positive when the group is worse off. All is null when one of the two is not shown.',
  fields: (t) => ({
    value: t.exposeFloat('value', { nullable: true, description: 'The gap.' }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower limit of its interval.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit of its interval.' }),
    method: t.exposeString('method', { description: 'Method of the interval.' }),
    level: t.exposeFloat('level', { description: 'Coverage of the interval as a fraction.' }),
    group: t.expose('group', { type: CountsRef, nullable: true, description: 'Counts of the group.' }),
    reference: t.expose('reference', { type: CountsRef, nullable: true, description: 'Counts of the reference.' }),
    status: t.expose('status', { type: StatusEnum, description: 'Whether there is a gap, and why not.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is none; null when there is.' }),
  }),
});

const GapPointRef = builder.objectRef<Noted<GapPoint>>('GapControlChartPoint').implement({
  description: 'One month of the control chart of a gap. A month in which one of the two is hidden has no limits.',
  fields: (t) => ({
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    estimate: t.expose('estimate', { type: GapEstimateRef, description: 'The gap of the month.' }),
    centre: t.exposeFloat('centre', { nullable: true, description: 'The mean gap of its phase, as a fraction.' }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower control limit; null when there is none.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper control limit; null when there is none.' }),
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

const GapPartsRef = builder.objectRef<NonNullable<GapStretchOfMonths['change']>>('GapParts').implement({
  description:
    'Whose doing a change of a gap was: the parts add to the change. It was noticed first, so no interval stands beside it.',
  fields: (t) => ({
    value: t.exposeFloat('value', { nullable: true, description: 'The change.' }),
    gapBaseline: t.exposeFloat('gapBaseline', { nullable: true, description: 'The mean gap that it changed from.' }),
    gapFollowUp: t.exposeFloat('gapFollowUp', { nullable: true, description: 'The mean gap that it changed to.' }),
    fromGroup: t.exposeFloat('fromGroup', { nullable: true, description: 'The part that the group made.' }),
    fromReference: t.exposeFloat('fromReference', { nullable: true, description: 'The part that the reference made.' }),
    turned: t.exposeBoolean('turned', { description: 'Whether the other one of the two is now worse off.' }),
  }),
});

const GapStretchRef = builder.objectRef<GapStretchOfMonths>('GapStretch').implement({
  description: 'Months that together break a rule to one side.',
  fields: (t) => ({
    periods: t.exposeStringList('periods', { description: 'The months, as YYYY-MM.' }),
    way: t.expose('way', {
      type: GapWayEnum,
      nullable: true,
      description: 'Which way the gap went; null for a rule that points neither way.',
    }),
    left: t.exposeBoolean('left', {
      description: 'Whether the series begins with this run and then leaves it: the way is that of the change.',
    }),
    change: t.expose('change', {
      type: GapPartsRef,
      nullable: true,
      description:
        'From the other months of the baseline to these; from these to them where the gap left the run; from first to last of a trend.',
    }),
    levellingDown: t.exposeBoolean('levellingDown', {
      description: 'Whether the gap narrowed because the reference got worse, by more than chance, and not by the group.',
    }),
  }),
});

const GapSignalRef = builder.objectRef<GapSignalOfMonths>('GapSignal').implement({
  description: 'A rule that the gap breaks: where, and which way.',
  fields: (t) => ({
    rule: t.exposeString('name', { description: 'The rule in words.' }),
    completed: t.exposeStringList('completed', { description: 'The months at which the rule is broken, as YYYY-MM.' }),
    stretches: t.expose('stretches', {
      type: [GapStretchRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The months that make it so, by direction.',
    }),
  }),
});

const GapControlChartRef = builder.objectRef<GapControlledSeries>('GapControlChart').implement({
  description:
    'The gap of a group to its reference over time about its mean, with limits when its months bear them and share no patients.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose patients.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    stratification: t.expose('stratification', { type: StratificationRef, description: 'How patients were divided.' }),
    group: t.exposeString('group', { description: 'The group.' }),
    reference: t.exposeString('reference', { description: 'The reference: rest, or a stratum.' }),
    referenceStrata: t.stringList({
      description: 'The strata that stand for the reference, the same ones in every month.',
      resolve: ({ referenceStrata }) => [...referenceStrata],
    }),
    chart: t.expose('chart', {
      type: GapChartKindEnum,
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
      description: 'Mean gap of the latest phase, as a fraction; null when it has none.',
    }),
    target: t.exposeFloat('target', { nullable: true, description: 'The gap that should be reached, as the question gave it.' }),
    denominatorMin: t.exposeInt('denominatorMin', {
      description: 'A group or a reference with fewer patients has no gap in that month.',
    }),
    screened: t.exposeBoolean('screened', { description: 'Whether steps beyond their own limit were left out, once.' }),
    phases: t.expose('phases', {
      type: [ControlPhaseRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'The parts of the series; one unless the question names months in which others begin.',
    }),
    signals: t.expose('signals', {
      type: [GapSignalRef],
      complexity: { field: 1, multiplier: 4 },
      description: 'The rules that the gap breaks.',
    }),
    points: t.field({
      type: [GapPointRef],
      complexity: { field: 1, multiplier: 24 },
      description: 'Every month from the first to the last, those without data among them.',
      resolve: notedPoints,
    }),
    chanceOfSignal: t.float({
      nullable: true,
      complexity: 500,
      description:
        'How often such a gap shows a signal though nothing changed, as a fraction, simulated at its own denominators. Null when it is not judged.',
      resolve: chanceOfGapChart,
    }),
    svg: t.string(svgField(drawGapControlChart)),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'gapControlChart', (t) =>
  t.field({
    type: resultOf(
      'GapControlChartResult',
      GapControlChartRef,
      'A control chart of a gap, or that a name in the question is unknown.',
    ),
    description:
      'The gap of one group over the months of a measure, with control limits. Choose a measure by month: see Measure.monthly.',
    args: {
      measure: questionArgs.measure,
      ...gapArgs,
      chart: t.arg({ type: GapChartKindEnum, description: 'Which chart; the one that suits the data when left out.' }),
      rules: t.arg({
        type: ControlRuleSetEnum,
        required: true,
        defaultValue: 'limits-and-anhoej',
        description: 'The rules that give the verdict.',
      }),
      target: t.arg.float({ description: 'The gap that should be reached, as a fraction; it never enters limits.' }),
      screen: t.arg.boolean({ description: 'Leave out steps from month to month beyond their own limit, once.' }),
      level: questionArgs.level,
      denominatorMin: questionArgs.denominatorMin,
      ...cutArgs,
    },
    complexity: 100,
    resolve: ({ id }, { measure, by, group, reference, chart, rules, target, screen, level, denominatorMin, ...cut }, context) =>
      orNotFound(context, { measure, by }, async () => {
        requireOptions({ level, denominatorMin });
        requireMonths(context.reports.release, { measure, from: cut.from, to: cut.to });
        const [series] = await context.batches.gapControlCharts(id, {
          measure,
          by,
          group,
          reference,
          chart: chart ?? undefined,
          rules,
          target: target ?? undefined,
          screen: screen ?? undefined,
          level,
          denominatorMin,
          ...cutOf(cut),
        });
        if (!series || isForeign(series, group))
          throw new UnknownNameError('stratum', 'the stratum is not one of this organization');
        return series;
      }),
  }),
);
