import { deviance } from '../../../number/deviance.ts';
import { fromChiSquare, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import { degrees, eachCell } from './chiSquare.ts';
import { emptyMargin, marginsOf, type Table } from './table.ts';

/** 2 Σ observed·log(observed / expected). Expected − observed, which adds to 0, goes into each term: then none is negative. */
export function gTest(table: Table): Outcome {
  const margins = marginsOf(table);
  const reason = emptyMargin(margins);
  if (reason !== null) return noTest(reason, degrees(margins));
  let statistic = 0;
  eachCell(table, margins, ({ observed, row, column, excess }) => {
    statistic += 2 * deviance(observed, (row / margins.total) * column, excess / margins.total);
  });
  return fromChiSquare(statistic, degrees(margins));
}
