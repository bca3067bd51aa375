import type { Tail } from '../../number/tail.ts';
import type { DobsonSums } from './sums.ts';

/**
 * A limit of the total, moved to the weighted rate: rate + √(variance / events) × (limit − events).
 * The lower end is taken in the form that keeps its digits where the limit is far below the total.
 */
export function dobson({ events, rate, variance, shortfall }: DobsonSums, limit: number, { side }: Tail): number {
  const scale = Math.sqrt(variance / events); // NaN without events: the variance is 0 then
  return side === 'lower' ? scale * limit - shortfall : rate + scale * (limit - events);
}

/** Why a table has no interval by Dobson's way. */
export function withoutEvents({ events }: DobsonSums): string | null {
  return events === 0 ? 'no events: their variance is 0 and tells nothing; fay-feuer and tiwari still give an upper limit' : null;
}
