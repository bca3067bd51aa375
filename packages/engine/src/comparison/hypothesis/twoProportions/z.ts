import type { TwoProportions } from '../../types.ts';
import { fourfoldOf, sameOutcome } from '../fourfold.ts';
import { fromZ, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';

/** (p₁ − p₂) / √(p̄(1 − p̄)(1/n₁ + 1/n₂)), p̄ the rate of both groups together; its square is the chi-square of the table. */
export function pooledZ(groups: TwoProportions): Outcome {
  const table = fourfoldOf(groups);
  const reason = sameOutcome(table);
  if (reason !== null) return noTest(reason);
  const { group, reference, met, missed, total, excess } = table;
  return fromZ(excess * Math.sqrt(total / group / reference / met / missed));
}

/** (p₁ − p₂) / √(p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂): each group keeps its own variance. */
export function unpooledZ(groups: TwoProportions): Outcome {
  const { cells, group, reference, excess } = fourfoldOf(groups);
  const [a, b, c, d] = cells;
  if (a * b + c * d === 0) return noTest('both groups stand at 0 % or 100 %, so neither shows any variance');
  const variance = ((a / group) * (b / group)) / group + ((c / reference) * (d / reference)) / reference;
  return fromZ(excess / group / reference / Math.sqrt(variance));
}
