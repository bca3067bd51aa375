import type { TwoProportions } from '../../types.ts';
import { fourfoldOf, sameOutcome } from '../fourfold.ts';
import { fromChiSquare, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';

/** N(|ad − bc| − N/2)² / (product of the margins); the correction is never larger than |ad − bc|. */
export function yates(groups: TwoProportions): Outcome {
  const table = fourfoldOf(groups);
  const reason = sameOutcome(table);
  if (reason !== null) return noTest(reason, 1);
  const { group, reference, met, missed, total, excess } = table;
  const corrected = Math.max(0, Math.abs(excess) - total / 2);
  return fromChiSquare((corrected / group / met) * (corrected / reference / missed) * total, 1);
}
