import { findLines, type LineFinder } from './lines.ts';
import type { Format, LoadedFile } from './load.ts';

/** Finds again where a row of a table stood. Line numbers cost one pass over the file, made when first asked for. */
export interface Locator {
  ofRow(file: LoadedFile, row: number): Promise<{ file: string; record: number; line: number | null }>;
  lineOf(file: Pick<LoadedFile, 'path' | 'format'>, record: number): Promise<number | null>;
}

/** Line finders by file, each made once. */
export type LineFinders = (path: string, format: Exclude<Format, 'parquet'>) => Promise<LineFinder>;

export function createLineFinders(): LineFinders {
  const finders = new Map<string, Promise<LineFinder>>();
  return (path, format) => {
    let finder = finders.get(path);
    if (!finder) finders.set(path, (finder = findLines(path, format)));
    return finder;
  };
}

export function createLocator(linesOf: LineFinders): Locator {
  const lineOf: Locator['lineOf'] = async ({ path, format }, record) =>
    format === 'parquet' || format === null ? null : (await linesOf(path, format)).lineOf(record);
  return {
    lineOf,
    async ofRow(file, row) {
      const record = recordOf(row - file.firstRow + 1, file.lostRecords);
      return { file: file.path, record, line: await lineOf(file, record) };
    },
  };
}

/** The record of the k-th row that could be read, among records of which some were lost. */
function recordOf(k: number, lost: readonly number[]): number {
  let low = 0;
  let high = lost.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lost[middle]! - middle <= k) low = middle + 1;
    else high = middle;
  }
  return k + low;
}
