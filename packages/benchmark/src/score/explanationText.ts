import { percentText } from '../award/percentText.ts';
import { ordinal } from '../ordinal.ts';
import type { Explanation } from './explanation.ts';

export type ExplanationUnit = 'count' | 'dollars' | 'percentile' | 'points' | 'rate' | 'share' | 'text';

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

export const dollarText = (amount: number): string => dollars.format(amount);

/** A value as people read it; what is not there is a dash, never 0. */
export function shown(value: Explanation['value'], unit: ExplanationUnit): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'count':
      return counts.format(value);
    case 'dollars':
      return dollarText(value);
    case 'percentile':
      return ordinal(Number(value.toFixed(2)));
    case 'points':
    case 'text':
      return String(Number(value.toFixed(4)));
    case 'rate':
    case 'share':
      return percentText(value);
  }
}

export const patientsText = (patients: number): string => `${counts.format(patients)} ${patients === 1 ? 'patient' : 'patients'}`;

/** How likely the underlying rate meets a line. Never 0 or 100 %: counts leave nothing certain. */
export function chanceText(chance: number): string {
  if (chance < 0.0005) return 'chance under 0.1 %';
  return chance > 0.9995 ? 'chance over 99.9 %' : `chance ${(100 * chance).toFixed(1)} %`;
}

/** One row of an explanation, for a table or a CSV. */
export interface ExplanationRow {
  readonly depth: number;
  /** The labels from the top, ` > ` between two. */
  readonly path: string;
  readonly label: string;
  readonly value: Explanation['value'];
  readonly unit: ExplanationUnit;
  readonly how: string | null;
  readonly reason: string | null;
}

/**
 * An explanation as rows, each step before what it rests on.
 *
 * @param explanation  from `explainScore`
 * @example explanationRows({ label: 'a', value: 1, unit: 'count', how: null, reason: null, children: [] })[0].path // 'a'
 */
export function explanationRows(explanation: Explanation, above: readonly string[] = []): ExplanationRow[] {
  const { children, how, label, reason, unit, value } = explanation;
  const labels = [...above, label];
  return [
    { depth: above.length, path: labels.join(' > '), label, value, unit, how, reason },
    ...children.flatMap((child) => explanationRows(child, labels)),
  ];
}

/**
 * An explanation in plain words, a line a step, indented by what rests on what.
 *
 * @param explanation  from `explainScore`
 * @example explanationText({ label: 'CBP', value: 0.5, unit: 'rate', how: '2 of 4', reason: null, children: [] }) // 'CBP: 50 % = 2 of 4'
 */
export function explanationText(explanation: Explanation): string {
  return explanationRows(explanation)
    .map(({ depth, how, label, reason, unit, value }) => {
      const why = reason === null ? '' : ` (${reason})`;
      return `${'  '.repeat(depth)}${label}: ${shown(value, unit)}${how === null ? '' : joined(how)}${why}`;
    })
    .join('\n');
}

/** Arithmetic equals the value, a sentence follows it, anything else is beside it. */
function joined(how: string): string {
  if (/^[\d,.]+ of [\d,.]+$| [×+] |, with /.test(how)) return ` = ${how}`;
  return how.endsWith('.') ? `. ${how}` : `, ${how}`;
}
