import type { Completeness, CompletenessGoal, CompletenessShare } from '@equipoise/engine';
import { sentenceOfCompleteness, type CompletenessReport } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { Refusal } from '../refuse.ts';
import { MeasureRef } from './measure.ts';
import { nothingReported, orNotFound } from './notFound.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { questionArgs, requireMonths, requireOptions } from './question.ts';
import { resultOf } from './result.ts';

const ReadingEnum = builder.enumType('AnswerReading', {
  description: 'Which of a person’s answers is looked at.',
  values: {
    RACE_ETHNICITY: {
      value: 'race-ethnicity',
      description:
        'Race and ethnicity combined, by the source of the answer that decided: ethnicity’s for Hispanic or Latino, else race’s.',
    },
    RACE: { value: 'race', description: 'Race alone, where the imports have a source of its own.' },
    ETHNICITY: { value: 'ethnicity', description: 'Ethnicity alone, where the imports have a source of its own.' },
  } as const,
});

const ShareRef = builder.objectRef<CompletenessShare>('CompletenessShare').implement({
  description: 'Some of the patients of a measure.',
  fields: (t) => ({
    count: t.exposeFloat('members', { nullable: true, description: 'How many; null when hidden.' }),
    share: t.exposeFloat('share', { nullable: true, description: 'Of all of them, as a fraction from 0 to 1.' }),
    lower: t.exposeFloat('lower', { nullable: true, description: 'Lower limit of its interval, as a fraction.' }),
    upper: t.exposeFloat('upper', { nullable: true, description: 'Upper limit of its interval, as a fraction.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no share; null when there is.' }),
  }),
});

const GoalRef = builder.objectRef<CompletenessGoal>('CompletenessGoal').implement({
  description: 'A self-reported share that somebody asks for.',
  fields: (t) => ({
    share: t.exposeFloat('share', { description: 'The share that is asked for, as a fraction.' }),
    met: t.exposeBoolean('met', { nullable: true, description: 'Whether it is reached, compared exactly; null when not known.' }),
    patientsToReach: t.exposeInt('membersToReach', {
      nullable: true,
      description: 'How many more patients would have to say who they are; 0 where it is met.',
    }),
  }),
});

const part = (of: (found: Completeness) => CompletenessShare) => ({
  type: ShareRef,
  resolve: ({ completeness }: CompletenessReport) => of(completeness),
});

const CompletenessRef = builder.objectRef<CompletenessReport>('Completeness').implement({
  description: 'How the race and ethnicity of the patients of a measure came to be known, in one month.',
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef, description: 'Whose patients.' }),
    measure: t.expose('measure', { type: MeasureRef, description: 'The measure whose denominator they are.' }),
    period: t.exposeString('period', { description: 'The month, as YYYY-MM.' }),
    of: t.expose('of', { type: ReadingEnum, description: 'Which answers.' }),
    denominator: t.float({
      nullable: true,
      description: 'The denominator of the measure; null when hidden.',
      resolve: ({ completeness }) => completeness.members,
    }),
    selfReported: t.field({ description: 'A stated category, from the patient.', ...part((found) => found.selfReported) }),
    indirect: t.field({
      description: 'A category from a surname, a place or another record.',
      ...part((found) => found.indirect),
    }),
    declined: t.field({ description: 'Asked, and no answer.', ...part((found) => found.declined) }),
    unknown: t.field({ description: 'Nothing recorded, or nobody knows how.', ...part((found) => found.unknown) }),
    asked: t.field({ description: 'Self-reported or declined.', ...part((found) => found.asked) }),
    anyValue: t.field({ description: 'Self-reported or indirect: with a category.', ...part((found) => found.anyValue) }),
    goal: t.field({
      type: GoalRef,
      description: 'The self-reported share against what was asked for.',
      resolve: ({ completeness }) => completeness.goal,
    }),
    floor: t.field({
      type: GoalRef,
      description: 'The same against one in five, the least with which NCQA scores the diversity of a membership.',
      resolve: ({ completeness }) => completeness.floor,
    }),
    sentence: t.string({ description: 'The same in words.', resolve: sentenceOfCompleteness }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why the self-reported share is not told; null when it is.',
    }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'completeness', (t) =>
  t.field({
    type: resultOf('CompletenessResult', CompletenessRef, 'How complete answers are, or that a name in the question is unknown.'),
    description: 'Who of the patients of a measure said what their race and ethnicity is, for one month.',
    args: {
      measure: questionArgs.measure,
      of: t.arg({ type: ReadingEnum, required: true, defaultValue: 'race-ethnicity', description: 'Which answers.' }),
      period: questionArgs.period,
      goal: t.arg.float({
        required: true,
        defaultValue: 0.8,
        description: 'Self-reported share that is asked for, as a fraction: 0.8 is what Covered California asks of its plans.',
      }),
      level: questionArgs.level,
    },
    complexity: 20,
    resolve: ({ id }, { measure, of, period, goal, level }, context) =>
      orNotFound(context, { measure }, async () => {
        requireOptions({ level });
        if (!(goal >= 0 && goal <= 1)) throw new Refusal('BAD_USER_INPUT', 'goal is a fraction from 0 to 1, such as 0.8');
        const months = requireMonths(context.reports.release, { measure, period });
        const [found] = await context.batches.completeness(id, { measure, of, period: months.period, goal, level });
        return found && found.status !== 'NO_DATA' ? found : nothingReported;
      }),
  }),
);
