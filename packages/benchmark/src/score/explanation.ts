import type { Term } from '../program/term.ts';
import type { ExplanationUnit } from './explanationText.ts';

/** One step of a reckoning, and the steps it rests on: down to the counts. */
export interface Explanation {
  readonly label: string;
  readonly value: boolean | number | string | null;
  readonly unit: ExplanationUnit;
  /** How the value came about: a formula with its numbers, or a sentence. */
  readonly how: string | null;
  /** Why there is no value. */
  readonly reason: string | null;
  readonly children: readonly Explanation[];
}

export function leaf(label: string, value: Explanation['value'], unit: ExplanationUnit): Explanation {
  return { label, value, unit, how: null, reason: null, children: [] };
}

/** A term with its standing and source; the path in front says what to assume. */
export function explainTerm(
  label: string,
  { path, source, standing, value }: Term<unknown>,
  { unit, words = shownValue }: { readonly unit: ExplanationUnit; readonly words?: (value: unknown) => Explanation['value'] },
): Explanation {
  const origin = source === null || source === 'default' ? '' : ` (${source})`;
  return {
    ...leaf(label, value === null ? null : words(value), unit),
    how: value === null ? null : `${path}, ${standing === 'unverified' ? 'recalled, seen in no source' : standing}${origin}`,
    reason: value === null ? `${path} is not known` : null,
  };
}

function shownValue(value: unknown): Explanation['value'] {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : JSON.stringify(value);
}

/** A share to the last digit that counts, so that a product of dollars is true to the cent: `63.4146341463415 %`. */
export function exactPercent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(15))} %`;
}

/** `CBP Controlling High Blood Pressure`, or the id alone where the title says no more. */
export const named = (id: string, title: string): string => (title === id ? id : `${id} ${title}`);
