import type { GapBounds } from '@equipoise/engine';
import { sentenceOfBounds, UnknownNameError, type BoundedGaps, type BoundedGroup } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { Refusal } from '../refuse.ts';
import { CountsRef } from './estimate.ts';
import { MeasureRef } from './measure.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths } from './question.ts';
import { resultOf } from './result.ts';
import { StratificationRef } from './stratification.ts';

const BoundsRef = builder.objectRef<GapBounds>('GapBounds').implement({
  description:
    'Where a gap can lie, whoever the patients without an answer are. Fractions, positive when the group is worse off.',
  fields: (t) => ({
    gap: t.exposeFloat('gap', { nullable: true, description: 'Among those who answered.' }),
    lowest: t.exposeFloat('lowest', { nullable: true, description: 'The least that it can be of these patients.' }),
    highest: t.exposeFloat('highest', { nullable: true, description: 'The most that it can be.' }),
    lower: t.exposeFloat('lower', {
      nullable: true,
      description: 'Lower limit of an interval for the gap of patients like these, wherever between the bounds it lies.',
    }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit of that interval.' }),
    signHolds: t.exposeBoolean('signHolds', {
      nullable: true,
      description: 'Whether the same of the two is worse off wherever the gap lies.',
    }),
    level: t.exposeFloat('level', { description: 'Coverage of the interval as a fraction.' }),
    method: t.exposeString('method', { description: 'Method of the interval.' }),
  }),
});

const BoundedGroupRef = builder.objectRef<BoundedGroup>('BoundedGroup').implement({
  description: 'One group and the bounds of its gap.',
  fields: (t) => ({
    stratum: t.exposeString('stratum', { description: 'The group.' }),
    bounds: t.expose('bounds', { type: BoundsRef, nullable: true, description: 'Its bounds; null where there are none.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there are no bounds; null when there are.' }),
  }),
});

const BoundedGapsRef = builder.objectRef<BoundedGaps>('BoundedGaps').implement({
  description: 'The gaps of an organization in one month, and how far the patients who gave no answer could move them.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose patients.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'What was measured.' }),
    stratification: t.expose('stratification', { type: StratificationRef, description: 'How patients were divided.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    reference: t.exposeString('reference', { description: 'The reference: rest, or a stratum.' }),
    groups: t.field({
      type: [BoundedGroupRef],
      description: 'Every group, in the order of reports.',
      resolve: ({ groups }) => groups,
    }),
    unanswered: t.expose('unanswered', {
      type: CountsRef,
      nullable: true,
      description: 'The patients without an answer; null when some of them are hidden, and then there are no bounds.',
    }),
    unansweredShare: t.exposeFloat('unansweredShare', {
      nullable: true,
      description: 'Their share of the patients that are shown, as a fraction.',
    }),
    sentence: t.string({ description: 'Whose gap has one sign whoever they are, in words.', resolve: sentenceOfBounds }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there are no bounds at all; null when there are.' }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'gapBounds', (t) =>
  t.field({
    type: resultOf('GapBoundsResult', BoundedGapsRef, 'Bounds of gaps, or that a name in the question is unknown.'),
    description: 'How far the patients whose group is unknown could move the gap of every group, for one month.',
    args: {
      measure: questionArgs.measure,
      by: t.arg.id({
        required: true,
        defaultValue: 'race-ethnicity',
        description: 'Id of the stratification whose strata are compared.',
      }),
      reference: t.arg.id({
        required: true,
        defaultValue: 'rest',
        description: 'rest, which is everybody else who answered, or a stratum chosen before the rates were seen.',
      }),
      period: questionArgs.period,
      level: questionArgs.level,
    },
    complexity: 50,
    resolve: ({ id }, { measure, by, reference, period, level }, context) =>
      orNotFound(context, { measure, by }, async () => {
        if (!(level > 0.5 && level < 1))
          throw new Refusal('BAD_USER_INPUT', 'level of an interval around bounds is a fraction above 0.5, such as 0.95');
        const months = requireMonths(context.reports.release, { measure, period });
        const [found] = await context.batches.gapBounds(id, { measure, by, reference, period: months.period, level });
        return found ? ofOwnGroups(found) : nothingReported;
      }),
  }),
);

/** A report on many organizations lists every group that one of them has; an answer lists those of its own. */
function ofOwnGroups(found: BoundedGaps) {
  const groups = found.groups.filter(({ status }) => status !== 'NO_DATA');
  if (groups.length === 0) return nothingReported;
  if (found.reference !== 'rest' && !groups.some(({ stratum }) => stratum === found.reference))
    throw new UnknownNameError('stratum', 'the reference is not a group of this organization');
  return { ...found, groups };
}
