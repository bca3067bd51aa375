import type { Benchmark } from '../benchmark.ts';
import type { ProgramDefinition } from '../program/defineProgram.ts';
import { type InForceOptions, programInForce } from '../program/inForce.ts';
import { prepareProgram } from '../score/prepare.ts';
import { scoreProgram, type ScoreOptions } from '../score/scoreProgram.ts';
import type { ProgramScore } from '../score/types.ts';
import { applyGaps, type ClosedGaps, type GapChange, type PassedOver } from './closeGaps.ts';
import { compareScores, type ScoreChange } from './compareScores.ts';
import { gapCautions } from './gapCautions.ts';

/** A program as it is scored now. */
export interface WhatIfProgram extends InForceOptions {
  readonly definition: ProgramDefinition;
  /** The percentile tables at hand, shipped and imported. */
  readonly tables: readonly Benchmark[];
}

/** What is different. */
export interface ProgramChange {
  readonly gaps?: readonly GapChange[] | undefined;
  /** Other terms, said as assumptions: `{ 'lines.goal': '{"percentile":90}' }`, a scale, a weight, a formula. */
  readonly assume?: Readonly<Record<string, string | null>> | undefined;
  /** Another measurement year: its terms, and its results. */
  readonly year?: number | undefined;
}

export interface WhatIfOptions extends ScoreOptions {
  readonly change: ProgramChange;
}

export interface WhatIf {
  readonly before: readonly ProgramScore[];
  readonly after: readonly ProgramScore[];
  /** What differs, by organization. */
  readonly changes: readonly ScoreChange[];
  readonly closed: readonly ClosedGaps[];
  readonly passedOver: readonly PassedOver[];
  /** What the change leaves as it was although the program judges it. */
  readonly cautions: readonly string[];
}

/**
 * Scores a program as it is and as it would be: with gaps closed, with other terms, in another year. Ranks and pools are reckoned
 * anew among all organizations that there are results of.
 *
 * @param subject  the definition, its year, what is assumed of it as it is, and the tables at hand
 * @param options  results; organizations to score, which `each` stands for; inputs of the money in dollars; the change
 * @returns        scores before and after with what differs; which gaps were closed; what to beware of
 * @throws RangeError when gaps cannot be closed (`closeGaps`)
 * @throws ProgramError when an assumption names no term, or its text is no value of that term
 * @example whatIf({ definition: findProgram('plan-to-provider-example'), tables: benchmarkSets(), year: 2025 }, { results: programResults([{ organization: 'a', measure: 'CBP', year: 2025, by: 'total', stratum: 'all', denominator: 143, numerator: 79 }]), change: { gaps: [{ organization: 'a', measure: 'CBP', patients: 20 }] } }).then(({ changes }) => changes[0].items[0].cells[0].rate) // { before: 0.5524, after: 0.6923, change: 0.1399 }
 */
export async function whatIf(
  { definition, tables, year, assume = {} }: WhatIfProgram,
  { results, organizations, inputs, change }: WhatIfOptions,
): Promise<WhatIf> {
  const [now, then] = [
    programInForce(definition, { year, assume }),
    programInForce(definition, { year: change.year ?? year, assume: { ...assume, ...change.assume } }),
  ];
  const gaps = applyGaps(results, change.gaps ?? [], { program: then, organizations });
  const options = { organizations, inputs };
  const before = scoreProgram(await prepareProgram(now, tables), { ...options, results });
  const after = scoreProgram(await prepareProgram(then, tables), { ...options, results: gaps.results });
  return {
    before,
    after,
    changes: compareScores(before, after),
    closed: gaps.closed,
    passedOver: gaps.passedOver,
    cautions: gapCautions(then, gaps.closed),
  };
}
