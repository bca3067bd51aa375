import {
  funnelColumns,
  type FunnelColumns,
  type FunnelCounts,
  type FunnelOptions,
  type FunnelStatistic,
} from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

/** A case of the funnel file, as it is written: null is missing. */
export interface FunnelInput {
  readonly type: FunnelStatistic;
  readonly numerators: readonly (number | null)[];
  readonly denominators: readonly (number | null)[];
  readonly target?: number | null;
}

type Answer = Readonly<Record<string, unknown>>;

/** Values, z and every kind of limits that a case of its statistic expects, in the words of the file. */
export function askFunnel({ type, numerators, denominators, target: given }: FunnelInput): Answer {
  const target = given === undefined || given === null ? {} : { target: given };
  const [above, below] = [nans(numerators), nans(denominators)];
  return type === 'proportion'
    ? askProportions({ numerators: above, denominators: below }, { statistic: type, ...target })
    : askRatios({ observed: above, expected: below }, { statistic: type, ...target });
}

function askProportions(counts: FunnelCounts<'proportion'>, options: FunnelOptions<'proportion'>): Answer {
  const arcsine = funnelColumns(counts, { ...options, method: 'arcsine' });
  const additive = funnelColumns(counts, { ...options, method: 'arcsine', overdispersion: 'additive' });
  const multiplicative = funnelColumns(counts, { ...options, method: 'normal', overdispersion: 'multiplicative' });
  return {
    target: arcsine.target,
    value: nulls(arcsine.value),
    z: nulls(arcsine.z),
    exact: limitsOf(funnelColumns(counts, { ...options, method: 'exact' })),
    normal: limitsOf(funnelColumns(counts, { ...options, method: 'normal' })),
    arcsine: limitsOf(arcsine),
    additive: { phi: additive.phi, tau2: additive.tau2, ...limitsOf(additive) },
    multiplicative: { phi: multiplicative.phi, applied: multiplicative.widened, ...limitsOf(multiplicative) },
  };
}

function askRatios(counts: FunnelCounts<'standardised-ratio'>, options: FunnelOptions<'standardised-ratio'>): Answer {
  const log = funnelColumns(counts, { ...options, method: 'log', overdispersion: 'additive', trim: 'truncated' });
  const sqrt = funnelColumns(counts, { ...options, method: 'sqrt', overdispersion: 'additive', trim: 'winsorised' });
  return {
    value: nulls(sqrt.value),
    exact: limitsOf(funnelColumns(counts, { ...options, method: 'exact' })),
    chisq: limitsOf(funnelColumns(counts, { ...options, method: 'chi-square' })),
    logTruncated: { phi: log.phi, tau2: log.tau2, ...limitsOf(log) },
    sqrtWinsorised: { phi: sqrt.phi, tau2: sqrt.tau2, ...limitsOf(sqrt) },
  };
}

/** `l95`, `u95`, `outside95` and the same for 99.8 %. */
function limitsOf({ limits, outside }: FunnelColumns): Answer {
  return Object.fromEntries(
    limits.flatMap(({ level, lower, upper }, index) => {
      const name = String(Math.round(1000 * level)).replace(/0$/, '');
      const { above = [], below = [] } = outside[index] ?? {};
      return [
        [`l${name}`, nulls(lower)],
        [`u${name}`, nulls(upper)],
        [`outside${name}`, [...above, ...below].toSorted((a, b) => a - b)],
      ];
    }),
  );
}

function nans(values: readonly (number | null)[]): number[] {
  return values.map((value) => value ?? NaN);
}

function nulls(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}

/** Funnels: each case holds `input` and everything `expected` of it, by every method. */
export const funnel: GoldenFamily = {
  family: 'funnel',
  answers: ['expected'],
  ask: (given) => ({ expected: askFunnel(given['input'] as FunnelInput) }),
  // z of a unit on its target, and a lower limit beside 0, are rounding alone.
  tolerance: () => ({ pass: 1e-8, aim: 1e-12, floor: 1e-12 }),
};
