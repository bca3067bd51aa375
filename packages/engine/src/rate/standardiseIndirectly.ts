import { estimateBy } from '../interval/oneWayIn.ts';
import { type IntervalEstimate, type IntervalOptions, supports } from '../interval/types.ts';
import { requireCount, requirePositive } from '../number/require.ts';
import { rowsByName } from '../number/rowsByName.ts';
import { sum } from '../number/sum.ts';
import { indirectStandardisationMethods, type IndirectStandardisationMethodId } from './standardisation/indirectMethods.ts';
import { inOrder, joinByName, requireCountOf } from './standardisation/strata.ts';

/** One named row of a table to be standardised indirectly. */
export interface IndirectStratum {
  readonly stratum: string;
  /** People, or person-time. */
  readonly population: number;
  /** What happened in the stratum; left out when only the total is known. */
  readonly events?: number;
  /** The same in the reference; left out when the reference is a table of its own. */
  readonly referenceEvents?: number;
  readonly referencePopulation?: number;
}

/** One named row of a reference that comes as a table of its own. */
export interface ReferenceStratum {
  readonly stratum: string;
  readonly events: number;
  readonly population: number;
}

export interface StandardiseIndirectlyOptions extends IntervalOptions {
  /** `ratio`: observed over expected events (SMR). `rate`: that ratio times the crude rate of the reference. */
  readonly measure?: 'ratio' | 'rate';
  readonly method?: IndirectStandardisationMethodId;
  /** All events, when it is not known in which strata they happened. */
  readonly observed?: number;
  /** The reference as a table of its own, joined by the name of the stratum. */
  readonly reference?: readonly ReferenceStratum[];
  /** Unit of the result: 1 gives ratios and fractions, 100 ratios in per cent, 100_000 rates per 100,000 people. */
  readonly multiplier?: number;
}

/** An indirectly standardised ratio or rate with its interval, times the multiplier. */
export interface IndirectlyStandardised extends IntervalEstimate<IndirectStandardisationMethodId> {
  readonly measure: 'ratio' | 'rate';
  readonly observed: number;
  /** Events that the rates of the reference would give in these strata; null where a rate of the reference is unknown. */
  readonly expected: number | null;
}

/**
 * Events observed against the events that the rates of a reference would give in these strata. The expected events are
 * taken as known; the interval is that of the observed ones.
 *
 *   expected = Σ population × referenceEvents / referencePopulation,  ratio = observed / expected,
 *   rate = ratio × Σ referenceEvents / Σ referencePopulation
 *
 * @param strata   named rows: population, events and the reference's events and population, each at least 0
 * @param options  measure (default `ratio`), method (`phe`), level (0.95), sides (`two-sided`), observed (the total, instead of
 *                 events by stratum), reference (a table of its own), multiplier (1)
 * @returns        ratio or rate with interval, observed, expected, method, level; nulls and a reason where there is none
 * @throws RangeError naming the stratum and the rule that it breaks
 * @example standardiseIndirectly([{ stratum: 'all', population: 600, events: 10, referenceEvents: 2150, referencePopulation: 165000 }]).value // 1.279070
 * @example standardiseIndirectly([{ stratum: 'all', population: 60, referenceEvents: 5, referencePopulation: 100 }], { observed: 6 }).upper // 4.3532
 *
 * Source: Breslow and Day 1987, Statistical Methods in Cancer Research II (IARC Scientific Publications 82), chapter 2.
 */
export function standardiseIndirectly(
  strata: readonly IndirectStratum[],
  options: StandardiseIndirectlyOptions = {},
): IndirectlyStandardised {
  const { measure = 'ratio', method = 'phe', observed: total, reference, multiplier = 1, ...interval } = options;
  requirePositive('multiplier', multiplier);
  if (measure !== 'ratio' && measure !== 'rate')
    throw new RangeError(`measure must be one of ratio, rate, got ${String(measure)}`);
  const rows = inOrder(withReference(strata, reference));
  const observed = observedEvents(strata, total);
  const expected = sum(rows.map(expectedEvents));
  const referenceRate = sum(rows.map((row) => row.referenceEvents)) / sum(rows.map((row) => row.referencePopulation));
  const exposure = expected / (measure === 'ratio' ? multiplier : multiplier * referenceRate);
  const empty = whyEmpty(rows, expected);
  const estimate = estimateBy({
    methods: indirectStandardisationMethods,
    method,
    counts: { events: observed, exposure },
    value: empty === null ? observed / exposure : NaN,
    support: supports.ratio,
    empty,
    ...interval,
  });
  return { ...estimate, measure, observed, expected: Number.isNaN(expected) ? null : expected };
}

interface ReferredStratum {
  readonly stratum: string;
  readonly population: number;
  readonly referenceEvents: number;
  readonly referencePopulation: number;
}

function withReference(
  strata: readonly IndirectStratum[],
  reference: readonly ReferenceStratum[] | undefined,
): readonly ReferredStratum[] {
  rowsByName(strata); // refuses a row without a name, and a name that appears twice
  const joined = reference && joinByName(strata, reference, 'the reference');
  return strata.map((row) => {
    const { stratum, population } = row;
    if (joined && (row.referenceEvents !== undefined || row.referencePopulation !== undefined))
      throw new RangeError(`stratum ${stratum}: the reference is given in the row and in a table of its own`);
    const { events: referenceEvents, population: referencePopulation } = joined?.get(row) ?? {
      events: row.referenceEvents,
      population: row.referencePopulation,
    };
    if (referenceEvents === undefined) throw new RangeError(`stratum ${stratum}: referenceEvents is missing`);
    if (referencePopulation === undefined) throw new RangeError(`stratum ${stratum}: referencePopulation is missing`);
    requireCountOf(stratum, 'population', population);
    requireCountOf(stratum, 'referenceEvents', referenceEvents);
    requireCountOf(stratum, 'referencePopulation', referencePopulation);
    if (referencePopulation === 0 && referenceEvents > 0)
      throw new RangeError(`stratum ${stratum}: referenceEvents ${referenceEvents} without any referencePopulation`);
    return { stratum, population, referenceEvents, referencePopulation };
  });
}

/** NaN where people are in a stratum that the reference does not know. */
function expectedEvents({ population, referenceEvents, referencePopulation }: ReferredStratum): number {
  return population === 0 ? 0 : (population * referenceEvents) / referencePopulation;
}

function observedEvents(strata: readonly IndirectStratum[], total: number | undefined): number {
  if (total !== undefined) {
    const row = strata.find(({ events }) => events !== undefined);
    if (row) throw new RangeError(`observed is given as a total and in stratum ${row.stratum}`);
    requireCount('observed', total);
    return total;
  }
  const counted = strata.map(({ stratum, population, events }) => {
    if (events === undefined) throw new RangeError(`stratum ${stratum}: events is missing, and no total is given as observed`);
    requireCountOf(stratum, 'events', events);
    if (population === 0 && events > 0) throw new RangeError(`stratum ${stratum}: events ${events} without any population`);
    return { stratum, events };
  });
  return sum(inOrder(counted).map(({ events }) => events));
}

function whyEmpty(rows: readonly ReferredStratum[], expected: number): string | null {
  if (rows.length === 0) return 'there are no strata';
  if (expected === 0) return 'expected events are 0';
  const unknown = rows.find(({ population, referencePopulation }) => population > 0 && referencePopulation === 0);
  return unknown ? `stratum ${unknown.stratum} has no reference population, so its expected events are unknown` : null;
}
