import { requirePositive } from '../../number/require.ts';
import type { DisparityEstimate, Groups, DisparityOptions } from '../groups.ts';
import { estimateIndex, meanOf, type DisparityIndex, type Shares } from './kernel.ts';

export interface AtkinsonOptions extends DisparityOptions {
  /** Aversion to inequality, above 0: the greater, the more the lowest groups count. */
  readonly epsilon: number;
}

/**
 * Atkinson's index as an index.
 *
 * @param epsilon  aversion to inequality, above 0
 * @example atkinsonIndex(0.5).id // 'atkinson-0.5'
 */
export function atkinsonIndex(epsilon: number): DisparityIndex {
  return {
    id: `atkinson-${epsilon}`,
    title: `Atkinson index, aversion ${epsilon}`,
    undefinedWhen: 'an estimate is below 0, the mean is 0, or there is no group',
    value: (groups) => Math.max(0, 1 - evenOf(groups, epsilon) / (meanOf(groups) || NaN)),
    gradient(groups) {
      const mean = meanOf(groups);
      const even = evenOf(groups, epsilon);
      return groups.share.map((p, j) => (p / mean) * (even / mean - (even / (groups.estimate[j] ?? NaN)) ** epsilon));
    },
  };
}

/** The value that, were it everybody's, would be as good as what there is: (Σ p y^(1 − ε))^(1 / (1 − ε)), exp Σ p ln y for ε = 1. */
function evenOf({ share, estimate }: Shares, epsilon: number): number {
  let total = 0;
  for (let j = 0; j < share.length; j += 1) {
    const y = estimate[j] ?? NaN;
    total += (share[j] ?? NaN) * (y < 0 ? NaN : epsilon === 1 ? Math.log(y) : y ** (1 - epsilon));
  }
  return epsilon === 1 ? Math.exp(total) : total ** (1 / (1 - epsilon));
}

/**
 * Atkinson's index: the share of the whole that could be given up at no loss if the rest were spread evenly. 0 when all
 * groups are equal; 1 when a group is at 0 and ε is 1 or more.
 *
 *   A = 1 − E / μ, E = (Σ p y^(1 − ε))^(1 / (1 − ε)); slope (p / μ) (E / μ − (E / y)^ε)
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction and epsilon; scale 1, level 0.95 unless said otherwise
 * @returns        a fraction in [0, 1], value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale, the level or epsilon is impossible
 * @example atkinson([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher', epsilon: 2 }).value // 0.04
 *
 * Source: Atkinson 1970, J Econ Theory 2:244.
 */
export function atkinson(rows: Groups, { epsilon, ...options }: AtkinsonOptions): DisparityEstimate {
  requirePositive('epsilon', epsilon);
  return estimateIndex(atkinsonIndex(epsilon), rows, options);
}
