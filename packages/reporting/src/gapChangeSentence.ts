import type { GapChange } from './gapChanges.ts';
import { groupOf, membersOf } from './membersOf.ts';

/**
 * What became of a gap, in words: from where to where, whose doing, whether more than chance, and what to beware of.
 *
 * @param found  the change of one organization
 */
export function sentenceOfChange({ group, reference, from, to, change, reason }: GapChange): string {
  if (change === null || change.value === null) return `No change to tell: ${reason ?? 'a rate is not defined'}.`;
  const { value, lower, upper, level, gapBaseline, gapFollowUp, fromGroup, fromReference } = change;
  const other = reference === 'rest' ? 'all other members' : membersOf(reference);
  const interval =
    lower === null || upper === null
      ? ''
      : `, ${Number((100 * level).toPrecision(6))} % interval ${signed(lower)} to ${signed(upper)}`;
  const perhaps = lower === null || upper === null || (lower <= 0 && upper >= 0);
  const chance = perhaps ? ': too few members to tell from no change' : '';
  // What no change could have made is no finding.
  const [down, turn] = perhaps
    ? ['If it is a change at all, it is levelling down', 'If it is a change at all, the gap turned round']
    : ['Levelling down', 'The gap turned round'];
  return [
    `The gap of ${membersOf(group)} to ${other} went from ${signed(gapBaseline!)} points in ${from} to ${signed(gapFollowUp!)} in ${to} (positive = worse off), a change of ${signed(value)}${interval}${chance}`,
    `Of the change ${signed(fromGroup!)} is from ${groupOf(group)}, ${signed(fromReference!)} from ${reference === 'rest' ? 'the others' : groupOf(reference)}`,
    ...(change.levellingDown
      ? [`${down}: the gap narrowed because the reference got worse, not because the group improved`]
      : []),
    ...(change.conflict ? ['Beware: difference, ratio and complement ratio do not agree on whether it narrowed'] : []),
    ...(change.turned ? [`${turn}: ${gapFollowUp! > 0 ? membersOf(group) : other} are now worse off`] : []),
    `The interval takes it that ${change.assumes}; where the same members stand in both it is too wide rather than too narrow`,
  ]
    .map((sentence) => `${sentence}.`)
    .join(' ');
}

/** Percentage points with a sign. */
export function signed(fraction: number): string {
  const shown = (100 * Math.abs(fraction)).toFixed(1);
  return shown === '0.0' ? shown : `${fraction < 0 ? '−' : '+'}${shown}`;
}
