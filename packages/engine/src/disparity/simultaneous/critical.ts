import { normalCdf } from '../../number/normal.ts';
import { normalQuantile } from '../../number/normalQuantile.ts';
import { findRoot } from '../../number/root.ts';

/**
 * How many standard errors of a difference each of all pairs may lie from the truth, so that all together hold the level:
 * the quantile of the studentised range over √2. Exact where the groups have one standard error, safe where they do not
 * (Hayter 1984, Ann Stat 12:61).
 *
 *   P(range ≤ q) = k ∫ φ(z) (Φ(z) − Φ(z − q))^(k − 1) dz, z the largest of k
 *
 * @param groups  how many, at least 2
 */
export function criticalOfPairs(groups: number, level: number): number {
  const chance = (q: number) =>
    groups * integrate((z) => (normalCdf(z) - normalCdf(z - q)) ** (groups - 1), { step: 1 / 8 }) - level;
  return findRoot(chance, { lower: 0, upper: CRITICAL_MAX, tolerance: 1e-12 }) / Math.SQRT2;
}

/**
 * How many standard errors of a difference a group may fall behind each of the others by chance, all at once, so that the
 * best is given up no more often than the level allows: the one-sided quantile of Dunnett with this group as the control.
 *
 *   P(all (e_k − e) / √(s² + s_k²) ≤ d) = ∫ φ(z) Π Φ((d √(s² + s_k²) + s z) / s_k) dz
 *
 * @param own     standard error s of the group
 * @param others  standard errors s_k of the others
 */
export function criticalOfControl(own: number, others: readonly number[], level: number): number {
  const unsure = others.filter((other) => own > 0 || other > 0); // two values without error never change places
  if (unsure.length === 0) return 0;
  // Half the width in which the steepest factor turns from 0 to 1; one that jumps is met to within a thousandth.
  const step = Math.max(1 / 256, Math.min(1 / 2, Math.min(...unsure) / own / 2));
  const chance = (d: number) =>
    integrate(
      (z) => {
        let product = 1;
        for (const other of unsure) {
          const reach = d * Math.hypot(own, other) + own * z;
          if (reach < -REACH * other) return 0;
          if (reach < REACH * other) product *= normalCdf(reach / other);
        }
        return product;
      },
      { step },
    ) - level;
  // Between the quantile of one comparison and Bonferroni's of all, with room for the error of the integral.
  const lower = normalQuantile(level) - SLACK;
  return findRoot(chance, { lower, upper: normalQuantile(1 - (1 - level) / unsure.length) + SLACK, tolerance: 1e-9 });
}

/** ∫ φ(z) f(z) dz by equal steps, which for smooth f is as good as any rule of its size. */
function integrate(f: (z: number) => number, { step }: { readonly step: number }): number {
  let total = 0;
  let weights = 0;
  const steps = Math.ceil(REACH / step);
  for (let place = -steps; place <= steps; place += 1) {
    const z = place * step;
    const weight = Math.exp((-z * z) / 2);
    weights += weight;
    total += weight * f(z);
  }
  return total / weights;
}

/** Beyond it a normal draw never lies, to the last digit. */
const REACH = 8.5;
const CRITICAL_MAX = 60;
const SLACK = 0.05;
