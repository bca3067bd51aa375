import { compareProportions, type DifferenceMethodId, type IntervalSides } from '../../src/index.ts';
import type { GoldenCase, GoldenFamily, Tolerance } from '../types.ts';

/** The difference of two independent proportions. */
export const difference: GoldenFamily = {
  family: 'difference',
  answers: ['lower', 'upper'],
  ask(given) {
    const { x1, n1, x2, n2, method, confidence, sides = 'two-sided' } = given as unknown as Question;
    const groups = { group: { denominator: n1, numerator: x1 }, reference: { denominator: n2, numerator: x2 } };
    const { lower, upper } = compareProportions(groups, { method, level: confidence, sides });
    return { lower, upper };
  },
  tolerance: (given, field) => differenceTolerance(given, field, { rootFound: ['miettinen-nurminen', 'mee'] }),
};

interface Question {
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
  readonly method: DifferenceMethodId;
  readonly confidence: number;
  readonly sides?: IntervalSides;
}

/** Limits of differences lie near 0 by cancellation: judged relative to the half-width where that is larger. */
export function differenceTolerance(
  given: GoldenCase,
  field: string,
  { rootFound }: { readonly rootFound: readonly string[] },
): Tolerance {
  const { method, sides = 'two-sided' } = given;
  const half = Math.abs(Number(given['upper']) - Number(given['lower'])) / 2;
  const limit = Math.abs(Number(given[field]));
  const relativeTo = Number.isFinite(half) ? Math.max(limit, half) : limit;
  if (rootFound.includes(String(method))) return { pass: 1e-9, aim: 1e-12, relativeTo };
  return sides === 'two-sided' ? { pass: 1e-12, aim: 1e-14, relativeTo } : { pass: 1e-11, aim: 1e-13, relativeTo };
}
