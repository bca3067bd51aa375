import type { CellFrame } from '../cell/frame.ts';
import type { SuppressionPolicy } from './policy.ts';

/** Cells as a reader may see them: in a hidden row every count is NaN. */
export interface WithheldFrame {
  readonly frame: CellFrame;
  /** Row → 1 when hidden, by the policy or because the input withheld it. */
  readonly hidden: Uint8Array;
  readonly hiddenRows: number;
}

/**
 * Hides every cell in which a count that a reader could see or derive lies in the policy's range: denominator, numerator,
 * denominator − numerator, excluded. A cell with a count that the input withheld (NaN) is hidden under every policy.
 * A fractional count (imputed strata) next to the range is taken into it: 0.4 and 10.6 name somebody as 1 and 10 do.
 *
 * This is primary suppression alone. It does not stop a reader from subtracting visible cells from a visible total.
 *
 * @param frame   cells with the columns eligible, excluded, denominator, numerator
 * @param policy  the range
 * @throws RangeError when the frame lacks one of those columns
 * @example withholdSmallCells({ length: 1, dimensions: {}, columns: { eligible: Float64Array.of(40), excluded: Float64Array.of(0), denominator: Float64Array.of(40), numerator: Float64Array.of(35) } }, { id: 'cms', title: '', source: '', hide: { from: 1, to: 10 } }).hiddenRows // 1
 *
 * Source: CMS Cell Size Suppression Policy (ResDAC, 26 January 2024): no count of 1 to 10, nor anything that lets one be derived, excluded cases included.
 */
export function withholdSmallCells(frame: CellFrame, policy: SuppressionPolicy): WithheldFrame {
  const { eligible, excluded, denominator, numerator } = frame.columns;
  if (!eligible || !excluded || !denominator || !numerator)
    throw new RangeError('a frame to withhold from has the columns eligible, excluded, denominator and numerator');
  const { from, to } = policy.hide ?? { from: Infinity, to: -Infinity };
  const small = (count: number) => count > from - 1 && count < to + 1;
  const hidden = new Uint8Array(frame.length);
  let hiddenRows = 0;
  for (let row = 0; row < frame.length; row += 1) {
    const n = denominator[row]!;
    const x = numerator[row]!;
    const out = excluded[row]!;
    if (small(n) || small(x) || small(n - x) || small(out) || Number.isNaN(eligible[row]! + n + x + out)) {
      hidden[row] = 1;
      hiddenRows += 1;
    }
  }
  const columns = Object.fromEntries(
    Object.entries(frame.columns).map(([name, column]) => [name, column.map((count, row) => (hidden[row] === 1 ? NaN : count))]),
  );
  return { frame: { ...frame, columns }, hidden, hiddenRows };
}
