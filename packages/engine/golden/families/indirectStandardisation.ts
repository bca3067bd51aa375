import { standardiseIndirectly, type IndirectStandardisationMethodId, type IntervalSides } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

const measures: Readonly<Record<string, 'ratio' | 'rate'>> = { smr: 'ratio', isr: 'rate' };
const quantileBased = ['exact', 'phe'];

/** Observed over expected events (`smr-`), and the indirectly standardised rate (`isr-`). */
export const indirectStandardisation: GoldenFamily = {
  family: 'indirect-standardisation',
  answers: ['expected', 'estimate', 'lower', 'upper'],
  ask(given) {
    const { x, n, xRef, nRef, confidence, sides = 'two-sided', multiplier = 1, method: id } = given as unknown as Question;
    const { measure, method } = parts(id);
    const strata = n.map((population, index) => ({
      stratum: String(index),
      population,
      referenceEvents: xRef[index] ?? NaN,
      referencePopulation: nRef[index] ?? NaN,
      ...(typeof x === 'number' ? {} : { events: x[index] ?? NaN }),
    }));
    const { expected, value, lower, upper } = standardiseIndirectly(strata, {
      measure,
      method,
      level: confidence,
      sides,
      multiplier,
      ...(typeof x === 'number' ? { observed: x } : {}),
    });
    return { expected, estimate: value, lower, upper };
  },
  tolerance({ method, sides }, field) {
    const limit = field === 'lower' || field === 'upper';
    const quantile = quantileBased.includes(parts(String(method)).method) || (sides ?? 'two-sided') !== 'two-sided';
    return limit && quantile ? { pass: 1e-11, aim: 1e-13 } : { pass: 1e-12, aim: 1e-14 };
  },
};

function parts(id: string): { measure: 'ratio' | 'rate'; method: IndirectStandardisationMethodId } {
  const [, prefix = '', method] = /^([a-z]+)-(.+)$/.exec(id) ?? [];
  const measure = measures[prefix];
  if (measure === undefined) throw new RangeError(`method begins with smr- or isr-, got ${id}`);
  return { measure, method: method as IndirectStandardisationMethodId };
}

interface Question {
  readonly method: string;
  readonly x: readonly number[] | number;
  readonly n: readonly number[];
  readonly xRef: readonly number[];
  readonly nRef: readonly number[];
  readonly confidence: number;
  readonly sides?: IntervalSides;
  readonly multiplier?: number;
}
