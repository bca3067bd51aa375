import type { Pairs } from '../../types.ts';
import { binomialCount } from '../binomialCount.ts';
import { central, noLikelierMidP } from '../discrete.ts';
import { fromChance, fromChiSquare, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';

/** (b − c)² / (b + c): only the members who changed tell the two times apart. */
export function mcnemar(pairs: Pairs): Outcome {
  return beyond(pairs, 0);
}

/** (|b − c| − 1)² / (b + c), and 0 where b = c. */
export function mcnemarCc(pairs: Pairs): Outcome {
  return beyond(pairs, 1);
}

function beyond({ firstOnly, secondOnly }: Pairs, correction: number): Outcome {
  const changed = firstOnly + secondOnly;
  if (changed === 0) return noTest('nobody met the measure one time only');
  const excess = Math.max(0, Math.abs(firstOnly - secondOnly) - correction);
  return fromChiSquare((excess / changed) * excess, 1);
}

/** Under no change, whoever met one time only is as likely to have met the first as the second. */
export function mcnemarExact(pairs: Pairs): Outcome {
  return fromChance(central(coins(pairs), pairs.firstOnly));
}

export function mcnemarMidP(pairs: Pairs): Outcome {
  return fromChance(noLikelierMidP(coins(pairs), pairs.firstOnly));
}

function coins({ firstOnly, secondOnly }: Pairs) {
  return binomialCount({ trials: firstOnly + secondOnly, probability: 0.5 });
}
