import { everybody } from '../score/results.ts';
import { isPayable } from '../score/achieved.ts';
import type { ScoredCell, ScoredMeasure } from '../score/types.ts';
import { equityPlacement } from './equityPlacement.ts';
import { anybody, openGaps } from './openGaps.ts';
import { NotSeparable } from './notSeparable.ts';
import { togetherChoices } from './togetherChoices.ts';
import { turningPoints } from './turningPoints.ts';
import { dataOf } from './units.ts';
import { type Gap, type Plan, scoreUnit, type Unit, type Worth, worthOf } from './worth.ts';

/** Gaps that may be closed for one unit, and what it is worth then. */
export interface Choice {
  readonly gaps: readonly Gap[];
  readonly worth: Worth;
}

/**
 * The ways to close gaps for one unit among which every best one is: for each worth that the unit can have the fewest patients.
 *
 * @throws NotSeparable when counts do not tell them
 */
export function choicesOf(unit: Unit, plan: Plan): readonly Choice[] {
  const [only] = unit.measures;
  const strata = only === undefined ? [] : judgedStrata(only.measure.id, plan);
  if (unit.measures.every(({ parts }) => parts.length === 1) && dataOf(unit).length === 1 && strataOf(unit, plan).length === 0)
    return plainChoices(unit, plan);
  if (only === undefined || unit.measures.length > 1 || unit.components.length > 0)
    throw new NotSeparable(`${idsOf(unit)} use the same data by strata or parts, so none has a worth of its own`);
  if (plan.aim === 'dollars' && plan.prepared.formula !== null)
    throw new NotSeparable(`${only.measure.id} is paid by a formula over strata or parts, so its gaps cannot be told apart`);
  return togetherChoices(only, strata, plan).map((gaps) => scored(unit, gaps, plan));
}

/** Payable strata that decide what a measure achieves. */
function judgedStrata(id: string, { before }: Plan): readonly ScoredCell[] {
  const { parts } = before.measures.find((measure) => measure.id === id) as ScoredMeasure;
  return parts.flatMap(({ strata }) => strata.filter(isPayable));
}

function strataOf({ measures }: Unit, plan: Plan): readonly ScoredCell[] {
  return measures
    .filter(({ measure }) => (measure.strata.value?.rule ?? 'report') !== 'report')
    .flatMap(({ measure }) => judgedStrata(measure.id, plan));
}

const scored = (unit: Unit, gaps: readonly Gap[], plan: Plan): Choice => ({
  gaps,
  worth: worthOf(scoreUnit(unit, gaps, plan), plan),
});

/** One measure of the data, judged over everybody: how many gaps is all there is to choose, and where the equity component asks. */
function plainChoices(unit: Unit, plan: Plan): readonly Choice[] {
  const [measure] = dataOf(unit);
  const open = openGaps({ measure: measure!, ...everybody }, plan);
  const whole = { ...unit, components: [] };
  const at = (patients: number) => {
    const gaps = [anybody(measure!, patients)];
    const items = scoreUnit(whole, gaps, plan);
    return { gaps, ends: items.flatMap(({ lower, upper }) => [lower, upper]), worth: worthOf(items, plan) };
  };
  const points =
    plan.prepared.formula !== null && plan.aim === 'dollars'
      ? Array.from({ length: open + 1 }, (_, patients) => ({ patients, outcome: at(patients) })) // it may turn at any count, and either way
      : turningPoints(open, at, (a, b) => a.ends.every((end, index) => end === b.ends[index]));
  const [component] = unit.components;
  if (component === undefined) return points.map(({ outcome: { gaps, worth } }) => ({ gaps, worth }));
  if (unit.components.length > 1)
    throw new NotSeparable(`${idsOf(unit)} pay for gaps between groups of the same patients, so none has a worth of its own`);
  const { least, place } = equityPlacement(component, plan);
  const counts = points.map(({ patients }) => patients);
  return (least === null ? counts : [...counts, least]).map((patients) => scored(unit, place(patients), plan));
}

const idsOf = ({ components, measures }: Unit): string =>
  [...measures.map(({ measure }) => measure.id), ...components.map(({ id }) => id)].join(' and ');
