import { called } from '../award/scales/position.ts';
import { everybody } from '../score/results.ts';
import type { ProgramScore, ScoredPart } from '../score/types.ts';
import type { Goal } from './goal.ts';
import { NotSeparable } from './notSeparable.ts';
import { anybody, openGaps } from './openGaps.ts';
import type { Plan } from './worth.ts';
import type { Found } from './worthPlan.ts';

type LineGoal = Extract<Goal, { readonly kind: 'line' | 'next-line' }>;

/** A line that a measure of the data is held against. */
interface Line {
  readonly measure: string;
  readonly label: string;
  readonly percentile: number | null;
  readonly name: string | null;
  readonly met: boolean;
  /** Null when no number is enough. */
  readonly patients: number | null;
}

export interface FoundLine extends Found {
  readonly label: string;
  readonly measure: string;
}

/**
 * The fewest gaps that bring the rate of everybody to a line: one subtraction in whole numbers. Among the next lines of several
 * measures the cheapest, then the one with the fewest patients, then the measure named first.
 *
 * @throws NotSeparable when there is no such line at hand, nobody payable, or no line left to meet
 */
export function planLine(goal: LineGoal, plan: Plan): FoundLine {
  const parts = partsOf(goal, plan);
  if (goal.kind === 'line') {
    const lines = linesOf(parts[0]!);
    const line = lines.find(({ name, percentile }) => (typeof goal.line === 'number' ? percentile : name) === goal.line);
    if (line === undefined) throw new NotSeparable(noLine(parts[0]!, goal.line, lines));
    return found(line, plan);
  }
  const next = parts.flatMap(nextLine);
  const reachable = next.filter(({ patients }) => patients !== null);
  const cost = ({ measure, patients }: Line) => patients! * plan.costOf(measure);
  const [best] = reachable.toSorted((a, b) => cost(a) - cost(b) || a.patients! - b.patients!);
  if (best !== undefined) return found(best, plan);
  if (next[0] !== undefined) return found(next[0], plan);
  const unplaced = parts.find((part) => linesOf(part).length === 0);
  throw new NotSeparable(
    unplaced === undefined
      ? 'every line is met already'
      : `${unplaced.measure}: ${unplaced.benchmarkReason ?? unplaced.total.reason ?? 'no line'}`,
  );
}

function found({ label, measure, patients }: Line, plan: Plan): FoundLine {
  const closed = patients ?? openGaps({ measure, ...everybody }, plan);
  return { label, measure, reached: patients !== null, gaps: closed === 0 ? [] : [anybody(measure, closed)] };
}

/** @throws RangeError when the program has no such measure */
function partsOf(goal: LineGoal, { before, prepared: { program } }: Plan): readonly ScoredPart[] {
  const parts = allParts(before);
  if (goal.measure === undefined) return parts;
  const named = parts.filter(({ measure }) => measure === goal.measure);
  if (named.length === 0)
    throw new RangeError(
      `${goal.measure} is no measure of ${program.id}; there are ${[...new Set(parts.map(({ measure }) => measure))].join(', ') || 'none'}`,
    );
  return named;
}

const allParts = ({ measures }: ProgramScore): readonly ScoredPart[] => measures.flatMap(({ parts }) => parts);

/** The lines of the program and those published, for everybody. */
function linesOf({ measure, total }: ScoredPart): readonly Line[] {
  return [
    ...total.lines.map(({ met, name, patientsToReach, percentile }) => {
      return {
        measure,
        label: percentile === null ? name : `${name} (${called(percentile)})`,
        name,
        percentile,
        met,
        patients: patientsToReach,
      };
    }),
    ...(total.placement?.lines ?? []).map(({ met, patientsToReach, percentile }) => {
      return { measure, label: called(percentile), name: null, percentile, met, patients: patientsToReach };
    }),
  ];
}

/** The line that takes the fewest patients among those that are not met. */
function nextLine(part: ScoredPart): readonly Line[] {
  const open = linesOf(part).filter(({ met }) => !met);
  return open.toSorted((a, b) => (a.patients ?? Infinity) - (b.patients ?? Infinity)).slice(0, 1);
}

function noLine({ benchmarkReason, measure, total }: ScoredPart, line: number | string, lines: readonly Line[]): string {
  if (lines.length === 0) return `${measure}: ${benchmarkReason ?? total.reason ?? 'no lines are at hand'}`;
  const known = [...new Set(lines.map(({ label }) => label))].join(', ');
  return `${typeof line === 'number' ? called(line) : line} is no line that ${measure} is held against; there are ${known}`;
}
