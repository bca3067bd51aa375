import { readFileSync } from 'node:fs';

interface WorkedExamples {
  readonly dollarsAtRisk: {
    readonly premium: number;
    readonly at_risk_fraction: string;
    readonly weight_each: number;
    readonly cases: readonly {
      readonly percentile: number;
      readonly linear_25_66_share: number;
      readonly linear_25_66_payment: number;
      readonly cliff_66_share: number;
      readonly cliff_66_payment: number;
    }[];
  };
  readonly gapRules: readonly {
    readonly rule: string;
    readonly baseline?: number;
    readonly target?: number;
    readonly baseline_reference?: number;
    readonly baseline_group?: number;
    readonly current_reference?: number;
    readonly current_group?: number;
    readonly gap_baseline?: number;
    readonly gap_current?: number;
    readonly closed_fraction?: number;
    readonly target_reduction?: number;
    readonly actual_reduction?: number;
    readonly score?: number;
  }[];
  readonly ahrqRule: readonly {
    readonly reference: readonly [number, number];
    readonly group: readonly [number, number];
    readonly relative_difference_favourable: number;
    readonly relative_difference_adverse: number;
    readonly z_pooled: number;
    readonly p_two_sided: number;
    readonly flag: boolean;
  }[];
}

export const worked = JSON.parse(
  readFileSync(new URL('../fixtures/workedExamples/award.json', import.meta.url), 'utf8'),
) as WorkedExamples;
