import type { ComparisonContract, DisparityContract } from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import type { Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

/** Whom a contract that names one source takes for granted not to be there. */
const others = { 'self-reported': 'indirect', indirect: 'self-reported' } as const;

/**
 * What to hold against the source that a contract states, where the release knows how answers came to be: members of the
 * groups whose answer came another way. The groups are as they are; a contract does not sort members out.
 *
 * @param question  that of the contract
 * @returns         for the rates of one organization and period the caution, or null where nothing is known against it
 */
export async function cautionsOfSource(
  store: Store,
  release: Release,
  { measure, source }: DisparityContract | ComparisonContract,
  question: Omit<Question, 'measure'>,
): Promise<(table: readonly Rate[]) => string | null> {
  const by = `${question.by}-source`;
  if (source === 'mixed' || source === 'other' || !release.stratifications.some(({ id }) => id === by)) return () => null;
  const other = others[source];
  const rates = await readRates(store, release, { ...question, measure, by }, { denominatorMin: 0 });
  const members = new Map(
    rates.filter(({ stratum }) => stratum === other).map((rate) => [placeOf(rate), rate.estimate.denominator ?? 0]),
  );
  return (table) => {
    const found = members.get(placeOf(table[0]!)) ?? 0;
    return found === 0 ? null : `the contract says source ${source}; the groups hold ${found} members whose answer is ${other}`;
  };
}

const placeOf = ({ organization, period }: Rate): string => `${organization.id}\n${period}`;
