import { sentenceOfChange, type GapChange, type Reports } from '@equipoise/reporting';
import { provenanceColumns, provenanceLine, questionOf } from './context.ts';
import { formatRows, type Row } from './table.ts';
import { UsageError, type Given } from './verb.ts';
import { wrap } from './wrap.ts';

const columns = ['organization', 'group', 'reference', 'from', 'to', 'gap_from', 'gap_to', 'gap_change', 'change_p', 'reason'];
/** What a change has no use for. */
const aside = ['period', 'method', 'denominator-min'];

/**
 * What became of the gap of one group between two periods, for every organization of a call.
 *
 * @param group    the stratum that `--group` names
 * @param given    the call
 * @param reports  whose release is read
 * @returns        what is printed
 */
export async function printGapChanges(group: string, given: Given, reports: Reports): Promise<string> {
  const [from, to] = ['from', 'to'].map((flag) => given.text(flag));
  if (from === undefined || to === undefined)
    throw new UsageError('--group is for a change: give --from and --to, the two periods of it');
  const surplus = aside.find((flag) => given.text(flag) !== undefined) ?? (given.has('pairwise') ? 'pairwise' : undefined);
  if (surplus !== undefined) throw new UsageError(`a change between two periods takes no --${surplus}`);
  const found = await reports.gapChanges(
    { ...questionOf(given, reports), by: given.value('by'), group, reference: given.text('reference'), from, to },
    { level: given.number('level') ?? 0.95 },
  );
  const format = given.text('format') ?? 'table';
  const table = formatRows(
    found.map((change) => rowOf(change, reports)),
    format,
    columns,
  );
  if (format !== 'table') return table;
  const sentences = found.map((change) => wrap(`${change.organization.id}: `, sentenceOfChange(change), 120));
  return `${table}\n${sentences.join('\n')}\n\n${provenanceLine(reports, given.value('measure'))}`;
}

function rowOf(
  { organization, measure, stratification, group, reference, referenceStrata, from, to, change, reason }: GapChange,
  { provenance }: Reports,
): Row {
  return {
    measure: measure.id,
    organization: organization.id,
    stratification: stratification.id,
    group,
    reference,
    reference_strata: referenceStrata.join('; '),
    direction: measure.direction,
    scale: 'difference',
    roll_up: stratification.rollUp,
    window: measure.window,
    from,
    to,
    gap_from: change?.gapBaseline ?? null,
    gap_to: change?.gapFollowUp ?? null,
    gap_change: change?.value ?? null,
    change_lower: change?.lower ?? null,
    change_upper: change?.upper ?? null,
    change_level: change?.level ?? null,
    change_z: change?.z ?? null,
    change_p: change?.p ?? null,
    from_group: change?.fromGroup ?? null,
    from_reference: change?.fromReference ?? null,
    narrowed: change?.narrowed ?? null,
    ratio_from: change?.ratio.baseline ?? null,
    ratio_to: change?.ratio.followUp ?? null,
    complement_ratio_from: change?.complementRatio.baseline ?? null,
    complement_ratio_to: change?.complementRatio.followUp ?? null,
    levelling_down: change?.levellingDown ?? null,
    conflict: change?.conflict ?? null,
    turned: change?.turned ?? null,
    assumes: change?.assumes ?? null,
    measure_version: measure.version,
    ...provenanceColumns(provenance),
    reason,
  };
}
