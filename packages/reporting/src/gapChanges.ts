import {
  changeInGap,
  isAnswered,
  type ChangeInGap,
  type EstimateOptions,
  type Measure,
  type Organization,
  type Proportion,
  type Stratification,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { requireExclusive, requireSides } from './comparedGroups.ts';
import { groupOf } from './membersOf.ts';
import { QuestionError, resolve, UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

/** A group beside its reference in two periods: `from` and `to`, and nothing between them. */
export interface GapChangeQuestion extends Omit<Question, 'period' | 'from' | 'to'> {
  readonly from: string;
  readonly to: string;
  readonly group: string;
  /** `rest` (everybody else who answered, by default) or the name of a stratum. */
  readonly reference?: string | undefined;
}

/** What became of a gap of one organization. */
export interface GapChange {
  readonly organization: Organization;
  readonly measure: Measure;
  readonly stratification: Stratification;
  readonly group: string;
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  /** The strata that stand for the reference: those shown in both periods, or the rest would be other people at each end. */
  readonly referenceStrata: readonly string[];
  /** Null with a reason where the group or its reference is not shown in both periods. */
  readonly change: ChangeInGap | null;
  readonly reason: string | null;
}

/**
 * What became of the gap of one group from one period to another, for every organization that a question names.
 *
 * @throws UnknownNameError when the release lacks a name, or the groups overlap
 * @throws QuestionError when the two windows share patients or stand in the wrong order, group and reference are one, or one
 *   of them stands for no answer
 */
export async function readGapChanges(
  store: Store,
  release: Release,
  { group, reference = 'rest', from, to, ...question }: GapChangeQuestion,
  options: Pick<EstimateOptions, 'level'>,
): Promise<GapChange[]> {
  if (question.by === undefined)
    throw new UnknownNameError('stratification', 'a disparity is between groups: name a stratification with by');
  const { measure, stratification } = resolve(release, question);
  requireExclusive(stratification);
  const [before, after] = await Promise.all(
    [from, to].map((period) => readRates(store, release, { ...question, period }, { denominatorMin: 0 })),
  );
  const rates = [...before!, ...after!];
  requireSides({ group, reference }, stratification, [...new Set(rates.map(({ stratum }) => stratum))]);
  const tables = Map.groupBy(rates, ({ organization }) => organization.id);
  const place = { measure, stratification, group, reference, from, to };
  return [...tables.values()].map((table) => changeOf(table, place, options));
}

function changeOf(
  table: readonly Rate[],
  place: Omit<GapChange, 'organization' | 'referenceStrata' | 'change' | 'reason'>,
  { level = 0.95 }: Pick<EstimateOptions, 'level'>,
): GapChange {
  const { measure, stratification, group, reference, from, to } = place;
  const countsAt = (period: string) =>
    new Map(table.filter((rate) => rate.period === period).map((rate) => [rate.stratum, countsOf(rate)]));
  const ends = [countsAt(from), countsAt(to)];
  const isShown = (stratum: string) => isAnswered(stratification, stratum) && ends.every((counts) => counts.get(stratum));
  const strata = [...new Set(table.map(({ stratum }) => stratum))];
  const referenceStrata = strata.filter(
    (stratum) => stratum !== group && (reference === 'rest' || stratum === reference) && isShown(stratum),
  );
  const found = { organization: table[0]!.organization, ...place, referenceStrata };
  const atEnd = (period: string, counts: ReadonlyMap<string, Proportion | null>) => ({
    period,
    group: counts.get(group) ?? missing,
    reference: add(referenceStrata.map((stratum) => counts.get(stratum) ?? missing)),
  });
  // Windows that share patients are refused whoever is shown.
  const change = changeOrRefusal(() =>
    changeInGap(atEnd(from, ends[0]!), atEnd(to, ends[1]!), { direction: measure.direction, window: measure.window, level }),
  );
  const reason = !isShown(group)
    ? whyNot(group)
    : referenceStrata.length === 0
      ? reference === 'rest'
        ? 'no other group is shown in both periods'
        : whyNot(reference)
      : null;
  return { ...found, change: reason === null ? change : null, reason: reason ?? change.reason };
}

/** The engine says why windows do not go together; months alone stand in it. */
function changeOrRefusal(change: () => ChangeInGap): ChangeInGap {
  try {
    return change();
  } catch (error) {
    if (error instanceof RangeError) throw new QuestionError(error.message);
    throw error;
  }
}

const missing: Proportion = { denominator: NaN, numerator: NaN };

function countsOf({ estimate: { denominator, numerator } }: Rate): Proportion | null {
  return denominator === null || numerator === null ? null : { denominator, numerator };
}

function add(counts: readonly Proportion[]): Proportion {
  if (counts.length === 0) return missing;
  return {
    denominator: counts.reduce((sum, { denominator }) => sum + denominator, 0),
    numerator: counts.reduce((sum, { numerator }) => sum + numerator, 0),
  };
}

const whyNot = (stratum: string): string => `${groupOf(stratum)} is not shown in both periods`;
