/** 1st, 25th, 33.33rd, 66.67th: the suffix follows the last digits, decimals included. */
export function ordinal(percentile: number): string {
  const printed = String(percentile);
  const last = Number(printed.replace('.', '').slice(-2));
  return `${printed}${last > 10 && last < 14 ? 'th' : (suffixes[last % 10] ?? 'th')}`;
}

const suffixes = ['th', 'st', 'nd', 'rd'];
