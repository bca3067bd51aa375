import {
  compareProportions,
  kitagawa,
  testStrata,
  withinBetween,
  withinHeterogeneity,
  type EstimateOptions,
  type GapPart,
  type Measure,
  type Organization,
  type Proportion,
  type Stratification,
  type Stratum,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { requireExclusive, requireSides } from './comparedGroups.ts';
import { groupOf } from './membersOf.ts';
import { practicesUnder, resolve, UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';
import { shareCovered, sidesOfPractice, type PracticeSides } from './practiceSides.ts';

/** A group beside its reference, over the practices of an organization. */
export interface WithinPracticesQuestion extends Question {
  readonly group: string;
  /** `rest` (everybody else who answered, by default) or the name of a stratum. */
  readonly reference?: string | undefined;
}

/** A gap or a part of one, a fraction, positive when the group is worse off. Null with a reason where undefined. */
export interface PracticePart {
  readonly gap: number | null;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly method: string;
  readonly reason: string | null;
}

/** The gap inside one practice. */
export interface GapInPractice extends Omit<PracticePart, 'standardError'> {
  readonly practice: Organization;
  readonly group: Proportion;
  readonly reference: Proportion;
  /** Its share of the part within practices, n₁ n₀ / (n₁ + n₀) over the sum of them; 0 where one of the two has no members. */
  readonly weight: number;
}

/** A gap of an organization, split into what happens inside its practices and which practices the groups are seen in. */
export interface WithinPractices {
  readonly organization: Organization;
  readonly measure: Measure;
  readonly stratification: Stratification;
  readonly period: string;
  readonly group: string;
  readonly reference: string;
  readonly level: number;
  /** The strata that make the reference in the practices that enter. */
  readonly referenceStrata: readonly string[];
  /** Everything below is of these: practices where the release shows group and reference, or that have no members of one. */
  readonly practices: readonly GapInPractice[];
  readonly whole: PracticePart;
  /** Mantel-Haenszel difference, Sato's error; `p` is that of the Cochran-Mantel-Haenszel test of no gap inside practices. */
  readonly within: PracticePart & { readonly p: number | null };
  readonly between: PracticePart;
  /** Cochran's Q of the gaps inside practices, with what to beware of. */
  readonly heterogeneity: {
    readonly q: number | null;
    readonly df: number | null;
    readonly p: number | null;
    readonly tau2: number | null;
    readonly i2: number | null;
    /** The mean of gaps that differ (DerSimonian and Laird). */
    readonly mean: PracticePart;
    readonly caution: string | null;
    readonly reason: string | null;
  };
  /** Kitagawa's split, and the threefold one by the reference's rates and shares; none where a practice sees one of the two only. */
  readonly kitagawa: Readonly<Record<'within' | 'between' | 'rates' | 'shares' | 'interaction', PracticePart>>;
  /** Whether the gap inside practices and the whole one have opposite signs (Simpson's paradox). */
  readonly reversed: boolean;
  /** Practices without members of one of the two: they count in the whole and between, never within. */
  readonly emptyArms: readonly { readonly practice: string; readonly without: 'group' | 'reference' | 'both' }[];
  /** How many practices are left out because the release hides the group or its reference there. */
  readonly hidden: number;
  /** How many of the practices that enter have a rest without some group that the release hides there. */
  readonly partialRest: number;
  /** How many practices reported nothing. */
  readonly absent: number;
  /** At least this share of the organization's members of the two is in the practices that enter; null when not told. */
  readonly covered: { readonly group: number | null; readonly reference: number | null };
  readonly reason: string | null;
}

/**
 * The gap of one group within and between the practices of every organization and period that a question names. A practice
 * where the release hides the group or its reference has no part in any number, and of it nothing is told but that it is
 * one of so many.
 *
 * @throws UnknownNameError when the release lacks a name, or the groups overlap
 * @throws QuestionError when group and reference are one, or the group stands for no answer
 */
export async function readWithinPractices(
  store: Store,
  release: Release,
  { group, reference = 'rest', ...question }: WithinPracticesQuestion,
  { level = 0.95 }: Pick<EstimateOptions, 'level'>,
): Promise<WithinPractices[]> {
  if (question.by === undefined)
    throw new UnknownNameError('stratification', 'a disparity is between groups: name a stratification with by');
  const { organizations, stratification } = resolve(release, question);
  requireExclusive(stratification);
  const under = new Map(organizations.map((organization) => [organization.id, practicesUnder(release, organization)]));
  const named = new Set([...under.values()].flat().map(({ id }) => id));
  for (const { id } of organizations) named.add(id);
  const rates = await readRates(store, release, { ...question, organizations: [...named] }, { denominatorMin: 0 });
  requireSides({ group, reference }, stratification, [...new Set(rates.map(({ stratum }) => stratum))]);
  const tables = Map.groupBy(rates, ({ organization, period }) => `${organization.id}\n${period}`);
  const periods = [...new Set(rates.map(({ period }) => period))];
  const asked = { group, reference, level, release };
  return organizations.flatMap((organization) =>
    periods.map((period) => {
      const tableOf = ({ id }: Organization) => tables.get(`${id}\n${period}`)!;
      return splitOf(tableOf(organization), under.get(organization.id)!.map(tableOf), asked);
    }),
  );
}

interface Asked {
  readonly group: string;
  readonly reference: string;
  readonly level: number;
  readonly release: Release;
}

function splitOf(own: readonly Rate[], tables: readonly (readonly Rate[])[], asked: Asked): WithinPractices {
  const { organization, measure, stratification, period } = own[0]!;
  const { group, reference, level, release } = asked;
  const sides = tables.map((table) => sidesOfPractice(table, asked));
  const entered = sides.filter((side) => side.standing === 'shown');
  const countOf = (standing: PracticeSides['standing']) => sides.filter((side) => side.standing === standing).length;
  const strata = entered.map(({ practice, counts }): Stratum => ({
    stratum: practice.id,
    group: counts.group,
    reference: counts.reference,
  }));
  const { direction } = measure;
  const options = { direction, level };
  const { crude, within, between, emptyArms, reversed } = withinBetween(strata, options);
  const spread = withinHeterogeneity(strata, options);
  const parts = kitagawa(strata, options);
  const hidden = countOf('hidden');
  // Members who are hidden are not none.
  const unseen = hidden > 0 && within.value === null ? 'no practice shows members of both' : null;
  const partOf = (part: GapPart) => onGapScale(part.value === null && unseen ? { ...part, reason: unseen } : part, direction);
  const partialRest = entered.filter(({ partial }) => partial).length;
  return {
    organization,
    measure,
    stratification,
    period,
    group,
    reference,
    level,
    referenceStrata: [...new Set(entered.flatMap(({ referenceRates }) => referenceRates.map(({ stratum }) => stratum)))],
    practices: gapsIn(entered, { ...options, group, reference }),
    whole: partOf(crude),
    within: { ...partOf(within), p: testStrata(strata).p },
    between: partOf(between),
    heterogeneity: {
      q: spread.q,
      df: spread.df,
      p: spread.p,
      tau2: spread.tau2,
      i2: spread.i2,
      mean: partOf(spread.mean),
      caution: spread.caution,
      reason: unseen ?? spread.reason,
    },
    kitagawa: {
      within: partOf(parts.within),
      between: partOf(parts.between),
      rates: partOf(parts.rates),
      shares: partOf(parts.shares),
      interaction: partOf(parts.interaction),
    },
    reversed,
    emptyArms,
    hidden,
    partialRest,
    absent: countOf('absent'),
    covered: shareCovered(own, entered, { ...asked, policy: release.policy, exact: hidden + partialRest === 0 }),
    reason: tables.length === 0 ? 'no practice stands under this organization' : (unseen ?? within.reason),
  };
}

function gapsIn(
  entered: readonly PracticeSides[],
  {
    direction,
    level,
    ...named
  }: { readonly direction: 'higher' | 'lower'; readonly level: number; readonly group: string; readonly reference: string },
): GapInPractice[] {
  const weightOf = ({ counts: { group, reference } }: PracticeSides) =>
    (group.denominator * reference.denominator) / (group.denominator + reference.denominator || 1);
  const total = entered.reduce((sum, side) => sum + weightOf(side), 0);
  return entered.map((side) => {
    const { group, reference } = side.counts;
    const worse = direction === 'lower' ? { group, reference } : { group: reference, reference: group };
    const { value: gap, lower, upper, method } = compareProportions(worse, { level });
    const empty = (['group', 'reference'] as const).filter((arm) => side.counts[arm].denominator === 0);
    return {
      practice: side.practice,
      group,
      reference,
      weight: total === 0 ? 0 : weightOf(side) / total,
      gap,
      lower,
      upper,
      method,
      reason:
        empty.length === 0
          ? null
          : `no members of ${empty.map((arm) => (named[arm] === 'rest' ? 'the others' : groupOf(named[arm]))).join(', nor of ')}`,
    };
  });
}

/** A difference of the group less its reference as a gap: where higher is better, the limits change places and signs. */
function onGapScale({ gap, standardError, lower, upper, method, reason }: GapPart, direction: 'higher' | 'lower'): PracticePart {
  const turn = (limit: number | null) => (limit === null ? null : 0 - limit);
  const limits = direction === 'lower' ? { lower, upper } : { lower: turn(upper), upper: turn(lower) };
  return { gap, standardError, ...limits, method, reason };
}
