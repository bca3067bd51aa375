import { compareProportions, conditionalOddsRatio, type CompareProportionsOptions, type IntervalSides } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

interface Given {
  readonly measure: string;
  readonly method: string;
  readonly sides?: IntervalSides;
  readonly x1: number;
  readonly n1: number;
  readonly x2: number;
  readonly n2: number;
  readonly confidence: number;
}

const measures: Readonly<Record<string, 'ratio' | 'odds-ratio'>> = { 'risk-ratio': 'ratio', 'odds-ratio': 'odds-ratio' };

/** Closed formulas; every other method is found by iteration. */
const closed = new Set(['katz', 'walter', 'inverse-sinh', 'mover-wilson', 'woolf', 'gart']);

/** The risk ratio and the odds ratio of two independent groups. */
export const ratio: GoldenFamily = {
  family: 'ratio',
  answers: ['lower', 'upper', 'estimate'],
  ask: (given) => {
    const { measure, method, sides = 'two-sided', x1, n1, x2, n2, confidence } = given as unknown as Given;
    const groups = { group: { denominator: n1, numerator: x1 }, reference: { denominator: n2, numerator: x2 } };
    if (measure === 'odds-ratio' && method === 'conditional-mle') return { estimate: conditionalOddsRatio(groups) };
    const options = { measure: measures[measure] ?? measure, method, level: confidence, sides };
    const { lower, upper } = compareProportions(groups, options as CompareProportionsOptions<'ratio'>);
    return { lower, upper };
  },
  tolerance: ({ method }) => (closed.has(String(method)) ? { pass: 1e-12, aim: 1e-14 } : { pass: 1e-9, aim: 1e-12 }),
};
