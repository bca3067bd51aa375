import { isComparison, type ComparisonContract, type DisparityContract } from '@equipoise/engine';
import type { DisparityIndexReport, Reports } from '@equipoise/reporting';
import { readJson } from './config.ts';
import { bewareOf, printContractComparisons } from './contractComparisons.ts';
import { periodsOf, provenanceColumns, provenanceLine, questionOf } from './context.ts';
import { formatRows, type Row } from './table.ts';
import { UsageError, type Given } from './verb.ts';
import { wrap } from './wrap.ts';

const columns = [
  'period',
  'organization',
  'index',
  'value',
  'interval',
  'corrected',
  'chance_mean',
  'chance_95',
  'verdict',
  'widest_gap',
  'groups',
  'reason',
];
/** What a contract says, so that the call may not. */
const saidByContract = ['reference', 'level', 'denominator-min', 'method'];

/**
 * The index or the comparisons that a contract names, for every organization and period of a call.
 *
 * @param path     JSON file of the contract
 * @param given    the call
 * @param reports  whose release is read
 * @returns        what is printed
 * @throws UsageError naming the file, the term, the value and the rule
 */
export async function printDisparityIndices(path: string, given: Given, reports: Reports): Promise<string> {
  const twice = saidByContract.find((flag) => given.text(flag) !== undefined) ?? (given.has('pairwise') ? 'pairwise' : undefined);
  if (twice !== undefined)
    throw new UsageError(`give --contract or --${twice}, not both: the contract fixes how groups are compared`);
  const contract = contractOf(path);
  const measure = given.value('measure');
  if (contract.measure !== measure)
    throw new UsageError(`--contract ${path}: measure must be ${measure}, as --measure has it, got ${String(contract.measure)}`);
  const format = given.text('format') ?? 'table';
  const { organizations } = questionOf(given, reports);
  const question = { organizations, ...periodsOf(given), by: given.value('by') };
  const under = `${echo(contract)}\n${provenanceLine(reports, measure)}`;
  if (isComparison(contract)) {
    const compared = await atFault(path, () => reports.contractComparisons({ ...question, contract }));
    const printed = printContractComparisons(compared, reports, format);
    return format === 'table' ? `${printed}${under}` : printed;
  }
  const found = await atFault(path, () => reports.disparityIndices({ ...question, contract }));
  if (format !== 'table')
    return formatRows(
      found.map((report) => indexRow(report, reports)),
      format,
      columns,
    );
  return `${formatRows(found.map(shownRow), format, columns)}\n${found.map(told).join('')}${under}`;
}

function contractOf(path: string): DisparityContract | ComparisonContract {
  const contract = readJson(path);
  if (typeof contract !== 'object' || contract === null || Array.isArray(contract))
    throw new UsageError(`--contract ${path}: a contract is an object of terms such as {"index": "range", "unit": 100, …}`);
  return contract as DisparityContract | ComparisonContract;
}

/** The engine refuses a contract in its own words; the file stands before them. */
async function atFault<T>(path: string, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && error.name === 'QuestionError'))
      throw new UsageError(`--contract ${path}: ${error.message}`);
    throw error;
  }
}

/** Every term of the contract, as it was given. */
function echo(contract: DisparityContract | ComparisonContract): string {
  return Object.entries(contract)
    .map(([term, value]) => `${term} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
}

function told(report: DisparityIndexReport): string {
  const omitted = report.measured?.omitted ?? [];
  const parts = [...(omitted.length === 0 ? [] : [`Too small, or empty: ${omitted.join(', ')}.`]), ...bewareOf(report)];
  return parts.length === 0 ? '' : `${wrap(`${report.organization.id} ${report.period}: `, parts.join(' '), 120)}\n\n`;
}

function shownRow({ period, organization, contract, measured, reason }: DisparityIndexReport): Row {
  const { value = null, lower = null, upper = null, group = null } = measured?.estimate ?? {};
  return {
    period,
    organization: organization.id,
    index: contract.index,
    value: shown(value),
    interval: lower === null || upper === null ? null : `${shown(lower)} to ${shown(upper)}`,
    corrected: shown(measured?.corrected ?? null),
    chance_mean: shown(measured?.noise.mean ?? null),
    chance_95: shown(measured?.noise.percentile95 ?? null),
    verdict: measured?.noise.verdict ?? null,
    widest_gap: group,
    groups: measured?.groups.length ?? null,
    reason,
  };
}

/** Indices are of any size, so digits that count are shown. */
const shown = (value: number | null): string | null => (value === null ? null : String(Number(value.toPrecision(3))));

function indexRow(
  { period, organization, measure, stratification, contract, measured, hidden, caution, reason }: DisparityIndexReport,
  { provenance }: Reports,
): Row {
  const { estimate, noise } = measured ?? {};
  const { reference } = contract;
  return {
    ...contract,
    reference: typeof reference === 'object' && reference !== null ? reference.group : reference,
    measure_version: measure.version,
    period,
    organization: organization.id,
    stratification: stratification.id,
    value: estimate?.value ?? null,
    standard_error: estimate?.standardError ?? null,
    lower: estimate?.lower ?? null,
    upper: estimate?.upper ?? null,
    method: estimate?.method ?? null,
    corrected: measured?.corrected ?? null,
    widest_gap_group: estimate?.group ?? null,
    reference_group: measured?.reference ?? null,
    observed_distance: noise?.observed ?? null,
    chance_mean: noise?.mean ?? null,
    chance_95: noise?.percentile95 ?? null,
    verdict: noise?.verdict ?? null,
    groups: measured?.groups.join('; ') ?? null,
    omitted: measured?.omitted.join('; ') ?? null,
    hidden: hidden.join('; '),
    caution,
    ...provenanceColumns(provenance),
    reason,
  };
}
