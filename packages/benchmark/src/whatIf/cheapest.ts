import { requireWhole } from '../counts.ts';
import { inputsOf, type MoneyInputs } from '../score/dollars.ts';
import type { PreparedProgram } from '../score/prepare.ts';
import type { ProgramResults } from '../score/results.ts';
import { scoreProgram } from '../score/scoreProgram.ts';
import type { ProgramScore } from '../score/types.ts';
import { cheapestSentence, titleOf } from './cheapestSentence.ts';
import { closeGaps, directionOf } from './closeGaps.ts';
import { compareScores, type ScoreChange } from './compareScores.ts';
import { gapCautions } from './gapCautions.ts';
import { type Goal, requireGoal } from './goal.ts';
import { planLine } from './linePlan.ts';
import { NotSeparable } from './notSeparable.ts';
import type { Gap, Plan } from './worth.ts';
import { type Found, planWorth } from './worthPlan.ts';

export interface CheapestOptions {
  readonly results: ProgramResults;
  readonly organization: string;
  readonly goal: Goal;
  /** What the program's money is a share of, by organization: `{ payer: { premium: 100_000_000 } }`. */
  readonly inputs?: Readonly<Record<string, MoneyInputs>> | undefined;
  /** What closing one gap of a measure of the data takes, in whole units of the caller's, such as minutes; 1 unless told. */
  readonly cost?: Readonly<Record<string, number>> | undefined;
}

/** Gaps of one measure to close. */
export interface CheapestGap extends Gap {
  readonly title: string;
  readonly cost: number;
}

export interface Cheapest {
  readonly organization: string;
  readonly goal: Goal;
  /** False where nothing reaches the goal, and the gaps are those that come nearest; null, with a reason, where nobody can tell. */
  readonly reached: boolean | null;
  readonly reason: string | null;
  readonly gaps: readonly CheapestGap[];
  readonly patients: number;
  readonly cost: number;
  readonly before: ProgramScore;
  readonly after: ProgramScore;
  readonly change: ScoreChange;
  /** What the gaps leave as it was although the program judges it. */
  readonly cautions: readonly string[];
  readonly sentence: string;
}

/**
 * The cheapest gaps to close for a goal: the next line, a line, so many dollars, the next dollar, a score. Least cost first, then
 * the fewest patients, then the most that the program pays, then the measures named first.
 *
 * A line of one measure takes a number of patients that is exact arithmetic. For dollars and scores the program is taken apart
 * into units that share no data: a measure, its strata or parts where these decide, and the closing of a gap between groups in
 * it. Closing gaps changes no denominator, so no weight changes either, and what a program pays is the sum over its units, cut to a
 * cap, of what each does alone. Of each unit every worth that it can have is scored exactly, with the fewest patients who bring
 * it: within it the lowest of several cells takes the fewest of each, a mean the choices that nothing beats. Then dynamic programming
 * over the units keeps, for the units so far, the choices that no other one beats in both cost and worth. That is optimal by
 * induction: if a best plan began with a choice for the first units that is beaten, the better one with the same end would do
 * as well for no more. A cap changes nothing: cut sums rise with sums.
 *
 * The strata of one stratification are taken to hold nobody twice.
 *
 * Not told, with the reason: where several organizations decide (a pool, an index of ranks), where one weighed item looks at all
 * measures (a composite), where strata of two stratifications decide, where what is paid is not determined (a hidden cell, a term
 * that nobody verified).
 *
 * @param prepared  the program, from `prepareProgram`
 * @param options   results; the organization; the goal; inputs of the money in dollars; what closing a gap costs, by measure
 * @returns         which gaps, what they cost, scores before and after with what differs, and the plan in a sentence
 * @throws RangeError when the goal or a cost is none, or names no measure of the program
 * @example prepareProgram(programInForce(findProgram('plan-to-provider-example'), { year: 2025 }), benchmarkSets()).then((prepared) => cheapest(prepared, { results: programResults([{ organization: 'a', measure: 'CBP', year: 2025, by: 'total', stratum: 'all', denominator: 143, numerator: 79 }]), organization: 'a', goal: { kind: 'next-line' } }).sentence) // 'Close 4 gaps in Controlling High Blood Pressure: CBP then meets median (the 50th percentile).'
 */
export function cheapest(
  prepared: PreparedProgram,
  { results, organization, goal, inputs = {}, cost = {} }: CheapestOptions,
): Cheapest {
  requireGoal(goal);
  const { program } = prepared;
  for (const [measure, one] of Object.entries(cost)) requireCost(measure, one, prepared);
  const costOf = (measure: string) => (Object.hasOwn(cost, measure) ? cost[measure]! : 1);
  const score = (counts: ProgramResults) =>
    scoreProgram(prepared, { results: counts, organizations: [organization], inputs })[0]!;
  const before = score(results);
  const plan: Plan = {
    prepared,
    results,
    organization,
    inputs: inputsOf(inputs, organization),
    before,
    aim: goal.kind === 'score' ? 'score' : 'dollars',
    costOf,
  };
  const found = findGaps(goal, plan);
  const gaps = found.gaps.map((gap) => ({
    ...gap,
    title: titleOf(gap.measure, program),
    cost: gap.patients * costOf(gap.measure),
  }));
  const changes = gaps.map((gap) => ({ ...gap, organization }));
  const after = gaps.length === 0 ? before : score(closeGaps(results, changes, program));
  const answer = {
    organization,
    goal,
    reached: found.reached,
    reason: found.reason,
    gaps,
    patients: gaps.reduce((sum, { patients }) => sum + patients, 0),
    cost: gaps.reduce((sum, gap) => sum + gap.cost, 0),
    before,
    after,
    change: compareScores([before], [after])[0]!,
    cautions: gapCautions(program, gaps),
  };
  return { ...answer, sentence: cheapestSentence(answer, found.line) };
}

type Answer = Omit<Found, 'reached'> &
  Pick<Cheapest, 'reached' | 'reason'> & { readonly line: { readonly label: string; readonly measure: string } | null };

function findGaps(goal: Goal, plan: Plan): Answer {
  try {
    if (goal.kind !== 'line' && goal.kind !== 'next-line') return { ...planWorth(goal, plan), reason: null, line: null };
    const { label, measure, ...found } = planLine(goal, plan);
    return { ...found, reason: null, line: { label, measure } };
  } catch (error) {
    if (error instanceof NotSeparable) return { gaps: [], reached: null, reason: error.message, line: null };
    throw error;
  }
}

function requireCost(measure: string, cost: number, { program }: PreparedProgram): void {
  directionOf(program, measure); // names a measure of the program
  requireWhole(`cost of ${measure}`, cost);
  if (cost === 0) throw new RangeError(`cost of ${measure} must be at least 1, got 0`);
}
