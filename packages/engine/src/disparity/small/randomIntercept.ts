import { sum } from '../../number/sum.ts';
import { findRoot } from '../../number/root.ts';
import { addSquare, apply, dot, invertSymmetric } from './linearSystem.ts';

/** Counts of strata, and what the fixed part of the model knows of each: `columns` numbers a stratum. */
export interface Design {
  readonly denominator: Float64Array;
  readonly numerator: Float64Array;
  readonly columns: number;
  /** One row a stratum; the first number is 1. */
  readonly rows: readonly Float64Array[];
}

/** A logistic model with one random intercept for each stratum. */
export interface RandomIntercept {
  readonly fixed: Float64Array;
  /** Standard deviation of the intercepts on the log-odds scale; 0 where chance explains all. */
  readonly sigma: number;
  /** Most likely intercept of each stratum, in units of sigma, and its standard deviation given the model. */
  readonly mode: Float64Array;
  readonly modeError: Float64Array;
}

/**
 * Maximum likelihood of a random-intercept logistic model. The intercepts are integrated out on an even grid about each
 * stratum's mode, which for a smooth peak is exact to the digits that a double has.
 *
 *   x_j ~ binomial(n_j, logistic(d_j′b + σ u_j)),  u_j ~ normal(0, 1)
 *
 * For each σ the fixed part is found by Newton's method with the exact score E[r d] and curvature Var[r d] − E[n p (1 − p) d d′],
 * r = x − n p (the likelihood is log-concave in it); σ is where Σ E[r u] = 0. At σ = 0 the likelihood falls in σ² where Σ (r² − n p (1 − p)) ≤ 0: then 0 is the answer.
 *
 * @returns null where the fixed part has no maximum (a level with all or none) or cannot be told apart, or σ has no end
 */
export function fitRandomIntercept(design: Design): RandomIntercept | null {
  let fixed = new Float64Array(design.columns);
  const at = (sigma: number): number => {
    const found = fitFixed(design, sigma, fixed);
    if (found === null) return NaN;
    fixed = Float64Array.from(found.fixed);
    return found.slope;
  };
  const flat = at(0);
  if (Number.isNaN(flat)) return null;
  if (flat <= 0) return { fixed, sigma: 0, ...modes(design, { fixed, sigma: 0 }) };
  let upper = LOWEST;
  while (at(upper) > 0 && upper < HIGHEST) upper *= 2;
  if (!(at(upper) <= 0)) return null;
  const sigma = upper === LOWEST ? LOWEST : findRoot(at, { lower: upper / 2, upper, tolerance: 1e-10 });
  at(sigma);
  return { fixed, sigma, ...modes(design, { fixed, sigma }) };
}

interface Model {
  readonly fixed: Float64Array;
  readonly sigma: number;
}

/** The fixed part for a given σ, and the slope of the likelihood in σ there (in σ² at 0). */
function fitFixed(
  design: Design,
  sigma: number,
  start: Float64Array,
): { readonly fixed: Float64Array; readonly slope: number } | null {
  let fixed: Float64Array = start;
  let here = moments(design, { fixed, sigma });
  for (let step = 0; step < STEPS; step += 1) {
    const move = apply(invertSymmetric(here.information, design.columns), here.score);
    const longest = Math.max(...move.map(Math.abs));
    if (!Number.isFinite(longest) || fixed.some((value) => Math.abs(value) > DIVERGED)) return null;
    if (longest < SETTLED) return { fixed, slope: here.slope };
    // Shorter until the likelihood rises: a whole step overshoots where a level is near all or none.
    let length = 1;
    let next = { fixed, ...here };
    for (; length > SHORTEST; length /= 2) {
      const reached = fixed.map((value, c) => value + length * move[c]!);
      next = { fixed: reached, ...moments(design, { fixed: reached, sigma }) };
      if (next.logLikelihood >= here.logLikelihood - ROUNDING * Math.abs(here.logLikelihood)) break;
    }
    fixed = next.fixed;
    here = next;
  }
  return null;
}

function moments(design: Design, { fixed, sigma }: Model) {
  const { columns, rows, denominator, numerator } = design;
  const score = new Float64Array(columns);
  const information = new Float64Array(columns * columns);
  const slopes: number[] = [];
  const logLikelihoods: number[] = [];
  rows.forEach((row, j) => {
    const n = denominator[j]!;
    const x = numerator[j]!;
    const { residual, curvature, slope, logMass } = integrate({ n, x, centre: dot(row, fixed), sigma });
    for (let c = 0; c < columns; c += 1) score[c]! += residual * row[c]!;
    addSquare(information, row, curvature);
    slopes.push(slope);
    logLikelihoods.push(logMass);
  });
  return { score, information, slope: sum(slopes), logLikelihood: sum(logLikelihoods) };
}

