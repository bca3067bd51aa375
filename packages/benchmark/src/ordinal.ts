const suffixes: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const rules = new Intl.PluralRules('en', { type: 'ordinal' });

/** 1st, 25th, 33.33rd, 66.67th: the suffix follows the last digits, decimals included. */
export function ordinal(percentile: number): string {
  const digits = Number(String(percentile).replace('.', ''));
  return `${percentile}${suffixes[rules.select(digits)] ?? 'th'}`;
}
