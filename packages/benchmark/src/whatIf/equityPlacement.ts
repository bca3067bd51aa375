import type { GapClosureComponent } from '../program/program.ts';
import { NotSeparable } from './notSeparable.ts';
import { anybody, openGaps, requireApart } from './openGaps.ts';
import { firstAt } from './turningPoints.ts';
import { type Gap, type Plan, scoreUnit } from './worth.ts';

/** Whose gaps to close for a gap-closure component, when so many of its measure are closed. */
export interface EquityPlacement {
  /** The fewest with which the component is met; null where closing gaps does not decide it. */
  readonly least: number | null;
  readonly place: (patients: number) => readonly Gap[];
}

/**
 * The fewest patients with which a gap between groups has closed enough. The reference must not have been levelled down, which
 * takes some number r of its own gaps, whatever the group does; beyond that its patients only widen the gap. With r closed, more
 * in the group only narrow it, so that there is a least number g. r + g is the least of all, and whoever is closed besides comes
 * from the group first: a group without open gaps is not worse off than anybody.
 */
export function equityPlacement(component: GapClosureComponent, plan: Plan): EquityPlacement {
  const { by, closed, group, id, measure } = component;
  const others = referenceOf(component, plan);
  requireApart(
    [group, ...others].map((stratum) => ({ measure, by, stratum })),
    plan,
  );
  const openOf = (stratum: string) => openGaps({ measure, by, stratum }, plan);
  const [inGroup, inReference] = [openOf(group), others.reduce((sum, stratum) => sum + openOf(stratum), 0)];
  const gaps = (g: number, r: number): readonly Gap[] => [
    { measure, by, stratum: group, patients: g },
    ...fill(
      others.map((stratum) => ({ measure, by, stratum, patients: openOf(stratum) })),
      r,
    ),
  ];
  const achieved = (g: number, r: number) => scoreUnit({ measures: [], components: [component] }, gaps(g, r), plan)[0]!.achieved;
  const anywhere = { least: null, place: (patients: number) => [anybody(measure, patients)] };
  if (achieved(0, 0) === null) return anywhere;

  const r = firstAt(inReference, (count) => achieved(inGroup, count) === 1);
  const g = r === null ? null : firstAt(inGroup, (count) => achieved(count, r) === 1);
  if (r === null || g === null) return anywhere;
  if (closed.value === 0 && r > 0)
    throw new NotSeparable(`${id} asks for no gap to close and its reference fell, so counts do not tell whose gaps to close`);
  const least = r + g;
  return {
    least,
    place: (patients) => {
      if (patients < least) return [anybody(measure, patients)];
      const first = Math.min(inGroup, patients - r);
      return [...gaps(first, r), anybody(measure, patients - r - first)];
    },
  };
}

/** The strata that the group is held against. */
function referenceOf(
  { by, group, measure, reference }: GapClosureComponent,
  { organization, prepared, results }: Plan,
): readonly string[] {
  if (reference !== 'rest') return [reference];
  return results.strata({ organization, measure, year: prepared.program.year, by }).filter((stratum) => stratum !== group);
}

/** So many gaps, from the first that have any open. */
function fill(open: readonly Gap[], patients: number): readonly Gap[] {
  let left = patients;
  return open.map((gap) => {
    const taken = Math.min(gap.patients, left);
    left -= taken;
    return { ...gap, patients: taken };
  });
}
