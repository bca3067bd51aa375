import {
  differencesForExport,
  type ScoreDifference,
  type Settlement,
  type SettlementComparison,
  type SettledScore,
} from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { CentsRef } from './awardParts.ts';
import { orNotFound } from './notFound.ts';
import { connectionOf, pageArgs, pageCost, pageOf } from './page.ts';
import { provenanceField } from './provenance.ts';
import { resultOf } from './result.ts';

type Head = Omit<SettlementComparison['settlement'], 'intact'>;

const SettlementHeadRef = builder.objectRef<Head>('SettlementHead').implement({
  description: 'A settlement without its figures: scores that were frozen, and who vouches for them.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'Its number.' }),
    program: t.exposeID('program', { description: 'Id of the program.' }),
    year: t.exposeInt('year', { description: 'Measurement year.' }),
    release: t.exposeInt('release', { description: 'Number of the release that it rests on.' }),
    attestedBy: t.exposeString('attestedBy', { description: 'Who vouches for it.' }),
    attestedAt: t.exposeString('attestedAt', { description: 'When, as an ISO date and time.' }),
    note: t.exposeString('note', { description: 'What was said of it.' }),
    contentHash: t.exposeString('contentHash', { description: 'SHA-256 over what was settled.' }),
  }),
});

const SettledScoreRef = builder.objectRef<SettledScore>('SettledScore').implement({
  description: 'What was settled for one organization.',
  fields: (t) => ({
    organization: t.exposeID('organization', { description: 'Id of the organization.' }),
    score: t.exposeFloat('score', { nullable: true, description: 'The score, 0 to 1.' }),
    points: t.exposeFloat('points', { nullable: true, description: 'The points.' }),
    dollars: t.field({
      type: CentsRef,
      nullable: true,
      description: 'The dollars; null without money.',
      resolve: ({ dollars }) => dollars?.total ?? null,
    }),
    assumptions: t.stringList({ description: 'What was supposed.', resolve: ({ assumptions }) => [...assumptions] }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why there is no score.' }),
  }),
});

const DifferenceRef = builder.objectRef<ScoreDifference>('ScoreDifference').implement({
  description: 'One figure that is not the same.',
  fields: (t) => ({
    organization: t.exposeID('organization', { description: 'Id of the organization.' }),
    item: t.exposeString('item', { nullable: true, description: 'The measure or component; null for the whole.' }),
    what: t.exposeString('what', { description: 'What of it.' }),
    before: t.string({
      nullable: true,
      description: 'As it was settled.',
      resolve: ({ before }) => (before === null ? null : String(before)),
    }),
    after: t.string({
      nullable: true,
      description: 'As it is now.',
      resolve: ({ after }) => (after === null ? null : String(after)),
    }),
  }),
});

const ComparisonRef = builder.objectRef<SettlementComparison>('SettlementComparison').implement({
  description: 'A settlement reckoned again: the same terms on the results of the release that is served.',
  fields: (t) => ({
    identical: t.exposeBoolean('identical', { description: 'Whether every score, count and dollar is the same.' }),
    differences: t.field({
      type: [DifferenceRef],
      complexity: { field: 1, multiplier: 50 },
      description: 'The figures that are not.',
      resolve: ({ differences }) => [...differences],
    }),
    assumptions: t.stringList({
      description: 'What both suppose: stands beside every dollar.',
      resolve: ({ assumptions }) => [...assumptions],
    }),
    notes: t.stringList({
      description: 'What is not a figure: other tables, another engine.',
      resolve: ({ notes }) => [...notes],
    }),
  }),
});

const SettlementRef = builder.objectRef<Settlement>('Settlement').implement({
  description: 'A settlement with its figures.',
  fields: (t) => ({
    head: t.field({
      type: SettlementHeadRef,
      description: 'What it is, and who vouches for it.',
      resolve: (settlement) => settlement,
    }),
    intact: t.exposeBoolean('intact', { description: 'Whether the content still has the hash that it was attested with.' }),
    scores: t.field({
      type: [SettledScoreRef],
      complexity: { field: 1, multiplier: 50 },
      description: 'What was settled, an organization each.',
      resolve: ({ scores }) => [...scores],
    }),
    again: t.field({
      type: ComparisonRef,
      complexity: 1000,
      description: 'The same terms on the results of the release that is served.',
      resolve: async ({ basis, definition, number }, _, { reports }) => {
        const comparison = await reports.settlementAgain(number);
        const against = { benchmarks: basis.benchmarks, definition };
        return { ...comparison, differences: differencesForExport(comparison.differences, against) };
      },
    }),
    provenance: t.field(provenanceField),
  }),
});

const SettlementConnectionRef = connectionOf('Settlement', SettlementHeadRef, 'settlements');

builder.queryFields((t) => ({
  settlements: t.field({
    type: SettlementConnectionRef,
    description: 'What was settled, newest first, without figures.',
    args: pageArgs,
    complexity: pageCost(),
    resolve: async (_, page, { reports }) => pageOf(await reports.settlements(), page, ({ number }) => String(number)),
  }),
  settlement: t.field({
    type: resultOf('SettlementResult', SettlementRef, 'A settlement, or that there is none of that number.'),
    description: 'One settlement with its figures.',
    args: { number: t.arg.int({ required: true, description: 'Number of the settlement.' }) },
    resolve: (_, { number }, context) => orNotFound(context, {}, () => context.reports.settlement(number)),
  }),
}));
