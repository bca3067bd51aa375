import { rateInterval, type IntervalSides, type RateMethodId } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

const quantileBased = ['exact', 'phe', 'jeffreys', 'jeffreys-unadjusted'];

/** Intervals for events over person-time or over an expected count. */
export const oneRate: GoldenFamily = {
  family: 'one-rate',
  answers: ['lower', 'upper'],
  ask(given) {
    const { x, exposure, method, confidence, sides } = given as unknown as Question;
    const { lower, upper } = rateInterval({ events: x, exposure }, { method, level: confidence, sides: sides ?? 'two-sided' });
    return { lower, upper };
  },
  tolerance({ method }) {
    if (quantileBased.includes(String(method))) return { pass: 1e-11, aim: 1e-13 };
    return method === 'mid-p' ? { pass: 1e-9, aim: 1e-12 } : { pass: 1e-12, aim: 1e-14 };
  },
};

interface Question {
  readonly x: number;
  readonly exposure: number;
  readonly method: RateMethodId;
  readonly confidence: number;
  readonly sides?: IntervalSides;
}
