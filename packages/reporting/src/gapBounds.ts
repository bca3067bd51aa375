import {
  boundGap,
  isAnswered,
  type EstimateOptions,
  type GapBounds,
  type Measure,
  type Organization,
  type Proportion,
  type Status,
  type Stratification,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { requireExclusive, requireSides } from './comparedGroups.ts';
import { UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

export interface GapBoundsQuestion extends Question {
  /** `rest` (everybody else who answered, by default) or the name of a stratum. */
  readonly reference?: string | undefined;
}

/** A group and where its gap can lie. */
export interface BoundedGroup {
  readonly stratum: string;
  /** Of its rate. */
  readonly status: Status;
  /** Null for the reference, for those who did not answer, and where a count is hidden. */
  readonly bounds: GapBounds | null;
  readonly reason: string | null;
}

/** The gaps of one organization and period, wherever those who did not answer belong. */
export interface BoundedGaps {
  readonly organization: Organization;
  readonly measure: Measure;
  readonly stratification: Stratification;
  readonly period: string;
  readonly reference: string;
  readonly groups: readonly BoundedGroup[];
  /** Patients without an answer; null when some of them are hidden. */
  readonly unanswered: Proportion | null;
  /** Their share of the patients that are shown. */
  readonly unansweredShare: number | null;
  readonly reason: string | null;
}

/**
 * Bounds of the gap of every group over the patients who gave no answer, for each organization and period of a question.
 * Only counts that the release shows enter.
 *
 * @throws UnknownNameError when the release lacks a name, or the groups overlap
 * @throws QuestionError when the reference stands for no answer
 */
export async function readGapBounds(
  store: Store,
  release: Release,
  { reference = 'rest', ...question }: GapBoundsQuestion,
  options: Pick<EstimateOptions, 'level'>,
): Promise<BoundedGaps[]> {
  if (question.by === undefined)
    throw new UnknownNameError('stratification', 'a disparity is between groups: name a stratification with by');
  const rates = await readRates(store, release, question, {});
  const tables = Map.groupBy(rates, ({ organization, period }) => `${organization.id}\n${period}`);
  return [...tables.values()].map((table) => boundTable(table, { reference, level: options.level ?? 0.95 }));
}

interface Terms {
  readonly reference: string;
  readonly level: number;
}

function boundTable(table: readonly Rate[], terms: Terms): BoundedGaps {
  const { organization, measure, stratification, period } = table[0]!;
  const { reference } = terms;
  requireExclusive(stratification);
  requireSides(
    { reference },
    stratification,
    table.map(({ stratum }) => stratum),
  );
  const answered = table.filter(({ stratum }) => isAnswered(stratification, stratum));
  const open = table.filter(({ stratum }) => !isAnswered(stratification, stratum));
  const hidden = open.some(({ estimate }) => estimate.status === 'SUPPRESSED');
  const unanswered = hidden ? null : together(open);
  const shown = together(answered).denominator;
  const reason = hidden ? 'how many did not answer is hidden by the release' : null;
  const groups = table.map((rate) => boundGroup(rate, { answered, unanswered, reason, ...terms }));
  return {
    organization,
    measure,
    stratification,
    period,
    reference,
    groups,
    unanswered,
    unansweredShare:
      unanswered && shown + unanswered.denominator > 0 ? unanswered.denominator / (shown + unanswered.denominator) : null,
    reason,
  };
}

function boundGroup(
  rate: Rate,
  {
    answered,
    unanswered,
    reason,
    reference,
    level,
  }: Terms & { readonly answered: readonly Rate[]; readonly unanswered: Proportion | null; readonly reason: string | null },
): BoundedGroup {
  const { stratum, stratification, measure, estimate } = rate;
  const without = (why: string): BoundedGroup => ({ stratum, status: estimate.status, bounds: null, reason: why });
  if (!isAnswered(stratification, stratum)) return without('not an answer: belongs to one of the groups');
  if (stratum === reference) return without('the reference');
  if (!isShown(rate)) return without(estimate.reason ?? 'not shown');
  const others = answered.filter((other) => (reference === 'rest' ? other.stratum !== stratum : other.stratum === reference));
  if (!others.some(isShown))
    return without(
      `nothing to compare with: ${reference === 'rest' ? 'no other group is shown' : `the reference ${reference} is not shown`}`,
    );
  if (unanswered === null) return without(reason!);
  const bounds = boundGap(
    { group: together([rate]), reference: together(others), unknown: unanswered },
    { direction: measure.direction, level },
  );
  return { stratum, status: estimate.status, bounds, reason: bounds.reason };
}

const isShown = ({ estimate }: Rate): boolean => estimate.denominator !== null;

/** Counts that are shown, added up. */
function together(rates: readonly Rate[]): Proportion {
  const sum = (count: (rate: Rate) => number | null) => rates.reduce((all, rate) => all + (count(rate) ?? 0), 0);
  return { denominator: sum(({ estimate }) => estimate.denominator), numerator: sum(({ estimate }) => estimate.numerator) };
}
