import { sentenceOfWithin, type GapInPractice, type PracticePart, type WithinPractices } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { CountsRef } from './estimate.ts';
import { MeasureRef } from './measure.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { gapArgs, questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';
import { StratificationRef } from './stratification.ts';

const PartRef = builder.objectRef<PracticePart>('GapPart').implement({
  description: 'A gap, or a part of one, as a fraction: positive when the group is worse off.',
  fields: (t) => ({
    value: t.exposeFloat('gap', { nullable: true, description: 'The gap; null with a reason where it is not defined.' }),
    standardError: t.exposeFloat('standardError', { nullable: true, description: 'Its standard error.' }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower limit of its interval.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit of its interval.' }),
    method: t.exposeString('method', { description: 'How it is found.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it is not defined; null when it is.' }),
  }),
});

const InPracticeRef = builder.objectRef<GapInPractice>('GapInPractice').implement({
  description: 'The gap inside one practice.',
  fields: (t) => ({
    practice: t.expose('practice', { type: OrganizationRef, description: 'The practice.' }),
    group: t.expose('group', { type: CountsRef, description: 'The counts of the group there.' }),
    reference: t.expose('reference', { type: CountsRef, description: 'The counts of its reference there.' }),
    gap: t.exposeFloat('gap', {
      nullable: true,
      description: 'The gap as a fraction; null where one of the two has no members.',
    }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower limit of its interval.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit of its interval.' }),
    weight: t.exposeFloat('weight', { description: 'Its share of the part within practices, as a fraction.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no gap; null when there is one.' }),
  }),
});

const HeterogeneityRef = builder.objectRef<WithinPractices['heterogeneity']>('GapHeterogeneity').implement({
  description: 'Whether the gap is the same in every practice, but for chance.',
  fields: (t) => ({
    q: t.exposeFloat('q', { nullable: true, description: "Cochran's Q; null with fewer than two practices." }),
    df: t.exposeInt('df', { nullable: true, description: 'Its degrees of freedom.' }),
    p: t.exposeFloat('p', { nullable: true, description: 'Of one gap in all practices.' }),
    tau2: t.exposeFloat('tau2', { nullable: true, description: 'Variance of the true gap between practices.' }),
    i2: t.exposeFloat('i2', { nullable: true, description: 'Share of the variation that is not chance, as a fraction.' }),
    mean: t.expose('mean', { type: PartRef, description: 'The mean of gaps that differ (DerSimonian and Laird).' }),
    caution: t.exposeString('caution', {
      nullable: true,
      description: 'What to beware of; null when every arm is large enough.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it is not defined; null when it is.' }),
  }),
});

const KitagawaRef = builder.objectRef<WithinPractices['kitagawa']>('KitagawaSplit').implement({
  description: 'Kitagawa’s split of the gap; undefined where a practice has no members of one of the two.',
  fields: (t) => ({
    within: t.expose('within', { type: PartRef, description: 'From rates, at the mean of the shares.' }),
    between: t.expose('between', { type: PartRef, description: 'From shares, at the mean of the rates.' }),
    byRates: t.expose('rates', { type: PartRef, description: 'From rates, at the shares of the reference.' }),
    byShares: t.expose('shares', { type: PartRef, description: 'From shares, at the rates of the reference.' }),
    byBoth: t.expose('interaction', { type: PartRef, description: 'From both together.' }),
  }),
});

const EmptySideEnum = builder.enumType('EmptySide', {
  description: 'Who has no members in a practice.',
  values: {
    GROUP: { value: 'group', description: 'The group.' },
    REFERENCE: { value: 'reference', description: 'The reference.' },
    BOTH: { value: 'both', description: 'Neither has any.' },
  } as const,
});

const EmptyArmRef = builder.objectRef<WithinPractices['emptyArms'][number]>('EmptyArm').implement({
  description: 'A practice without members of one of the two: it counts in the whole and between, never within.',
  fields: (t) => ({
    practice: t.exposeID('practice', { description: 'Id of the practice.' }),
    without: t.expose('without', { type: EmptySideEnum, description: 'Who has no members there.' }),
  }),
});

const CoveredRef = builder.objectRef<WithinPractices['covered']>('CoveredShare').implement({
  description:
    'At least this share of the members stands in the practices that enter. Where something is hidden it is rounded down so far that no hidden count can be told from it.',
  fields: (t) => ({
    group: t.exposeFloat('group', { nullable: true, description: 'Of the group, as a fraction; null where not told.' }),
    reference: t.exposeFloat('reference', {
      nullable: true,
      description: 'Of the reference, as a fraction; null where not told.',
    }),
  }),
});

const SplitRef = builder.objectRef<WithinPractices>('GapWithinPractices').implement({
  description:
    'A gap in two parts: what stands within practices, on which each can act, and what is due to which practices the groups are seen in. Of the practices that show both; those where the release hides one have no part in any number.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose practices.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    stratification: t.expose('stratification', { type: StratificationRef, description: 'How patients were divided.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    group: t.exposeString('group', { description: 'The group.' }),
    reference: t.exposeString('reference', { description: 'The reference: rest, or a stratum.' }),
    referenceStrata: t.stringList({
      description: 'The strata that make the reference, each where it is shown.',
      resolve: ({ referenceStrata }) => [...referenceStrata],
    }),
    level: t.exposeFloat('level', { description: 'Coverage of every interval as a fraction.' }),
    whole: t.expose('whole', { type: PartRef, description: 'The gap of all these practices together.' }),
    within: t.expose('within', { type: PartRef, description: 'The part within practices (Mantel-Haenszel).' }),
    withinP: t.float({
      nullable: true,
      description: 'Of no gap inside practices (Cochran-Mantel-Haenszel).',
      resolve: ({ within }) => within.p,
    }),
    between: t.expose('between', { type: PartRef, description: 'The part between practices: the whole less the part within.' }),
    heterogeneity: t.expose('heterogeneity', { type: HeterogeneityRef, description: 'Whether practices have one gap.' }),
    kitagawa: t.expose('kitagawa', { type: KitagawaRef, description: 'The same by Kitagawa.' }),
    reversed: t.exposeBoolean('reversed', {
      description: 'Whether the whole gap and that within practices have opposite signs (Simpson’s paradox).',
    }),
    practices: t.expose('practices', {
      type: [InPracticeRef],
      complexity: { field: 1, multiplier: 50 },
      description: 'The practices that enter, in the order of their ids.',
    }),
    emptyArms: t.expose('emptyArms', {
      type: [EmptyArmRef],
      complexity: { field: 1, multiplier: 10 },
      description: 'Practices without members of one of the two.',
    }),
    hidden: t.exposeInt('hidden', {
      description: 'How many practices are left out, for the release hides one of the two there.',
    }),
    partialRest: t.exposeInt('partialRest', {
      description: 'In how many practices the rest lacks groups that the release hides there.',
    }),
    absent: t.exposeInt('absent', { description: 'How many practices reported nothing.' }),
    covered: t.expose('covered', { type: CoveredRef, description: 'How many of the members these practices see.' }),
    sentence: t.string({ description: 'The same in words.', resolve: sentenceOfWithin }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no split; null when there is one.' }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'gapWithinPractices', (t) =>
  t.field({
    type: resultOf('GapWithinPracticesResult', SplitRef, 'A gap in its parts, or that a name in the question is unknown.'),
    description: 'How much of the gap of one group stands within the practices under it, and how much between them.',
    args: {
      measure: questionArgs.measure,
      ...gapArgs,
      period: questionArgs.period,
      level: questionArgs.level,
    },
    complexity: 100,
    resolve: ({ id }, { measure, by, group, reference, period, level }, context) =>
      orNotFound(context, { measure, by }, async () => {
        requireOptions({ level });
        const months = requireMonths(context.reports.release, { measure, period });
        const question = { measure, by, group, reference, period: months.period, level };
        const [found] = await context.batches.withinPractices(id, question);
        return found ?? nothingReported;
      }),
  }),
);
