import { compileRule } from './control/compile.ts';
import { aimless, type ControlRule, type RuleSpan } from './control/types.ts';
import { ruleFamilies, type RuleFamilyId } from './families.ts';

/** A series as rules see it; a control chart is one. */
export interface RuleSeries {
  /** Distance from the centre in standard errors, from uncut limits: 0 on the centre, NaN for a point that takes no part. */
  readonly z: ArrayLike<number>;
  /** What is drawn, for rules that look at the steps between points; without it they look at `z`. */
  readonly value?: ArrayLike<number>;
  /** Stretches in which everything starts anew; the whole series by default. */
  readonly phases?: readonly RuleSpan[];
}

/** What one rule found. */
export interface RuleSignal {
  readonly rule: ControlRule;
  /** Indices of the points at which the rule is met, from 0. */
  readonly ends: readonly number[];
  /** Indices of all points that make the rule met. */
  readonly points: readonly number[];
  /** For each of `points`: 1 above the centre or rising, −1 below it or falling, 0 for a rule that points neither way. */
  readonly directions: readonly (1 | -1 | 0)[];
}

/**
 * Every signal of a series by rules of one's choice: where each is complete and which points make it up.
 *
 * Beyond a line is strictly beyond it, by more than rounding. A missing point neither counts nor breaks: its neighbours follow
 * one another. The rules hold for points that do not share patients.
 *
 * @param series  z-scores, as from {@link controlChart}; infinite where limits have no width
 * @param rules   a family by name, or rules with any parameters
 * @returns       one entry a rule, in their order, empty where it found nothing
 * @throws RangeError when an entry is not a number, lengths differ, a phase lies outside the series, or a rule or one of its
 *                 parameters is unknown or out of its domain
 * @example findSignals({ z: [0.1, 2.2, -0.3, 2.4] }, [{ rule: 'k-of-n', k: 2, n: 3, sigmas: 2 }])[0].points // [1, 3]
 *
 * Source: each family names its own.
 */
export function findSignals(series: RuleSeries, rules: RuleFamilyId | readonly ControlRule[]): RuleSignal[] {
  const z = readNumbers('z', series.z);
  const value = series.value === undefined ? z : readNumbers('value', series.value);
  if (value.length !== z.length) throw new RangeError(`value and z must be of one length, got ${value.length} and ${z.length}`);
  const phases = series.phases ?? (z.length === 0 ? [] : [{ start: 0, end: z.length - 1 }]);
  for (const { start, end } of phases) {
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end < z.length))
      throw new RangeError(`a phase must lie within the ${z.length} points, got ${start} to ${end}`);
  }
  const ends = new Uint8Array(z.length);
  const members = new Int8Array(z.length);
  return rulesOf(rules).map((rule) => {
    const mark = compileRule(rule);
    const found = phases.reduce((signals, phase) => signals + mark({ z, value }, phase, { ends, members }), 0);
    if (found === 0) return { rule, ends: [], points: [], directions: [] };
    const points = whereMarked(members);
    const signal = { rule, ends: whereMarked(ends), points, directions: points.map((point) => directionOf(members[point]!)) };
    ends.fill(0);
    members.fill(0);
    return signal;
  });
}

/** The rules of a family, or those given. */
export function rulesOf(rules: RuleFamilyId | readonly ControlRule[]): readonly ControlRule[] {
  if (typeof rules !== 'string') return rules;
  if (!Object.hasOwn(ruleFamilies, rules))
    throw new RangeError(`rules must be one of ${Object.keys(ruleFamilies).join(', ')}, got ${rules}`);
  return ruleFamilies[rules].rules;
}

function whereMarked(marks: Uint8Array | Int8Array): number[] {
  const indices: number[] = [];
  marks.forEach((mark, index) => {
    if (mark !== 0) indices.push(index);
  });
  return indices;
}

function directionOf(mark: number): 1 | -1 | 0 {
  if (mark === aimless) return 0;
  return mark > 0 ? 1 : -1;
}

/** Stops a null or a hole from an untyped caller too: read as 0 it would lie on the centre. */
function readNumbers(name: string, values: ArrayLike<number>): Float64Array {
  if (values instanceof Float64Array) return values;
  for (let index = 0; index < values.length; index += 1) {
    if (typeof values[index] !== 'number')
      throw new RangeError(`${name}[${index}] must be a number, or NaN for a point that takes no part, got ${values[index]}`);
  }
  return Float64Array.from(values);
}
