/** Who CMS ranked, by the `product_line` of its tables. The words stand beside every placement, so they say what a rank is not. */
export interface Population {
  readonly prefix: string;
  readonly peerGroup: string;
  readonly caveat: string;
}

export type PopulationId = keyof typeof populations;

const mips =
  'These rank clinicians and groups who chose to report the measure to Medicare, by how they reported it; they do not rank Medicaid practices.';

export const populations = {
  'medicaid-chip-state': {
    prefix: 'cms-core-set-medicaid',
    peerGroup: 'states (Medicaid & CHIP Core Set)',
    caveat: 'These rank states, not plans or practices, and the measurement year is taken as the Core Set year less one.',
  },
  'mips-ehr': {
    prefix: 'cms-mips-ehr',
    peerGroup: 'clinicians and groups reporting by EHR (CMS MIPS, all payers)',
    caveat: mips,
  },
  'mips-registry': {
    prefix: 'cms-mips-registry',
    peerGroup: 'clinicians and groups reporting by registry (CMS MIPS, all payers)',
    caveat: mips,
  },
  'mips-claims': {
    prefix: 'cms-mips-claims',
    peerGroup: 'clinicians and groups reporting by claims (CMS MIPS, Medicare Part B)',
    caveat: mips,
  },
  'mips-web-interface': {
    prefix: 'cms-mips-web-interface',
    peerGroup: 'groups reporting by web interface (CMS MIPS, Medicare)',
    caveat: mips,
  },
} as const satisfies Readonly<Record<string, Population>>;

/** What one measure's rows need said, by population. Data, so that no code has to know a measure. */
export const measureCaveats: Readonly<Partial<Record<PopulationId, Readonly<Record<string, string>>>>> = {
  'medicaid-chip-state': {
    GSD9: 'These are the older HbA1c > 9 % rows, from before the measure became glycemic status and counted the glucose management indicator as well.',
  },
};
