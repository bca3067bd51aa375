import type { SuppressionPolicy } from '@equipoise/engine';
import type { Reports } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import { orNotFound } from './notFound.ts';
import { connectionOf, pageArgs, pageCost, pageOf } from './page.ts';
import { ProvenanceRef } from './provenance.ts';
import { resultOf } from './result.ts';

const HiddenCountsRef = builder.objectRef<NonNullable<SuppressionPolicy['hide']>>('HiddenCounts').implement({
  description: 'A range of counts that a policy hides, both ends included. Zero is never hidden.',
  fields: (t) => ({
    from: t.exposeInt('from', { description: 'The smallest count that is hidden.' }),
    to: t.exposeInt('to', { description: 'The largest count that is hidden.' }),
  }),
});

const PolicyRef = builder.objectRef<SuppressionPolicy>('SuppressionPolicy').implement({
  description:
    'The rule by which a release hides small cells. A cell is hidden when any count that could be derived from it is small.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'What names it: none, cms, calhhs, or a house rule.' }),
    title: t.exposeString('title', { description: 'What to call it.' }),
    hides: t.expose('hide', {
      type: HiddenCountsRef,
      nullable: true,
      description: 'Which counts are hidden; null hides nothing.',
    }),
    source: t.exposeString('source', { description: 'Where the rule is written.' }),
  }),
});

/** A release is seen through its reports: they carry its provenance too. */
const ReleaseRef = builder.objectRef<Reports>('Release').implement({
  description: 'An immutable, numbered set of cells in which what must be hidden is hidden already.',
  fields: (t) => ({
    number: t.int({ description: 'Its number; a newer one is higher.', resolve: ({ release }) => release.number }),
    policy: t.field({ type: PolicyRef, description: 'The rule by which it hides.', resolve: ({ release }) => release.policy }),
    cells: t.int({ description: 'How many cells it has.', resolve: ({ release }) => release.cells }),
    hidden: t.int({ description: 'How many of them are hidden.', resolve: ({ release }) => release.hidden }),
    contentHash: t.string({
      description: 'SHA-256 of everything in it: two releases with one hash say the same.',
      resolve: ({ release }) => release.contentHash,
    }),
    served: t.boolean({
      description: 'Whether it is the one that answers every other field of this API.',
      resolve: ({ release }, _, { reports }) => release.number === reports.release.number,
    }),
    provenance: t.expose('provenance', { type: ProvenanceRef, description: 'What stands beside the numbers of this release.' }),
  }),
});

const ReleaseConnectionRef = connectionOf('Release', ReleaseRef, 'releases');
const ReleaseResult = resultOf('ReleaseResult', ReleaseRef, 'A release, or that there is none of that number.');

builder.queryFields((t) => ({
  releases: t.field({
    type: ReleaseConnectionRef,
    description: 'All releases of the database, newest first.',
    args: pageArgs,
    complexity: pageCost(),
    resolve: async (_, question, { releases }) => {
      const page = pageOf(await releases.numbers(), question, String);
      const edges = await Promise.all(page.edges.map(async ({ cursor, node }) => ({ cursor, node: await releases.find(node) })));
      return { ...page, edges };
    },
  }),
  release: t.field({
    type: ReleaseResult,
    description: 'One release by its number; the one that is served when no number is given.',
    args: { number: t.arg.int({ description: 'Number of the release.' }) },
    resolve: (_, { number }, context) =>
      orNotFound(context, {}, () => context.releases.find(number ?? context.reports.release.number)),
  }),
}));
