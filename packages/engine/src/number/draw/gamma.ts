import type { Source } from './source.ts';

/**
 * Logarithm of a gamma draw of unit scale: of shapes near 0 most draws are smaller than any double, their logarithms are not.
 * Shapes below 1 are drawn one higher and pulled down by a power of a uniform draw.
 *
 * Source: Marsaglia and Tsang 2000, ACM Trans Math Softw 26:363.
 */
export function drawLogGamma(source: Source, shape: number): number {
  if (shape < 1) return drawLogGamma(source, shape + 1) + Math.log(source.open()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = source.normal();
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root * root * root;
    const logV = Math.log(v);
    if (Math.log(source.open()) < (z * z) / 2 + d * (1 - v + logV)) return Math.log(d) + logV;
  }
}
