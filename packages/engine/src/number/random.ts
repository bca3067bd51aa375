import type { Binomial } from './binomial.ts';
import { drawBinomial } from './draw/binomial.ts';
import { drawLogGamma } from './draw/gamma.ts';
import { drawPoisson } from './draw/poisson.ts';
import type { Shape } from './incompleteBeta.ts';
import type { Poisson } from './poisson.ts';
import { requireCount, requireFraction, requireInteger, requirePositive, requireWhole, requireWholePositive } from './require.ts';

/**
 * A stream of reproducible draws. Two streams of one seed are equal: `uniform` and `below` on every machine whatever, the
 * others on every machine whose Math.log and Math.exp agree to the last bit (those of one JavaScript engine do).
 * Draws take their bits from one stream, so the order of the calls matters.
 */
export interface Random {
  /** The next draw from the uniform distribution on [0, 1), with 32 random bits. */
  uniform(): number;
  /** The next whole number in [0, count) for a whole count above 0, every one equally likely to within count / 2³². */
  below(count: number): number;
  /** The next draw from the standard normal distribution (Marsaglia's polar method). */
  normal(): number;
  /** The next draw from the exponential distribution of mean 1. */
  exponential(): number;
  /** The next draw from a gamma distribution; its mean is shape × scale. Scale is 1 unless told (Marsaglia and Tsang 2000). */
  gamma(parameters: { readonly shape: number; readonly scale?: number }): number;
  /** The next draw from a beta distribution: a gamma draw over the sum of two. */
  beta(parameters: Shape): number;
  /** The next binomial count: by inversion when fewer than ten are expected, else by transformed rejection (Hörmann 1993). */
  binomial(parameters: Binomial): number;
  /** The next Poisson count: by inversion when fewer than ten are expected, else by transformed rejection (Hörmann 1993). */
  poisson(parameters: Poisson): number;
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
  const open = () => ((next() >>> 6) * 67108864 + (next() >>> 6) + 0.5) / 4503599627370496; // 52 bits and a half
  const normal = () => {
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
  };
  const source = { open, normal };
  return {
    uniform,
    below(count) {
      requireWholePositive('count', count);
      return Math.floor(uniform() * count);
    },
    normal,
    exponential: () => -Math.log(open()),
    gamma({ shape, scale = 1 }) {
      requirePositive('shape', shape);
      requirePositive('scale', scale);
      return scale * Math.exp(drawLogGamma(source, shape));
    },
    beta({ a: first, b: second }) {
      requirePositive('a', first);
      requirePositive('b', second);
      const logOdds = drawLogGamma(source, first) - drawLogGamma(source, second);
      return 1 / (1 + Math.exp(-logOdds));
    },
    binomial({ trials, probability }) {
      requireWhole('trials', trials);
      requireFraction('probability', probability);
      return drawBinomial(source, { trials, probability });
    },
    poisson({ mean }) {
      requireCount('mean', mean);
      return drawPoisson(source, { mean });
    },
  };
}
