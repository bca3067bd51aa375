import { estimateBy } from '../interval/oneWayIn.ts';
import { type IntervalEstimate, type IntervalOptions, supports } from '../interval/types.ts';
import { requireCount } from '../number/require.ts';
import { directStandardisationMethods, type DirectStandardisationMethodId } from './standardisation/directMethods.ts';
import type { DirectStratum, PopulationStratum } from './standardisation/strata.ts';
import { directSums } from './standardisation/sums.ts';

export interface StandardiseDirectlyOptions extends IntervalOptions {
  readonly method?: DirectStandardisationMethodId;
  /** The standard population as a table of its own, joined by the name of the stratum; else each row says its own standard. */
  readonly standard?: readonly PopulationStratum[];
  /** Rates are per so many people: 1 gives fractions, 100_000 the usual unit of mortality. */
  readonly multiplier?: number;
  /** Fewer events than this give no rate. English public health profiles take 10; the default, 0, shows every rate. */
  readonly eventsMin?: number;
}

/** A directly standardised rate with its interval, all times the multiplier. */
export interface StandardisedRate extends IntervalEstimate<DirectStandardisationMethodId> {
  readonly events: number;
  /** Variance of the rate, times the multiplier squared. */
  readonly variance: number | null;
  /** `FEW_EVENTS` below 10 events, where a standardised rate says little; null otherwise. */
  readonly caution: 'FEW_EVENTS' | null;
}

const fewEvents = 10;

/**
 * What the rate would be in a standard population: the rates of the strata, weighted by how many people of the standard
 * are in each. Strata are matched by name and summed in the order of their names, so that no order of rows changes a digit.
 *
 *   y = Σ w x with w = standard / (Σ standard × population)
 *
 * A stratum without people has no rate, so there is no standardised rate either, unless the standard is 0 there too.
 *
 * @param strata   named rows: population, events (or peopleByEventCount) and standard, each at least 0
 * @param options  method (default `fay-feuer`; `dobson-byar-nonindependent` when every row has peopleByEventCount),
 *                 level (0.95), sides (`two-sided`), standard (a table of its own), multiplier (1), eventsMin (0)
 * @returns        rate, interval and variance in the unit of the multiplier, events, method, level; nulls and a reason where there is none
 * @throws RangeError naming the stratum and the rule that it breaks
 * @example standardiseDirectly([{ stratum: 'young', population: 800, events: 8, standard: 3 }, { stratum: 'old', population: 200, events: 10, standard: 1 }]).value // 0.02
 * @example standardiseDirectly([{ stratum: 'young', population: 0, events: 0, standard: 1 }]).reason // 'stratum young has no population, so its rate is unknown'
 *
 * Source: Fay and Feuer 1997, Stat Med 16:791; Dobson et al. 1991, Stat Med 10:457; Tiwari et al. 2006, Stat Methods Med Res 15:547.
 */
export function standardiseDirectly(
  strata: readonly DirectStratum[],
  options: StandardiseDirectlyOptions = {},
): StandardisedRate {
  const { method = defaultMethod(strata), standard, multiplier, eventsMin = 0, ...interval } = options;
  requireCount('eventsMin', eventsMin);
  const sums = directSums(strata, { standard, multiplier });
  if (method === 'dobson-byar-nonindependent') requireRepeated(strata);
  const { events } = sums;
  const empty = sums.empty ?? (events < eventsMin ? `events ${events} of ${eventsMin} needed` : null);
  const estimate = estimateBy({
    methods: directStandardisationMethods,
    method,
    counts: sums,
    value: empty === null ? sums.rate : NaN,
    support: supports.ratio,
    empty,
    ...interval,
  });
  const { variance } = (method === 'dobson-byar-nonindependent' && sums.repeated) || sums;
  return { ...estimate, events, variance: empty === null ? variance : null, caution: events < fewEvents ? 'FEW_EVENTS' : null };
}

function defaultMethod(strata: readonly DirectStratum[]): DirectStandardisationMethodId {
  const repeated = strata.length > 0 && strata.every(({ peopleByEventCount }) => peopleByEventCount !== undefined);
  return repeated ? 'dobson-byar-nonindependent' : 'fay-feuer';
}

function requireRepeated(strata: readonly DirectStratum[]): void {
  const without = strata.find(({ peopleByEventCount }) => peopleByEventCount === undefined);
  if (without !== undefined)
    throw new RangeError(`dobson-byar-nonindependent needs peopleByEventCount, which stratum ${without.stratum} does not have`);
}
