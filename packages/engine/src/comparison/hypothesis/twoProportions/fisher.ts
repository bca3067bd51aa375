import type { TwoProportions } from '../../types.ts';
import { central, centralMidP, chanceAtLeast, chanceAtMost, type Discrete, noLikelier, noLikelierMidP } from '../discrete.ts';
import { fromChance } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import { urnCount } from '../urn.ts';

/** Of all tables with these margins, those no likelier than the observed one. */
export function fisherTwoSided(groups: TwoProportions): Outcome {
  return conditional(groups, noLikelier);
}

export function fisherMidP(groups: TwoProportions): Outcome {
  return conditional(groups, noLikelierMidP);
}

export function fisherCentral(groups: TwoProportions): Outcome {
  return conditional(groups, central);
}

export function fisherCentralMidP(groups: TwoProportions): Outcome {
  return conditional(groups, centralMidP);
}

export function fisherLess(groups: TwoProportions): Outcome {
  return conditional(groups, chanceAtMost);
}

export function fisherGreater(groups: TwoProportions): Outcome {
  return conditional(groups, chanceAtLeast);
}

/** How many of those who met are in the group, all margins given. */
function conditional({ group, reference }: TwoProportions, chance: (count: Discrete, k: number) => number): Outcome {
  const population = group.denominator + reference.denominator;
  const successes = group.numerator + reference.numerator;
  return fromChance(chance(urnCount({ population, successes, draws: group.denominator }), group.numerator));
}
