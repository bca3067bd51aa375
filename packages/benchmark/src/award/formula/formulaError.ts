export const functionNames = ['abs', 'ceil', 'floor', 'max', 'min', 'round', 'sqrt'] as const;

/** What may stand in a formula, for messages. */
export const allowed = `numbers, its inputs, + - * / ^, parentheses, < <= > >= == !=, a ? b : c, and, or, not, and the functions ${functionNames.join(', ')}`;

/** A formula that is not arithmetic, or has no value. The message names the text at fault, its column and the rule. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  /** From 1; null where the whole formula or an input is at fault. */
  readonly column: number | null;

  constructor(message: string, column: number | null = null) {
    super(column === null ? `formula: ${message}` : `formula, column ${column}: ${message}`);
    this.column = column;
  }
}

/** A piece of a formula in a message: on one line, and not all of it where it is long. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 59)}…` : line);
}
