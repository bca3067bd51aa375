import type { GroupGap } from '@equipoise/engine';
import {
  drawGaps,
  noiseOfGaps,
  sentenceOfGaps,
  UnknownNameError,
  type ComparedGroup,
  type Disparity,
  type DisparityContract,
  type GapNoise,
} from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { ComparisonCorrectionEnum, WeightsEnum } from './contractTerms.ts';
import { CountsRef, EstimateRef } from './estimate.ts';
import { DirectionEnum, MeasureRef } from './measure.ts';
import { DifferenceMethodEnum } from './method.ts';
import { NoiseVerdictEnum } from './noiseVerdict.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';
import { svgField } from './series.ts';
import { StratificationRef } from './stratification.ts';

const GapRef = builder.objectRef<GroupGap>('Gap').implement({
  description: 'How much worse off a group is than its reference. Positive is worse off, whatever the direction of the measure.',
  fields: (t) => ({
    value: t.exposeFloat('gap', {
      nullable: true,
      description: 'Difference of the two rates as a fraction from -1 to 1; null when it was not compared.',
    }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower limit of its interval, as a fraction.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit of its interval, as a fraction.' }),
    standsOut: t.exposeBoolean('standsOut', {
      nullable: true,
      description: 'Whether the interval excludes 0: more than chance explains, with all groups looked at together.',
    }),
    referenceName: t.exposeString('referenceName', { description: 'The reference: rest, or the name of a stratum.' }),
    reference: t.expose('reference', { type: CountsRef, description: 'The counts of the reference.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it was not compared; null when it was.' }),
  }),
});

const ComparedGroupRef = builder.objectRef<ComparedGroup>('ComparedGroup').implement({
  description: 'One group beside its reference.',
  fields: (t) => ({
    stratum: t.exposeString('stratum', { description: 'The group.' }),
    estimate: t.expose('estimate', { type: EstimateRef, description: 'Its rate with the interval of that rate alone.' }),
    gap: t.expose('gap', {
      type: GapRef,
      nullable: true,
      description: 'Its gap; null for the reference itself, for hidden groups and for those that stand for no answer.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no gap; null when there is one.' }),
  }),
});

const ContractRef = builder.objectRef<DisparityContract>('DisparityContract').implement({
  description: 'What was compared and how: fixed before the rates were seen, and repeated with every answer.',
  fields: (t) => ({
    measure: t.exposeID('measure', { description: 'Id of the measure.' }),
    measureVersion: t.exposeString('measureVersion', { description: 'Version of the measure.' }),
    stratification: t.exposeID('stratification', { description: 'Id of the stratification.' }),
    rollUp: t.exposeString('rollUp', {
      nullable: true,
      description:
        'How recorded codes, such as those of race and ethnicity, became groups; null when the data name the groups themselves.',
    }),
    direction: t.expose('direction', { type: DirectionEnum, description: 'Which way is good.' }),
    scale: t.exposeString('scale', { description: 'What a gap is: difference of two rates.' }),
    reference: t.exposeString('reference', { description: 'The reference that was asked for.' }),
    weights: t.expose('weights', { type: WeightsEnum, description: 'What a group counts for: each for itself.' }),
    correction: t.expose('correction', { type: ComparisonCorrectionEnum, description: 'Whether intervals hold at once.' }),
    method: t.exposeString('method', { description: 'Method of the intervals of the gaps.' }),
    level: t.exposeFloat('level', { description: 'Coverage of all intervals together, as a fraction.' }),
    comparisonLevel: t.exposeFloat('comparisonLevel', { description: 'Coverage of each single interval, as a fraction.' }),
    comparisons: t.exposeInt('comparisons', { description: 'How many groups were compared.' }),
    denominatorMin: t.exposeInt('denominatorMin', { description: 'Groups with fewer patients are not compared.' }),
    expectedByChance: t.exposeFloat('expectedByChance', {
      description: 'How many groups would stand out on average if there were no gap at all.',
    }),
  }),
});

const RangeRef = builder.objectRef<NonNullable<Disparity['range']>>('RateRange').implement({
  description: 'The distance from the lowest to the highest rate of the compared groups.',
  fields: (t) => ({
    observed: t.exposeFloat('observed', { description: 'As observed, as a fraction.' }),
    expectedByChance: t.exposeFloat('expectedByChance', {
      nullable: true,
      description: 'What to expect if all groups had one rate: small groups make it large with no disparity at all.',
    }),
  }),
});

const GapNoiseRef = builder.objectRef<GapNoise>('GapNoise').implement({
  description: 'The widest of the gaps beside what chance alone makes of it in groups of these sizes, by seeded simulation.',
  fields: (t) => ({
    gaps: t.exposeInt('gaps', { description: 'How many gaps it is the widest of.' }),
    mean: t.exposeFloat('mean', { nullable: true, description: 'How wide it is on average when no group truly differs.' }),
    percentile95: t.exposeFloat('percentile95', { nullable: true, description: 'What chance alone exceeds one time in twenty.' }),
    verdict: t.expose('verdict', {
      type: NoiseVerdictEnum,
      nullable: true,
      description: 'Whether the widest gap is more than that; null where it is not known.',
    }),
  }),
});

const DisparityRef = builder.objectRef<Disparity>('Disparity').implement({
  description: 'The groups of an organization in one month, each compared with its reference.',
  fields: (t) => ({
    organization: t.field({
      type: OrganizationRef,
      description: 'Whose patients.',
      resolve: ({ groups }) => groups[0]!.organization,
    }),
    measure: t.field({ type: MeasureRef, description: 'What was measured.', resolve: ({ groups }) => groups[0]!.measure }),
    stratification: t.field({
      type: StratificationRef,
      description: 'How patients were divided.',
      resolve: ({ groups }) => groups[0]!.stratification,
    }),
    period: t.string({ description: 'The month, as YYYY-MM.', resolve: ({ groups }) => groups[0]!.period }),
    groups: t.field({
      type: [ComparedGroupRef],
      description: 'Every group, compared or not, in the order of reports.',
      resolve: ({ groups }) => groups,
    }),
    standingOut: t.exposeInt('standingOut', {
      description: 'How many groups stand out; hold it against expectedByChance of the contract.',
    }),
    range: t.expose('range', {
      type: RangeRef,
      nullable: true,
      description: 'Lowest to highest rate; null with fewer than two groups.',
    }),
    noise: t.field({
      type: GapNoiseRef,
      nullable: true,
      complexity: 20,
      description: 'What chance alone makes of the widest gap; null with fewer than two groups to compare.',
      resolve: noiseOfGaps,
    }),
    sentence: t.string({
      complexity: 20,
      description: 'The widest gap with its interval, and how wide chance alone would make it, in words.',
      resolve: (disparity) => sentenceOfGaps(disparity, noiseOfGaps(disparity)),
    }),
    contract: t.expose('contract', { type: ContractRef, description: 'What was compared and how.' }),
    svg: t.string(svgField(drawGaps)),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'disparities', (t) =>
  t.field({
    type: resultOf('DisparityResult', DisparityRef, 'Gaps between groups, or that a name in the question is unknown.'),
    description: 'The gap of every group to its reference, with intervals that hold for all groups at once.',
    args: {
      measure: questionArgs.measure,
      by: t.arg.id({ required: true, description: 'Id of the stratification whose strata are compared.' }),
      reference: t.arg.id({
        required: true,
        defaultValue: 'rest',
        description: 'rest, which is everybody else who answered, or a stratum chosen before the rates were seen.',
      }),
      period: questionArgs.period,
      method: t.arg({
        type: DifferenceMethodEnum,
        required: true,
        defaultValue: 'newcombe',
        description: 'Method of the intervals of the gaps.',
      }),
      level: questionArgs.level,
      denominatorMin: questionArgs.denominatorMin,
    },
    complexity: 50,
    resolve: ({ id }, { measure, by, reference, period, method, level, denominatorMin }, context) =>
      orNotFound(context, { measure, by }, async () => {
        requireOptions({ level, denominatorMin });
        const months = requireMonths(context.reports.release, { measure, period });
        const question = { measure, by, period: months.period, reference, method, level, denominatorMin };
        const [disparity] = await context.batches.disparities(id, question);
        return disparity ? ofOwnGroups(disparity, reference) : nothingReported;
      }),
  }),
);

/** A report on many organizations lists every group that one of them has; an answer lists those of its own. */
function ofOwnGroups(disparity: Disparity, reference: string) {
  const groups = disparity.groups.filter(({ estimate }) => estimate.status !== 'NO_DATA');
  if (groups.length === 0) return nothingReported;
  if (reference !== 'rest' && !groups.some(({ stratum }) => stratum === reference))
    throw new UnknownNameError('stratum', 'the reference is not a group of this organization');
  return { ...disparity, groups };
}
