import {
  compareUnderContract,
  defineDisparityContract,
  isAnswered,
  type ComparedUnderContract,
  type ComparisonContract,
  type Measure,
  type Organization,
  type Stratification,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { cautionsOfSource } from './contractSource.ts';
import { readUnderContract } from './disparityIndices.ts';
import type { Question } from './question.ts';
import type { Rate } from './rates.ts';

/** Whose groups are compared, and the contract that says how. */
export interface ContractComparisonQuestion extends Omit<Question, 'measure'> {
  readonly contract: ComparisonContract;
}

/** Every group of one organization and period against the reference of a contract. */
export interface ContractComparisonReport {
  readonly organization: Organization;
  readonly period: string;
  readonly measure: Measure;
  readonly stratification: Stratification;
  readonly contract: ComparisonContract;
  /** Null with a reason where the groups that are shown allow none. */
  readonly compared: ComparedUnderContract | null;
  /** Groups that answered and are hidden: they have no part in anything. */
  readonly hidden: readonly string[];
  /** What speaks against the source that the contract states; null where nothing does. */
  readonly caution: string | null;
  readonly reason: string | null;
}

/**
 * Comparisons of every group with the reference of a contract, for every organization and period that a question names.
 * Only counts that the release shows enter.
 *
 * @throws RangeError naming the term of the contract, the value and the rule
 * @throws UnknownNameError when the release lacks a name, or the groups overlap
 * @throws QuestionError when the contract is about another measure than it says
 */
export async function readContractComparisons(
  store: Store,
  release: Release,
  { contract: given, ...question }: ContractComparisonQuestion,
): Promise<ContractComparisonReport[]> {
  const contract = defineDisparityContract(given);
  const tables = await readUnderContract(store, release, contract, question);
  const cautionOf = await cautionsOfSource(store, release, contract, question);
  return tables.map((table) => ({ ...compareTable(table, contract), caution: cautionOf(table) }));
}

function compareTable(table: readonly Rate[], contract: ComparisonContract): Omit<ContractComparisonReport, 'caution'> {
  const { organization, period, measure, stratification } = table[0]!;
  const answered = table.filter(({ stratum }) => isAnswered(stratification, stratum));
  const shown = answered.flatMap(({ stratum, estimate: { denominator, numerator } }) =>
    denominator !== null && numerator !== null ? [{ group: stratum, population: denominator, numerator }] : [],
  );
  const hidden = answered.filter(({ estimate }) => estimate.status === 'SUPPRESSED').map(({ stratum }) => stratum);
  const reason = whyNotCompared(
    shown.filter(({ population }) => population > 0).map(({ group }) => group),
    contract,
  );
  const compared = reason === null ? compareUnderContract(shown, contract) : null;
  return { organization, period, measure, stratification, contract, compared, hidden, reason: reason ?? compared!.reason };
}

function whyNotCompared(groups: readonly string[], { reference }: ComparisonContract): string | null {
  if (groups.length === 0) return 'no group is shown';
  return typeof reference === 'object' && 'group' in reference && !groups.includes(reference.group)
    ? `the reference ${reference.group} is not shown`
    : null;
}
