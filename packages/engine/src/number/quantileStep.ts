/**
 * From a cut to the quantile in one step: Taylor's series of the cut as a function of the logarithm of its tail, to the fifth
 * power. All its coefficients follow from the ratio of tail and density, so that one evaluation of the tail feeds them all.
 *
 * With tail F, cut t (log odds or logarithm), density g over t, h = F / g, r = (log g)′ and s = −r′:
 *
 *   dt/du = h,  dh/du = h (1 − h r),  dr/du = −s h,  where u = log F
 *
 * @param miss     logarithm of the wanted tail over the present one
 * @param ratio    h, with a minus sign for an upper tail
 * @param slope    r: a − n x for beta(a, n − a), a − x for gamma(a)
 * @param bend     s: n x (1 − x) for beta, x for gamma
 * @param skew     (log s)′: 1 − 2x for beta, 1 for gamma
 * @param inverse  2 / n for beta, 0 for gamma
 * @returns        what to add to the cut
 */
export function quantileStep(miss: number, ratio: number, slope: number, bend: number, skew: number, inverse: number): number {
  const f = 1 - ratio * slope;
  const c = bend * ratio * ratio;
  const k = skew * ratio;
  const turn = f * f - f + c; // df/du
  const rise = f + f + k; // d log c/du
  const third = f * f + turn;
  const fourth = f * third + (4 * f - 1) * turn + c * rise;
  const fifth = f * fourth + (18 * f * f - 12 * f + 1 + 7 * c) * turn + c * (rise * (7 * f - 1 + k) + k * f - inverse * c);
  return ratio * miss * (1 + miss * (f / 2 + miss * (third / 6 + miss * (fourth / 24 + (miss * fifth) / 120))));
}
