import { adjustPValues, type MultiplicityMethodId } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

/** P-values adjusted for how many there are. */
export const multiplicity: GoldenFamily = {
  family: 'multiplicity',
  answers: ['adjusted'],
  ask(given) {
    const { p, method } = given as unknown as Question;
    return { adjusted: adjustPValues(p, { method }) };
  },
  tolerance: () => ({ pass: 1e-12, aim: 1e-14 }),
};

interface Question {
  readonly p: readonly number[];
  readonly method: MultiplicityMethodId;
}
