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

/** Who a user's own table ranked. */
export interface Peers {
  readonly peerGroup: string;
  readonly caveat: string | null;
}

const plans = 'These rank health plans, not practices.';

/** The `product_line` of tables that cannot be shipped, in words. Others are taken as well, under their own name. */
const importedPopulations: Readonly<Record<string, Peers>> = {
  'medicaid-hmo': { peerGroup: 'Medicaid health plans, national', caveat: plans },
  'commercial-hmo': { peerGroup: 'commercial HMO plans, national', caveat: plans },
  'commercial-ppo': { peerGroup: 'commercial PPO plans, national', caveat: plans },
  'medicare-hmo': { peerGroup: 'Medicare Advantage HMO plans, national', caveat: plans },
  'medicare-ppo': { peerGroup: 'Medicare Advantage PPO plans, national', caveat: plans },
  'marketplace-qrs': { peerGroup: 'Marketplace plans, national (Quality Rating System)', caveat: plans },
  'medi-cal-mcp': { peerGroup: 'Medi-Cal managed care plans', caveat: plans },
};

/** Other names under which a program or a table asks for the same population. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['national-medicaid-plans', 'medicaid-hmo'],
  ['national-marketplace-plans', 'marketplace-qrs'],
]);

/** The one id of a population: `national-medicaid-plans` is `medicaid-hmo`. Unknown ones are their own. */
export function populationId(name: string): string {
  return aliases.get(name) ?? name;
}

/** Who a population is, in words; an unknown one is called by its own name. */
export function peersOf(name: string): Peers {
  const id = populationId(name);
  const all: Readonly<Record<string, Peers>> = { ...populations, ...importedPopulations };
  return Object.hasOwn(all, id) ? all[id]! : { peerGroup: name, caveat: null };
}

/** What one measure's rows need said, by population. Data, so that no code has to know a measure. */
export const measureCaveats: Readonly<Partial<Record<PopulationId, Readonly<Record<string, string>>>>> = {
  'medicaid-chip-state': {
    GSD9: 'These are the older HbA1c > 9 % rows, from before the measure became glycemic status and counted the glucose management indicator as well.',
  },
};
