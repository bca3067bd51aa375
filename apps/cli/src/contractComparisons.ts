import type { ContractComparisonReport, Reports } from '@equipoise/reporting';
import type { ContractComparison } from '@equipoise/engine';
import { provenanceColumns } from './context.ts';
import { formatRows, type Row } from './table.ts';
import { wrap } from './wrap.ts';

const columns = [
  'period',
  'organization',
  'index',
  'group',
  'value',
  'interval',
  'reference_group',
  'reference_value',
  'p',
  'ahrq_class',
  'stands_out',
  'reason',
];

/**
 * Every group against the reference of a contract.
 *
 * @param found    the comparisons of every organization and period of a call
 * @param reports  whose release was read
 * @param format   table, csv or json
 * @returns        what is printed, without the lines that name contract and release
 */
export function printContractComparisons(found: readonly ContractComparisonReport[], reports: Reports, format: string): string {
  const rows = found.flatMap((report) => {
    const { compared } = report;
    const answers: readonly (ContractComparison | null)[] = compared && compared.rows.length > 0 ? compared.rows : [null];
    return answers.map((answer) => (format === 'table' ? shownRow(answer, report) : fullRow(answer, report, reports)));
  });
  const table = formatRows(rows, format, columns);
  return format === 'table' ? `${table}\n${found.map(told).join('')}` : table;
}

/** How many stand out, how many would by chance, and how wide chance alone makes the widest. */
function told(report: ContractComparisonReport): string {
  const { organization, period, contract, compared } = report;
  const beware = bewareOf(report);
  const place = `${organization.id} ${period}: `;
  if (compared === null || compared.rows.length === 0)
    return beware.length === 0 ? '' : `${wrap(place, beware.join(' '), 120)}\n\n`;
  const { standingOut, comparisons, expectedByChance, noise, noiseReason, note, comparisonLevel } = compared;
  const each = comparisonLevel === contract.level ? 'each by itself' : `all taken together (${comparisonLevel.toFixed(4)} each)`;
  // The smallest groups make the widest that chance makes: that is no doubt about a large one whose interval has none.
  const verdict =
    noise?.verdict === 'too few to tell' && standingOut > 0 && contract.correction === 'simultaneous'
      ? 'no wider than chance makes it of small groups; who stands out does so by an interval of their own'
      : noise?.verdict;
  const parts = [
    `${standingOut} of ${comparisons} groups stand out, ${each}${expectedByChance === null ? '' : `; ${expectedByChance.toFixed(2)} would by chance alone`}.`,
    ...(noise === null || noise.mean === null || noise.percentile95 === null
      ? [`What chance makes of the widest is not told: ${noiseReason ?? 'it is not known'}.`]
      : [
          `The widest difference is ${shown(noise.observed)}; by chance alone it would be ${shown(noise.mean)} on average, and ${shown(noise.percentile95)} one time in twenty: ${verdict}.`,
        ]),
    ...(note === null ? [] : [`The reference: ${note}.`]),
    ...(compared.omitted.length === 0 ? [] : [`Not compared: ${compared.omitted.join(', ')}.`]),
    ...beware,
  ];
  return `${wrap(place, parts.join(' '), 120)}\n\n`;
}

/** Who has no part in an answer under a contract, and what speaks against the source that it states. */
export function bewareOf({ hidden, caution }: Pick<ContractComparisonReport, 'hidden' | 'caution'>): string[] {
  return [
    ...(hidden.length === 0 ? [] : [`Hidden by the release, and without part in any of it: ${hidden.join(', ')}.`]),
    ...(caution === null ? [] : [`Beware: ${caution}.`]),
  ];
}

function shownRow(
  answer: ContractComparison | null,
  { period, organization, contract, compared, reason }: ContractComparisonReport,
): Row {
  const { value = null, lower = null, upper = null } = answer?.estimate ?? {};
  return {
    period,
    organization: organization.id,
    index: contract.index,
    group: answer?.group ?? null,
    value: shown(value),
    interval: lower === null || upper === null ? null : `${shown(lower)} to ${shown(upper)}`,
    reference_group: compared?.reference ?? null,
    reference_value: shown(answer?.referenceValue ?? null),
    p: chanceOf(answer?.p ?? null),
    ahrq_class: answer?.ahrqClass ?? null,
    stands_out: answer?.standsOut ?? null,
    reason: answer?.estimate.reason ?? reason,
  };
}

/** Values are on the unit of the contract, so digits that count are shown. */
const shown = (value: number | null): string | null => (value === null ? null : String(Number(value.toPrecision(4))));
const chanceOf = (p: number | null): string | null => (p === null ? null : p < 0.001 ? '<0.001' : p.toFixed(3));

function fullRow(
  answer: ContractComparison | null,
  { period, organization, measure, stratification, contract, compared, hidden, caution, reason }: ContractComparisonReport,
  { provenance }: Reports,
): Row {
  const { estimate, gap } = answer ?? {};
  const { reference } = contract;
  return {
    ...contract,
    reference: typeof reference === 'string' ? reference : 'group' in reference ? reference.group : reference.benchmark,
    measure_version: measure.version,
    period,
    organization: organization.id,
    stratification: stratification.id,
    group: answer?.group ?? null,
    group_value: answer?.value ?? null,
    reference_group: compared?.reference ?? null,
    reference_value: answer?.referenceValue ?? null,
    value: estimate?.value ?? null,
    lower: estimate?.lower ?? null,
    upper: estimate?.upper ?? null,
    method: estimate?.method ?? null,
    gap_in_unit: gap?.value ?? null,
    gap_in_unit_lower: gap?.lower ?? null,
    gap_in_unit_upper: gap?.upper ?? null,
    z: answer?.z ?? null,
    p: answer?.p ?? null,
    ahrq_class: answer?.ahrqClass ?? null,
    stands_out: answer?.standsOut ?? null,
    comparisons: compared?.comparisons ?? null,
    comparison_level: compared?.comparisonLevel ?? null,
    standing_out: compared?.standingOut ?? null,
    expected_by_chance: compared?.expectedByChance ?? null,
    observed_widest: compared?.noise?.observed ?? null,
    chance_mean: compared?.noise?.mean ?? null,
    chance_95: compared?.noise?.percentile95 ?? null,
    verdict: compared?.noise?.verdict ?? null,
    note: compared?.note ?? null,
    omitted: compared?.omitted.join('; ') ?? null,
    hidden: hidden.join('; '),
    caution,
    ...provenanceColumns(provenance),
    reason: estimate?.reason ?? reason,
  };
}
