import { decimal } from '../award/fraction.ts';
import type { ProgramMoney } from '../program/program.ts';
import { isPayable } from './achieved.ts';
import { counted, exactly, inputsOf, type MoneyInputs, noCents } from './dollars.ts';
import type { Cents, ProgramScore } from './types.ts';

/**
 * Distributes what was not earned, or of a penalty what was lost, in proportion to the score or to the score times an input.
 * Who has nothing payable takes no part: puts nothing in and gets nothing out. Whole cents that add up to the pool.
 *
 * @param scores   of all who share the pool
 * @param options  the program's money; inputs by organization
 * @returns        the same scores, each with its part
 */
export function sharePool(
  scores: readonly ProgramScore[],
  { money, inputs }: { readonly money: ProgramMoney | null; readonly inputs: Readonly<Record<string, MoneyInputs>> },
): ProgramScore[] {
  const rule = money?.pool?.value ?? null;
  if (rule === null) return [...scores];
  const sizeOf = ({ organization }: ProgramScore) =>
    rule.input === undefined ? 1 : (inputsOf(inputs, organization)[rule.input] ?? null);
  const taking = scores.filter(takesPart);
  const parts = new Map<ProgramScore, Cents>(poolOf(taking, sizeOf).map((cents, index) => [taking[index]!, cents]));
  return scores.map((score) =>
    score.dollars === null
      ? score
      : { ...score, dollars: { ...score.dollars, pool: parts.get(score) ?? noCents('nothing is payable: it takes no part') } },
  );
}

function takesPart({ components, measures }: ProgramScore): boolean {
  return [...measures, ...components].some((item) => (item.share ?? 0) > 0 && isPayable(counted(item)));
}

function poolOf(scores: readonly ProgramScore[], sizeOf: (score: ProgramScore) => number | null): Cents[] {
  const wait = (reason: string) => scores.map(() => noCents(`the pool waits for ${reason}`));
  const unearned = scores.map(({ dollars }) => {
    const [offered, total] = [dollars?.atRisk.cents ?? null, dollars?.total.cents ?? null];
    if (offered === null || total === null) return null;
    // A formula may pay more than stood at stake: that is taken from nobody.
    return dollars!.meaning === 'lost' ? total : Math.max(0, offered - total);
  });
  const open = scores.find((_, index) => unearned[index] === null);
  if (open !== undefined) return wait(`${open.organization}, whose award is not determined`);
  const sizes = scores.map(sizeOf);
  const unsized = scores.find(({ score }, index) => score === null || sizes[index] === null);
  if (unsized !== undefined) return wait(`the score and size of ${unsized.organization}`);
  const pool = unearned.reduce<number>((sum, cents) => sum + cents!, 0);
  const claims = scores.map(({ organization, score }, index) => ({ id: organization, claim: score! * sizes[index]! }));
  return apportion(pool, claims).map(exactly);
}

/** Who claims, and how much of the whole: at least 0. */
export interface Claim {
  readonly id: string;
  readonly claim: number;
}

/**
 * Whole cents in proportion to claims, by largest remainders (Hamilton): what rounding down leaves over goes to the largest
 * remainders, of equal ones to the first by name, so that the order of the list does not matter. Nobody with a claim: nobody
 * gets anything. In whole numbers all through: quotients of doubles may not add up.
 */
export function apportion(cents: number, claims: readonly Claim[]): number[] {
  const fractions = claims.map(({ claim, id }) => decimal(`claim of ${id}`, claim));
  const scale = fractions.reduce((largest, one) => (one.scale > largest ? one.scale : largest), 1n); // powers of ten
  const units = fractions.map((one) => one.units * (scale / one.scale));
  const total = units.reduce((sum, one) => sum + one, 0n);
  if (total === 0n) return claims.map(() => 0);
  const quotas = units.map((one, index) => {
    const share = BigInt(cents) * one;
    return { index, id: claims[index]!.id, whole: share / total, rest: share % total };
  });
  const left = BigInt(cents) - quotas.reduce((sum, { whole }) => sum + whole, 0n);
  const first = quotas
    .toSorted((a, b) => (a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1))
    .slice(0, Number(left));
  const topped = new Set(first.map(({ index }) => index));
  return quotas.map(({ index, whole }) => Number(whole) + Number(topped.has(index)));
}
