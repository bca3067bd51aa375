import { everybody } from '../score/results.ts';
import { directionOf } from './closeGaps.ts';
import { NotSeparable } from './notSeparable.ts';
import type { Gap, Plan } from './worth.ts';

/** Gaps that are open in a cell; 0 where it is hidden or not there, for none of them can be closed. */
export function openGaps(
  { measure, ...where }: Omit<Gap, 'patients'>,
  { organization, prepared: { program }, results }: Plan,
): number {
  const cell = results.cell({ organization, measure, year: program.year, ...where });
  if (cell === null || cell.denominator === null || cell.numerator === null) return 0;
  return directionOf(program, measure) === 'higher' ? cell.denominator - cell.numerator : cell.numerator;
}

/** Gaps of anybody. */
export const anybody = (measure: string, patients: number): Gap => ({ measure, ...everybody, patients });

/** @throws NotSeparable when strata have more open gaps than everybody together: they overlap, or are of other data */
export function requireApart(strata: readonly Omit<Gap, 'patients'>[], plan: Plan): void {
  const [first] = strata;
  if (first === undefined) return;
  const { by, measure } = first;
  const open = strata.reduce((sum, stratum) => sum + openGaps(stratum, plan), 0);
  const all = openGaps({ measure, ...everybody }, plan);
  if (open > all)
    throw new NotSeparable(
      `the strata of ${measure} by ${by} have ${open} open gaps and everybody ${all}, so some patients are in more than one`,
    );
}
