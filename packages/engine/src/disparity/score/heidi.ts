import { requireCount, shown } from '../../number/require.ts';
import { sum } from '../../number/sum.ts';

/** One measure of a plan for its commercial and its Medicaid members. Rates on one scale, higher is better; NaN is missing. */
export interface HeidiRow {
  readonly measure: string;
  readonly commercial: number;
  readonly medicaid: number;
  readonly weight: number;
}

export interface HeidiIndex {
  /** In [0, 1]: 0 where Medicaid members do as well throughout, 1 where they have nothing. Null with a reason where undefined. */
  readonly value: number | null;
  /** What each measure adds to the value, in the order given; null where missing. */
  readonly parts: readonly { readonly measure: string; readonly part: number | null }[];
  readonly missing: readonly string[];
  readonly reason: string | null;
}

/**
 * Health Insurance Disparities Index: how far a plan's Medicaid members fall short of its commercial members. It needs no
 * data on race; measures on which Medicaid members do better add nothing, and do not make up for others.
 *
 *   Σ w max(0, commercial − Medicaid) / Σ w commercial
 *
 * @param rows  one for each measure, rates where higher is better and weights of at least 0
 * @returns     the index with each measure's part; null and a reason without any commercial rate above 0
 * @throws RangeError naming the measure, the value and the rule
 * @example heidiIndex([{ measure: 'CBP', commercial: 0.8, medicaid: 0.6, weight: 1 }, { measure: 'COL', commercial: 0.2, medicaid: 0.3, weight: 1 }]).value // 0.2
 *
 * Source: Cornell Health Insurance Disparities Index, formula as published on its site.
 */
export function heidiIndex(rows: readonly HeidiRow[]): HeidiIndex {
  rows.forEach(requireRow);
  const kept = rows.filter(isKnown);
  const whole = sum(kept.map(({ weight, commercial }) => weight * commercial));
  const parts = rows.map((row) => {
    const shortfall = row.weight * Math.max(0, row.commercial - row.medicaid);
    return { measure: row.measure, part: whole > 0 && isKnown(row) ? shortfall / whole : null };
  });
  return {
    value: whole > 0 ? sum(parts.map(({ part }) => part ?? 0)) : null,
    parts,
    missing: rows.filter((row) => !isKnown(row)).map(({ measure }) => measure),
    reason: whole > 0 ? null : 'no measure has a weight and a commercial rate above 0',
  };
}

function isKnown({ commercial, medicaid, weight }: HeidiRow): boolean {
  return !Number.isNaN(commercial + medicaid + weight);
}

function requireRow(row: HeidiRow, index: number, rows: readonly HeidiRow[]): void {
  const { measure } = row;
  if (typeof measure !== 'string' || measure === '')
    throw new RangeError(`measure of row ${index} must be a name, got ${shown(measure)}`);
  if (rows.findIndex((other) => other.measure === measure) < index) throw new RangeError(`measure ${measure} appears twice`);
  for (const field of ['commercial', 'medicaid', 'weight'] as const)
    if (!Number.isNaN(row[field])) requireCount(`${measure}: ${field}`, row[field]);
}
