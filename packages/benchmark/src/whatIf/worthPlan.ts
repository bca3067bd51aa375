import { choicesOf } from './choices.ts';
import { targetOf, type WorthGoal } from './goal.ts';
import { leastCost, type Option } from './leastCost.ts';
import { NotSeparable } from './notSeparable.ts';
import { separate } from './units.ts';
import { type Gap, type Plan, type Unit, worthOf } from './worth.ts';

/** Gaps to close, and whether they reach the goal: where nothing does, those that come nearest. */
export interface Found {
  readonly gaps: readonly Gap[];
  readonly reached: boolean;
}

interface WorthChoice extends Option {
  readonly gaps: readonly Gap[];
}

/**
 * The cheapest gaps for a score or for dollars: what each unit of the program is worth with so many of its gaps closed, scored
 * exactly, and of these the least that add up to the goal.
 *
 * @throws NotSeparable when the program does not come apart, or what it pays is not determined whatever is closed
 */
export function planWorth(goal: WorthGoal, plan: Plan): Found {
  requireKnown(plan);
  const { fixed, units } = separate(plan);
  const rest = worthOf(fixed, plan);
  if (rest.value === null) throw new NotSeparable(rest.reason);
  const options = units.map((unit) => worthChoices(unit, plan));
  const best = options.reduce((sum, choices) => sum + Math.max(...choices.map(({ value }) => value)), rest.value);
  const { least, most, value } = targetOf(goal, plan);
  const paid = Math.max(least, Math.min(best, most));
  const reached = value <= paid;
  const needed = reached ? value : paid;
  // What a cap cuts off anyway needs no gap closed.
  const found = leastCost(options, needed <= least ? -Infinity : needed - rest.value)!;
  return {
    reached,
    gaps: found.flatMap((choice, index) => options[index]![choice]!.gaps).filter(({ patients }) => patients > 0),
  };
}

/** Why there is no score, or are no dollars at all, is said once, before anything is reckoned. */
function requireKnown({ aim, before }: Plan): void {
  const { components, dollars, lower, measures, reason } = before;
  if (aim === 'score') {
    if (lower === null) throw new NotSeparable(reason ?? 'there is no score');
    return;
  }
  if (dollars === null) throw new NotSeparable('the program pays nothing');
  const { total } = dollars;
  const weighed = [...measures, ...components].filter(({ share }) => share !== null);
  if (total.cents === null && weighed.every((item) => item.dollars?.reason === total.reason))
    throw new NotSeparable(total.reason ?? 'no dollars are determined');
}

function worthChoices(unit: Unit, plan: Plan): readonly WorthChoice[] {
  const choices = choicesOf(unit, plan);
  const determined = choices.flatMap(({ gaps, worth: { value } }) =>
    value === null
      ? []
      : [
          {
            gaps,
            value,
            patients: gaps.reduce((sum, { patients }) => sum + patients, 0),
            cost: gaps.reduce((sum, { measure, patients }) => sum + patients * plan.costOf(measure), 0),
          },
        ],
  );
  if (determined.length === 0) throw new NotSeparable(choices[0]!.worth.reason ?? 'what it is worth is not determined');
  return determined;
}
