import { decimal, over, plus, toNumber, zero } from '../award/fraction.ts';
import type { Term } from '../program/term.ts';
import type { Achieved, ScoreStatus } from './types.ts';

/** A result that is not there to be judged, as opposed to one that is there and not known. */
const unpayable: readonly ScoreStatus[] = ['NO_DATA', 'EMPTY', 'BELOW_MINIMUM', 'NOT_APPLICABLE'];

export const isPayable = ({ status }: Pick<Achieved, 'status'>): boolean => !unpayable.includes(status);

/** A result that should be there; what does not apply to an organization is not missing. */
export const isMissing = (item: Pick<Achieved, 'status'>): boolean => !isPayable(item) && item.status !== 'NOT_APPLICABLE';

export function notAchieved(status: Exclude<ScoreStatus, 'REPORTED'>, reason: string): Achieved {
  return { achieved: null, lower: 0, upper: 1, status, reason };
}

/** What hangs on a value nobody knows. */
export function unknownTerm({ path }: Term<unknown>): Achieved {
  return notAchieved('UNDETERMINED', `${path} is not known: assume a value`);
}

/** A share with its bounds: determined where the bounds meet. */
export function achievedWithin(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  undetermined: Pick<Achieved, 'reason' | 'status'>,
): Achieved {
  return lower === upper
    ? { achieved: lower, lower, upper, status: 'REPORTED', reason: null }
    : { achieved: null, lower, upper, ...undetermined };
}

/**
 * Several shares as one. What is not payable leaves nothing to judge, unless the caller took it out before; what is not
 * determined gives bounds, and they decide where they meet.
 */
export function combineAchieved(items: readonly Achieved[], how: 'lowest' | 'mean'): Achieved {
  const [only] = items;
  if (only !== undefined && items.length === 1) return only;
  const missing = items.find((item) => !isPayable(item));
  if (missing !== undefined) return { achieved: null, lower: 0, upper: 1, status: missing.status, reason: missing.reason };
  if (items.length === 0) return notAchieved('NO_DATA', 'there is nothing to judge');
  const fold = (shares: readonly number[]) => (how === 'lowest' ? Math.min(...shares) : meanOf(shares));
  const open = items.find(({ achieved }) => achieved === null);
  return achievedWithin(
    { lower: fold(items.map(({ lower }) => lower)), upper: fold(items.map(({ upper }) => upper)) },
    { status: open?.status ?? 'UNDETERMINED', reason: open?.reason ?? null },
  );
}

/** In decimals, and never beyond its ends: in doubles the mean of three times 0.09 is more than 0.09, and bounds that meet would not. */
function meanOf(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => plus(total, decimal('share', share)), zero);
  const mean = toNumber(over(sum, { units: BigInt(shares.length), scale: 1n }));
  return Math.min(Math.max(mean, Math.min(...shares)), Math.max(...shares));
}
