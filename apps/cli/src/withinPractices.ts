import { sentenceOfWithin, type PracticePart, type Reports, type WithinPractices } from '@equipoise/reporting';
import { periodsOf, provenanceColumns, provenanceLine, questionOf } from './context.ts';
import { formatRows, type Row } from './table.ts';
import { UsageError, type Given } from './verb.ts';
import { wrap } from './wrap.ts';

const columns = [
  'period',
  'organization',
  'part',
  'practice',
  'group_denominator',
  'group_rate',
  'reference_denominator',
  'reference_rate',
  'gap',
  'gap_lower',
  'gap_upper',
  'p',
  'weight',
  'reason',
];
/** What a split has no use for. */
const aside = ['contract', 'method', 'denominator-min'];

/**
 * The gap of one group split into what happens inside practices and which practices it is seen in: a row for each practice,
 * and one for each part.
 *
 * @param given    the call
 * @param reports  whose release is read
 * @returns        what is printed
 */
export async function printWithinPractices(given: Given, reports: Reports): Promise<string> {
  const group = given.text('group');
  if (group === undefined) throw new UsageError('--within is of one group: name it with --group');
  const surplus = aside.find((flag) => given.text(flag) !== undefined) ?? (given.has('pairwise') ? 'pairwise' : undefined);
  if (surplus !== undefined) throw new UsageError(`a split within and between practices takes no --${surplus}`);
  const found = await reports.withinPractices(
    { ...questionOf(given, reports), ...periodsOf(given), by: given.value('by'), group, reference: given.text('reference') },
    { level: given.number('level') ?? 0.95 },
  );
  const format = given.text('format') ?? 'table';
  const table = formatRows(
    found.flatMap((split) => rowsOf(split, reports)),
    format,
    columns,
  );
  if (format !== 'table') return table;
  const told = found.map((split) => wrap(`${split.organization.id} ${split.period}: `, sentenceOfWithin(split), 120));
  const [first] = found;
  const how = first
    ? `${first.measure.direction} is better · gap in points against ${first.reference}, positive = worse off · `
    : '';
  return `${table}\n${told.join('\n')}\n\n${how}mantel-haenszel, sato, level ${first?.level ?? ''} · ${provenanceLine(reports, given.value('measure'))}`;
}

function rowsOf(split: WithinPractices, { provenance }: Reports): Row[] {
  const { organization, measure, stratification, period, group, reference, heterogeneity, kitagawa, practices } = split;
  const row = (part: string, { gap, lower, upper, method, reason }: Omit<PracticePart, 'standardError'>, more: Row): Row => ({
    measure: measure.id,
    period,
    organization: organization.id,
    stratification: stratification.id,
    group,
    reference,
    part,
    ...nothing,
    gap,
    gap_lower: lower,
    gap_upper: upper,
    gap_method: method,
    gap_level: split.level,
    ...more,
    direction: measure.direction,
    scale: 'difference',
    roll_up: stratification.rollUp,
    reference_strata: split.referenceStrata.join('; '),
    practices: practices.length,
    practices_hidden: split.hidden,
    practices_partial_rest: split.partialRest,
    practices_absent: split.absent,
    practices_with_an_empty_arm: split.emptyArms.map(({ practice }) => practice).join('; '),
    group_covered: split.covered.group,
    reference_covered: split.covered.reference,
    measure_version: measure.version,
    ...provenanceColumns(provenance),
    reason,
  });
  const total = (name: string, part: PracticePart, more: Row = {}) =>
    row(name, part, { standard_error: part.standardError, p: null, ...spread, ...more });
  const { q, df, p, tau2, i2, caution, mean } = heterogeneity;
  return [
    ...practices.map((inside) =>
      row('practice', inside, {
        practice: inside.practice.id,
        group_denominator: inside.group.denominator,
        group_numerator: inside.group.numerator,
        group_rate: rateOf(inside.group),
        reference_denominator: inside.reference.denominator,
        reference_numerator: inside.reference.numerator,
        reference_rate: rateOf(inside.reference),
        weight: inside.weight,
        standard_error: null,
        p: null,
        ...spread,
      }),
    ),
    total('whole', split.whole),
    total('within', split.within, { p: split.within.p, reversed: split.reversed }),
    total('between', split.between),
    total('within, mean of practices', mean, { q, q_df: df, q_p: p, tau2, i2, caution }),
    total('kitagawa within', kitagawa.within),
    total('kitagawa between', kitagawa.between),
    total('kitagawa rates', kitagawa.rates),
    total('kitagawa shares', kitagawa.shares),
    total('kitagawa interaction', kitagawa.interaction),
  ];
}

/** A row has every column: what belongs to a practice alone, and what to the totals alone, is null in the others. */
const nothing = {
  practice: null,
  group_denominator: null,
  group_numerator: null,
  group_rate: null,
  reference_denominator: null,
  reference_numerator: null,
  reference_rate: null,
  weight: null,
} as const;
const spread = { reversed: null, q: null, q_df: null, q_p: null, tau2: null, i2: null, caution: null } as const;

const rateOf = ({ denominator, numerator }: { readonly denominator: number; readonly numerator: number }): number | null =>
  denominator === 0 ? null : numerator / denominator;
