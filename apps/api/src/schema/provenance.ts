import type { Provenance } from '@equipoise/reporting';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';

const AuditEnum = builder.enumType('Audit', {
  description: 'Whether anybody has shown that no hidden cell of a release can be recovered by subtraction.',
  values: {
    PASSED: { value: 'passed', description: 'Shown: no hidden cell can be recovered exactly.' },
    NOT_PERFORMED: { value: 'not-performed', description: 'Not shown: the release is for internal use.' },
  } as const,
});

const UseEnum = builder.enumType('Use', {
  description: 'Who may see the answers of a release.',
  values: {
    INTERNAL: { value: 'internal', description: 'Only those who may see the patients behind it: no audit has passed.' },
    SHARED: { value: 'shared', description: 'Others too: an audit has passed.' },
  } as const,
});

/** What must stand beside every number of a release that is not audited. */
export const internalNotice =
  'For internal use: the release is not audited, so nobody has shown that its hidden cells cannot be recovered by subtraction.';

export const ProvenanceRef = builder.objectRef<Provenance>('Provenance').implement({
  description: 'Where a number comes from. The same release and the same question give the same answer.',
  fields: (t) => ({
    release: t.exposeInt('release', { description: 'Number of the release that answers.' }),
    dataThrough: t.exposeString('dataThrough', { description: 'Latest month of any cell of the release, as YYYY-MM.' }),
    policy: t.exposeString('policy', { description: 'Id of the policy by which small cells are hidden, such as cms.' }),
    audit: t.field({
      type: AuditEnum,
      description: 'Whether the release was audited against subtraction.',
      resolve: ({ audit }) => audit as 'passed' | 'not-performed',
    }),
    use: t.expose('use', { type: UseEnum, description: 'Who may see the answer.' }),
    notice: t.string({
      nullable: true,
      description: 'What must stand beside every number that is shown; null when the release may be shared.',
      resolve: ({ use }) => (use === 'internal' ? internalNotice : null),
    }),
    engineVersion: t.exposeString('engineVersion', { description: 'Version of the measure engine that made the release.' }),
  }),
});

/** The field of every type that holds numbers. */
export const provenanceField = {
  type: ProvenanceRef,
  description: 'The release that answers, and what must be said beside its numbers.',
  resolve: (_: unknown, __: object, { reports }: Context) => reports.provenance,
};

builder.queryField('provenance', (t) => t.field(provenanceField));
