import {
  bernoulliCusum,
  cusum,
  ewma,
  findSignals,
  makingDataCount,
  type ControlRule,
  type MakingDataCountOptions,
  type RuleFamilyId,
  type SpecialCause,
} from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';
import { askLimits } from './spcLimits.ts';

type Answer = Readonly<Record<string, unknown>>;

/** Control charts: limits, rule families, Making Data Count, and charts with a memory. */
export const spc: GoldenFamily = {
  family: 'spc',
  answers: ['expected'],
  ask(given) {
    const { kind, input } = given as unknown as { readonly kind: string; readonly input: never };
    const askOne = kinds[kind];
    if (!askOne) throw new Error(`unknown kind ${kind}`);
    return { expected: askOne(input) };
  },
  tolerance(given) {
    const { values = [] } = given['input'] as { readonly values?: readonly (number | null)[] };
    const size = values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
    return { pass: 1e-9, aim: 1e-12, floor: 1e-13 * Math.max(size, 0.01) }; // limits meet 0 by cancellation
  },
};

const kinds: Readonly<Record<string, (input: never) => Answer>> = {
  limits: askLimits,
  rules: askRules,
  mdc: askMakingDataCount,
  ewma: askEwma,
  cusum: askCusum,
  'bernoulli-cusum': askBernoulliCusum,
};

/** Every rule of both families under its number. */
function askRules({ z }: { readonly z: readonly (number | null)[] }): Answer {
  const numbered = (family: RuleFamilyId) =>
    Object.fromEntries(findSignals({ z: nans(z) }, family).map(({ ends, points }, index) => [index + 1, { ends, points }]));
  return { we: numbered('western-electric'), nelson: numbered('nelson') };
}

interface MakingDataCountInput {
  readonly values: readonly (number | null)[];
  readonly improvementDirection: MakingDataCountOptions['improvement'];
  readonly screenMovingRanges?: boolean;
  readonly target?: number | null;
  readonly freeze?: number | null;
  readonly phases?: readonly number[] | null;
  readonly exclude?: readonly number[] | null;
}

function askMakingDataCount(input: MakingDataCountInput): Answer {
  const { values, improvementDirection, screenMovingRanges = true, target, freeze, phases, exclude } = input;
  const { chart, types, causes, variation, assurance } = makingDataCount(nans(values), {
    improvement: improvementDirection,
    screen: screenMovingRanges,
    ...(typeof target === 'number' ? { target } : {}),
    ...(freeze ? { freeze } : {}),
    ...(phases ? { phases } : {}),
    ...(exclude ? { exclude } : {}),
  });
  return {
    mean: nulls(chart.centre),
    lpl: nulls(chart.lower),
    upl: nulls(chart.upper),
    specialCause: causes.map((cause, index) => (types[index] === null ? null : nameOf(cause))),
    pointType: types,
    variationIcon: variation,
    assurance,
  };
}

function nameOf(cause: SpecialCause | null): string {
  if (cause === null) return 'common cause';
  const names: Partial<Record<ControlRule['rule'], readonly [string, string]>> = {
    outside: ['above limit', 'below limit'],
    trend: ['trend up', 'trend down'],
    'k-of-n': ['2 in 3 above', '2 in 3 below'],
    'one-side': ['shift above', 'shift below'],
  };
  return names[cause.rule.rule]?.[cause.direction === 1 ? 0 : 1] ?? cause.rule.rule;
}

interface ProcessInput {
  readonly values: readonly (number | null)[];
  readonly centre: number;
  readonly sigma: number;
}

function askEwma({ values, centre, sigma, lambda, L }: ProcessInput & { readonly lambda: number; readonly L: number }): Answer {
  const { average, lower, upper, beyond } = ewma(nans(values), { centre, sigma, lambda, sigmas: L });
  return { ewma: nulls(average), lcl: nulls(lower), ucl: nulls(upper), beyond };
}

function askCusum({ values, centre, sigma, k, h }: ProcessInput & { readonly k: number; readonly h: number }): Answer {
  const { upper, lower, above, below } = cusum(nans(values), { centre, sigma, slack: k, limit: h });
  return { upper: nulls(upper), lower: nulls(lower), aboveH: above, belowH: below };
}

interface BernoulliInput {
  readonly values: readonly (number | null)[];
  readonly p0: number;
  readonly oddsRatio: number;
  readonly h: number;
}

/** The file follows qicharts2, which writes the 0 that a sum restarts from in the place of what it reached. */
function askBernoulliCusum({ values, p0, oddsRatio, h }: BernoulliInput): Answer {
  const chart = bernoulliCusum(nans(values), { rate: p0, oddsRatio, limit: h });
  const { higherRate: p1, lowerRate: p2, upper, lower, upperSignals, lowerSignals } = chart;
  return { p1, p2, upper: restarted(upper, upperSignals), lower: restarted(lower, lowerSignals), upperSignals, lowerSignals };
}

function restarted(sums: Float64Array, signals: readonly number[]): (number | null)[] {
  return nulls(sums).map((sum, index) => (signals.includes(index) ? 0 : sum));
}

function nans(values: readonly (number | null)[]): number[] {
  return values.map((value) => value ?? NaN);
}

function nulls(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