interface Moments {
  readonly residual: number;
  readonly curvature: number;
  readonly slope: number;
  /** But for a constant. */
  readonly logMass: number;
}

interface Peak {
  readonly n: number;
  readonly x: number;
  readonly centre: number;
  readonly sigma: number;
}

/** Means over one stratum's intercept given its counts: r, E[n p (1 − p)] − Var[r], and E[r u]; and its part of the log-likelihood. */
function integrate(peak: Peak): Moments {
  const { n, x, centre, sigma } = peak;
  if (sigma === 0) {
    const p = logistic(centre);
    const residual = x - n * p;
    const variance = n * p * (1 - p);
    return { residual, curvature: variance, slope: (residual ** 2 - variance) / 2, logMass: logLikelihood(peak, 0) };
  }
  const { mode, error } = modeOf(peak);
  const top = logLikelihood(peak, mode);
  let mass = 0;
  let first = 0;
  let second = 0;
  let inner = 0;
  let cross = 0;
  const add = (u: number): boolean => {
    const height = logLikelihood(peak, u) - top;
    const weight = Math.exp(height);
    const p = logistic(centre + sigma * u);
    const r = x - n * p;
    mass += weight;
    first += weight * r;
    second += weight * r * r;
    inner += weight * n * p * (1 - p);
    cross += weight * r * u;
    return height > NEGLIGIBLE;
  };
  // Outwards on each side as far as there is anything: with none or all in a stratum the peak is long on one side.
  const spacing = Math.min(SPACING * error, POLE / sigma);
  add(mode);
  for (let k = 1; add(mode + k * spacing);) k += 1;
  for (let k = 1; add(mode - k * spacing);) k += 1;
  const residual = first / mass;
  return {
    residual,
    curvature: inner / mass - (second / mass - residual ** 2),
    slope: cross / mass,
    logMass: top + Math.log(mass * spacing),
  };
}

function modes(design: Design, { fixed, sigma }: Model): { readonly mode: Float64Array; readonly modeError: Float64Array } {
  const found = design.rows.map((row, j) =>
    modeOf({ n: design.denominator[j]!, x: design.numerator[j]!, centre: dot(row, fixed), sigma }),
  );
  return { mode: Float64Array.from(found, ({ mode }) => mode), modeError: Float64Array.from(found, ({ error }) => error) };
}

/** Where an intercept is most likely, and the width of its peak: Newton's method, held between two points about the root. */
function modeOf({ n, x, centre, sigma }: Peak): { readonly mode: number; readonly error: number } {
  let [below, above] = [-sigma * (n - x), sigma * x];
  let u = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const p = logistic(centre + sigma * u);
    const pull = sigma * (x - n * p) - u;
    if (pull > 0) below = u;
    else above = u;
    const next = u + pull / (1 + sigma * sigma * n * p * (1 - p));
    const held = next >= below && next <= above ? next : (below + above) / 2;
    const settled = Math.abs(held - u) < SETTLED;
    u = held;
    if (settled) break;
  }
  const p = logistic(centre + sigma * u);
  return { mode: u, error: 1 / Math.sqrt(1 + sigma * sigma * n * p * (1 - p)) };
}

function logLikelihood({ n, x, centre, sigma }: Peak, u: number): number {
  const eta = centre + sigma * u;
  return x * eta - n * (Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta)))) - (u * u) / 2;
}

export function logistic(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

const STEPS = 100;
const SETTLED = 1e-10;
const SHORTEST = 1e-6;
const ROUNDING = 1e-14;
/** Log-odds of this size mean a level with all or none. */
const DIVERGED = 25;
/** Between them σ is searched, doubling from the lowest. */
const LOWEST = 0.01;
const HIGHEST = 40;
/** Steps of the grid, in standard deviations of the peak and, because 1 + e^η is 0 at η = ±iπ, in log-odds: errors are e^(−2π²/0.5). */
const SPACING = 0.375;
const POLE = 0.5;
/** The logarithm of a height that no longer counts. */
const NEGLIGIBLE = -40;
