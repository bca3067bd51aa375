import { sum } from '../../../number/sum.ts';
import { fourfoldOf } from '../fourfold.ts';
import { fromChiSquare, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import { isInformative, noneInformative, type Stratum } from './types.ts';

/** (Σ what the group has met beyond expectation)² / Σ its variance given the margins of each stratum. */
export function cochranMantelHaenszel(strata: readonly Stratum[]): Outcome {
  return beyond(strata, 0);
}

/** The same with ½ taken off the sum; nothing where the sum is below ½, which is what R's mantelhaen.test does. */
export function cochranMantelHaenszelCc(strata: readonly Stratum[]): Outcome {
  return beyond(strata, 0.5);
}

function beyond(strata: readonly Stratum[], correction: number): Outcome {
  const tables = strata
    .map(fourfoldOf)
    .filter(isInformative)
    .filter(({ total }) => total > 1);
  if (tables.length === 0) return noTest(noneInformative);
  const excess = sum(tables.map((table) => table.excess / table.total));
  const variance = sum(
    tables.map(
      ({ group, reference, met, missed, total }) => ((group / total) * (reference / total) * met * missed) / (total - 1),
    ),
  );
  const corrected = Math.abs(excess) < correction ? Math.abs(excess) : Math.abs(excess) - correction;
  return fromChiSquare((corrected / variance) * corrected, 1);
}
