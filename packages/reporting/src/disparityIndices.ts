import {
  advantageRank,
  defineDisparityContract,
  disparityIndices,
  isAnswered,
  measureDisparity,
  type ComparisonContract,
  type DisparityContract,
  type Measure,
  type MeasuredDisparity,
  type Organization,
  type Stratification,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { requireExclusive, requireSides } from './comparedGroups.ts';
import { cautionsOfSource } from './contractSource.ts';
import { findMeasure, QuestionError, UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

/** Whose groups an index is of, and the contract that says what the index is. */
export interface DisparityIndexQuestion extends Omit<Question, 'measure'> {
  readonly contract: DisparityContract;
}

/** An index under its contract for one organization and period, beside what chance alone would show. */
export interface DisparityIndexReport {
  readonly organization: Organization;
  readonly period: string;
  readonly measure: Measure;
  readonly stratification: Stratification;
  readonly contract: DisparityContract;
  /** Null with a reason where the groups that are shown allow none. */
  readonly measured: MeasuredDisparity | null;
  /** Groups that answered and are hidden: the index is of the others. */
  readonly hidden: readonly string[];
  /** What speaks against the source that the contract states; null where nothing does. */
  readonly caution: string | null;
  readonly reason: string | null;
}

/**
 * An index of disparity for every organization and period that a question names. Only counts that the release shows enter.
 *
 * @throws RangeError naming the term of the contract, the value and the rule
 * @throws UnknownNameError when the release lacks a name, or the groups overlap
 * @throws QuestionError when the contract is about another measure than it says
 */
export async function readDisparityIndices(
  store: Store,
  release: Release,
  { contract: given, ...question }: DisparityIndexQuestion,
): Promise<DisparityIndexReport[]> {
  const contract = defineDisparityContract(given);
  const tables = await readUnderContract(store, release, contract, question);
  const cautionOf = await cautionsOfSource(store, release, contract, question);
  return tables.map((table) => ({ ...measureTable(table, contract), caution: cautionOf(table) }));
}

type AnyContract = DisparityContract | ComparisonContract;

/**
 * The rates that a contract is about, one table for each organization and period.
 *
 * @throws UnknownNameError when the release lacks a name, or the groups overlap
 * @throws QuestionError when the contract is about another measure than it says
 */
export async function readUnderContract(
  store: Store,
  release: Release,
  contract: AnyContract,
  question: Omit<Question, 'measure'>,
): Promise<Rate[][]> {
  const measure = findMeasure(release, contract.measure);
  if (measure.direction !== contract.direction)
    throw new QuestionError(
      `contract ${measure.id}: direction must be ${measure.direction}, as the measure has it, got ${contract.direction}`,
    );
  if (question.by === undefined)
    throw new UnknownNameError('stratification', 'a disparity is between groups: name a stratification with by');
  const rates = await readRates(store, release, { ...question, measure: measure.id }, { denominatorMin: 0 });
  requireGroups(rates, contract);
  return [...Map.groupBy(rates, ({ organization, period }) => `${organization.id}\n${period}`).values()];
}

function requireGroups(rates: readonly Rate[], { reference, rollUp, measure }: AnyContract): void {
  if (rates.length === 0) return;
  const { stratification } = rates[0]!;
  requireExclusive(stratification);
  if (rollUp !== stratification.rollUp)
    throw new QuestionError(
      `contract ${measure}: rollUp of ${stratification.id} must be ${JSON.stringify(stratification.rollUp)}, as its groups were made`,
    );
  if (reference !== null && typeof reference === 'object' && 'group' in reference)
    requireSides({ reference: reference.group }, stratification, [...new Set(rates.map(({ stratum }) => stratum))]);
}

function measureTable(table: readonly Rate[], contract: DisparityContract): Omit<DisparityIndexReport, 'caution'> {
  const { organization, period, measure, stratification } = table[0]!;
  const shown = table.flatMap(({ stratum, estimate: { denominator, numerator } }) =>
    isAnswered(stratification, stratum) && denominator !== null && numerator !== null
      ? [{ group: stratum, population: denominator, numerator, ...rankOf(stratification, stratum) }]
      : [],
  );
  const hidden = table
    .filter(({ stratum, estimate }) => estimate.status === 'SUPPRESSED' && isAnswered(stratification, stratum))
    .map(({ stratum }) => stratum);
  const enough = shown.filter(({ population }) => population > 0 && population >= contract.denominatorMin);
  const reason = whyNotMeasured(
    enough.map(({ group }) => group),
    stratification,
    contract,
  );
  const measured = reason === null ? measureDisparity(shown, contract) : null;
  return {
    organization,
    period,
    measure,
    stratification,
    contract,
    measured,
    hidden,
    reason: reason ?? measured!.estimate.reason ?? measured!.noise.reason,
  };
}

function rankOf(stratification: Stratification, stratum: string): { readonly rank?: number } {
  const rank = advantageRank(stratification, stratum);
  return rank === null ? {} : { rank };
}

function whyNotMeasured(
  groups: readonly string[],
  { id, order }: Stratification,
  { index, reference }: DisparityContract,
): string | null {
  if (disparityIndices[index].needs === 'order' && !order)
    return `${index} needs groups in an order of advantage, and ${id} has none: declare one with "order" in the configuration`;
  if (groups.length < 2) return 'fewer than two groups are shown and large enough';
  return reference !== null && typeof reference === 'object' && !groups.includes(reference.group)
    ? `the reference ${reference.group} is not shown, or too small`
    : null;
}
