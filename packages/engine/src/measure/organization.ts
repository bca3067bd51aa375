/** The levels of organizations, from below. */
export const organizationKinds = ['practice', 'provider_organization', 'payer'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

/** Who is measured: a practice, the provider organization that it belongs to, the payer above. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  /** The organization above it; null at the top. */
  readonly parent: string | null;
}

/** A dated event that charts show, such as a PDSA cycle. It never changes a number. */
export interface Annotation {
  readonly organization: string;
  /** Null when it is about all measures. */
  readonly measure: string | null;
  /** Null when it is about everybody. */
  readonly stratum: string | null;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly kind: string;
  readonly text: string;
}
