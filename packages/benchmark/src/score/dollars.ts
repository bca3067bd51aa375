import type { Formula } from '../award/formula.ts';
import type { Program, ProgramMoney } from '../program/program.ts';
import { isPayable } from './achieved.ts';
import { formulaFault } from './formulaFault.ts';
import type { Achieved, Cents, ScoredCell, ScoredMeasure, WeighedItem } from './types.ts';

/** What the caller states of an organization: `{ premium: 100_000_000 }`. */
export type MoneyInputs = Readonly<Record<string, number>>;

/** What the dollars of an item are reckoned from. */
export interface Stake {
  readonly organization: string;
  readonly money: ProgramMoney;
  readonly kind: Program['kind'];
  readonly base: number;
  readonly share: number;
  readonly inputs: MoneyInputs;
  readonly formula: Formula | null;
}

/** What is stated of an organization, whatever it is called. */
export const inputsOf = (inputs: Readonly<Record<string, MoneyInputs>>, organization: string): MoneyInputs =>
  Object.hasOwn(inputs, organization) ? inputs[organization]! : {};

export const noCents = (reason: string): Cents => ({ cents: null, lower: null, upper: null, reason });
export const exactly = (cents: number): Cents => ({ cents, lower: cents, upper: cents, reason: null });

/**
 * Dollars as whole cents, half a cent up. Products of decimals carry an error far below a millionth of a cent, which must not
 * turn a half into less: it is rounded off first.
 */
export function toCents(dollars: number): number {
  const millionths = Number((dollars * 100).toFixed(6));
  return Math.floor(millionths + 0.5);
}

/** @throws RangeError when what the caller states of an organization is no amount */
export function requireInputs(organization: string, inputs: MoneyInputs): void {
  for (const [name, value] of Object.entries(inputs)) {
    if (!(Number.isFinite(value) && value >= 0))
      throw new RangeError(`${name} of ${organization} must be a number of at least 0, got ${String(value)}`);
  }
}

/** What counts of an item in the score: what it achieved, or nothing where the program counts what is not payable as that. */
export function counted(item: Achieved & Pick<WeighedItem, 'countedAsNothing'>): Achieved {
  return item.countedAsNothing ? { achieved: 0, lower: 0, upper: 0, status: 'REPORTED', reason: null } : item;
}

/** What one item pays, earns or loses. Default by kind: base × share × weight × achieved; of a penalty × (1 − achieved). */
export function itemDollars(
  item: Omit<WeighedItem, 'dollars'>,
  stake: Stake,
  measure: Pick<ScoredMeasure, 'composite' | 'parts'> | null,
): Cents {
  const judged = counted(item);
  const { achieved, lower, reason, upper } = judged;
  const weight = item.weight.value;
  const unweighed = `its ${item.weight.path} is not ${item.weight.standing === 'absent' ? 'stated' : 'known'}`;
  if (!isPayable(judged)) return noCents(reason ?? 'not payable');
  if (stake.formula !== null && measure !== null)
    return centsByFormula(stake.formula, { id: item.id, weight, achieved, reason, unweighed, stake, measure });
  if (weight === null) return noCents(unweighed);
  const { base, kind, share } = stake;
  const at = (earned: number) => toCents(base * share * weight * (kind === 'penalty' ? 1 - earned : earned));
  const one = at(lower);
  const other = upper === lower ? one : at(upper);
  const ends = { lower: Math.min(one, other), upper: Math.max(one, other) };
  return one === other ? exactly(one) : { cents: null, ...ends, reason };
}

interface FormulaQuestion {
  readonly id: string;
  readonly weight: number | null;
  readonly achieved: number | null;
  /** Why nothing is known to be achieved. */
  readonly reason: string | null;
  /** Why there is no weight. */
  readonly unweighed: string;
  readonly stake: Stake;
  readonly measure: Pick<ScoredMeasure, 'composite' | 'parts'>;
}

/**
 * The formula's dollars of a measure. No bounds where one of its inputs is not determined: a formula need not rise with what is
 * achieved, so the ends of that say nothing of the dollars between.
 */
function centsByFormula(formula: Formula, { id, weight, achieved, reason, unweighed, stake, measure }: FormulaQuestion): Cents {
  const { base, inputs, organization, share } = stake;
  const counts = countsForFormula(measure);
  const values: Readonly<Record<string, number | null>> = { ...inputs, base, share, weight, achieved, ...counts.values };
  const open = formula.inputs.find((name) => (values[name] ?? null) === null);
  if (open !== undefined) {
    const why = open === 'achieved' ? reason : open === 'weight' ? unweighed : counts.reason;
    return noCents(why ?? `${open} is not known`);
  }
  try {
    return exactly(toCents(formula.evaluate(values as Readonly<Record<string, number>>)));
  } catch (error) {
    throw formulaFault(error, `${id} of ${organization}`);
  }
}

/** The counts and the rate that a formula may use of a measure. Several parts have no counts in common, a rate only as a composite. */
export function countsForFormula({
  composite,
  parts,
}: Pick<ScoredMeasure, 'composite'> & {
  readonly parts: readonly { readonly total: Pick<ScoredCell, 'denominator' | 'numerator' | 'rate' | 'reason'> }[];
}): {
  readonly values: Readonly<Record<'denominator' | 'numerator' | 'rate', number | null>>;
  readonly reason: string | null;
} {
  const [only] = parts;
  if (only === undefined || parts.length > 1)
    return {
      values: { denominator: null, numerator: null, rate: composite?.rate ?? null },
      reason: `the formula uses counts, and there are ${parts.length} parts`,
    };
  const { denominator, numerator, rate, reason } = only.total;
  return { values: { denominator, numerator, rate }, reason };
}

/** Adds what is determined. An item that is not payable adds nothing and is named; one that is not determined leaves bounds. */
export function addCents(items: readonly WeighedItem[]): Cents {
  const weighed = items.filter(({ dollars }) => dollars !== null);
  const payable = weighed.filter((item) => isPayable(counted(item)));
  if (payable.length === 0) return noCents('nothing is payable');
  const open = payable.filter(({ dollars }) => dollars!.cents === null);
  const [lower, upper] = [
    sumOf(payable.map(({ dollars }) => dollars!.lower)),
    sumOf(payable.map(({ dollars }) => dollars!.upper)),
  ];
  if (open.length > 0)
    return { cents: null, lower, upper, reason: open.map(({ id, dollars }) => `${id}: ${dollars!.reason}`).join('; ') };
  const without = weighed.filter((item) => !payable.includes(item)).map(({ id, reason }) => `${id} (${reason})`);
  return { cents: lower, lower, upper, reason: without.length === 0 ? null : `without ${without.join(', ')}` };
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

/** No more than the cap, at either end. */
export function capped(total: Cents, cap: number | null): Cents {
  if (cap === null) return total;
  const cut = (cents: number | null) => (cents === null ? null : Math.min(cents, cap));
  const [lower, upper] = [cut(total.lower), cut(total.upper)];
  const decided = lower !== null && lower === upper;
  return {
    cents: decided ? lower : cut(total.cents),
    lower,
    upper,
    reason: decided && total.cents === null ? null : total.reason,
  };
}
