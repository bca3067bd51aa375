import type { Random } from '../../number/random.ts';

/** Points that share patients, in which nothing changes. */
export interface OverlappingSeries {
  readonly points: number;
  /** Months that each point looks back on; null for a panel whose readings are carried forward. */
  readonly months: number | null;
  /** Share of a panel's readings that stay from one month to the next. */
  readonly persistence: number;
  /** Denominators of the points and the one rate behind them; null for points so large that they vary as normal ones. */
  readonly counts: { readonly denominators: Float64Array; readonly rate: number } | null;
}

/** Makes ready to overwrite a series by draws of its points; NaN where a denominator is 0. */
export function prepareOverlapping(series: OverlappingSeries): (random: Random, values: Float64Array) => void {
  const { counts, months, persistence, points } = series;
  if (months === null) return counts ? prepareCountedPanel(points, persistence, counts) : preparePanel(persistence);
  return prepareRolling(points, months, counts);
}

/**
 * Sums over a window that moves by a month: the months before the first point belong to its window. Each month's count is
 * binomial, its denominator the point's share of a month, rounded so that the months keep adding up.
 */
function prepareRolling(points: number, months: number, counts: OverlappingSeries['counts']) {
  const all = points + months - 1;
  const denominators = new Float64Array(all);
  if (counts) {
    let whole = 0;
    let exact = 0;
    for (let month = 0; month < all; month += 1) {
      exact += counts.denominators[Math.max(0, month - months + 1)]! / months;
      denominators[month] = Math.round(exact) - whole;
      whole += denominators[month]!;
    }
  }
  const drawn = new Float64Array(all);
  return (random: Random, values: Float64Array) => {
    for (let month = 0; month < all; month += 1) {
      drawn[month] = counts ? random.binomial({ trials: denominators[month]!, probability: counts.rate }) : random.normal();
    }
    for (let point = 0; point < points; point += 1) {
      let sum = 0;
      let size = 0;
      for (let month = point; month < point + months; month += 1) {
        sum += drawn[month]!;
        size += denominators[month]!;
      }
      if (!counts) values[point] = sum;
      else values[point] = size > 0 ? sum / size : NaN;
    }
  };
}

/** A panel of one size: each reading stays with the chance of persistence, or is taken anew. */
function prepareCountedPanel(points: number, persistence: number, counts: NonNullable<OverlappingSeries['counts']>) {
  const size = Math.round(counts.denominators.reduce((total, denominator) => total + denominator, 0) / points);
  const { rate } = counts;
  return (random: Random, values: Float64Array) => {
    let met = random.binomial({ trials: size, probability: rate });
    for (let point = 0; point < points; point += 1) {
      values[point] = size > 0 ? met / size : NaN;
      const kept = random.binomial({ trials: met, probability: persistence });
      const keptOther = random.binomial({ trials: size - met, probability: persistence });
      met = kept + random.binomial({ trials: size - kept - keptOther, probability: rate });
    }
  };
}

/** The same for a panel so large that its rate varies as a normal one. */
function preparePanel(persistence: number) {
  const fresh = Math.sqrt((1 - persistence) * (1 + persistence));
  return (random: Random, values: Float64Array) => {
    let value = random.normal();
    for (let point = 0; point < values.length; point += 1) {
      values[point] = value;
      value = persistence * value + fresh * random.normal();
    }
  };
}
