/** A row of an answer: what it is called, and its value; null is what is not defined or not shown. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Prints rows as a table to read, as CSV, or as JSON. CSV and JSON carry every column with all digits; a table carries
 * the columns that are named and rounds.
 */
export function formatRows(rows: readonly Row[], format: string, columns: readonly string[]): string {
  if (format === 'json') return `${JSON.stringify(rows, null, 2)}\n`;
  if (format === 'csv') {
    const names = rows[0] ? Object.keys(rows[0]) : columns;
    return [names, ...rows.map((row) => names.map((name) => row[name] ?? null))]
      .map((fields) => `${fields.map(csvField).join(',')}\n`)
      .join('');
  }
  const shown = columns.filter((name) => rows.some((row) => row[name] !== null && row[name] !== undefined));
  const body = rows.map((row) => shown.map((name) => shownValue(name, row[name] ?? null)));
  const numeric = shown.map((name) => rows.every((row) => typeof (row[name] ?? 0) === 'number'));
  const widths = shown.map((name, index) => Math.max(name.length, ...body.map((fields) => fields[index]!.length)));
  const line = (fields: readonly string[]) =>
    fields
      .map((field, index) => (numeric[index] ? field.padStart(widths[index]!) : field.padEnd(widths[index]!)))
      .join('  ')
      .trimEnd();
  return [line(shown), line(widths.map((width) => '-'.repeat(width))), ...body.map(line), ''].join('\n');
}

function csvField(value: string | number | boolean | null): string {
  // A spreadsheet would run a text that begins like a formula; a number may begin with a minus.
  const text = value === null ? '' : typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** On a screen a rate is a percent with one decimal. */
const percents =
  /^((group_|reference_)?rate|lower|upper|centre|chance|(next|next_line|median)_(rate|chance|chance_by_year_end)|chance_by_year_end|line_rate|.*_quarter_chance|target|beyond|limit_(lower|upper).*|.*_share|score|score_(before|after))$/;
/** A gap is in percentage points, with its sign. */
const gaps = /^gap(_lower|_upper|_lowest|_highest|_from|_to|_change)?$/;
function shownValue(name: string, value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (gaps.test(name)) {
    const points = (100 * Math.abs(value)).toFixed(1);
    return `${value < 0 && points !== '0.0' ? '−' : '+'}${points}`;
  }
  if (percents.test(name)) return `${(100 * value).toFixed(1)}%`;
  return Number.isInteger(value) ? value.toLocaleString('en-US') : value.toFixed(2);
}
