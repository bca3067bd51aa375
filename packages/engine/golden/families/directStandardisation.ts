import {
  standardiseDirectly,
  type DirectStandardisationMethodId,
  type DirectStratum,
  type IntervalSides,
  type PeopleByEventCount,
} from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

const quantileBased = ['fay-feuer', 'tiwari', 'dobson-exact'];

/** Directly standardised rates, in the unit of the multiplier; people with repeated events come as strata. */
export const directStandardisation: GoldenFamily = {
  family: 'direct-standardisation',
  answers: ['estimate', 'lower', 'upper', 'variance'],
  ask(given) {
    const { method, confidence, sides = 'two-sided', multiplier = 1 } = given as unknown as Question;
    const options = { method, level: confidence, sides, multiplier };
    const { value, lower, upper, variance } = standardiseDirectly(strataOf(given as unknown as Question), options);
    return { estimate: value, lower, upper, variance };
  },
  tolerance({ method, sides }, field) {
    const limit = field === 'lower' || field === 'upper';
    const quantile = quantileBased.includes(String(method)) || (sides ?? 'two-sided') !== 'two-sided';
    return limit && quantile ? { pass: 1e-11, aim: 1e-13 } : { pass: 1e-12, aim: 1e-14 };
  },
};

function strataOf(question: Question): readonly DirectStratum[] {
  if ('strata' in question)
    return question.strata.map(({ weight, n, peopleByEventCount }, index) => ({
      stratum: String(index),
      population: n,
      peopleByEventCount,
      standard: weight,
    }));
  const { x, n, weights } = question;
  return x.map((events, index) => ({
    stratum: String(index),
    population: n[index] ?? NaN,
    events,
    standard: weights[index] ?? NaN,
  }));
}

interface Asked {
  readonly method: DirectStandardisationMethodId;
  readonly confidence: number;
  readonly sides?: IntervalSides;
  readonly multiplier?: number;
}

interface Totals extends Asked {
  readonly x: readonly number[];
  readonly n: readonly number[];
  readonly weights: readonly number[];
}

interface Repeated extends Asked {
  readonly strata: readonly { readonly weight: number; readonly n: number; readonly peopleByEventCount: PeopleByEventCount }[];
}

type Question = Totals | Repeated;
