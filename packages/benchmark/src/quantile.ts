import { decimal } from './award/fraction.ts';
import { type Decimal, readDecimal } from './decimal.ts';

/**
 * Quantile by definition 2 of Hyndman & Fan, which SAS calls PCTLDEF 5 and which gives the quartiles of states in the CMS Core Set:
 * an order statistic where n·p is no whole number, the mean of two neighbours where it is. Exact: decimals are never made doubles, so
 * neither 0.1 · 30 nor the half between 57.4 and 57.5 is rounded.
 *
 *   j = ⌊n p⌋;  x₍ⱼ₊₁₎ if n p > j;  (x₍ⱼ₎ + x₍ⱼ₊₁₎) / 2 if n p = j
 *
 * For a lower-is-better measure the percentile P in performance order is p = 1 − P / 100.
 *
 * @param values  printed decimals of at least 0, in any order; digits kept
 * @param p       fraction in [0, 1], read as it is written: 0.3333 is 3333/10000
 * @returns       the quantile as a decimal, without rounding and without trailing zeros
 * @throws RangeError when there are no values, one is not plain digits, or p is no fraction
 * @example quantileType2(['57.4', '57.5', '41', '60'], 0.5) // '57.45'
 *
 * Source: Hyndman & Fan 1996, The American Statistician 50:361.
 */
export function quantileType2(values: readonly string[], p: number): string {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p is a fraction between 0 and 1, got ${p}`);
  if (values.length === 0) throw new RangeError('a quantile needs at least one value, got none');
  const decimals = values.map((value, index) => readDecimal(`value ${index + 1}`, value));
  const scale = decimals.reduce((largest, decimal) => (decimal.scale > largest ? decimal.scale : largest), 1n);
  const sorted = decimals.map((decimal) => decimal.units * (scale / decimal.scale)).toSorted(ascending);

  const fraction = decimal('p', p);
  const reached = BigInt(values.length) * fraction.units;
  const j = Number(reached / fraction.scale);
  const next = sorted[Math.min(j, sorted.length - 1)]!;
  const isWhole = reached % fraction.scale === 0n;
  const below = isWhole && j > 0 ? sorted[j - 1]! : next; // p = 0 and p = 1 are the smallest and the largest
  return printDecimal({ scale: scale * 10n, units: (below + next) * 5n });
}

function printDecimal({ scale, units }: Decimal): string {
  const digits = String(scale).length - 1;
  const text = String(units).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}

function ascending(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
