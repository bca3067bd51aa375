import { UnknownNameError } from '@equipoise/reporting';
import type { Organization } from '@equipoise/engine';
import { builder } from '../builder.ts';
import { orNotFound } from './notFound.ts';
import { connectionOf, pageArgs, pageCost, pageOf } from './page.ts';
import { resultOf } from './result.ts';

export const KindEnum = builder.enumType('OrganizationKind', {
  description: 'What an organization is.',
  values: {
    PAYER: { value: 'payer', description: 'A health plan.' },
    PROVIDER_ORGANIZATION: { value: 'provider_organization', description: 'An association of practices, such as an IPA.' },
    PRACTICE: { value: 'practice', description: 'A clinic whose panel is measured.' },
  } as const,
});

export const OrganizationRef = builder.objectRef<Organization>('Organization');
const OrganizationConnectionRef = connectionOf('Organization', OrganizationRef, 'organizations');
const OrganizationResult = resultOf('OrganizationResult', OrganizationRef, 'An organization, or that there is none of that id.');

OrganizationRef.implement({
  description: 'A payer, a provider organization or a practice, with everything that the release says of it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'What names it in the imports.' }),
    name: t.exposeString('name', { description: 'What to call it.' }),
    kind: t.field({
      type: KindEnum,
      description: 'What it is.',
      resolve: ({ kind }) => kind,
    }),
    parent: t.field({
      type: OrganizationRef,
      nullable: true,
      description: 'The organization above it; null at the top.',
      resolve: ({ parent }, _, { reports }) => reports.release.organizations.find(({ id }) => id === parent) ?? null,
    }),
    children: t.field({
      type: OrganizationConnectionRef,
      description: 'The organizations right below it, by id.',
      args: pageArgs,
      complexity: pageCost(),
      resolve: ({ id }, page, { reports }) =>
        pageOf(
          reports.release.organizations.filter(({ parent }) => parent === id),
          page,
          (child) => child.id,
        ),
    }),
  }),
});

builder.queryFields((t) => ({
  organizations: t.field({
    type: OrganizationConnectionRef,
    description: 'The organizations of the release, by id.',
    args: { kind: t.arg({ type: KindEnum, description: 'Only those of this kind.' }), ...pageArgs },
    complexity: pageCost(),
    resolve: (_, { kind, ...page }, { reports }) =>
      pageOf(
        reports.release.organizations.filter((organization) => !kind || organization.kind === kind),
        page,
        ({ id }) => id,
      ),
  }),
  organization: t.field({
    type: OrganizationResult,
    description: 'One organization by its id.',
    args: { id: t.arg.id({ required: true, description: 'Id of the organization, as in the imports.' }) },
    resolve: (_, { id }, context) =>
      orNotFound(context, {}, () => {
        const organization = context.reports.release.organizations.find((candidate) => candidate.id === id);
        if (!organization) throw new UnknownNameError('organization', 'no such organization');
        return organization;
      }),
  }),
}));
