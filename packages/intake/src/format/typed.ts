import { tables, type TableName } from '../tables.ts';

/** A number as text, without the point that a whole one has in a floating column: 51624.0 is the member 51624. */
export const wholeNumberText = (text: string): string => `regexp_replace(${text}, '^(-?\\d+)\\.0+$', '\\1')`;

/**
 * A typed value as the text that a CSV file would have, by what its column holds: true and false are flags, whole numbers
 * have no point, dates no time of midnight.
 */
export function plainText(table: TableName, column: string, text: string): string {
  const kind = tables[table].columns.find(({ name }) => name === column)?.kind;
  return `nullif(trim(${plain(kind, text)}), '')`;
}

function plain(kind: string | undefined, text: string): string {
  switch (kind) {
    case 'flag':
      return `case ${text} when 'true' then '1' when 'false' then '0' else ${wholeNumberText(text)} end`;
    case 'count':
    case 'age':
      return wholeNumberText(text);
    case 'date':
      return `regexp_replace(${text}, '^(\\d{4}-\\d{2}-\\d{2})[T ]00:00:00.*$', '\\1')`;
    default:
      return text;
  }
}
