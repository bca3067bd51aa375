/** Something wrong in the input, in the reader's words. No value of the data appears in it, only its shape. */
export interface Issue {
  readonly severity: 'error' | 'warning';
  /** Stable name of the rule, such as `unknown-practice`. */
  readonly rule: string;
  readonly file: string;
  /** 1 for the first row of data; null when the whole file is at fault. */
  readonly record: number | null;
  /** Line of the file, the header being line 1; null where the format has no lines. */
  readonly line: number | null;
  readonly column: string | null;
  readonly message: string;
  readonly remedy: string;
  /** The value's shape: digits as 9, letters as a. */
  readonly value: string | null;
}

/** How often a rule was broken, and how badly. */
export interface IssueCount {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly count: number;
}

/**
 * The shape of a value: what a reader needs to see a wrong format, and nothing that names a person.
 *
 * @example maskValue('13/2025') // '99/9999'
 */
export function maskValue(value: string | null): string | null {
  if (value === null) return null;
  const shape = value
    .replaceAll(/\p{L}/gu, 'a')
    .replaceAll(/\p{N}/gu, '9')
    .replaceAll(/[^\p{P}\p{S}a9 ]/gu, '?');
  return shape.length > 24 ? `${shape.slice(0, 24)}…` : shape;
}
