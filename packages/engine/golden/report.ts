import { basename } from 'node:path';
import { judge, type Finding, type Judgement } from './judge.ts';
import type { GoldenFile } from './read.ts';
import type { GoldenCase, GoldenFamily } from './types.ts';

/** The cases of one method, test or function. */
export interface Group {
  readonly name: string;
  readonly judgements: readonly Judgement[];
}

export interface FileReport {
  readonly file: GoldenFile;
  readonly groups: readonly Group[];
  readonly passed: number;
  readonly failed: number;
}

/** Puts every case of a file to the engine. A file that cannot be put fails with all its cases. */
export function judgeFile(file: GoldenFile, families: readonly GoldenFamily[]): FileReport {
  const family = families.find((candidate) => candidate.family === file.family);
  if (file.problem === null && family === undefined)
    return judgeFile({ ...file, problem: `not yet supported: family ${file.family}`, lost: file.cases.length }, families);
  if (file.problem !== null || family === undefined) return { file, groups: [], passed: 0, failed: file.lost };
  const groups = Array.from(Map.groupBy(file.cases, groupOf), ([name, cases]) => ({
    name,
    judgements: cases.map((given) => judge(family, given)),
  })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const passed = groups.flatMap(({ judgements }) => judgements).filter((judgement) => judgement.passed).length;
  return { file, groups, passed, failed: file.cases.length - passed };
}

/** What a case is about, as its file words it: measure and method (its name, not a text about it), a test, a function, or a kind of chart. */
export function groupOf({ family, measure, method, test, function: name, kind, input }: GoldenCase): string {
  const chart = typeof input === 'object' && input !== null && 'chart' in input ? input.chart : undefined;
  const id = typeof method === 'string' && method.includes(' ') ? undefined : method;
  const words = [family, measure, id, test, name, kind, chart].filter((word) => typeof word === 'string');
  return words.join(' ') || 'all';
}

/** Accuracy by method, then every failed case, then the count. */
export function describeReports(reports: readonly FileReport[]): string {
  const total = (count: 'passed' | 'failed') => reports.reduce((sum, report) => sum + report[count], 0);
  return [
    ...reports.flatMap(describeFile),
    ...reports.flatMap(describeFailures),
    `golden: ${total('passed')} passed, ${total('failed')} failed`,
    '',
  ].join('\n');
}

function describeFile({ file, groups }: FileReport): string[] {
  if (file.problem !== null) return [];
  const width = Math.max(30, ...groups.map(({ name }) => name.length));
  const rows = groups.map(({ name, judgements }) => {
    const findings = judgements.flatMap((judgement) => judgement.findings);
    const worst = findings.reduce((most, { error }) => Math.max(most, error), 0); // NaN, where nothing can be compared, wins
    const passed = judgements.filter((judgement) => judgement.passed).length;
    const aimed = findings.length > 0 && passed === judgements.length && findings.every((finding) => finding.aimed);
    return row(width, [name, judgements.length, passed, describeError(worst), aimed ? 'reached' : 'missed']);
  });
  return [`${basename(file.path)}: ${file.family}`, row(width, ['', 'cases', 'passed', 'worst error', 'aim']), ...rows, ''];
}

function row(width: number, [name, cases, passed, worst, aim]: readonly [string, ...(string | number)[]]): string {
  return `  ${name.padEnd(width)}  ${String(cases).padStart(5)}  ${String(passed).padStart(6)}  ${String(worst).padStart(11)}  ${aim}`;
}

function describeFailures({ file, groups, failed }: FileReport): string[] {
  if (file.problem !== null) return [`${basename(file.path)} ${file.problem} (${failed} failed)`, ''];
  const lines = groups.flatMap(({ judgements }) => judgements.flatMap(describeFailure));
  return lines.length === 0 ? [] : [...lines, ''];
}

/** One line for each answer of a case that misses; none for a case that passes. */
export function describeFailure({ id, findings, problem }: Judgement): string[] {
  if (problem !== null) return [`failed ${id}: ${problem}`];
  return findings.filter(({ passed }) => !passed).map((finding) => `failed ${id} ${describeFinding(finding)}`);
}

function describeFinding({ field, ours, expected, error }: Finding): string {
  const said = ours === undefined ? 'not answered' : show(ours);
  return `${field}: ours ${said}, expected ${show(expected)}${Number.isNaN(error) ? '' : `, error ${describeError(error)}`}`;
}

function show(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
}

function describeError(error: number): string {
  return error === 0 ? '0' : error.toExponential(1);
}
