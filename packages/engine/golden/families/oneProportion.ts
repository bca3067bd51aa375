import { proportionInterval, type IntervalSides, type ProportionMethodId } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

const quantileBased = ['clopper-pearson', 'jeffreys', 'jeffreys-unadjusted'];
const rootFound = ['mid-p', 'likelihood-ratio'];

/** Intervals for x of n. */
export const oneProportion: GoldenFamily = {
  family: 'one-proportion',
  answers: ['lower', 'upper'],
  ask(given) {
    const { x, n, method, confidence, sides } = given as unknown as Question;
    const { lower, upper } = proportionInterval(
      { denominator: n, numerator: x },
      { method, level: confidence, sides: sides ?? 'two-sided' },
    );
    return { lower, upper };
  },
  tolerance({ method }) {
    if (quantileBased.includes(String(method))) return { pass: 1e-11, aim: 1e-13 };
    if (rootFound.includes(String(method))) return { pass: 1e-9, aim: 1e-12 };
    return { pass: 1e-12, aim: 1e-14 };
  },
};

interface Question {
  readonly x: number;
  readonly n: number;
  readonly method: ProportionMethodId;
  readonly confidence: number;
  readonly sides?: IntervalSides;
}
