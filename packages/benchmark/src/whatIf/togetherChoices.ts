import { fractionOf, toNumber } from '../award/fraction.ts';
import { everybody } from '../score/results.ts';
import type { PreparedMeasure } from '../score/prepare.ts';
import type { ScoredCell, ScoredMeasure } from '../score/types.ts';
import { NotSeparable } from './notSeparable.ts';
import { anybody, openGaps, requireApart } from './openGaps.ts';
import { turningPoints } from './turningPoints.ts';
import { undominatedSums } from './undominatedSums.ts';
import { type Gap, type Plan, scoreUnit } from './worth.ts';

/** Gaps of one cell, and what it achieves with so many closed: each value with the fewest. */
interface Side {
  readonly where: Omit<Gap, 'patients'>;
  readonly points: readonly { readonly patients: number; readonly achieved: number }[];
}

const shareUnits = 1e12;

/** Cost first, patients second, as one number: more than any organization has, and few enough that sums stay exact. */
const patientsOutweighed = 2 ** 23;

/** What several cells achieve together: the strata of a measure, or its parts. */
export function togetherChoices(
  prepared: PreparedMeasure,
  strata: readonly ScoredCell[],
  plan: Plan,
): readonly (readonly Gap[])[] {
  const { combine, id, strata: rule } = prepared.measure;
  const judgesStrata = (rule.value?.rule ?? 'report') !== 'report' && strata.length > 0;
  if (prepared.parts.length > 1) {
    if (judgesStrata) throw new NotSeparable(`${id} judges strata of several parts, so its gaps cannot be told apart`);
    const wheres = prepared.parts.map(({ measure }) => ({ measure, ...everybody }));
    if (combine.value === 'mean-of-rates')
      return meanChoices(
        wheres.map((where) => rateSide(where, plan)),
        plan,
      );
    const sides = wheres.map((where, index) => sideOf(prepared, { where, plan, pick: ({ parts }) => parts[index]! }));
    return combine.value === 'lowest-share' ? lowestChoices(sides) : meanChoices(sides, plan);
  }
  const { measure } = prepared.parts[0]!;
  if (new Set(strata.map(({ by }) => by)).size > 1)
    throw new NotSeparable(`${id} is judged by two stratifications: counts do not say which patients are in a stratum of each`);
  requireApart(
    strata.map(({ by, stratum }) => ({ measure, by, stratum })),
    plan,
  );
  const sides = strata.map(({ by, stratum }) =>
    sideOf(prepared, {
      where: { measure, by, stratum },
      plan,
      pick: ({ parts }) => parts[0]!.strata.find((cell) => cell.by === by && cell.stratum === stratum)!,
    }),
  );
  if (rule.value?.rule === 'mean-of-strata') return meanChoices(sides, plan);
  return lowestChoices(sides, sideOf(prepared, { where: { measure, ...everybody }, plan, pick: ({ parts }) => parts[0]!.total }));
}

interface SideQuestion {
  readonly where: Omit<Gap, 'patients'>;
  readonly plan: Plan;
  readonly pick: (measure: ScoredMeasure) => Pick<ScoredCell, 'achieved' | 'lower' | 'reason' | 'upper'>;
}

function sideOf(measure: PreparedMeasure, { where, plan, pick }: SideQuestion): Side {
  const unit = { measures: [measure], components: [] };
  const points = turningPoints(
    openGaps(where, plan),
    (patients) => pick(scoreUnit(unit, [{ ...where, patients }], plan)[0] as ScoredMeasure),
    (a, b) => a.lower === b.lower && a.upper === b.upper,
  );
  return {
    where,
    points: points.map(({ outcome: { achieved, reason }, patients }) => {
      if (achieved === null) throw new NotSeparable(`${measure.measure.id}: ${reason}`);
      return { patients, achieved };
    }),
  };
}

/** Of a mean of rates: each patient counts as one over the denominator. */
function rateSide(where: Omit<Gap, 'patients'>, plan: Plan): Side {
  const { organization, prepared, results } = plan;
  const denominator = results.cell({ organization, ...where, year: prepared.program.year })?.denominator ?? 0;
  const share = (patients: number) => toNumber(fractionOf('share', { denominator, numerator: patients })!);
  const open = openGaps(where, plan);
  return {
    where,
    points: Array.from({ length: open + 1 }, (_, patients) => ({ patients, achieved: patients === 0 ? 0 : share(patients) })),
  };
}

/** A mean grows by what each cell brings: the choices that no other one beats, cell by cell. */
function meanChoices(sides: readonly Side[], plan: Plan): readonly (readonly Gap[])[] {
  const options = sides.map(({ points, where }) =>
    points.map(({ achieved, patients }) => ({
      weight: patients * (plan.costOf(where.measure) * patientsOutweighed + 1),
      value: Math.round(achieved * shareUnits),
    })),
  );
  return undominatedSums(options).map((chosen) =>
    chosen.map((option, index) => {
      const { points, where } = sides[index]!;
      return { ...where, patients: points[option]!.patients };
    }),
  );
}

/**
 * The lowest of several grows when all of them do: for each level the fewest of every cell. Where the total must reach it too and
 * its strata bring fewer patients than that takes, the rest may be anybody.
 */
function lowestChoices(sides: readonly Side[], total?: Side): readonly (readonly Gap[])[] {
  const all = total === undefined ? sides : [...sides, total];
  const levels = new Set(all.flatMap(({ points }) => points.map(({ achieved }) => achieved)));
  return [...levels].flatMap((level) => {
    const gaps = sides.map((side) => reach(side, level));
    const whole = total === undefined ? null : reach(total, level);
    if (gaps.some((gap) => gap === null) || (total !== undefined && whole === null)) return [];
    const placed = gaps.map((gap) => gap!);
    const rest = (whole?.patients ?? 0) - placed.reduce((sum, { patients }) => sum + patients, 0);
    return [rest > 0 ? [...placed, anybody(whole!.measure, rest)] : placed];
  });
}

function reach({ points, where }: Side, level: number): Gap | null {
  const point = points.find(({ achieved }) => achieved >= level);
  return point === undefined ? null : { ...where, patients: point.patients };
}
