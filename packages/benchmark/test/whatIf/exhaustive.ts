import { type PreparedProgram, programResults, type ProgramScore, type ResultRow, scoreProgram } from '@equipoise/benchmark';
import { inputs } from './support.ts';

/** A plan among all there are: how many gaps of each row, what they cost, and what it scores. */
export interface Tried {
  readonly cost: number;
  readonly patients: number;
  readonly score: ProgramScore;
}

/** Rows of everybody that have no strata of their own are one choice; those of strata are many, and their total follows. */
export function everyPlan(
  prepared: PreparedProgram,
  { rows, costOf }: { readonly rows: readonly ResultRow[]; readonly costOf: (measure: string) => number },
): Tried[] {
  const { year } = prepared.program;
  const directions = new Map(
    prepared.measures.flatMap(({ parts }) => parts.map(({ direction, measure }) => [measure, direction])),
  );
  const strata = rows.filter(({ by, year: of }) => by !== 'total' && of === year);
  const totals = rows.filter(({ by, year: of }) => by === 'total' && of === year);
  const movable = [...strata, ...totals.filter(({ measure }) => !strata.some((one) => one.measure === measure))];
  const openOf = ({ denominator, measure, numerator }: ResultRow) =>
    directions.get(measure) === 'lower' ? numerator! : denominator! - numerator!;
  return combinations(movable.map(openOf)).map((closed) => {
    const moved = (row: ResultRow) =>
      movable.reduce((sum, one, index) => {
        const isThis = one === row || (row.by === 'total' && row.year === year && row.measure === one.measure);
        return isThis ? sum + closed[index]! : sum;
      }, 0);
    const changed = rows.map((row) => {
      const sign = directions.get(row.measure) === 'lower' ? -1 : 1;
      return { ...row, numerator: row.numerator! + sign * moved(row) };
    });
    return {
      cost: closed.reduce((sum, count, index) => sum + count * costOf(movable[index]!.measure), 0),
      patients: closed.reduce((sum, count) => sum + count, 0),
      score: scoreProgram(prepared, { results: programResults(changed), organizations: ['a'], inputs })[0]!,
    };
  });
}

function combinations(open: readonly number[]): number[][] {
  return open.reduce<number[][]>(
    (all, most) => all.flatMap((counts) => Array.from({ length: most + 1 }, (_, count) => [...counts, count])),
    [[]],
  );
}
