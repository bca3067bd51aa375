import type { Proportion } from '../../interval/types.ts';

/** Scales on which units are compared with the target: the logarithm or the square root of O/E, a proportion as it is or its arcsine root. */
export type OverdispersionScale = 'ratio-log' | 'ratio-sqrt' | 'proportion-natural' | 'proportion-arcsine';

/**
 * A scale: how far a unit lies from the target, how much of that is chance, and what lies so far away. A ratio is written as a
 * proportion too: observed as numerator, expected as denominator, target 1.
 */
export interface Scale {
  /** Distance from the target in standard errors of chance. The target comes as counts: a pooled one would cancel in large units. */
  readonly z: (counts: { readonly unit: Proportion; readonly target: Proportion }) => number;
  /** One over the variance of chance on the scale; infinite where the target leaves nothing to chance. */
  readonly precision: (at: { readonly denominator: number; readonly target: number }) => number;
  /** The value that lies so far from the target on the scale, cut to what a value can be. */
  readonly valueAt: (place: { readonly distance: number; readonly target: number }) => number;
  /** Why a unit can be infinitely far away. */
  readonly infinite: string;
}

export const scales: Readonly<Record<OverdispersionScale, Scale>> = {
  'ratio-log': {
    z: ({ unit, target }) => {
      const expected = expectedOf(unit, target);
      return Math.sqrt(expected) * Math.log1p((unit.numerator - expected) / expected);
    },
    precision: ({ denominator, target }) => denominator * target,
    valueAt: ({ distance, target }) => target * Math.exp(distance),
    infinite: 'a unit without events has no logarithm: ratio-sqrt takes it',
  },
  'ratio-sqrt': {
    z: ({ unit, target }) => {
      const expected = expectedOf(unit, target);
      return (2 * (unit.numerator - expected)) / (Math.sqrt(unit.numerator) + Math.sqrt(expected));
    },
    precision: ({ denominator, target }) => 4 * denominator * target,
    valueAt: ({ distance, target }) => target * Math.max(0, 1 + distance) ** 2,
    infinite: 'a unit lies infinitely far from the target',
  },
  'proportion-natural': {
    z: ({ unit, target }) => {
      const distance = riseAbove(unit, target);
      const { numerator: hits, denominator: all } = target;
      return distance === 0 ? 0 : distance / Math.sqrt(((hits / all) * ((all - hits) / all)) / unit.denominator);
    },
    precision: ({ denominator, target }) => denominator / (target * (1 - target)),
    valueAt: ({ distance, target }) => Math.min(1, Math.max(0, target + distance)),
    infinite: 'a target of 0 or 1 leaves nothing to chance, and a unit misses it: proportion-arcsine takes it',
  },
  'proportion-arcsine': {
    // asin √p − asin √p₀ by the addition theorem: the difference of two arcsines would cancel in large units.
    z: ({ unit, target }) => {
      const { denominator: n, numerator: x } = unit;
      const { denominator: all, numerator: hits } = target;
      const roots = Math.sqrt((x / n) * ((all - hits) / all)) + Math.sqrt((hits / all) * ((n - x) / n));
      return 2 * Math.sqrt(n) * Math.asin(roots === 0 ? 0 : Math.min(1, Math.max(-1, riseAbove(unit, target) / roots)));
    },
    precision: ({ denominator }) => 4 * denominator,
    valueAt: ({ distance, target }) => {
      const angle = Math.atan2(Math.sqrt(target), Math.sqrt(1 - target)); // asin √p would lose digits near 100 %
      return Math.sin(Math.min(Math.PI / 2, Math.max(0, angle + distance))) ** 2;
    },
    infinite: 'a unit lies infinitely far from the target',
  },
};

function expectedOf({ denominator }: Proportion, target: Proportion): number {
  return (denominator * target.numerator) / target.denominator;
}

function riseAbove({ denominator: n, numerator: x }: Proportion, { denominator: all, numerator: hits }: Proportion): number {
  return (x * all - hits * n) / n / all;
}
