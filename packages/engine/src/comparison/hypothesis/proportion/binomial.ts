import { binomialCount } from '../binomialCount.ts';
import { centralMidP, chanceAtLeast, chanceAtMost, type Discrete, noLikelier } from '../discrete.ts';
import { fromChance } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import type { AgainstBenchmark } from './types.ts';

/** Of all counts that the denominator allows, those no likelier under the benchmark than the observed one. */
export function binomialTwoSided(question: AgainstBenchmark): Outcome {
  return exactly(question, noLikelier);
}

export function binomialMidP(question: AgainstBenchmark): Outcome {
  return exactly(question, centralMidP);
}

export function binomialLess(question: AgainstBenchmark): Outcome {
  return exactly(question, chanceAtMost);
}

export function binomialGreater(question: AgainstBenchmark): Outcome {
  return exactly(question, chanceAtLeast);
}

function exactly({ cell, benchmark }: AgainstBenchmark, chance: (count: Discrete, k: number) => number): Outcome {
  return fromChance(chance(binomialCount({ trials: cell.denominator, probability: benchmark }), cell.numerator));
}
