import { z } from 'zod';
import type { LineReference, ScalePosition } from './position.ts';

/** What a scale looks at: met lines, the percentile, the rate itself, the rate at baseline. */
export type ScaleNeed = 'baseline' | 'lines' | 'percentile' | 'rate';

/** One step of the reckoning: a line, a rate, a number of points. */
export interface ScalePart {
  readonly label: string;
  readonly value: boolean | number | string | null;
}

/** What a scale answers. NaN where what is known does not decide it. */
export interface ScaleOutcome {
  readonly achieved: number;
  /** The least and the most that `achieved` can be; both are it where it is decided. */
  readonly lower: number;
  readonly upper: number;
  /** Why it is undecided; null when it is not. */
  readonly reason: string | null;
  readonly parts: readonly ScalePart[];
  /** How the answer came about, in words. */
  readonly sentence: string;
}

export interface ScaleDefinition<Schema extends z.ZodType> {
  readonly title: string;
  /** In one line, in terms of the parameters. */
  readonly formula: string;
  readonly needs: readonly ScaleNeed[];
  readonly source: string;
  /** Whether the formula itself was read in its source. Its constants are the program's. */
  readonly verified: boolean;
  readonly schema: Schema;
  /** The lines that a benchmark, or the caller by name, must have. */
  lines(parameters: z.infer<Schema>): readonly LineReference[];
  score(parameters: z.infer<Schema>, position: ScalePosition): ScaleOutcome;
}

export const lineReference = z
  .union([z.number().min(0).max(100), z.string().min(1)])
  .describe('A percentile in performance order, such as 66, or the name of a line, such as MPL');

export function decided(achieved: number, sentence: string, parts: readonly ScalePart[]): ScaleOutcome {
  return { achieved, lower: achieved, upper: achieved, reason: null, parts, sentence };
}

export function undecided(
  reason: string,
  parts: readonly ScalePart[],
  { lower, upper }: { readonly lower: number; readonly upper: number } = { lower: 0, upper: 1 },
): ScaleOutcome {
  return { achieved: NaN, lower, upper, reason, parts, sentence: `Undetermined: ${reason}.` };
}
