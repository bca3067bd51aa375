import { compareRates, type CompareRatesOptions, type IntervalSides } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';
import { differenceTolerance } from './difference.ts';

const measures: Readonly<Record<string, 'ratio' | 'difference'>> = { 'rate-ratio': 'ratio', 'rate-difference': 'difference' };

/** The ratio and the difference of two rates of events. */
export const rateComparison: GoldenFamily = {
  family: 'rate-comparison',
  answers: ['lower', 'upper'],
  ask(given) {
    const { measure, method, x1, exposure1, x2, exposure2, confidence, sides = 'two-sided' } = given as unknown as Question;
    const rates = { group: { events: x1, exposure: exposure1 }, reference: { events: x2, exposure: exposure2 } };
    const options = { measure: measures[measure] ?? measure, method, level: confidence, sides };
    const { lower, upper } = compareRates(rates, options as CompareRatesOptions<'ratio' | 'difference'>);
    return { lower, upper };
  },
  tolerance(given, field) {
    const { measure, method, sides = 'two-sided' } = given;
    if (measure === 'rate-difference') return differenceTolerance(given, field, { rootFound: ['miettinen-nurminen'] });
    if (method === 'mid-p' || method === 'score') return { pass: 1e-9, aim: 1e-12 };
    return method === 'exact' || sides !== 'two-sided' ? { pass: 1e-11, aim: 1e-13 } : { pass: 1e-12, aim: 1e-14 };
  },
};

interface Question {
  readonly measure: string;
  readonly method: string;
  readonly x1: number;
  readonly exposure1: number;
  readonly x2: number;
  readonly exposure2: number;
  readonly confidence: number;
  readonly sides?: IntervalSides;
}
