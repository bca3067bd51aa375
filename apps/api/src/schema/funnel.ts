import type { FunnelOutside } from '@equipoise/engine';
import { drawFunnel, practicesUnder, type FunnelCurve, type FunnelRate, type FunnelReport } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { EstimateRef } from './estimate.ts';
import { MeasureRef } from './measure.ts';
import { NotFound, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';
import { svgField } from './series.ts';

const FunnelMethodEnum = builder.enumType('FunnelMethod', {
  description: 'How the limits of a funnel are set.',
  values: {
    NORMAL: { value: 'normal', description: 'The target and so many standard errors: nearest to its levels in small practices.' },
    ARCSINE: { value: 'arcsine', description: 'The same on the angle whose squared sine a rate is: limits stay within 0 and 1.' },
    EXACT: { value: 'exact', description: 'The binomial distribution, interpolated (Spiegelhalter 2005); chance alone.' },
  } as const,
});

const OverdispersionEnum = builder.enumType('Overdispersion', {
  description: 'Whether limits make room for practices that differ by more than chance.',
  values: {
    NONE: { value: 'none', description: 'They do not: limits are those of chance alone.' },
    ADDITIVE: { value: 'additive', description: 'The variance between practices is added to that of chance.' },
    MULTIPLICATIVE: { value: 'multiplicative', description: 'The variance of chance is multiplied.' },
  } as const,
});

const FunnelPlaceEnum = builder.enumType('FunnelPlace', {
  description: 'Whether a practice that lies outside of its limits does better or worse.',
  values: {
    BETTER: { value: 'better', description: 'Outside of its limits, on the better side.' },
    WORSE: { value: 'worse', description: 'Outside of its limits, on the worse side.' },
  } as const,
});

type Place = NonNullable<FunnelRate['place']>;

const FunnelUnitLimitsRef = builder.objectRef<Place['limits'][number]>('FunnelUnitLimits').implement({
  description: 'One pair of limits at the size of a practice.',
  fields: (t) => ({
    level: t.exposeFloat('level', { description: 'Their coverage as a fraction: 0.95, 0.998.' }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower limit as a fraction, uncut.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit as a fraction, uncut.' }),
  }),
});

const FunnelUnitRef = builder.objectRef<FunnelRate>('FunnelUnit').implement({
  description: 'A practice in a funnel. One that is hidden has neither place nor limits, and no part in those of others.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose rate it is.' }),
    estimate: t.expose('estimate', { type: EstimateRef, description: 'Its rate.' }),
    limits: t.field({
      type: [FunnelUnitLimitsRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'Its limits, in the order of the levels; none where its rate is not shown.',
      resolve: ({ place }) => place?.limits ?? [],
    }),
    z: t.float({
      nullable: true,
      description: 'Distance from the target in standard errors of chance.',
      resolve: ({ place }) => place?.z ?? null,
    }),
    beyond: t.float({
      nullable: true,
      description: 'Level of the widest limits that it lies outside of; null inside all.',
      resolve: ({ place }) => place?.beyond ?? null,
    }),
    meaning: t.field({
      type: FunnelPlaceEnum,
      nullable: true,
      description: 'Whether it is outside on the better side; null inside all limits.',
      resolve: ({ place }) => place?.verdict ?? null,
    }),
  }),
});

const FunnelOutsideRef = builder.objectRef<FunnelOutside & Pick<FunnelReport, 'funnel'>>('FunnelOutside').implement({
  description: 'Who lies outside one pair of limits, beside how many chance alone would put there.',
  fields: (t) => ({
    level: t.exposeFloat('level', { description: 'Coverage of the limits as a fraction.' }),
    above: t.stringList({
      description: 'Ids of those above the upper limit.',
      resolve: ({ above, funnel }) => above.map((unit) => funnel.units[unit]!.name),
    }),
    below: t.stringList({
      description: 'Ids of those below the lower limit.',
      resolve: ({ below, funnel }) => below.map((unit) => funnel.units[unit]!.name),
    }),
    expectedByChance: t.float({
      description: 'How many chance alone would put outside.',
      resolve: ({ expected, expectedFromCounts }) => expectedFromCounts ?? expected,
    }),
  }),
});

const FunnelCurveRef = builder.objectRef<FunnelCurve>('FunnelCurve').implement({
  description: 'One pair of limits at many sizes, to draw, cut to what a rate can be.',
  fields: (t) => ({
    level: t.exposeFloat('level', { description: 'Coverage as a fraction.' }),
    denominators: t.exposeFloatList('denominators', { description: 'The sizes, rising.' }),
    lower: t.exposeFloatList('lower', { description: 'The lower limit at each size.' }),
    upper: t.exposeFloatList('upper', { description: 'The upper limit at each size.' }),
  }),
});

