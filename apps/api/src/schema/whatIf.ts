import {
  changeForExport,
  forExport,
  type BeforeAfter,
  type CellChange,
  type ItemChange,
  type ScoreChange,
} from '@equipoise/benchmark';
import type { ProgramWhatIf } from '@equipoise/reporting';
import type { Awarded } from '../awards.ts';
import { builder } from '../builder.ts';
import { AwardRef } from './award.ts';
import { AssumptionInput, awardArgs, awardQuestion, once, orUnfit, requireOneOrMore } from './awardQuestion.ts';
import { OrganizationRef } from './organization.ts';
import { provenanceField } from './provenance.ts';
import { resultOf } from './result.ts';

const BeforeAfterRef = builder.objectRef<BeforeAfter>('BeforeAfter').implement({
  description: 'A figure as it is and as it would be; null where it is not determined, hidden or kept in the house by a licence.',
  fields: (t) => ({
    before: t.exposeFloat('before', { nullable: true, description: 'As it is.' }),
    after: t.exposeFloat('after', { nullable: true, description: 'As it would be.' }),
    change: t.exposeFloat('change', { nullable: true, description: 'The difference.' }),
  }),
});

const CellChangeRef = builder.objectRef<CellChange>('CellChange').implement({
  description: 'Counts of everybody or of one stratum that would differ, and where they would stand.',
  fields: (t) => ({
    measure: t.exposeID('measure', { description: 'Id of the measure in the data.' }),
    stratification: t.exposeID('by', { description: 'Id of the stratification; total is everybody.' }),
    stratum: t.exposeString('stratum', { description: 'Which patients.' }),
    numerator: t.expose('numerator', { type: BeforeAfterRef, description: 'Patients who count as met.' }),
    rate: t.expose('rate', { type: BeforeAfterRef, description: 'The rate as a fraction.' }),
    percentile: t.expose('percentile', { type: BeforeAfterRef, description: 'The percentile, where it is known.' }),
    toNextLine: t.expose('patientsToNext', { type: BeforeAfterRef, description: 'Patients to the next published line.' }),
  }),
});

const ItemChangeRef = builder.objectRef<ItemChange>('ItemChange').implement({
  description: 'A measure or a component that would differ.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id in the program.' }),
    title: t.exposeString('title', { description: 'What the program calls it.' }),
    achieved: t.expose('achieved', { type: BeforeAfterRef, description: 'The share achieved, 0 to 1.' }),
    dollars: t.expose('dollars', { type: BeforeAfterRef, description: 'Its part of the dollars, in dollars.' }),
    cells: t.expose('cells', {
      type: [CellChangeRef],
      complexity: { field: 1, multiplier: 3 },
      description: 'The counts that would differ.',
    }),
  }),
});

interface Supposed extends Pick<ProgramWhatIf, 'cautions' | 'notes'> {
  readonly after: Awarded;
  readonly change: ScoreChange;
}

const WhatIfRef = builder.objectRef<Supposed>('WhatIf').implement({
  description: 'What would be: with gaps closed, or under other terms.',
  fields: (t) => ({
    after: t.expose('after', { type: AwardRef, description: 'The award as it would be; as it is, award says.' }),
    score: t.field({ type: BeforeAfterRef, description: 'The score, 0 to 1.', resolve: ({ change }) => change.score }),
    dollars: t.field({ type: BeforeAfterRef, description: 'The dollars, in dollars.', resolve: ({ change }) => change.dollars }),
    items: t.field({
      type: [ItemChangeRef],
      complexity: { field: 1, multiplier: 5 },
      description: 'The measures and components that would differ.',
      resolve: ({ change }) => change.items,
    }),
    cautions: t.stringList({
      description: 'What the change leaves as it was although the program judges it.',
      resolve: ({ cautions }) => [...cautions],
    }),
    provenance: t.field(provenanceField),
  }),
});

const CloseInput = builder.inputType('CloseGapsInput', {
  description: 'Open gaps to close.',
  fields: (t) => ({
    measure: t.id({ required: true, description: 'Id of the measure in the data.' }),
    count: t.int({ required: true, description: 'How many, at least 1.' }),
    by: t.id({ description: 'Id of a stratification, with stratum: gaps of one stratum.' }),
    stratum: t.string({ description: 'The stratum.' }),
  }),
});

builder.objectField(OrganizationRef, 'whatIf', (t) =>
  t.field({
    type: resultOf('WhatIfResult', WhatIfRef, 'What would be, or that a name in the question is unknown.'),
    description: 'What it would achieve and earn with gaps closed or under other terms.',
    args: {
      ...awardArgs,
      close: t.arg({ type: [CloseInput], description: 'Open gaps to close.' }),
      change: t.arg({ type: [AssumptionInput], description: 'Terms that would be others.' }),
    },
    complexity: 2000,
    resolve: ({ id }, { close, change, ...args }, context) =>
      orUnfit(context, async (): Promise<Supposed> => {
        requireOneOrMore(
          (close ?? []).map(({ count }) => count),
          'gaps to close',
        );
        const gaps = (close ?? []).map(({ by, count, measure, stratum }) => ({
          organization: id,
          measure,
          patients: count,
          ...(by ? { by } : {}),
          ...(stratum ? { stratum } : {}),
        }));
        const assume = once(change ?? [], ({ path, value }) => [path, value ?? null]);
        const question = { ...awardQuestion(args), organizations: [id] };
        const answer = await context.reports.programWhatIf(question, { gaps, assume });
        const [before, after] = [answer.before[0]!, answer.after[0]!];
        return {
          after: { score: forExport(after), whole: answer },
          change: changeForExport(answer.changes[0]!, [before, after]),
          cautions: answer.cautions,
          notes: answer.notes,
        };
      }),
  }),
);
