import { sum } from '../../number/sum.ts';
import { addSquare, dot, invertSymmetric } from '../small/linearSystem.ts';
import { type Found, nobody, ratesOf, type UncertainOptions, type UncertainRates } from './estimates.ts';
import { type MemberColumns, readMembers, type UncertainMember } from './people.ts';
import { weightedMeans } from './weighted.ts';

/**
 * Rates by group by maximum likelihood, where the outcome does not depend on surname and place once the group is given:
 * expectation-maximisation from the weighted rates.
 *
 *   P(y = 1) = Σ_r p_r rate_r;   step: q_r ∝ p_r rate_r^y (1 − rate_r)^(1 − y),  rate_r = Σ w q_r y / Σ w q_r
 *
 * It brings back the gap that weighting hides. Errors are those of the observed information, with what is not known of the
 * groups in them; a rate of 0 or 1 has none.
 *
 * @param groups   names, in the order of the members' probabilities
 * @param members  probabilities that add to 1 and an outcome in [0, 1]; NaN is missing
 * @param options  level 0.95 unless said otherwise
 * @returns        a rate for each group; nulls and a reason for a group that nobody may be of
 * @throws RangeError naming the member, the value and the rule
 * @example expectationMaximisationRates(['A', 'B'], [{ probabilities: [1, 0], outcome: 1, weight: 8 }, { probabilities: [1, 0], outcome: 0, weight: 2 }, { probabilities: [0, 1], outcome: 1, weight: 3 }, { probabilities: [0, 1], outcome: 0, weight: 7 }]).groups.map(({ value }) => value) // [0.8, 0.3]
 *
 * Source: McCartan and others 2025, JASA; Dempster, Laird and Rubin 1977, JRSS B 39:1.
 */
export function expectationMaximisationRates(
  groups: readonly string[],
  members: readonly UncertainMember[],
  options: UncertainOptions = {},
): UncertainRates {
  const columns = readMembers(groups, members);
  const { rates, settled } = maximise(columns);
  const errors = errorsOf(columns, rates);
  const found = Array.from(rates, (value, r) => {
    const standardError = errors[r]!;
    return { value, standardError, reason: whyNot({ value, standardError, settled }) };
  });
  return ratesOf(columns, found, { ...options, method: 'expectation-maximisation' });
}

function whyNot({ value, standardError, settled }: Found & { readonly settled: boolean }): string | null {
  if (Number.isNaN(value)) return nobody;
  if (!settled) return 'the search did not settle: the probabilities hardly tell the groups apart';
  if (!isInside(value)) return 'a rate of 0 or 1 has no standard error';
  return Number.isNaN(standardError) ? 'the probabilities cannot tell the groups apart' : null;
}

function maximise(columns: MemberColumns): { readonly rates: Float64Array; readonly settled: boolean } {
  let rates = weightedMeans(columns);
  for (let step = 0; step < STEPS; step += 1) {
    const next = climb(columns, rates);
    const moved = Math.max(0, ...next.map((rate, r) => (Number.isNaN(rate) ? 0 : Math.abs(rate - rates[r]!))));
    rates = next;
    if (moved < SETTLED) return { rates, settled: true };
  }
  return { rates, settled: false };
}

/** One step: members are shared out over the groups by what their outcome makes likely. */
function climb({ groups, members, probability, outcome, weight }: MemberColumns, rates: Float64Array): Float64Array {
  const size = groups.length;
  const hits = new Float64Array(size);
  const misses = new Float64Array(size);
  for (let i = 0; i < members; i += 1) {
    const start = i * size;
    let met = 0;
    let all = 0;
    for (let r = 0; r < size; r += 1) {
      const chance = probability[start + r]!;
      if (chance > 0) met += chance * rates[r]!;
      all += chance;
    }
    const hit = (weight[i]! * outcome[i]!) / met;
    const miss = (weight[i]! * (1 - outcome[i]!)) / (all - met);
    for (let r = 0; r < size; r += 1) {
      const chance = probability[start + r]!;
      if (chance === 0) continue;
      if (outcome[i]! > 0) hits[r]! += hit * chance * rates[r]!;
      if (outcome[i]! < 1) misses[r]! += miss * chance * (1 - rates[r]!);
    }
  }
  return hits.map((hit, r) => hit / (hit + misses[r]!));
}

/** From the inverse of Σ w p p′ (y / m² + (1 − y) / (1 − m)²), over the groups whose rates lie inside (0, 1). */
function errorsOf({ members, groups, probability, outcome, weight }: MemberColumns, rates: Float64Array): Float64Array {
  const size = groups.length;
  const inside = Array.from(rates.keys()).filter((r) => isInside(rates[r]!));
  const information = new Float64Array(inside.length ** 2);
  const known = rates.map((rate) => (Number.isNaN(rate) ? 0 : rate));
  for (let i = 0; i < members; i += 1) {
    const row = probability.subarray(i * size, (i + 1) * size);
    const met = dot(row, known);
    const hit = outcome[i]! > 0 ? outcome[i]! / met ** 2 : 0;
    const miss = outcome[i]! < 1 ? (1 - outcome[i]!) / (sum(row) - met) ** 2 : 0;
    addSquare(
      information,
      Float64Array.from(inside, (r) => row[r]!),
      weight[i]! * (hit + miss),
    );
  }
  const inverse = invertSymmetric(information, inside.length);
  const errors = new Float64Array(size).fill(NaN);
  inside.forEach((r, place) => {
    errors[r] = Math.sqrt(inverse[place * inside.length + place]!);
  });
  return errors;
}

function isInside(rate: number): boolean {
  return rate > EDGE && rate < 1 - EDGE;
}

const SETTLED = 1e-13;
const STEPS = 20_000;
/** Nearer to 0 or 1 the likelihood has its top at the end, to which the steps only creep. */
const EDGE = 1e-8;
