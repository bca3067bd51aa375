import { sum } from '../../number/sum.ts';

/** What is done to the most extreme units before their spread is measured: nothing, drawn in to the quantile, or left out. */
export type Trimming = 'none' | 'winsorised' | 'truncated';

/** How far a unit lies from the target in units of its own chance, and one over its chance variance on the scale. */
export interface Score {
  readonly z: number;
  readonly precision: number;
}

/** The spread of units beyond chance; phi and tau2 are null for the reason that is given. */
interface Spread {
  readonly phi: number | null;
  readonly tau2: number | null;
  readonly units: number;
  readonly reason: string | null;
}

interface SpreadOptions {
  readonly trim: Trimming;
  readonly share: number;
  /** The reason where a unit that is kept lies infinitely far away. */
  readonly infinite: string;
}

/**
 * Mean of z² and DerSimonian and Laird's variance between units, of what trimming leaves.
 *
 * @throws RangeError when the trimming is unknown or its share not between 0 and 0.5
 */
export function measureSpread(scores: readonly Score[], { trim, share, infinite }: SpreadOptions): Spread {
  if (!(share > 0 && share < 0.5)) throw new RangeError(`share is a fraction between 0 and 0.5, got ${share}`);
  const kept = trimmed(scores, trim, share);
  const units = kept.length;
  if (units < 2) return { phi: null, tau2: null, units, reason: 'fewer than two units to compare' };
  if (!kept.every(({ z }) => Number.isFinite(z))) return { phi: null, tau2: null, units, reason: infinite };
  const squares = sum(kept.map(({ z }) => z * z));
  const phi = squares / units;
  const excess = squares - (units - 1);
  if (excess <= 0) return { phi, tau2: 0, units, reason: null }; // before weights, which are infinite at a target of 0 or 1
  const weight = sum(kept.map(({ precision }) => precision));
  const effective = sum(kept.map(({ precision }) => (precision * (weight - precision)) / weight));
  return { phi, tau2: excess / effective, units, reason: null };
}

function trimmed(scores: readonly Score[], trim: Trimming, share: number): readonly Score[] {
  switch (trim) {
    case 'none':
      return scores;
    case 'winsorised': {
      const sorted = Float64Array.from(scores, ({ z }) => z).sort();
      const [low, high] = [quantile(sorted, share), quantile(sorted, 1 - share)];
      return scores.map(({ z, precision }) => ({ z: Math.min(high, Math.max(low, z)), precision }));
    }
    case 'truncated': {
      const ranks = ranksOf(scores);
      const groups = 1 / share; // as floor(10 rank / (k + 1)) from 1 to 8 at a share of 0.1
      return scores.filter((score) => {
        const rank = ranks.get(score.z) ?? NaN;
        return rank * groups >= scores.length + 1 && (scores.length + 1 - rank) * groups > scores.length + 1;
      });
    }
    default:
      throw new RangeError(`trim must be one of none, winsorised, truncated, got ${String(trim)}`);
  }
}

/** Ranks from 1, by value; equal ones share the mean of theirs. */
function ranksOf(scores: readonly Score[]): ReadonlyMap<number, number> {
  const sorted = Float64Array.from(scores, ({ z }) => z).sort();
  const ranks = new Map<number, number>();
  for (let first = 0; first < sorted.length;) {
    const z = sorted[first] ?? NaN;
    let last = first;
    while (sorted[last + 1] === z) last += 1;
    ranks.set(z, (first + last) / 2 + 1);
    first = last + 1;
  }
  return ranks;
}

/** The quantile of sorted numbers between which it lies, type 7 of Hyndman and Fan 1996, Am Stat 50:361. */
function quantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below === above ? below : below + (place - Math.floor(place)) * (above - below);
}
