/** 0.5714 → `57.14 %`: two decimals, as rates are reported. For sentences only. */
export function percentText(fraction: number): string {
  return `${Number((100 * fraction).toFixed(2))} %`;
}