const FunnelRef = builder.objectRef<FunnelReport>('Funnel').implement({
  description: 'Practices of one period by size, with limits that tell those apart whose rate chance does not explain.',
  fields: (t) => ({
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    stratification: t.exposeID('stratification', { description: 'Id of the stratification.' }),
    stratum: t.exposeString('stratum', { description: 'Which patients: a stratum, or all.' }),
    target: t.float({
      nullable: true,
      description: 'What practices are held against, as a fraction; null when none is shown.',
      resolve: ({ funnel }) => funnel.target,
    }),
    pooled: t.boolean({
      description: 'Whether the target is the rate of all that are shown, not one that was given.',
      resolve: ({ funnel }) => funnel.pooled,
    }),
    method: t.field({
      type: FunnelMethodEnum,
      description: 'How the limits are set.',
      resolve: ({ funnel }) => funnel.method as 'normal' | 'arcsine' | 'exact',
    }),
    overdispersion: t.field({
      type: OverdispersionEnum,
      description: 'What was asked for.',
      resolve: ({ funnel }) => funnel.overdispersion,
    }),
    widened: t.boolean({
      description: 'Whether the limits are wider than those of chance: asked for, measurable, and practices do differ by more.',
      resolve: ({ funnel }) => funnel.widened,
    }),
    phi: t.float({
      nullable: true,
      description: 'How much more practices differ than by chance, 1 by chance; null where it cannot be measured.',
      resolve: ({ funnel }) => funnel.phi,
    }),
    tau2: t.float({
      nullable: true,
      description: 'Variance between practices on the scale of the method; null where it cannot be measured.',
      resolve: ({ funnel }) => funnel.tau2,
    }),
    units: t.expose('units', {
      type: [FunnelUnitRef],
      complexity: { field: 1, multiplier: 50 },
      description: 'Every practice, those that are hidden too, in the order of their ids.',
    }),
    outside: t.field({
      type: [FunnelOutsideRef],
      complexity: { field: 1, multiplier: 2 },
      description: 'Who lies outside which limits, by level.',
      resolve: ({ funnel }) => funnel.outside.map((pair) => ({ ...pair, funnel })),
    }),
    curves: t.expose('curves', {
      type: [FunnelCurveRef],
      complexity: { field: 100, multiplier: 2 },
      description: 'The limits at many sizes; none when nothing is shown.',
    }),
    hidden: t.exposeInt('hidden', { description: 'Practices that the release hides: they are left out of everything.' }),
    absent: t.exposeInt('absent', { description: 'Practices without a rate for another reason.' }),
    sentence: t.exposeString('sentence', { description: 'What a coach would read.' }),
    svg: t.string(svgField(drawFunnel)),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'funnel', (t) =>
  t.field({
    type: resultOf('FunnelResult', FunnelRef, 'A funnel, or that a name in the question is unknown.'),
    description: 'The practices under it (itself, when it is one) side by side in one period, by size.',
    args: {
      measure: questionArgs.measure,
      by: questionArgs.by,
      stratum: t.arg.string({ description: 'The stratum to compare; needed unless by is total.' }),
      period: questionArgs.period,
      method: t.arg({ type: FunnelMethodEnum, required: true, defaultValue: 'normal', description: 'How limits are set.' }),
      overdispersion: t.arg({
        type: OverdispersionEnum,
        required: true,
        defaultValue: 'none',
        description: 'Whether limits make room for practices that differ by more than chance.',
      }),
      levels: t.arg.floatList({ description: 'Coverage of the limits as fractions, 4 at most; 0.95 and 0.998 when left out.' }),
      target: t.arg.float({
        description: 'What practices are held against, as a fraction; the rate of all shown when left out.',
      }),
      denominatorMin: questionArgs.denominatorMin,
    },
    complexity: 300,
    resolve: (organization, { measure, by, stratum, period, levels, target, denominatorMin, ...how }, { reports }) =>
      orNotFound<FunnelReport | NotFound>({ reports }, { measure, by }, () => {
        requireOptions({ denominatorMin });
        const months = requireMonths(reports.release, { measure, period });
        const organizations = practicesUnder(reports.release, organization).map(({ id }) => id);
        if (organizations.length === 0) return new NotFound('organization', 'No practice is under this organization.');
        const question = { measure, by, organizations, period: months.period, stratum: stratum ?? undefined };
        return reports.funnel(
          { ...question, ...how, levels: levels ?? undefined, target: target ?? undefined },
          { denominatorMin },
        );
      }),
  }),
);
