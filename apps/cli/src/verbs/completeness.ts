import {
  answerReadings,
  sentenceOfCompleteness,
  type AnswerReading,
  type CompletenessReport,
  type Provenance,
} from '@equipoise/reporting';
import { periodsOf, provenanceColumns, provenanceLine, questionOf, withReports } from '../context.ts';
import { formatFlag, fractionFlag, levelFlag, periodFlags, questionFlags } from '../flags.ts';
import { printGapBounds } from '../gapBounds.ts';
import { formatRows, type Row } from '../table.ts';
import { exit, UsageError, type Verb } from '../verb.ts';
import { wrap } from '../wrap.ts';

const columns = [
  'period',
  'organization',
  'denominator',
  'self_reported',
  'self_reported_share',
  'lower',
  'upper',
  'indirect_share',
  'declined_share',
  'unknown_share',
  'goal_met',
  'patients_to_goal',
  'reason',
];

export const completeness: Verb = {
  name: 'completeness',
  summary:
    'Who said what their race and ethnicity is: self-reported, indirect, declined and unknown among the patients of a measure, against a goal; with --bounds, how far those who gave no answer could move the gaps.',
  flags: [
    ...questionFlags,
    { name: 'of', value: 'ANSWER', help: 'race-ethnicity (combined, default), race or ethnicity', oneOf: answerReadings },
    ...periodFlags,
    fractionFlag('goal', 'SHARE', 'self-reported share that is asked for (default 0.8)'),
    { name: 'bounds', help: 'the gap of each group with its bounds, whoever those without an answer are' },
    { name: 'reference', value: 'STRATUM', help: 'with --bounds: rest (everybody else who answered, default) or one stratum' },
    levelFlag,
    formatFlag,
  ],
  examples: [
    { call: 'equipoise completeness --measure CBP --at practice', why: 'every practice, latest period' },
    {
      call: 'equipoise completeness --measure CBP --at provider_organization --goal 0.75 --format csv',
      why: 'against another goal, for a spreadsheet',
    },
    { call: 'equipoise completeness --measure CBP-MONTH --bounds', why: 'what the unknown could do to the gaps' },
  ],
  async run(given, { out }) {
    const bounds = given.has('bounds');
    if (bounds && given.text('goal') !== undefined) throw new UsageError('give --bounds or --goal, not both');
    if (bounds && (given.number('level') ?? 1) <= 0.5)
      throw new UsageError(`--level with --bounds is a fraction above 0.5 such as 0.95, got ${given.value('level')}`);
    if (!bounds && given.text('reference') !== undefined) throw new UsageError('--reference goes with --bounds');
    return withReports(given, async (reports) => {
      if (bounds) {
        out(await printGapBounds(given, reports));
        return exit.done;
      }
      const { measure, organizations } = questionOf(given, reports);
      const of = given.text('of') as AnswerReading | undefined;
      const [level, goal] = ['level', 'goal'].map((flag) => given.number(flag));
      const found = await reports.completeness(
        { measure, organizations, ...periodsOf(given), of },
        { ...(level !== undefined && { level }), ...(goal !== undefined && { goal }) },
      );
      const format = given.text('format') ?? 'table';
      out(
        formatRows(
          found.map((report) => completenessRow(report, reports.provenance)),
          format,
          columns,
        ),
      );
      if (format !== 'table') return exit.done;
      out(`\n${told(found)}\n\n${provenanceLine(reports, measure)}`);
      return exit.done;
    });
  },
};

/** One organization in a sentence; of several, how many meet the goal. */
function told(found: readonly CompletenessReport[]): string {
  const [first] = found;
  if (found.length === 1) return wrap('', sentenceOfCompleteness(first!), 120);
  const judged = found.filter(({ completeness: { goal } }) => goal.met !== null);
  const met = judged.filter(({ completeness: { goal } }) => goal.met);
  const untold = found.length - judged.length;
  const goal = first ? `${Number((100 * first.completeness.goal.share).toPrecision(6))} %` : '';
  return `${met.length} of ${judged.length} meet the goal of ${goal} self-reported${untold > 0 ? `; of ${untold} it cannot be told` : ''}.`;
}

function completenessRow(
  { organization, measure, period, of, completeness: found, reason }: CompletenessReport,
  provenance: Provenance,
): Row {
  const { selfReported, indirect, declined, unknown, asked, anyValue, goal, floor } = found;
  return {
    measure: measure.id,
    period,
    organization: organization.id,
    of,
    denominator: found.members,
    self_reported: selfReported.members,
    indirect: indirect.members,
    declined: declined.members,
    unknown: unknown.members,
    self_reported_share: selfReported.share,
    lower: selfReported.lower,
    upper: selfReported.upper,
    indirect_share: indirect.share,
    declined_share: declined.share,
    unknown_share: unknown.share,
    asked_share: asked.share,
    any_value_share: anyValue.share,
    goal: goal.share,
    goal_met: goal.met,
    patients_to_goal: goal.membersToReach,
    floor: floor.share,
    floor_met: floor.met,
    method: found.method,
    level: found.level,
    measure_version: measure.version,
    ...provenanceColumns(provenance),
    reason,
  };
}
