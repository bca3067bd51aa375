import type { Program } from '../program/program.ts';
import { isSettled } from '../program/term.ts';
import { addCents, capped, exactly, type MoneyInputs, noCents, type Stake, toCents } from './dollars.ts';
import type { PreparedProgram } from './prepare.ts';
import type { Cents, ProgramDollars, WeighedItem } from './types.ts';

interface MoneyContext {
  readonly organization: string;
  readonly prepared: PreparedProgram;
  readonly inputs: MoneyInputs;
}

/** What the dollars of an organization are reckoned from, or why there are none. */
export type Staked = { readonly stake: Stake; readonly why: null } | { readonly stake: null; readonly why: string };

export function stakeOf({ organization, prepared, inputs }: MoneyContext): Staked {
  const { formula, program, unsettledPaths } = prepared;
  const { kind, money, status } = program;
  const none = (why: string): Staked => ({ stake: null, why });
  if (money === null) return none('the program has no money');
  if (status === 'never-paid') return none('the program was never paid');
  if (unsettledPaths.length > 0) {
    const paths = unsettledPaths.join(', ');
    return none(
      `no dollars from terms that nobody verified: ${paths}. Assume them, each by its name, to see what they would come to`,
    );
  }
  const missing = Object.keys(money.inputs).filter((name) => !Object.hasOwn(inputs, name));
  if (missing.length > 0) {
    const names = missing.map((name) => `${name} (${money.inputs[name]})`).join(', ');
    return none(`${names} ${missing.length === 1 ? 'is' : 'are'} not stated`);
  }
  // The base is one of the inputs, and a share that is settled has a value.
  const stake = { organization, money, kind, base: inputs[money.base]!, share: money.share.value!, inputs, formula };
  return { stake, why: null };
}

/** The dollars of the whole: the sum over measures and components, cut to the cap. Null where the program has no money. */
export function programDollars(
  items: readonly WeighedItem[],
  { prepared, inputs, stake, why }: MoneyContext & Staked,
): ProgramDollars | null {
  const { program, assumptions, formula } = prepared;
  const { money, kind } = program;
  if (money === null) return null;
  const base = Object.hasOwn(inputs, money.base) ? inputs[money.base]! : null;
  const head = {
    meaning: kind === 'penalty' ? ('lost' as const) : kind === 'withhold' ? ('earned back' as const) : ('earned' as const),
    base: { name: money.base, dollars: base },
    share: money.share,
    formula: money.formula === null || formula === null ? null : { term: money.formula, inputs: formula.inputs },
    inputs,
    cap: null,
    pool: null,
    capped: false,
    assumptions,
  };
  if (stake === null) return { ...head, atRisk: atRiskOf(program, base) ?? noCents(why), total: noCents(why) };
  const sum = addCents(items);
  const cap = money.cap === null ? null : { term: money.cap, cents: toCents(stake.base * money.cap.value!) };
  const total = capped(sum, cap?.cents ?? null);
  return { ...head, cap, atRisk: exactly(toCents(stake.base * stake.share)), total, capped: total.upper !== sum.upper };
}

/** What stands at stake needs the base and the share alone; null where one of them is not settled. */
function atRiskOf({ money, status }: Program, base: number | null): Cents | null {
  if (money === null || status === 'never-paid' || base === null) return null;
  return isSettled(money.share) && money.share.value !== null ? exactly(toCents(base * money.share.value)) : null;
}
