import { readFileSync } from 'node:fs';
import type { Direction } from '@equipoise/benchmark';
import type { Cell } from './support.ts';

interface Closing {
  readonly open_gaps: number;
  readonly needed: number;
  readonly p_meet: number;
}

interface WorkedExamples {
  readonly percentileRank: readonly (Cell & {
    readonly measure_id: string;
    readonly percentile?: number;
    readonly below?: number;
    readonly above?: number;
  })[];
  readonly patientsToReach: readonly (Cell & {
    readonly direction: Direction;
    readonly threshold_percent: string;
    readonly patients_to_close: number;
    readonly rate_after_percent: number;
  })[];
  readonly floatingPointTraps: readonly {
    readonly denominator: number;
    readonly threshold_percent: string;
    readonly exact_needed_numerator: number;
    readonly naive_float_result: number;
  }[];
  readonly jeffreysPosterior: readonly (Cell & {
    readonly direction: Direction;
    readonly threshold: number;
    readonly p_true_rate_meets: number;
  })[];
  readonly binomial: readonly (Closing & { readonly closure_probability: string })[];
  readonly betaBinomial: readonly (Closing & { readonly alpha: number; readonly beta: number; readonly scipy_check: number })[];
}

export const worked = JSON.parse(
  readFileSync(new URL('fixtures/workedExamples/placement.json', import.meta.url), 'utf8'),
) as WorkedExamples;
