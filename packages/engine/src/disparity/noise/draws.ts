import type { Random } from '../../number/random.ts';
import type { GroupColumns } from '../groups.ts';

/**
 * How groups vary when nothing but chance sets them apart. `binomial`: each is a draw of its own size from one shared rate, so
 * that a group with 0 of 5 has noise too. `normal`: each keeps the standard error that it came with.
 */
export type NullModel = 'binomial' | 'normal';

/** Fills the buffer with one set of estimates that differ by chance alone. */
export type NullDraw = (into: Float64Array) => void;

/** Draws of groups that all share the mean of the data. */
export function nullDraws(columns: GroupColumns, under: NullModel, random: Random): NullDraw {
  const { population, standardError, mean, scale } = columns;
  if (under === 'normal')
    return (into) => {
      for (let j = 0; j < into.length; j += 1) into[j] = mean + (standardError[j] ?? NaN) * random.normal();
    };
  const tables = Array.from(population, (members) => binomialTable(Math.max(1, Math.round(members)), mean / scale));
  return (into) => {
    for (const [j, table] of tables.entries()) into[j] = scale * drawFraction(table, random);
  };
}

/** Ways in which a group can come out, with a guide to where in the list a uniform number leads. */
interface BinomialTable {
  readonly fractions: Float64Array;
  readonly cumulative: Float64Array;
  readonly guide: Uint32Array;
  /** Used in place of the list where it would be long: the normal distribution is then the same for all that shows. */
  readonly normal: { readonly mean: number; readonly deviation: number } | null;
}

function binomialTable(trials: number, rate: number): BinomialTable {
  const deviation = Math.sqrt(trials * rate * (1 - rate));
  if (deviation > DEVIATION_MAX) {
    const none = new Float64Array();
    const normal = { mean: rate, deviation: deviation / trials };
    return { fractions: none, cumulative: none, guide: new Uint32Array(), normal };
  }
  const mode = Math.min(trials, Math.floor((trials + 1) * rate));
  const from = Math.max(0, Math.floor(mode - 9 * deviation - 9));
  const to = Math.min(trials, Math.ceil(mode + 9 * deviation + 9));
  const weights = new Float64Array(to - from + 1);
  const odds = rate / (1 - rate);
  weights[mode - from] = 1;
  for (let k = mode; k < to; k += 1) weights[k + 1 - from] = ((weights[k - from] ?? NaN) * (trials - k) * odds) / (k + 1);
  for (let k = mode; k > from; k -= 1) weights[k - 1 - from] = ((weights[k - from] ?? NaN) * k) / ((trials - k + 1) * odds);
  let total = 0;
  for (const weight of weights) total += weight;
  let below = 0;
  const cumulative = weights.map((weight) => (below += weight / total));
  const guide = new Uint32Array(weights.length);
  for (let slot = 0, place = 0; slot < guide.length; slot += 1) {
    while (place < guide.length - 1 && (cumulative[place] ?? NaN) <= slot / guide.length) place += 1;
    guide[slot] = place;
  }
  return { fractions: weights.map((_, index) => (from + index) / trials), cumulative, guide, normal: null };
}

/** By inversion, starting where the guide points (Chen and Asau 1974, AIIE Transactions 6:163). */
function drawFraction({ fractions, cumulative, guide, normal }: BinomialTable, random: Random): number {
  if (normal !== null) return Math.min(1, Math.max(0, normal.mean + normal.deviation * random.normal()));
  const uniform = random.uniform();
  let place = guide[Math.floor(uniform * guide.length)] ?? 0;
  while (place < fractions.length - 1 && (cumulative[place] ?? NaN) <= uniform) place += 1;
  return fractions[place] ?? NaN;
}

/** Of counts: beyond it one member is less than a hundredth of the spread. */
const DEVIATION_MAX = 100;
