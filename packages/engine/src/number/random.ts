import { requireInteger } from './require.ts';

/** A stream of reproducible draws. Two streams of one seed are equal on every machine. */
export interface Random {
  /** The next draw from the uniform distribution on [0, 1), with 32 random bits. */
  uniform(): number;
  /** The next whole number in [0, count), every one equally likely to within count / 2³². */
  below(count: number): number;
  /** The next draw from the standard normal distribution (Marsaglia's polar method). */
  normal(): number;
}

/**
 * A seeded generator of random numbers: sfc32, three 32-bit words and a counter,
 * seeded by (seed, 0, 0, 1) and warmed up by 12 rounds.
 *
 * @param seed  a whole number; its lowest 32 bits are used
 * @throws RangeError when the seed is not a whole number
 * @example createRandom(1).below(100) // 10
 *
 * Source: Doty-Humphrey, PractRand (2010), generator sfc32; Marsaglia and Bray 1964, SIAM Review 6:260 (normal draws).
 */
export function createRandom(seed: number): Random {
  requireInteger('seed', seed);
  let a = seed | 0;
  let b = 0;
  let c = 0;
  let counter = 1;
  let spare = NaN;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  const uniform = () => next() / 4294967296;
  return {
    uniform,
    below: (count) => Math.floor(uniform() * count),
    normal() {
      if (!Number.isNaN(spare)) {
        const kept = spare;
        spare = NaN;
        return kept;
      }
      for (;;) {
        const u = 2 * uniform() - 1;
        const v = 2 * uniform() - 1;
        const square = u * u + v * v;
        if (square === 0 || square >= 1) continue;
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spare = v * scale;
        return u * scale;
      }
    },
  };
}
