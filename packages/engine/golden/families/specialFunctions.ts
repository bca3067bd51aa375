import {
  betaQuantile,
  betaUpperQuantile,
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareUpperQuantile,
  gammaQuantile,
  gammaUpperQuantile,
  hypergeometricCdf,
  hypergeometricPmf,
  hypergeometricQuantile,
  incompleteBeta,
  incompleteGamma,
  logGamma,
  normalCdf,
  normalQuantile,
  normalUpperTail,
  poissonCdf,
  poissonPmf,
  poissonQuantile,
  studentCdf,
  studentQuantile,
} from '../../src/index.ts';
import type { GoldenCase, GoldenFamily } from '../types.ts';

const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  'normal-quantile': (p = NaN) => normalQuantile(p),
  'normal-upper-quantile': (q = NaN) => -normalQuantile(q),
  'normal-cdf': (x = NaN) => normalCdf(x),
  'normal-sf': (x = NaN) => normalUpperTail(x),
  'beta-cdf': (x = NaN, a = NaN, b = NaN) => incompleteBeta(x, { a, b }).lower,
  'beta-sf': (x = NaN, a = NaN, b = NaN) => incompleteBeta(x, { a, b }).upper,
  'beta-quantile': (p = NaN, a = NaN, b = NaN) => betaQuantile(p, { a, b }),
  'beta-upper-quantile': (q = NaN, a = NaN, b = NaN) => betaUpperQuantile(q, { a, b }),
  'gamma-p': (shape = NaN, x = NaN) => incompleteGamma(x, { shape }).lower,
  'gamma-q': (shape = NaN, x = NaN) => incompleteGamma(x, { shape }).upper,
  'gamma-quantile': (p = NaN, shape = NaN) => gammaQuantile(p, { shape }),
  'gamma-upper-quantile': (q = NaN, shape = NaN) => gammaUpperQuantile(q, { shape }),
  'chi2-cdf': (x = NaN, df = NaN) => chiSquareCdf(x, { df }).lower,
  'chi2-sf': (x = NaN, df = NaN) => chiSquareCdf(x, { df }).upper,
  'chi2-quantile': (p = NaN, df = NaN) => chiSquareQuantile(p, { df }),
  'chi2-upper-quantile': (q = NaN, df = NaN) => chiSquareUpperQuantile(q, { df }),
  't-cdf': (t = NaN, df = NaN) => studentCdf(t, { df }).lower,
  't-sf': (t = NaN, df = NaN) => studentCdf(t, { df }).upper,
  't-quantile': (p = NaN, df = NaN) => studentQuantile(p, { df }),
  't-upper-quantile': (q = NaN, df = NaN) => -studentQuantile(q, { df }),
  'log-gamma': (x = NaN) => logGamma(x),
  'binomial-pmf': (k = NaN, trials = NaN, probability = NaN) => binomialPmf(k, { trials, probability }),
  'binomial-cdf': (k = NaN, trials = NaN, probability = NaN) => binomialCdf(k, { trials, probability }).lower,
  'binomial-sf': (k = NaN, trials = NaN, probability = NaN) => binomialCdf(k, { trials, probability }).upper,
  'binomial-quantile': (p = NaN, trials = NaN, probability = NaN) => binomialQuantile(p, { trials, probability }),
  'poisson-pmf': (k = NaN, mean = NaN) => poissonPmf(k, { mean }),
  'poisson-cdf': (k = NaN, mean = NaN) => poissonCdf(k, { mean }).lower,
  'poisson-sf': (k = NaN, mean = NaN) => poissonCdf(k, { mean }).upper,
  'poisson-quantile': (p = NaN, mean = NaN) => poissonQuantile(p, { mean }),
  // arguments in the order of scipy.stats.hypergeom: count, population, successes, draws
  'hypergeometric-pmf': (k = NaN, population = NaN, successes = NaN, draws = NaN) =>
    hypergeometricPmf(k, { population, successes, draws }),
  'hypergeometric-cdf': (k = NaN, population = NaN, successes = NaN, draws = NaN) =>
    hypergeometricCdf(k, { population, successes, draws }).lower,
  'hypergeometric-sf': (k = NaN, population = NaN, successes = NaN, draws = NaN) =>
    hypergeometricCdf(k, { population, successes, draws }).upper,
  'hypergeometric-quantile': (p = NaN, population = NaN, successes = NaN, draws = NaN) =>
    hypergeometricQuantile(p, { population, successes, draws }),
};

/** Distribution functions and quantiles, and log-gamma. */
export const specialFunctions: GoldenFamily = {
  family: 'special-functions',
  answers: ['value'],
  ask(given) {
    const { name, args } = read(given);
    const compute = functions[name];
    if (!compute) throw new Error(`unknown function ${name}`);
    return { value: compute(...args) };
  },
  tolerance(given) {
    const { name, args } = read(given);
    const [x = NaN] = args;
    // beside its zeros log-gamma is judged absolutely
    const besideZero = name === 'log-gamma' && x > 0.5 && x < 2.5;
    return besideZero ? { pass: 1e-10, aim: 1e-13, floor: 1e-14 } : { pass: 1e-10, aim: 1e-13 };
  },
};

function read(given: GoldenCase): { readonly name: string; readonly args: readonly number[] } {
  return { name: given['function'] as string, args: given['args'] as number[] };
}
