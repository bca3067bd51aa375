import { readFileSync } from 'node:fs';
import type { GoldenCase } from '../../golden/types.ts';
import type { AnhoejLimits } from '../../src/runchart/rules/anhoej.ts';

/** Limits of the runs test for so many useful points: as printed and from the exact distribution. */
export interface RunsRow {
  readonly n: number;
  readonly printedLower: number;
  readonly printedUpper: number;
  readonly exactLower: number;
  readonly exactUpper: number;
}

/** Run charts worked out in R from the published definitions, and the tables that their rules rest on. */
export const golden = JSON.parse(readFileSync(new URL('../fixtures/golden/runcharts.json', import.meta.url), 'utf8')) as {
  readonly tables: {
    readonly anhoej: readonly ({ readonly n: number } & AnhoejLimits)[];
    readonly runs: readonly RunsRow[];
    readonly runsExactOnly: readonly Pick<RunsRow, 'n' | 'exactLower' | 'exactUpper'>[];
  };
  readonly cases: readonly GoldenCase[];
};
