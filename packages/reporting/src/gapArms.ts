import { isAnswered, type Estimate, type GapPeriod, type Proportion, type Status } from '@equipoise/engine';
import type { Rate } from './rates.ts';

/** Whose gap to whom. */
export interface GapSides {
  readonly group: string;
  /** `rest` (everybody else who answered) or the name of a stratum. */
  readonly reference: string;
}

/** The two groups of a gap in one month. Counts are null, both, in a month without a gap. */
export interface GapMonth {
  readonly period: string;
  readonly group: Proportion | null;
  readonly reference: Proportion | null;
  readonly status: Status;
  readonly reason: string | null;
}

/** A gap over time, before anything is made of it. */
export interface GapMonths {
  readonly months: readonly GapMonth[];
  /** The strata that stand for the reference, the same in every month, or the rest would be other people from month to month. */
  readonly referenceStrata: readonly string[];
}

/** The estimates of one organization by stratum, then by month; of every stratum that the release knows of there. */
type Table = ReadonlyMap<string, ReadonlyMap<string, Estimate>>;

/**
 * The counts of a group and its reference in the months of a series. Hidden cells are missing: a month in which one of the two is
 * hidden has no gap, and nothing is added up from it.
 *
 * @param rates           of one organization, without a minimum
 * @param periods         the months of the series
 * @param sides           group and reference
 * @param denominatorMin  a group or a reference with fewer members is not compared
 */
export function gapMonthsOf(
  rates: readonly Rate[],
  periods: readonly string[],
  { group, reference, denominatorMin }: GapSides & { readonly denominatorMin: number },
): GapMonths {
  const table: Table = new Map(
    [...Map.groupBy(rates, ({ stratum }) => stratum)].map(([stratum, found]) => [
      stratum,
      new Map(found.map(({ period, estimate }) => [period, estimate])),
    ]),
  );
  const { stratification } = rates[0]!;
  const others = [...table.keys()].filter((stratum) => stratum !== group && isAnswered(stratification, stratum));
  const referenceStrata =
    reference === 'rest'
      ? chooseRest(
          others,
          table,
          periods.filter((period) => isShown(table, group, period)),
        )
      : [reference];
  const months = periods.map((period): GapMonth => {
    const arms = [countsIn(table, [group], period), countsIn(table, referenceStrata, period)] as const;
    const without = whyWithout(arms, denominatorMin);
    if (without !== null) return { period, group: null, reference: null, ...without };
    return { period, group: arms[0].counts, reference: arms[1].counts, status: 'REPORTED', reason: null };
  });
  return { months, referenceStrata };
}

/** Months as the engine takes them: NaN where there is no gap. */
export function periodsOfGap(months: readonly GapMonth[]): GapPeriod[] {
  return months.map(({ period, group, reference }) => ({
    period,
    group: group ?? missing,
    reference: reference ?? missing,
  }));
}

const missing: Proportion = { denominator: NaN, numerator: NaN };

interface ArmCounts {
  readonly counts: Proportion | null;
  readonly status: Status;
}

/** What strata add up to in a month. One that has no cell beside others that have holds nobody. */
function countsIn(table: Table, strata: readonly string[], period: string): ArmCounts {
  const estimates = strata.flatMap((stratum) => table.get(stratum)?.get(period) ?? []);
  if (estimates.some(({ status }) => status === 'SUPPRESSED')) return { counts: null, status: 'SUPPRESSED' };
  let [denominator, numerator, cells] = [0, 0, 0];
  for (const estimate of estimates) {
    if (estimate.denominator === null || estimate.numerator === null) continue;
    denominator += estimate.denominator;
    numerator += estimate.numerator;
    cells += 1;
  }
  if (cells === 0) return { counts: null, status: 'NO_DATA' };
  return { counts: { denominator, numerator }, status: denominator === 0 ? 'EMPTY' : 'REPORTED' };
}

const armNames = ['group', 'reference'] as const;
const reasons: Partial<Record<Status, string>> = {
  SUPPRESSED: 'hidden by the release',
  NO_DATA: 'the release has no cell here',
  EMPTY: 'denominator is 0',
};

/** Why a month has no gap: whatever the group lacks comes before what its reference lacks. */
function whyWithout(arms: readonly ArmCounts[], denominatorMin: number): Pick<GapMonth, 'status' | 'reason'> | null {
  for (const [index, { counts, status }] of arms.entries()) {
    const said = reasons[status];
    if (said !== undefined) return { status, reason: `${armNames[index]!}: ${said}` };
    if (counts!.denominator < denominatorMin)
      return {
        status: 'BELOW_MINIMUM',
        reason: `${armNames[index]!}: denominator ${counts!.denominator} of ${denominatorMin} needed`,
      };
  }
  return null;
}

function isShown(table: Table, stratum: string, period: string): boolean {
  return typeof table.get(stratum)?.get(period)?.denominator === 'number';
}

/**
 * The strata that make up the rest in every month: of those shown in as many months as some stratum or more, the choice that leaves
 * the most patients to compare with. A stratum hidden most of the time so costs no months, and a large one hidden once stays in.
 */
function chooseRest(others: readonly string[], table: Table, periods: readonly string[]): string[] {
  const isHidden = (stratum: string, period: string) => table.get(stratum)?.get(period)?.status === 'SUPPRESSED';
  const monthsOf = new Map(
    others.map((stratum) => [stratum, periods.filter((period) => !isHidden(stratum, period)).length] as const),
  );
  let best: { readonly strata: string[]; readonly patients: number } = { strata: [], patients: 0 };
  for (const least of new Set([...monthsOf.values()].sort((a, b) => b - a))) {
    const strata = others.filter((stratum) => monthsOf.get(stratum)! >= least && periods.some((p) => isShown(table, stratum, p)));
    const patients = periods
      .filter((period) => !strata.some((stratum) => isHidden(stratum, period)))
      .reduce((total, period) => total + (countsIn(table, strata, period).counts?.denominator ?? 0), 0);
    if (patients > best.patients) best = { strata, patients };
  }
  return best.strata;
}
