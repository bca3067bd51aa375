import { readFileSync } from 'node:fs';
import type { Run } from '../../src/runchart/runs.ts';
import type { AnhoejLimits } from '../../src/runchart/rules/anhoej.ts';

/** One phase of a golden case; `null` where the value is undefined. */
export interface GoldenPhase {
  readonly start: number;
  readonly end: number;
  readonly centre: number;
  readonly nObs: number;
  readonly nUseful: number;
  readonly onCentre: readonly number[];
  readonly runs: number;
  readonly crossings: number | null;
  readonly longestRun: number | null;
  readonly anhoej: {
    readonly longestRunMax: number | null;
    readonly crossingsMin: number | null;
    readonly longRun: boolean;
    readonly fewCrossings: boolean;
    readonly signal: boolean;
  };
  readonly shift: Readonly<Record<'6' | '7' | '8', boolean>>;
  readonly trend: Readonly<Record<'5' | '6' | '7', boolean>>;
  readonly runList: readonly Run[];
  readonly trendList: readonly {
    readonly direction: string;
    readonly start: number;
    readonly length: number;
    readonly indices: number[];
  }[];
}

export interface GoldenCase {
  readonly id: string;
  readonly input: {
    readonly values?: readonly (number | null)[];
    readonly numerators?: readonly number[];
    readonly denominators?: readonly number[];
    readonly centre?: number;
    readonly freeze?: number;
    readonly phases?: readonly number[];
    readonly exclude?: readonly number[];
  };
  readonly expected: { readonly phases: readonly GoldenPhase[] };
}

export const golden = JSON.parse(readFileSync(new URL('../fixtures/golden/runcharts.json', import.meta.url), 'utf8')) as {
  readonly tables: { readonly anhoej: readonly ({ readonly n: number } & AnhoejLimits)[] };
  readonly cases: readonly GoldenCase[];
};

/** The series of a case: rates where it has counts, NaN where a value is missing. */
export function seriesOf({ input }: GoldenCase): number[] {
  if (input.values) return input.values.map((value) => value ?? NaN);
  return (input.numerators ?? []).map((numerator, index) => numerator / (input.denominators?.[index] ?? NaN));
}
