import { UnknownNameError } from '@equipoise/reporting';
import type { Release } from '@equipoise/store';
import { builder } from '../builder.ts';
import { Refusal } from '../refuse.ts';

/** Arguments that several questions share, each described once. */
export const questionArgs = builder.args((t) => ({
  measure: t.id({ required: true, description: 'Id of the measure; case-sensitive.' }),
  by: t.id({ required: true, defaultValue: 'total', description: 'Id of the stratification; total is everybody.' }),
  period: t.id({ description: "One month as YYYY-MM; the measure's latest when left out." }),
  level: t.float({
    required: true,
    defaultValue: 0.95,
    description: 'Coverage of the interval as a fraction between 0 and 1: 0.95, never 95.',
  }),
  denominatorMin: t.int({
    required: true,
    defaultValue: 0,
    description: 'Smallest denominator that you accept; a smaller one gives the status BELOW_MINIMUM.',
  }),
}));

/** What every question about the gap of one group names. */
export const gapArgs = builder.args((t) => ({
  by: t.id({ required: true, description: 'Id of the stratification of the group.' }),
  group: t.string({ required: true, description: 'The stratum.' }),
  reference: t.string({
    required: true,
    defaultValue: 'rest',
    description: 'rest, which is everybody else who answered, or a stratum chosen before the rates were seen.',
  }),
}));

const monthForm = /^\d{4}-(0[1-9]|1[0-2])$/;

interface Months {
  readonly measure: string;
  readonly period?: string | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/**
 * The months of a question, found in the release: outside of what a measure has there is nothing, and no question may
 * ask for a thousand years of it.
 *
 * @throws UnknownNameError when a month is outside of the measure's, is none, or the range is empty
 * @throws Refusal when a period and a range are both given
 * @example requireMonths({ periods: { CBP: ['2025-01', '2025-03'] } }, { measure: 'CBP', from: '2025-02' }).from // '2025-02'
 * @example requireMonths({ periods: { CBP: ['2025-01', '2025-03'] } }, { measure: 'CBP', period: '2025-04' }) // throws no such period
 */
export function requireMonths({ periods }: Release, { measure, period, from, to }: Months) {
  const given = [period, from, to].filter((month) => typeof month === 'string');
  if (typeof period === 'string' && given.length > 1)
    throw new Refusal('BAD_USER_INPUT', 'ask for a period, or for a range with from and to, not for both');
  if (!Object.hasOwn(periods, measure)) throw new UnknownNameError('measure', 'no such measure');
  const held = periods[measure]!;
  const within = (month: string) => monthForm.test(month) && month >= held[0]! && month <= held.at(-1)!;
  if (!given.every(within)) throw new UnknownNameError('period', 'no such period');
  if (typeof from === 'string' && typeof to === 'string' && from > to) throw new UnknownNameError('period', 'the range is empty');
  return { period: period ?? undefined, from: from ?? undefined, to: to ?? undefined };
}

/**
 * Refuses numbers that no interval can be made with.
 *
 * @throws Refusal naming the argument and its rule
 * @example requireOptions({ level: 95 }) // throws level is a fraction between 0 and 1
 */
export function requireOptions({ level, denominatorMin }: { level?: number; denominatorMin?: number }): void {
  if (level !== undefined && !(level > 0 && level < 1))
    throw new Refusal('BAD_USER_INPUT', 'level is a fraction between 0 and 1, such as 0.95');
  if (denominatorMin !== undefined && denominatorMin < 0) throw new Refusal('BAD_USER_INPUT', 'denominatorMin is at least 0');
}
