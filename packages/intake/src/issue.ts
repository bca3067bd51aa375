import type { RuleName } from './ruleBook.ts';

/** Something wrong in the input, in the reader's words. No value of the data appears in it, only its shape. */
export interface Issue {
  readonly severity: 'error' | 'warning';
  /** Stable name of the rule, such as `unknown-practice`. */
  readonly rule: RuleName;
  readonly file: string;
  /** 1 for the first row of data; null when the whole file is at fault. */
  readonly record: number | null;
  /** Line of the file, the first being line 1; null where the format has no lines. */
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
  readonly remedy: string;
  /** The value's shape: digits as 9, letters as a. */
  readonly value: string | null;
}

/** How often a rule was broken, and how badly. */
export interface IssueCount {
  readonly rule: RuleName;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly count: number;
}

/** What a reader of files says of one of them; its place is added by the caller. */
export type Fault = Pick<Issue, 'rule' | 'column' | 'message' | 'remedy'> & { readonly record: number | null };

/** A fault of a file as a whole. */
export function wholeFile(rule: RuleName, message: string, remedy: string): Fault {
  return { rule, record: null, column: null, message, remedy };
}

const shapeMax = 24;

/**
 * The shape of a value: what a reader needs to see a wrong format, and nothing that names a person. Letters become `a`,
 * digits `9`, signs stay, everything else is `?`; long shapes are cut.
 *
 * @param value  as the file says it; null when empty
 * @example maskValue('13/2025') // '99/9999'
 */
export function maskValue(value: string | null): string | null {
  if (value === null) return null;
  const shape = [
    ...value
      .replaceAll(/\p{L}/gu, 'a')
      .replaceAll(/\p{N}/gu, '9')
      .replaceAll(/[^\p{P}\p{S}a9 ]/gu, '?'),
  ];
  return shape.length > shapeMax + 1 ? `${shape.slice(0, shapeMax).join('')}…` : shape.join('');
}
