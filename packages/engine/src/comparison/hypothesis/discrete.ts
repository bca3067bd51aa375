import type { Tails } from '../../number/incompleteBeta.ts';

/** A count whose chances rise up to a mode and fall from there: binomial, hypergeometric, and sums of these. */
export interface Discrete {
  readonly least: number;
  readonly most: number;
  readonly mode: number;
  readonly pmf: (k: number) => number;
  /** P(X ≤ k) and P(X > k), each computed directly; k may lie one below `least`. */
  readonly tails: (k: number) => Tails;
}

/** Counts whose chances differ by less than this fraction are tied: rounding must not decide which of them is rarer. */
export const TIE = 1e-7;

/** P(X ≤ k). */
export function chanceAtMost({ tails }: Discrete, k: number): number {
  return tails(k).lower;
}

/** P(X ≥ k). */
export function chanceAtLeast({ tails }: Discrete, k: number): number {
  return tails(k - 1).upper;
}

/** Twice the smaller tail: what the central interval inverts. */
export function central(count: Discrete, k: number): number {
  return 2 * Math.min(chanceAtMost(count, k), chanceAtLeast(count, k));
}

/** Twice the smaller tail, the observed count taken half. */
export function centralMidP({ tails }: Discrete, k: number): number {
  const upTo = tails(k);
  const below = tails(k - 1);
  return Math.min(upTo.lower + below.lower, upTo.upper + below.upper);
}

/** Chance of every count no likelier than the observed one, ties included. */
export function noLikelier(count: Discrete, k: number): number {
  return chanceOfRarity(count, count.pmf(k) * (1 + TIE));
}

/** Chance of every rarer count, and half of that of the observed one and those tied with it. */
export function noLikelierMidP(count: Discrete, k: number): number {
  const chance = count.pmf(k);
  return (chanceOfRarity(count, chance * (1 - TIE)) + chanceOfRarity(count, chance * (1 + TIE))) / 2;
}

/** Chance of all counts whose own chance is at most `ceiling`: what lies outside a stretch around the mode. */
function chanceOfRarity(count: Discrete, ceiling: number): number {
  const { least, most, mode, pmf, tails } = count;
  if (pmf(mode) <= ceiling) return 1;
  const rare = (k: number) => pmf(k) <= ceiling;
  const below = boundary(rare, { rare: least - 1, common: mode });
  const above = boundary(rare, { rare: most + 1, common: mode });
  return tails(below).lower + tails(above - 1).upper;
}

/** The last rare count on the way from a rare one to a common one. */
function boundary(isRare: (k: number) => boolean, between: { rare: number; common: number }): number {
  let { rare, common } = between;
  while (Math.abs(common - rare) > 1) {
    const middle = Math.floor((rare + common) / 2);
    if (isRare(middle)) rare = middle;
    else common = middle;
  }
  return rare;
}
