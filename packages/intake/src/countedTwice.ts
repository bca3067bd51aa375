import { dimensionOf, type CellFrame } from '@equipoise/engine';
import { maskValue, type Issue } from './issue.ts';

const twice = {
  severity: 'error',
  rule: 'counted-twice',
  record: null,
  line: null,
  column: 'organization_id',
} as const;

/** Patients that would be added up twice: an organization's cells beside those of one under it, or cells beside results. */
export function countedTwice(cells: CellFrame, parents: ReadonlyMap<string, string | null>): Omit<Issue, 'file'>[] {
  const organization = dimensionOf(cells, 'organization');
  const [measure, period, stratification, stratum] = ['measure', 'period', 'stratification', 'stratum'].map((name) =>
    dimensionOf(cells, name),
  );
  const sliceOf = (row: number, id: string) =>
    `${measure!.codes[row]!} ${period!.codes[row]!} ${stratification!.codes[row]!} ${id}`;
  const slices = new Set<string>();
  const cellsSeen = new Set<string>();
  const above = new Set<string>();
  const repeated = new Set<string>();
  for (let row = 0; row < cells.length; row += 1) {
    const id = organization.members[organization.codes[row]!]!;
    const slice = sliceOf(row, id);
    slices.add(slice);
    const cell = `${stratum!.codes[row]!} ${slice}`;
    if (cellsSeen.has(cell)) repeated.add(id);
    cellsSeen.add(cell);
  }
  for (let row = 0; row < cells.length; row += 1) {
    const id = organization.members[organization.codes[row]!]!;
    const seen = new Set([id]);
    for (let at = parents.get(id); at !== undefined && at !== null && !seen.has(at); at = parents.get(at)) {
      seen.add(at);
      if (slices.has(sliceOf(row, at))) above.add(at);
    }
  }
  return [
    ...[...above].sort().map((id) => ({
      ...twice,
      message:
        'an organization has cells of its own beside cells of an organization under it, for the same measure, period and stratification',
      remedy: 'give the cells of one level only; those above are added up',
      value: maskValue(id),
    })),
    ...[...repeated].sort().map((id) => ({
      ...twice,
      message: 'an organization has cells in the cells table and from results, for the same measure, period and stratification',
      remedy: 'give one of the two',
      value: maskValue(id),
    })),
  ];
}
