import { payerId, practices } from './practices.ts';

export interface Organization {
  readonly organization_id: string;
  readonly name: string;
  readonly kind: 'payer' | 'provider_organization' | 'practice';
  readonly parent_id: string;
}

/** The tree of organizations, parents first: one payer, four provider organisations, 31 practices. */
export const organizations: readonly Organization[] = [
  { organization_id: payerId, name: 'Health Plan (synthetic)', kind: 'payer', parent_id: '' },
  ...[...new Set(practices.map(({ organization }) => organization))].map((id) => ({
    organization_id: id,
    name: `Provider Organization ${id.slice(-1).toUpperCase()} (synthetic)`,
    kind: 'provider_organization' as const,
    parent_id: payerId,
  })),
  ...practices.map(({ id, organization }) => ({
    organization_id: id,
    name: `Practice ${id.slice(-2)} (synthetic)`,
    kind: 'practice' as const,
    parent_id: organization,
  })),
];
