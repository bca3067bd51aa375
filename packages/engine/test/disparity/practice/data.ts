import type { Stratum } from '../../../src/comparison/hypothesis/strata/types.ts';

type Counts = readonly [denominator: number, numerator: number];

export function practice(stratum: string, group: Counts, reference: Counts): Stratum {
  return {
    stratum,
    group: { denominator: group[0], numerator: group[1] },
    reference: { denominator: reference[0], numerator: reference[1] },
  };
}

/** Made-up counts that other programs were run on. */
export const sixPractices: readonly Stratum[] = [
  practice('P1', [610, 287], [55, 31]),
  practice('P2', [220, 117], [180, 104]),
  practice('P3', [95, 58], [240, 159]),
  practice('P4', [402, 171], [38, 18]),
  practice('P5', [33, 22], [310, 221]),
  practice('P6', [128, 61], [90, 47]),
];
