import { comparePaired, type IntervalSides, type PairedMethodId } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';
import { differenceTolerance } from './difference.ts';

/** The difference of two proportions of the same people. */
export const paired: GoldenFamily = {
  family: 'paired',
  answers: ['lower', 'upper'],
  ask(given) {
    const { a, b, c, d, method, confidence, sides = 'two-sided' } = given as unknown as Question;
    const pairs = { both: a, firstOnly: b, secondOnly: c, neither: d };
    const { lower, upper } = comparePaired(pairs, { method, level: confidence, sides });
    return { lower, upper };
  },
  tolerance: (given, field) => differenceTolerance(given, field, { rootFound: ['tango'] }),
};

interface Question {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly method: PairedMethodId;
  readonly confidence: number;
  readonly sides?: IntervalSides;
}
