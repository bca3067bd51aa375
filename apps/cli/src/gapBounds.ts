import { sentenceOfBounds, type BoundedGaps, type Reports } from '@equipoise/reporting';
import { periodsOf, provenanceColumns, provenanceLine, questionOf } from './context.ts';
import { formatRows, type Row } from './table.ts';
import type { Given } from './verb.ts';
import { wrap } from './wrap.ts';

const columns = [
  'period',
  'organization',
  'stratum',
  'gap',
  'gap_lowest',
  'gap_highest',
  'gap_lower',
  'gap_upper',
  'sign_holds',
  'reason',
];

/**
 * The gap of every group with its bounds over the patients who gave no answer.
 *
 * @param given    the call
 * @param reports  whose release is read
 * @returns        what is printed
 */
export async function printGapBounds(given: Given, reports: Reports): Promise<string> {
  const by = given.text('of') ?? 'race-ethnicity';
  const found = await reports.gapBounds(
    { ...questionOf(given, reports), ...periodsOf(given), by, reference: given.text('reference') },
    { level: given.number('level') ?? 0.95 },
  );
  const format = given.text('format') ?? 'table';
  const table = formatRows(
    found.flatMap((gaps) => rowsOf(gaps, reports)),
    format,
    columns,
  );
  if (format !== 'table') return table;
  const told = found.map((gaps) => wrap(`${gaps.organization.id} ${gaps.period}: `, sentenceOfBounds(gaps), 120));
  return `${table}\n${told.join('\n')}\n\ngap in points, positive = worse off · ${provenanceLine(reports, given.value('measure'))}`;
}

function rowsOf(gaps: BoundedGaps, { provenance }: Reports): Row[] {
  const { organization, measure, stratification, period, reference, unanswered, unansweredShare } = gaps;
  return gaps.groups.map(({ stratum, bounds, reason }) => ({
    measure: measure.id,
    period,
    organization: organization.id,
    stratification: stratification.id,
    stratum,
    direction: measure.direction,
    scale: 'difference',
    roll_up: stratification.rollUp,
    reference,
    gap: bounds?.gap ?? null,
    gap_lowest: bounds?.lowest ?? null,
    gap_highest: bounds?.highest ?? null,
    gap_lower: bounds?.lower ?? null,
    gap_upper: bounds?.upper ?? null,
    sign_holds: bounds?.signHolds ?? null,
    method: bounds?.method ?? null,
    level: bounds?.level ?? null,
    unanswered: unanswered?.denominator ?? null,
    unanswered_numerator: unanswered?.numerator ?? null,
    unanswered_share: unansweredShare,
    measure_version: measure.version,
    ...provenanceColumns(provenance),
    reason,
  }));
}
