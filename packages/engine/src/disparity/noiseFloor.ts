import { type Proportion, requireProportion } from '../interval/types.ts';
import { normalCdf } from '../number/normal.ts';
import { sum } from '../number/sum.ts';

/** What chance alone would show. Null with a reason where fewer than two groups have members. */
export interface NoiseFloor {
  /** Expected largest minus smallest rate, a fraction in [0, 1]. */
  readonly range: number | null;
  /** The rate that all groups are taken to share. */
  readonly rate: number | null;
  /** How many groups entered. */
  readonly groups: number;
  readonly reason: string | null;
}

/**
 * The difference between the best and the worst group that chance alone would show: the expected range of the
 * groups' rates if all of them shared the pooled rate. Small groups make it large, with no disparity at all.
 *
 * Computed, not simulated (exactly, up to groups of millions, whose binomial steps become those of a normal distribution): with F_j the binomial distribution function of the rate of group j,
 *
 *   E[max − min] = ∫ (1 − Π F_j(t) − Π (1 − F_j(t))) dt
 *
 * and the integrand is a step function. Denominators are rounded to whole members.
 *
 * @param cells  counts of the groups, no member in two; groups without members are left out
 * @returns      the expected range, the pooled rate and the number of groups
 * @throws RangeError when counts are impossible
 * @example noiseFloor([{ denominator: 1, numerator: 1 }, { denominator: 1, numerator: 0 }]).range // 0.5
 *
 * Source: Tippett 1925, Biometrika 17:364 (the range of independent draws).
 */
export function noiseFloor(cells: readonly Proportion[]): NoiseFloor {
  for (const cell of cells) requireProportion(cell);
  const present = cells.filter(({ denominator }) => Math.round(denominator) > 0);
  const groups = present.length;
  if (groups < 2) return { range: null, rate: null, groups, reason: 'fewer than two groups have members' };
  const rate = sum(present.map(({ numerator }) => numerator)) / sum(present.map(({ denominator }) => denominator));
  if (rate === 0 || rate === 1) return { range: 0, rate, groups, reason: null };
  const steps = present.flatMap(({ denominator }, group) =>
    distribution({ trials: Math.round(denominator), rate }).map((step) => ({ ...step, group })),
  );
  steps.sort((first, second) => first.at - second.at);
  return { range: expectedRange(steps, groups), rate, groups, reason: null };
}

/** The distribution function of a group's rate reaches `upTo` at the rate `at`. */
interface Step {
  readonly at: number;
  readonly upTo: number;
}

function expectedRange(steps: readonly (Step & { readonly group: number })[], groups: number): number {
  const reached = new Float64Array(groups);
  const slices: number[] = [];
  let from = 0;
  for (const { at, upTo, group } of steps) {
    let allBelow = 1;
    let allAbove = 1;
    for (const probability of reached) {
      allBelow *= probability;
      allAbove *= 1 - probability;
    }
    slices.push((at - from) * (1 - allBelow - allAbove));
    reached[group] = upTo;
    from = at;
  }
  return sum(slices);
}

/** Steps of a binomial rate, from its mode outwards to where a term no longer counts. */
function distribution({ trials, rate }: { readonly trials: number; readonly rate: number }): Step[] {
  const deviation = Math.sqrt(trials * rate * (1 - rate));
  if (deviation > DEVIATION_MAX) return normalSteps({ rate, deviation: deviation / trials });
  const odds = rate / (1 - rate);
  const mode = Math.min(trials, Math.floor((trials + 1) * rate));
  const weights = new Map([[mode, 1]]);
  for (let k = mode, weight = 1; k < trials && weight > NEGLIGIBLE; k += 1) {
    weight *= ((trials - k) / (k + 1)) * odds;
    weights.set(k + 1, weight);
  }
  const rising: [number, number][] = [];
  for (let k = mode, weight = 1; k > 0 && weight > NEGLIGIBLE; k -= 1) {
    weight *= k / ((trials - k + 1) * odds);
    rising.push([k - 1, weight]);
  }
  const terms = [...rising.reverse(), ...weights];
  const total = sum(terms.map(([, weight]) => weight));
  let below = 0;
  return terms.map(([k, weight]) => {
    below += weight / total;
    return { at: k / trials, upTo: Math.min(1, below) };
  });
}

/** The normal distribution in steps of a hundredth of its deviation: what a binomial of millions of trials is, at a fixed cost. */
function normalSteps({ rate, deviation }: { readonly rate: number; readonly deviation: number }): Step[] {
  return Array.from({ length: 1801 }, (_, step) => (step - 900) / 100).map((z) => ({
    at: Math.min(1, Math.max(0, rate + z * deviation)),
    upTo: normalCdf(z + 0.005), // all that rounds to this step
  }));
}

const NEGLIGIBLE = 1e-18;
/** Beyond it the two differ by less than a thousandth of the deviation. */
const DEVIATION_MAX = 1000;
