import { requirePositive } from '../../number/require.ts';
import { rowsByName } from '../../number/rowsByName.ts';
import { sum } from '../../number/sum.ts';
import {
  type DirectStratum,
  inOrder,
  joinByName,
  type PopulationStratum,
  requireCountOf,
  type WeightedStratum,
} from './strata.ts';

/** What Dobson's interval needs: a total, the weighted rate, its variance. */
export interface DobsonSums {
  readonly events: number;
  readonly rate: number;
  readonly variance: number;
  /** √(variance × events) − rate, at least 0 and taken without cancellation: 0 where all events weigh the same. */
  readonly shortfall: number;
}

/** A table of strata as the interval methods need it; w = standard / (Σ standard × population) is what one event adds to the rate. */
export interface DirectSums extends DobsonSums {
  readonly weightMax: number;
  readonly weightMean: number;
  readonly weightSquareMean: number;
  /** The same with the variance that repeated events of one person give; null where it is not known who had how many. */
  readonly repeated: DobsonSums | null;
  /** Why there is no rate; null when there is one. */
  readonly empty: string | null;
}

interface DirectSumsOptions {
  readonly standard?: readonly PopulationStratum[] | undefined;
  readonly multiplier?: number | undefined;
}

/**
 * Σ w x, Σ w² x and what else the methods need, over the strata in the order of their names.
 *
 * @throws RangeError naming the stratum and the rule that it breaks
 */
export function directSums(strata: readonly DirectStratum[], { standard, multiplier = 1 }: DirectSumsOptions = {}): DirectSums {
  requirePositive('multiplier', multiplier);
  const rows = inOrder(weighted(strata, standard)).filter((row) => row.population > 0 || row.standard > 0);
  const standardTotal = sum(rows.map((row) => row.standard));
  if (rows.length > 0 && standardTotal === 0) throw new RangeError('standard is 0 in every stratum');
  const weights = rows.map((row) => (row.standard === 0 ? 0 : (multiplier * row.standard) / (standardTotal * row.population)));
  const over = (term: (row: WeightedStratum, weight: number) => number): number =>
    sum(rows.map((row, index) => term(row, weights[index] ?? 0)));
  const events = over((row) => row.events);
  const rate = rows.length === 0 ? NaN : over((row, w) => w * row.events);
  const variance = over((row, w) => w * w * row.events);
  const centre = rate / events;
  const spread = over((row, w) => row.events * (w - centre) ** 2); // variance × events − rate² = events × spread (Lagrange)
  const excess = over((row, w) => w * w * (row.eventSquares - row.events));
  const shortfall = (between: number, all: number): number => (events * between) / (Math.sqrt(all * events) + rate);
  return {
    events,
    rate,
    variance,
    shortfall: shortfall(spread, variance),
    weightMax: weights.reduce((most, w) => Math.max(most, w), 0),
    weightMean: sum(weights) / rows.length,
    weightSquareMean: sum(weights.map((w) => w * w)) / rows.length,
    repeated: Number.isNaN(excess)
      ? null
      : { events, rate, variance: variance + excess, shortfall: shortfall(spread + excess, variance + excess) },
    empty: whyEmpty(rows),
  };
}

function weighted(strata: readonly DirectStratum[], standard: readonly PopulationStratum[] | undefined): WeightedStratum[] {
  rowsByName(strata); // refuses a row without a name, and a name that appears twice
  const joined = standard && joinByName(strata, standard, 'the standard population');
  return strata.map((row) => {
    const { stratum, population } = row;
    if (joined && row.standard !== undefined)
      throw new RangeError(`stratum ${stratum}: standard is given in the row and in a table of its own`);
    const share = joined ? joined.get(row)?.population : row.standard;
    if (share === undefined) throw new RangeError(`stratum ${stratum}: standard is missing`);
    const { events, eventSquares } = countEvents(row);
    requireCountOf(stratum, 'population', population);
    requireCountOf(stratum, 'events', events);
    requireCountOf(stratum, 'standard', share);
    if (population === 0 && events > 0) throw new RangeError(`stratum ${stratum}: events ${events} without any population`);
    return { stratum, population, events, eventSquares, standard: share };
  });
}

function countEvents({ stratum, events, peopleByEventCount }: DirectStratum): { events: number; eventSquares: number } {
  if (peopleByEventCount === undefined) return { events, eventSquares: NaN };
  const people = Object.entries(peopleByEventCount).map(([key, count]) => {
    const each = Number(key);
    if (!Number.isSafeInteger(each) || each < 0)
      throw new RangeError(`stratum ${stratum}: peopleByEventCount is by whole numbers of events, got ${key}`);
    requireCountOf(stratum, `peopleByEventCount of ${key}`, count);
    return { each, count };
  });
  return {
    events: sum(people.map(({ each, count }) => each * count)),
    eventSquares: sum(people.map(({ each, count }) => each * each * count)),
  };
}

function whyEmpty(rows: readonly WeightedStratum[]): string | null {
  if (rows.length === 0) return 'there are no strata';
  const unknown = rows.find(({ population, standard }) => population === 0 && standard > 0);
  return unknown === undefined ? null : `stratum ${unknown.stratum} has no population, so its rate is unknown`;
}
