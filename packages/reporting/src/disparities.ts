import {
  compareGroups,
  isAnswered,
  noiseFloor,
  type DifferenceMethodId,
  type EstimateOptions,
  type GapContract,
  type GroupGap,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { requireExclusive, requireSides } from './comparedGroups.ts';
import { UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

export interface DisparityQuestion extends Question {
  /** `rest` (everybody else who answered) or the name of a stratum. */
  readonly reference?: string | undefined;
  /** Whether the intervals hold for all groups at once; by default they do. */
  readonly simultaneous?: boolean | undefined;
  /** Method of the intervals of the gaps; by default newcombe. */
  readonly method?: DifferenceMethodId | undefined;
}

/** A group beside its reference. */
export interface ComparedGroup extends Rate {
  /** Null for the reference itself, for groups that are hidden, and for those that stand for no answer. */
  readonly gap: GroupGap | null;
  readonly reason: string | null;
}

/** The groups of one organization and period, what they were compared by, and what chance alone would show. */
export interface Disparity {
  readonly groups: readonly ComparedGroup[];
  readonly contract: DisparityContract;
  /** How many of the compared groups stand out. */
  readonly standingOut: number;
  /** The best-to-worst range, and the one to expect if all compared groups had one rate; null with fewer than two groups. */
  readonly range: { readonly observed: number; readonly expectedByChance: number | null } | null;
}

/** Fixed in advance, echoed with every answer. */
export interface DisparityContract extends GapContract {
  readonly measure: string;
  readonly measureVersion: string;
  readonly stratification: string;
  /** How recorded codes became groups, where a standard says so. */
  readonly rollUp: string | null;
  /** Each group counts for itself, whatever its size. */
  readonly weights: 'none';
  /** Whether the intervals hold for all groups at once. */
  readonly correction: 'none' | 'simultaneous';
}

/**
 * Compares the groups of every organization and period that a question names, each with its reference.
 *
 * @throws UnknownNameError when the release lacks a name, or the groups overlap
 * @throws QuestionError when the reference stands for no answer
 */
export async function readDisparities(
  store: Store,
  release: Release,
  question: DisparityQuestion,
  options: EstimateOptions,
): Promise<Disparity[]> {
  const { reference = 'rest', simultaneous = true, method = 'newcombe', ...rest } = question;
  if (rest.by === undefined)
    throw new UnknownNameError('stratification', 'a disparity is between groups: name a stratification with by');
  const rates = await readRates(store, release, rest, { ...options, denominatorMin: 0 });
  const tables = Map.groupBy(rates, ({ organization, period }) => `${organization.id}\n${period}`);
  return [...tables.values()].map((table) => compareTable(table, { ...options, reference, simultaneous, method }));
}

function compareTable(
  table: readonly Rate[],
  options: Omit<EstimateOptions, 'method'> & { reference: string; simultaneous: boolean; method: DifferenceMethodId },
): Disparity {
  const { measure, stratification } = table[0]!;
  const { reference, simultaneous, method, level = 0.95, denominatorMin = 0 } = options;
  requireExclusive(stratification);
  requireSides(
    { reference },
    stratification,
    table.map(({ stratum }) => stratum),
  );
  const compared = table.flatMap(({ stratum, estimate: { denominator, numerator } }) =>
    isAnswered(stratification, stratum) && denominator !== null && numerator !== null
      ? [{ stratum, denominator, numerator }]
      : [],
  );
  // A reference that is hidden leaves nothing to compare with; a comparison with the rest needs a rest.
  const comparable = reference === 'rest' ? compared.length > 1 : compared.some(({ stratum }) => stratum === reference);
  const { gaps, contract } = compareGroups(comparable ? compared : [], {
    direction: measure.direction,
    reference: comparable ? reference : 'rest',
    level,
    simultaneous,
    denominatorMin,
    method,
  });
  const byStratum = new Map(gaps.map((gap) => [gap.stratum, gap]));
  const groups = table.map((rate): ComparedGroup => {
    const gap = byStratum.get(rate.stratum) ?? null;
    return { ...rate, gap, reason: gap ? gap.reason : whyNotCompared(rate, { reference, comparable }) };
  });
  const withRate = compared.filter(({ denominator }) => denominator > 0 && denominator >= denominatorMin);
  const values = withRate.map(({ denominator, numerator }) => numerator / denominator);
  return {
    groups,
    contract: {
      ...contract,
      reference,
      measure: measure.id,
      measureVersion: measure.version,
      stratification: stratification.id,
      rollUp: stratification.rollUp,
      weights: 'none',
      correction: simultaneous ? 'simultaneous' : 'none',
    },
    standingOut: gaps.filter(({ standsOut }) => standsOut === true).length,
    range:
      withRate.length < 2
        ? null
        : { observed: Math.max(...values) - Math.min(...values), expectedByChance: noiseFloor(withRate).range },
  };
}

function whyNotCompared(
  { stratification, stratum, estimate }: Rate,
  { reference, comparable }: { reference: string; comparable: boolean },
): string {
  if (stratum === reference) return 'the reference';
  if (!isAnswered(stratification, stratum)) return 'not an answer: shown, never compared';
  if (estimate.reason !== null) return estimate.reason;
  return comparable
    ? 'not compared'
    : `nothing to compare with: ${reference === 'rest' ? 'no other group is shown' : `the reference ${reference} is not shown`}`;
}
