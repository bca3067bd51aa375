/** Every rule that a percentile table can break. A test breaks each of them once. */
export const tableRules = {
  'empty-file': 'The file holds no row under its header, or nothing at all.',
  'not-utf-8': 'The text was not saved as UTF-8.',
  'broken-record': 'A quote is not closed, or a record has more or fewer fields than the header: the file may be cut off.',
  'wrong-separator': 'The fields are separated by semicolons or tabs.',
  'unknown-column': 'A column that the table does not have.',
  'repeated-column': 'A column stands there twice.',
  'missing-column': 'A required column is not there.',
  'missing-value': 'A row with a figure leaves a required field empty.',
  'unknown-word': 'A field is none of the words of its column.',
  'bad-year': 'A measurement year is no year from 1990 to 2100.',
  'bad-percentile': 'A percentile is no number from 0 to 100.',
  'bad-number': 'A figure is not in plain digits.',
  'bad-count': 'The number of those ranked is no whole number.',
  'above-100-percent': 'A percent is above 100.',
  'percent-for-fraction': 'The unit is fraction and a figure is above 1.',
  'fraction-for-percent': 'The unit is percent and no figure of the measure is above 1.',
  'unlike-rows': 'The rows of one table disagree on what is the same for all of them.',
  'duplicate-key': 'A percentile of one table stands there twice.',
  'out-of-order': 'A higher percentile has a worse figure.',
  'wrong-orientation': 'All figures run the other way than direction and orientation say.',
  'no-figures': 'No row has a figure.',
  'not-verified': 'No row with a figure is marked as verified.',
} as const;

export type TableRule = keyof typeof tableRules;

/** Something wrong in a percentile table. */
export interface TableFault {
  readonly rule: TableRule;
  /** The name under which the table was read. */
  readonly file: string;
  /** Line of the file, the first being line 1; null when the whole file is at fault, or the rows came from no file. */
  readonly line: number | null;
  readonly column: string | null;
  /** The value at fault, as it was written; null when it is no single one. */
  readonly value: string | null;
  readonly message: string;
  readonly remedy: string;
}

/** A fault before its file is known. */
export type RowFault = Omit<TableFault, 'file'>;

/** A row with its place. */
export interface Placed<Row> {
  readonly line: number | null;
  readonly row: Row;
}
