import { createRandom, type ProportionColumns, type RateColumns } from '../../src/index.ts';

/** Counts as stratified practice panels have them: denominators from 5 to 2,000, any numerator. */
export function panel(rows: number): ProportionColumns & RateColumns {
  const random = createRandom(1);
  const denominators = new Float64Array(rows);
  const numerators = new Float64Array(rows);
  const exposures = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const denominator = 5 + random.below(1996);
    denominators[row] = denominator;
    numerators[row] = random.below(denominator + 1);
    exposures[row] = 100 + 1000 * random.uniform();
  }
  return { denominators, numerators, events: numerators, exposures };
}

/** The first rows of a panel: what a slow peer gets. */
export function firstRows(columns: ProportionColumns & RateColumns, rows: number): ProportionColumns & RateColumns {
  const first = (column: ArrayLike<number>): ArrayLike<number> => Array.prototype.slice.call(column, 0, rows);
  const numerators = first(columns.numerators);
  return { denominators: first(columns.denominators), numerators, events: numerators, exposures: first(columns.exposures) };
}
