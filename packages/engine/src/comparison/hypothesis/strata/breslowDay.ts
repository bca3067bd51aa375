import { sum } from '../../../number/sum.ts';
import { type Fourfold, fourfoldOf } from '../fourfold.ts';
import { minor } from '../../../number/minor.ts';
import { fromChiSquare, noTest } from '../outcome.ts';
import { mantelHaenszelOdds } from '../pool/oddsRatio.ts';
import type { Outcome } from '../types.ts';
import { expectedCells } from './expected.ts';
import { isInformative, type Stratum } from './types.ts';

/** Σ (observed − expected)² / variance at the Mantel-Haenszel odds ratio: do the strata agree on one? */
export function breslowDay(strata: readonly Stratum[]): Outcome {
  return homogeneity(strata, ({ squares }) => squares);
}

/** Less (Σ observed − expected)² / Σ variance: the Mantel-Haenszel estimate is not the likeliest, which this makes good. */
export function breslowDayTarone(strata: readonly Stratum[]): Outcome {
  return homogeneity(strata, ({ squares, excess, variance }) => squares - (excess / variance) * excess);
}

interface Parts {
  readonly squares: number;
  readonly excess: number;
  readonly variance: number;
}

function homogeneity(strata: readonly Stratum[], statistic: (parts: Parts) => number): Outcome {
  const tables = strata.map(fourfoldOf).filter(isInformative);
  if (tables.length < 2) return noTest('fewer than two strata have members of both groups and both outcomes');
  const { cross, counter } = mantelHaenszelOdds(strata);
  if (cross === 0 || counter === 0) return noTest(`the common odds ratio is ${cross === 0 ? '0' : 'infinite'}`);
  const excesses = excessesAt(cross / counter, counter, tables);
  const variances = tables.map((table) => 1 / sum(expectedCells(table, cross / counter).map((cell) => 1 / cell)));
  const squares = sum(excesses.map((excess, at) => (excess / variances[at]!) * excess));
  const parts = { squares, excess: sum(excesses), variance: sum(variances) };
  return fromChiSquare(Math.max(0, statistic(parts)), tables.length - 1);
}

/**
 * Observed − expected, t, from (a − t)(d − t) = ψ (b + t)(c + t), whose constant term ad − ψ bc keeps its digits where the
 * strata agree and counts are large: the products are not rounded, and what ψ lost to rounding is made good.
 */
function excessesAt(oddsRatio: number, counter: number, tables: readonly Fourfold[]): number[] {
  const departures = tables.map(({ cells: [a, b, c, d] }) => minor(a * d, b * c, oddsRatio, 1));
  const lost = sum(departures.map((departure, at) => departure / tables[at]!.total)) / counter;
  return tables.map(({ cells: [a, b, c, d] }, at) => {
    const constant = departures[at]! - lost * b * c;
    const linear = a + d + oddsRatio * (b + c);
    return (2 * constant) / (linear + Math.sqrt(Math.max(0, linear * linear - 4 * (1 - oddsRatio) * constant)));
  });
}
