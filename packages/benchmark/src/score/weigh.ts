import type { Program } from '../program/program.ts';
import type { Term } from '../program/term.ts';
import { isMissing, isPayable } from './achieved.ts';
import { counted } from './dollars.ts';
import type { ProgramScore, ScoredComponent, ScoredMeasure, Weighing } from './types.ts';

type Unweighed = Omit<ScoredMeasure, Weighing> | Omit<ScoredComponent, Weighing>;
type Item = ScoredMeasure | ScoredComponent;

/** The share of the whole that each item has. Where no weight is stated the measures weigh alike; null for what is only shown. */
export function sharesOf(items: readonly Unweighed[]): (number | null)[] {
  const scored = items.map((item) => item.kind !== 'measure' || item.use === 'scored');
  const stated = items.map(({ weight }, index) => scored[index] === true && weight.standing !== 'absent');
  if (!stated.includes(true)) {
    const measures = items.filter((item, index) => item.kind === 'measure' && scored[index] === true).length;
    return items.map((item, index) => (item.kind === 'measure' && scored[index] === true ? 1 / measures : null));
  }
  return items.map(({ weight }, index) => (stated[index] === true ? weight.value : null));
}

/** A weight that is stated and not known leaves the whole without a score. */
function unknownWeights(items: readonly Item[]): Term<number>[] {
  return items.map(({ weight }) => weight).filter(({ standing }) => standing === 'unknown');
}

type Whole = Pick<ProgramScore, 'lower' | 'reason' | 'score' | 'upper' | 'weightScored'>;

/** The weighted mean of what counts, with its bounds where something that counts is not determined. */
export function wholeOf(items: readonly Item[], { missing }: Pick<Program, 'missing'>): Whole {
  const nothing = { score: null, lower: null, upper: null, weightScored: 0 };
  const unknown = unknownWeights(items);
  if (unknown.length > 0) {
    const paths = unknown.map(({ path }) => path).join(', ');
    return { ...nothing, reason: `${paths} ${unknown.length === 1 ? 'is' : 'are'} not known` };
  }
  const weighed = items.filter(({ share }) => share !== null);
  const payable = weighed.filter((item) => isPayable(counted(item)));
  if (missing.standing === 'unknown' && weighed.some(isMissing))
    return { ...nothing, reason: `something is not payable, and ${missing.path} is not known` };
  const weight = sum(payable.map(({ share }) => share!));
  if (weight === 0) return { ...nothing, reason: weighed.length === 0 ? 'the program weighs nothing' : 'nothing is payable' };
  const mean = (end: 'lower' | 'upper') => sum(payable.map((item) => item.share! * counted(item)[end])) / weight;
  const determined = payable.filter((item) => counted(item).achieved !== null);
  const weightScored = sum(determined.map(({ share }) => share!)) / sum(weighed.map(({ share }) => share!));
  const [lower, upper] = [mean('lower'), mean('upper')];
  const open = payable.find((item) => counted(item).achieved === null && item.share! > 0);
  if (open === undefined) return { score: lower, lower, upper, weightScored, reason: null };
  return { score: null, lower, upper, weightScored, reason: `${open.id}: ${open.reason}` };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
