import type { DisparityGroup, DisparityOptions } from '../../../src/index.ts';

/** A data set of groups as the file writes it: null is missing. */
export interface GroupDataset {
  readonly scale: number;
  readonly favourable: boolean;
  readonly groups: readonly {
    readonly group: string;
    readonly order: number | null;
    readonly population: number;
    readonly numerator: number | null;
    readonly estimate: number;
    readonly se: number | null;
    readonly reference: boolean;
  }[];
}

/** The groups in our words, and the group that the data set flags as its reference. */
export function readDataset(data: unknown): {
  readonly rows: readonly DisparityGroup[];
  readonly options: DisparityOptions & { readonly scale: number };
  readonly flagged: string | undefined;
} {
  const { scale, favourable, groups } = data as GroupDataset;
  const rows = groups.map(({ group, order, population, numerator, estimate, se }) => ({
    group,
    population,
    estimate,
    ...(se === null ? {} : { standardError: se }),
    ...(numerator === null ? {} : { numerator }),
    ...(order === null ? {} : { rank: order }),
  }));
  const flagged = groups.find(({ reference }) => reference)?.group;
  return { rows, options: { direction: favourable ? 'higher' : 'lower', scale }, flagged };
}
