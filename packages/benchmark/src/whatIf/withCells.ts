import type { ProgramResults, ResultCell, ResultKey } from '../score/results.ts';

/** Cells that stand in the place of others, by what names them. */
export type ChangedCells = Map<string, ResultCell>;

export const cellKey = ({ organization, measure, year, by, stratum }: ResultKey): string =>
  [organization, measure, year, by, stratum].join('\u0000');

/** The given results with some cells changed: a view, which copies nothing and follows the map. */
export function withCells(results: ProgramResults, cells: ChangedCells): ProgramResults {
  return {
    organizations: results.organizations,
    cell: (key) => cells.get(cellKey(key)) ?? results.cell(key),
    strata: (key) => results.strata(key),
  };
}
