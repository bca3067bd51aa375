import type { ChangeInGap } from '@equipoise/engine';
import { sentenceOfChange, type GapChange } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { MeasureRef } from './measure.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { gapArgs, questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';
import { StratificationRef } from './stratification.ts';

const EndsRef = builder.objectRef<ChangeInGap['ratio']>('RatioAtTimes').implement({
  description: 'A ratio of the two groups in both months: above 1 when the group is worse off.',
  fields: (t) => ({
    baseline: t.exposeFloat('baseline', { nullable: true, description: 'In the earlier month.' }),
    followUp: t.exposeFloat('followUp', { nullable: true, description: 'In the later month.' }),
    narrowed: t.exposeBoolean('narrowed', { nullable: true, description: 'Whether it came down; null where it is not known.' }),
  }),
});

const ChangeRef = builder.objectRef<ChangeInGap>('ChangeInGap').implement({
  description: 'What became of a gap. Gaps are fractions, positive when the group is worse off.',
  fields: (t) => ({
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'The later gap less the earlier one: negative is a narrowing.',
    }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower limit of its interval.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit of its interval.' }),
    level: t.exposeFloat('level', { description: 'Coverage of the interval as a fraction.' }),
    p: t.exposeFloat('p', { nullable: true, description: 'Of no change, from both sides.' }),
    gapBaseline: t.exposeFloat('gapBaseline', { nullable: true, description: 'The gap in the earlier month.' }),
    gapFollowUp: t.exposeFloat('gapFollowUp', { nullable: true, description: 'The gap in the later month.' }),
    fromGroup: t.exposeFloat('fromGroup', { nullable: true, description: 'The part of the change that the group made.' }),
    fromReference: t.exposeFloat('fromReference', { nullable: true, description: 'The part that the reference made.' }),
    ratio: t.expose('ratio', { type: EndsRef, description: 'The gap as a ratio of the rates.' }),
    complementRatio: t.expose('complementRatio', {
      type: EndsRef,
      description: 'The gap as a ratio of those who did not meet the measure, or did where lower is better.',
    }),
    levellingDown: t.exposeBoolean('levellingDown', {
      description: 'Whether the gap narrowed only because the reference got worse.',
    }),
    conflict: t.exposeBoolean('conflict', {
      description: 'Whether difference, ratio and complement ratio do not agree on a narrowing.',
    }),
    turned: t.exposeBoolean('turned', { description: 'Whether the other one of the two is now worse off.' }),
    assumes: t.exposeString('assumes', { description: 'What interval and test take for granted.' }),
  }),
});

const GapChangeRef = builder.objectRef<GapChange>('GapChange').implement({
  description: 'The gap of one group to its reference in two months that share no patients’ results.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose patients.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    stratification: t.expose('stratification', { type: StratificationRef, description: 'How patients were divided.' }),
    group: t.exposeString('group', { description: 'The group.' }),
    reference: t.exposeString('reference', { description: 'The reference: rest, or a stratum.' }),
    referenceStrata: t.stringList({
      description: 'The strata that stand for the reference: those that are shown in both months.',
      resolve: ({ referenceStrata }) => [...referenceStrata],
    }),
    from: t.exposeString('from', { description: 'The earlier month, as YYYY-MM.' }),
    to: t.exposeString('to', { description: 'The later month.' }),
    change: t.expose('change', {
      type: ChangeRef,
      nullable: true,
      description: 'What became of the gap; null where one of the two is not shown in both months.',
    }),
    sentence: t.string({ description: 'The same in words.', resolve: sentenceOfChange }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no change to tell; null when there is.' }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'gapChange', (t) =>
  t.field({
    type: resultOf('GapChangeResult', GapChangeRef, 'The change of a gap, or that a name in the question is unknown.'),
    description: 'What became of the gap of one group between two months whose windows share no patients.',
    args: {
      measure: questionArgs.measure,
      ...gapArgs,
      from: t.arg.id({ required: true, description: 'The earlier month, as YYYY-MM.' }),
      to: t.arg.id({ required: true, description: 'The later month.' }),
      level: questionArgs.level,
    },
    complexity: 50,
    resolve: ({ id }, { measure, by, group, reference, from, to, level }, context) =>
      orNotFound(context, { measure, by }, async () => {
        requireOptions({ level });
        requireMonths(context.reports.release, { measure, from, to });
        const [found] = await context.batches.gapChanges(id, { measure, by, group, reference, from, to, level });
        return found ?? nothingReported;
      }),
  }),
);
