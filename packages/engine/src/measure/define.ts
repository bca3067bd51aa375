import { measureWindows, type MeasureWindow } from './period.ts';

/** Which way is good: a higher rate (control) or a lower one (poor control). */
export type Direction = 'higher' | 'lower';

/** What a measure is. Shared code reads these fields and never asks for an id. */
export interface Measure {
  /** Opaque and case-sensitive; HEDIS-like ids are upper case. */
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly statistic: 'proportion';
  readonly direction: Direction;
  readonly window: MeasureWindow;
  /** Ages in whole years on the last day of the period, both included; null when the measure names none. */
  readonly ages: { readonly from: number; readonly to: number } | null;
  /** The measure that counts the same care in months that share no patients: the one to draw run charts of. */
  readonly monthly: string | null;
  /** The public text that defines it. */
  readonly source: string;
}

/** What a declaration must say; the rest has defaults. */
export type MeasureDeclaration = Pick<Measure, 'id' | 'title' | 'direction'> & Partial<Measure>;

/**
 * Completes and checks a measure's declaration.
 *
 * Defaults: statistic `proportion`, version `1`, window `month`, no ages, no monthly twin.
 *
 * @param declaration  id, title, direction and whatever differs from the defaults
 * @throws RangeError naming the measure, the field, its value and the rule
 * @example defineMeasure({ id: 'foot-exam', title: 'Foot exam', direction: 'higher' }).window // 'month'
 */
export function defineMeasure(declaration: MeasureDeclaration): Measure {
  const measure: Measure = {
    version: '1',
    description: '',
    statistic: 'proportion',
    window: 'month',
    ages: null,
    monthly: null,
    source: 'declared by the user',
    ...declaration,
  };
  const refuse = (rule: string): never => {
    throw new RangeError(`measure ${measure.id}: ${rule}`);
  };
  if (!/^[\w.-]{1,64}$/.test(measure.id)) refuse('id is 1 to 64 letters, digits, dots, dashes or underscores');
  if (measure.title.trim() === '') refuse('title is missing');
  if (measure.statistic !== 'proportion') refuse(`statistic must be proportion, got ${String(measure.statistic)}`);
  if (measure.direction !== 'higher' && measure.direction !== 'lower')
    refuse(`direction must be higher or lower, got ${String(measure.direction)}`);
  if (!measureWindows.includes(measure.window))
    refuse(`window must be one of ${measureWindows.join(', ')}, got ${String(measure.window)}`);
  if (measure.ages && !(measure.ages.from <= measure.ages.to))
    refuse(`ages must run from low to high, got ${measure.ages.from} to ${measure.ages.to}`);
  if (measure.monthly === measure.id) refuse('monthly must name another measure');
  return measure;
}
