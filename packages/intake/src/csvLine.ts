/**
 * Fields as a line of CSV, without its end: quoted only where they must be. A text that a spreadsheet would take for a
 * formula gets a single quote before it.
 */
export function csvLine(fields: readonly (string | number | null)[]): string {
  return fields
    .map((field) => {
      const text = typeof field === 'string' && /^[=+\-@\t\r]/.test(field) ? `'${field}` : String(field ?? '');
      return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
}
