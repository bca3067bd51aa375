import type { CompletenessShare } from '@equipoise/engine';
import type { AnswerReading, CompletenessReport } from './completeness.ts';

const readings: Readonly<Record<AnswerReading, string>> = {
  'race-ethnicity': 'race and ethnicity',
  race: 'race',
  ethnicity: 'ethnicity',
};

/**
 * How complete race and ethnicity are, in words: how many say who they are, against the goal, and what is known of the others.
 *
 * @param report  of one organization and period
 */
export function sentenceOfCompleteness({ organization, measure, of, completeness: found, reason }: CompletenessReport): string {
  const what = readings[of];
  const { members, selfReported, goal, level } = found;
  const { share, lower, upper } = selfReported;
  if (reason !== null || members === null || share === null || lower === null || upper === null)
    return `How complete ${what} is at ${organization.name} cannot be told: ${reason ?? selfReported.reason}.`;
  const asked = `the goal of ${plain(goal.share)} %`;
  const [value, verdict] =
    goal.met === true
      ? [percent(share), `meets ${asked}`]
      : [percentBelow(share, goal.share), `is below ${asked}, which ${number(goal.membersToReach!)} more would reach`];
  const others = [
    told(found.indirect, 'known indirectly'),
    told(found.declined, 'declined'),
    told(found.unknown, 'unknown'),
  ].join(', ');
  return (
    `Of the ${number(members)} patients in ${measure.id} at ${organization.name} ${number(selfReported.members!)} have self-reported ${what}: ` +
    `${value} % (${plain(level)} % interval ${percent(lower)} to ${percent(upper)}) ${verdict}. Of the others: ${others}.`
  );
}

const told = ({ share }: CompletenessShare, how: string): string =>
  share === null ? `${how} hidden` : `${how} ${percent(share)} %`;

const number = (count: number): string => count.toLocaleString('en-US');
/** A round number as it is. */
const plain = (fraction: number): string => String(Number((100 * fraction).toPrecision(6)));
const percent = (fraction: number, digits = 1): string => (100 * fraction).toFixed(digits);

/** With as many digits as it takes to tell a share from the goal that it misses. */
function percentBelow(share: number, goal: number): string {
  const digits = [1, 2, 3, 4, 5].find((places) => Number(percent(share, places)) < Number(percent(goal, 9)));
  return percent(share, digits ?? 6);
}
