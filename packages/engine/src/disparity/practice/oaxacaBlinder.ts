import type { Stratum } from '../../comparison/hypothesis/strata/types.ts';
import type { GapPart, PracticeGapOptions } from './practices.ts';
import { withinBetween } from './withinBetween.ts';

/** A gap as a regression splits it. Every part is group minus reference. */
export interface OaxacaBlinderParts {
  readonly difference: GapPart;
  /** What different practices explain. */
  readonly explained: GapPart;
  /** What stays within a practice. */
  readonly unexplained: GapPart;
}

/**
 * The pooled Oaxaca-Blinder decomposition by practice: one least-squares fit of both groups with a level for each practice and
 * one for the group. Its unexplained part is the group's coefficient, which is the Mantel-Haenszel difference; nothing has to
 * be fitted, and a practice with an empty arm is no trouble.
 *
 * @param practices  counts of the group and of its reference by practice (`stratum` is its name); NaN is missing
 * @param options    direction; level 0.95 unless said otherwise
 * @returns          explained and unexplained parts as fractions, with Mantel-Haenszel errors
 * @throws RangeError when counts, names, direction or level are impossible
 * @example oaxacaBlinderPooled([{ stratum: 'Low', group: { denominator: 900, numerator: 405 }, reference: { denominator: 100, numerator: 40 } }, { stratum: 'High', group: { denominator: 100, numerator: 80 }, reference: { denominator: 900, numerator: 693 } }], { direction: 'higher' }).unexplained.value // 0.04
 *
 * Source: Oaxaca 1973, Int Econ Rev 14:693; Blinder 1973, J Hum Resour 8:436; Jann 2008, Stata J 8:453 (pooled, with the group's level).
 */
export function oaxacaBlinderPooled(practices: readonly Stratum[], options: PracticeGapOptions): OaxacaBlinderParts {
  const { crude, within, between } = withinBetween(practices, options);
  return { difference: crude, explained: between, unexplained: within };
}
