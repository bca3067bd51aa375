import type { Unit } from '../model.ts';

/** Values that a unit can have: an axis never runs beyond them. */
export const unitRange: Readonly<Record<Unit, { readonly low: number; readonly high: number }>> = {
  percent: { low: 0, high: 1 },
  points: { low: -1, high: 1 },
  ratio: { low: 0, high: Infinity },
  number: { low: -Infinity, high: Infinity },
};

const shown: Readonly<Record<Unit, { readonly scale: number; readonly suffix: string; readonly decimals: number }>> = {
  percent: { scale: 100, suffix: '%', decimals: 1 },
  points: { scale: 100, suffix: ' points', decimals: 1 },
  ratio: { scale: 1, suffix: '', decimals: 2 },
  number: { scale: 1, suffix: '', decimals: 0 },
};

/** How numbers of one axis are written: as many decimals on every tick as the step needs, and no fewer on values. */
export interface NumberFormat {
  tick(value: number): string;
  value(value: number): string;
  /** The value without its unit, for a place that names the unit. */
  bare(value: number): string;
}

/**
 * @param unit  of the axis
 * @param step  between ticks, in the unit of the values; NaN without ticks
 */
export function numberFormat(unit: Unit, step: number): NumberFormat {
  const { scale, suffix, decimals } = shown[unit];
  const ticks = Number.isNaN(step) ? 0 : Math.min(12, Math.max(0, -Math.floor(Math.log10(step * scale) + 1e-9)));
  const bare = (value: number) =>
    fixed(value * scale, unit === 'number' ? plainDecimals(value, ticks) : Math.max(decimals, ticks));
  return {
    tick: (value) => `${fixed(value * scale, ticks)}${unit === 'percent' ? suffix : ''}`,
    value: (value) => `${bare(value)}${suffix}`,
    bare,
  };
}

/** Counts stay whole; what lies between two ticks needs a digit more than they have. */
function plainDecimals(value: number, ticks: number): number {
  return Number.isInteger(value) ? 0 : ticks + 1;
}

/** Fixed decimals; a value that rounds to zero has no sign. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return text.startsWith('-') && Number(text) === 0 ? text.slice(1) : text;
}

/** A coverage as readers know it: 0.998 is 99.8%. */
export function levelText(level: number): string {
  return `${Number((100 * level).toPrecision(10))}%`;
}

/** "1 point", "2 points". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
