/** What a logistic curve is fitted to: fractions at places from 0 to 1, each with its share. */
export interface LogitData {
  readonly share: Float64Array;
  readonly ridits: Float64Array;
  readonly fractions: Float64Array;
}

/**
 * Intercept and slope of a logistic regression by Newton's method, without an allocation: it runs thousands of times for a
 * noise floor.
 *
 *   Σ p (y − m) = 0, Σ p (y − m) x = 0, m = 1 / (1 + exp(−a − b x))
 *
 * @param into  takes intercept and slope; NaN where there is no best fit
 * @returns     whether there is one
 */
export function solveLogit({ share, ridits, fractions }: LogitData, into: Float64Array): boolean {
  let intercept = 0;
  let slope = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let [rise, turn, weight, weightX, weightXX] = [0, 0, 0, 0, 0];
    for (let j = 0; j < share.length; j += 1) {
      const [p, x] = [share[j] ?? NaN, ridits[j] ?? NaN];
      const mean = expit(intercept + slope * x);
      const residual = p * ((fractions[j] ?? NaN) - mean);
      const w = p * mean * (1 - mean);
      rise += residual;
      turn += residual * x;
      weight += w;
      weightX += w * x;
      weightXX += w * x * x;
    }
    const centre = weightX / weight;
    const onSlope = (turn - centre * rise) / (weightXX - centre * weightX);
    const onIntercept = rise / weight - centre * onSlope;
    if (!Number.isFinite(onSlope) || !Number.isFinite(onIntercept)) break;
    const far = Math.max(Math.abs(onIntercept), Math.abs(onSlope));
    if (far <= 1e-12 * Math.max(1, Math.abs(intercept), Math.abs(slope))) {
      into[0] = intercept;
      into[1] = slope;
      return true;
    }
    const step = Math.min(1, STEP_MAX / far); // a full step overshoots far from the maximum
    intercept += step * onIntercept;
    slope += step * onSlope;
  }
  into.fill(NaN);
  return false;
}

export function expit(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

const ROUNDS = 100;
const STEP_MAX = 4;
