import type { Program } from '../program/program.ts';
import { percentText } from '../award/percentText.ts';
import { dollarText } from '../score/explanationText.ts';
import { everybody } from '../score/results.ts';
import type { Cheapest, CheapestGap } from './cheapest.ts';
import { goalText, reachedText } from './goal.ts';

/** What a measure of the data is called: a part by its own title where a measure has several. */
export function titleOf(id: string, { components, measures }: Program): string {
  const owner = measures.find(({ parts }) => parts.some(({ measure }) => measure === id));
  if (owner === undefined) return components.find((one) => one.kind === 'gap-closure' && one.measure === id)?.title ?? id;
  if (owner.parts.length === 1) return owner.title;
  return owner.parts.find(({ measure }) => measure === id)!.title;
}

/** The plan in plain words. */
export function cheapestSentence(
  plan: Omit<Cheapest, 'sentence'>,
  line: { readonly label: string; readonly measure: string } | null,
): string {
  const { after, gaps, goal, reached, reason } = plan;
  if (reached === null) return `Cannot be told: ${reason}.`;
  const closing = gaps.map((gap, index) => `${gap.patients} ${index === 0 ? gapsOf(gap.patients) : ''}in ${placeOf(gap)}`);
  const close = `Close ${list(closing)}`;
  if (line !== null) {
    const { label, measure } = line;
    if (!reached) return `Not reachable: ${measure} does not meet ${label} even with every gap closed.`;
    return gaps.length === 0
      ? `Nothing to close: ${measure} meets ${label} already.`
      : `${close}: ${measure} then meets ${label}.`;
  }
  const aim = goal.kind === 'score' ? 'score' : 'dollars';
  if (reached)
    return gaps.length === 0 ? `Nothing to close: ${reachedText(after, aim)} already.` : `${close}: ${gainText(plan, aim)}.`;
  const cap = after.dollars?.capped === true ? ', the cap' : '';
  const how = gaps.length === 0 ? 'as it is' : `by closing ${list(closing)}`;
  return `Not reachable: ${goalText(goal)}; at best ${reachedText(after, aim)}${cap}, ${how}.`;
}

const gapsOf = (patients: number) => (patients === 1 ? 'gap ' : 'gaps ');

function placeOf({ by, stratum, title }: CheapestGap): string {
  return by === everybody.by ? title : `${title} (${by}: ${stratum})`;
}

/** `$12,400.00 more, $3,000.00 to $15,400.00`. */
function gainText({ after, before, change }: Omit<Cheapest, 'sentence'>, aim: 'dollars' | 'score'): string {
  if (aim === 'score')
    return before.score === null ? reachedText(after, aim) : `${reachedText(after, aim)}, up from ${percentText(before.score)}`;
  const { after: now, before: then, change: gain } = change.dollars;
  if (gain === null) return reachedText(after, aim);
  const what = after.dollars?.meaning === 'lost' ? `${dollarText(-gain)} less lost` : `${dollarText(gain)} more`;
  return `${what}, ${dollarText(then!)} to ${dollarText(now!)}`;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
