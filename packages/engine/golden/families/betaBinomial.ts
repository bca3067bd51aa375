import { fitBetaBinomial, iccAnova, shrinkRates, type BetaBinomialMethodId, type Proportion } from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

/** Fits of the rates of units, and what follows from the fit of highest likelihood for each unit. */
export const betaBinomial: GoldenFamily = {
  family: 'beta-binomial',
  answers: [
    'alpha',
    'beta',
    'mu',
    'rho',
    'logLik',
    'boundary',
    'variance',
    'rhoUntruncated',
    'msBetween',
    'msWithin',
    'n0',
    'betweenVariance',
    'units',
  ],
  ask(given) {
    const { method } = given as unknown as { readonly method: string };
    if (method === 'empirical-bayes-and-reliability') return reliability(given as unknown as Reliability);
    const { x, n } = given as unknown as Counts;
    const units = x.map((numerator, index) => ({ denominator: n[index] ?? NaN, numerator }));
    if (method === 'icc-anova') return { ...iccAnova(units) };
    return { ...fitBetaBinomial(units, { method: method as BetaBinomialMethodId }) };
  },
  tolerance: () => ({ pass: 1e-7, aim: 1e-9 }),
};

function reliability({ units, confidence }: Reliability): Readonly<Record<string, unknown>> {
  const counts: readonly Proportion[] = units.map(({ x, n }) => ({ denominator: n, numerator: x }));
  const fit = fitBetaBinomial(counts);
  const shrunken = shrinkRates(counts, fit, { level: confidence }).map((unit, index) => ({
    x: units[index]?.x,
    n: units[index]?.n,
    posteriorMean: unit.posteriorMean,
    posteriorLower: unit.lower,
    posteriorUpper: unit.upper,
    reliabilityAdams: unit.reliabilityAdams,
    reliabilityShrinkage: unit.reliability,
  }));
  return { alpha: fit.alpha, beta: fit.beta, betweenVariance: fit.variance, units: shrunken };
}

interface Counts {
  readonly x: readonly number[];
  readonly n: readonly number[];
}

interface Reliability {
  readonly confidence: number;
  readonly units: readonly { readonly x: number; readonly n: number }[];
}
