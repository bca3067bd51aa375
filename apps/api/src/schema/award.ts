import { explainScore, explanationRows } from '@equipoise/benchmark';
import type { Awarded } from '../awards.ts';
import { builder } from '../builder.ts';
import { AwardComponentRef, AwardDollarsRef, AwardMeasureRef, ExplanationRowRef } from './awardParts.ts';
import { awardArgs, awardQuestion, orUnfit } from './awardQuestion.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { resultOf } from './result.ts';

export const AwardRef = builder.objectRef<Awarded>('Award').implement({
  description: 'What an organization achieves under a program in a year, and the dollars that follow.',
  fields: (t) => ({
    organization: t.field({
      type: OrganizationRef,
      description: 'Who is judged.',
      resolve: ({ score, whole }) => whole.organizations.find(({ id }) => id === score.organization)!,
    }),
    program: t.id({ description: 'Id of the program.', resolve: ({ score }) => score.program.id }),
    year: t.int({ description: 'Measurement year.', resolve: ({ whole }) => whole.year }),
    score: t.float({
      nullable: true,
      description: 'Weighted mean of what is achieved, 0 to 1; null when something that weighs is not determined.',
      resolve: ({ score }) => score.score,
    }),
    lower: t.float({ nullable: true, description: 'The least that the score can be.', resolve: ({ score }) => score.lower }),
    upper: t.float({ nullable: true, description: 'The most that the score can be.', resolve: ({ score }) => score.upper }),
    points: t.float({
      nullable: true,
      description: "The score in the program's points; null where it has none.",
      resolve: ({ score }) => score.points,
    }),
    weightScored: t.float({
      description: 'The share of all weight that the score rests on.',
      resolve: ({ score }) => score.weightScored,
    }),
    reason: t.string({ nullable: true, description: 'Why there is no score.', resolve: ({ score }) => score.reason }),
    measures: t.field({
      type: [AwardMeasureRef],
      complexity: { field: 1, multiplier: 10 },
      description: 'What is achieved on each measure.',
      resolve: ({ score }) => score.measures,
    }),
    components: t.field({
      type: [AwardComponentRef],
      complexity: { field: 1, multiplier: 3 },
      description: 'What is achieved beside the measures.',
      resolve: ({ score }) => score.components,
    }),
    dollars: t.field({
      type: AwardDollarsRef,
      nullable: true,
      description: 'The dollars; null where the program has no money.',
      resolve: ({ score }) => score.dollars,
    }),
    assumptions: t.stringList({
      description: 'What the caller supposed of the program.',
      resolve: ({ score }) => [...score.assumptions],
    }),
    notVerified: t.stringList({
      description: 'Terms in use that nobody verified and the caller did not assume: no dollar rests on them.',
      resolve: ({ score }) => [...score.unsettled],
    }),
    notes: t.stringList({ description: 'What to know beside the score.', resolve: ({ whole }) => [...whole.notes] }),
    explanation: t.field({
      type: [ExplanationRowRef],
      complexity: { field: 1, multiplier: 100 },
      description: 'Why: dollars, weights, scales, lines, down to the counts, each step before what it rests on.',
      resolve: ({ score }) => explanationRows(explainScore(score)),
    }),
    provenance: t.field(provenanceField),
  }),
});

builder.objectField(OrganizationRef, 'award', (t) =>
  t.field({
    type: resultOf('AwardResult', AwardRef, 'An award, or that a name in the question is unknown.'),
    description: 'What it achieves under a program, and the dollars that follow. A page of organizations costs one scoring.',
    args: awardArgs,
    complexity: 100,
    resolve: ({ id }, args, context) =>
      orUnfit(context, async () => {
        const [award] = await context.batches.awards(id, awardQuestion(args));
        return award!;
      }),
  }),
);
