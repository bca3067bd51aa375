import { associationTests } from './comparison/hypothesis/association/methods.ts';
import { pairedTests } from './comparison/hypothesis/paired/methods.ts';
import { poolMethods } from './comparison/hypothesis/pool/methods.ts';
import { proportionTests } from './comparison/hypothesis/proportion/methods.ts';
import { strataTests } from './comparison/hypothesis/strata/methods.ts';
import { trendTests } from './comparison/hypothesis/trend/methods.ts';
import { twoProportionTests } from './comparison/hypothesis/twoProportions/methods.ts';
import { differenceMethods } from './comparison/difference/methods.ts';
import { multiplicityMethods } from './comparison/multiplicity/methods.ts';
import { oddsRatioMethods } from './comparison/oddsRatio/methods.ts';
import { pairedMethods } from './comparison/paired/methods.ts';
import { rateDifferenceMethods, rateRatioMethods } from './comparison/rates/methods.ts';
import { ratioMethods } from './comparison/ratio/methods.ts';
import { proportionMethods } from './interval/proportion/methods.ts';
import { rateMethods } from './interval/rate/methods.ts';
import type { Method } from './interval/types.ts';
import { betaBinomialMethods } from './rate/reliability/methods.ts';
import { directStandardisationMethods } from './rate/standardisation/directMethods.ts';
import { indirectStandardisationMethods } from './rate/standardisation/indirectMethods.ts';

/** The methods of one job, as data for those who choose: command line, API, documents. */
export interface MethodFamily {
  readonly id: string;
  /** What the job is, in plain words. */
  readonly job: string;
  /** The function of this package that does it, whatever the method. */
  readonly function: string;
  /** What that function is to compute, where it can do several things. */
  readonly measure: string | null;
  /** Id of the method that is taken when none is named: the first. */
  readonly default: string;
  readonly methods: readonly Method[];
}

/** Every method of this package by family: what it is called, where it comes from, when to choose it and when not. */
export const methodCatalogue: readonly MethodFamily[] = [
  // intervals of one number
  familyOf('proportion', { job: 'one rate: how many of how many', by: 'proportionInterval' }, proportionMethods),
  familyOf('rate', { job: 'events over person-time, or over an expected count', by: 'rateInterval' }, rateMethods),
  familyOf(
    'direct-standardisation',
    { job: 'a rate as it would be in a standard population', by: 'standardiseDirectly' },
    directStandardisationMethods,
  ),
  familyOf(
    'indirect-standardisation',
    { job: 'observed over expected events at the rates of a reference', by: 'standardiseIndirectly' },
    indirectStandardisationMethods,
  ),
  // intervals of a comparison
  familyOf(
    'difference',
    { job: 'the difference of the rates of two groups that share nobody', by: 'compareProportions', measure: 'difference' },
    differenceMethods,
  ),
  familyOf(
    'ratio',
    { job: 'the ratio of the rates of two groups that share nobody', by: 'compareProportions', measure: 'ratio' },
    ratioMethods,
  ),
  familyOf(
    'odds-ratio',
    { job: 'the ratio of the odds of two groups that share nobody', by: 'compareProportions', measure: 'odds-ratio' },
    oddsRatioMethods,
  ),
  familyOf('paired', { job: 'the difference of two rates of the same people', by: 'comparePaired' }, pairedMethods),
  familyOf(
    'rate-ratio',
    { job: 'the ratio of two rates over person-time', by: 'compareRates', measure: 'ratio' },
    rateRatioMethods,
  ),
  familyOf(
    'rate-difference',
    { job: 'the difference of two rates over person-time', by: 'compareRates', measure: 'difference' },
    rateDifferenceMethods,
  ),
  familyOf('pooled', { job: 'one comparison of two groups over all strata', by: 'poolStrata' }, poolMethods),
  // tests
  familyOf('proportion-test', { job: 'whether a rate is the benchmark', by: 'testProportion' }, proportionTests),
  familyOf('two-proportion-test', { job: 'whether two groups have one rate', by: 'testTwoProportions' }, twoProportionTests),
  familyOf('association-test', { job: 'whether several groups have one distribution', by: 'testAssociation' }, associationTests),
  familyOf('trend-test', { job: 'whether rates rise or fall over ordered groups', by: 'testTrend' }, trendTests),
  familyOf('paired-test', { job: 'whether two rates of the same people are one', by: 'testPaired' }, pairedTests),
  familyOf('strata-test', { job: 'whether two groups differ within strata, or alike in all', by: 'testStrata' }, strataTests),
  familyOf('multiplicity', { job: 'p-values of many comparisons at once', by: 'adjustPValues' }, multiplicityMethods),
  // units
  familyOf(
    'beta-binomial',
    { job: 'how the true rates of units spread, for reliability', by: 'fitBetaBinomial' },
    betaBinomialMethods,
  ),
];

/** The first method of a table is its default. */
function familyOf(
  id: string,
  { job, by, measure }: { readonly job: string; readonly by: string; readonly measure?: string },
  table: Readonly<Record<string, Method>>,
): MethodFamily {
  const methods = Object.values(table).map(wordsOf);
  return { id, job, function: by, measure: measure ?? null, default: methods[0]?.id ?? '', methods };
}

function wordsOf({ id, title, paper, behaviour, use, avoid }: Method): Method {
  return { id, title, paper, behaviour, use, avoid };
}
