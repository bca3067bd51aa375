import type { Tail } from '../../../number/tail.ts';
import { fourfoldOf } from '../fourfold.ts';
import { isComparable, noneInformative, type Stratum } from '../strata/types.ts';

interface Sums {
  /** Σ ad/n over Σ bc/n is the common odds ratio. */
  readonly cross: number;
  readonly counter: number;
  /** Σ PR, Σ PS + QR and Σ QS of its variance, P = (a + d)/n, Q = (b + c)/n, R = ad/n, S = bc/n. */
  readonly own: number;
  readonly mixed: number;
  readonly others: number;
}

export function mantelHaenszelOdds(strata: readonly Stratum[]): Sums {
  let cross = 0;
  let counter = 0;
  let own = 0;
  let mixed = 0;
  let others = 0;
  for (const { cells, total } of strata.map(fourfoldOf).filter(isComparable)) {
    const [a, b, c, d] = cells;
    const r = (a * d) / total;
    const s = (b * c) / total;
    cross += r;
    counter += s;
    own += ((a + d) / total) * r;
    mixed += ((a + d) / total) * s + ((b + c) / total) * r;
    others += ((b + c) / total) * s;
  }
  return { cross, counter, own, mixed, others };
}

/** exp(log ψ ± z se), with the variance of Robins, Breslow and Greenland: good for few large and for many small strata. */
export function mhOddsRatioLimit(strata: readonly Stratum[], { z }: Tail): number {
  const { cross, counter, own, mixed, others } = mantelHaenszelOdds(strata);
  const variance = (own / cross / cross + mixed / cross / counter + others / counter / counter) / 2;
  return (cross / counter) * Math.exp(z * Math.sqrt(variance));
}

export function mhOddsRatio(strata: readonly Stratum[]): number {
  const { cross, counter } = mantelHaenszelOdds(strata);
  return cross / counter;
}

/** Why there are no limits; there is still an estimate of 0 or Infinity where only one of the sums is 0. */
export function noOddsRatio(strata: readonly Stratum[]): string | null {
  const { cross, counter } = mantelHaenszelOdds(strata);
  if (cross === 0 && counter === 0) return noneInformative;
  if (cross === 0) return 'the odds ratio is 0, which has no standard error on the log scale';
  return counter === 0 ? 'the odds ratio is infinite, which has no standard error on the log scale' : null;
}
