/**
 * What values look like, by the kind of their column, as regular expressions that RE2 and ECMAScript read alike. Rules,
 * JSON Schema and nothing else say what a month is.
 */
export const patterns = {
  month: '\\d{4}-(?:0[1-9]|1[0-2])',
  date: '\\d{4}-\\d{2}-\\d{2}',
  age: '\\d{1,2}|1[0-2]\\d',
  count: '\\d{1,9}|<\\s?\\d{1,9}', // nobody counts a billion patients
  text: '[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*', // no control or invisible format characters, no line or paragraph separators
} as const;
