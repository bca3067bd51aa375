import type { Hypergeometric } from '../../../number/hypergeometric.ts';
import { type Discrete, noLikelier } from '../discrete.ts';
import { type Fourfold, fourfoldOf } from '../fourfold.ts';
import { fromChance, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import { type Chances, reachOf, urnChances, urnCount } from '../urn.ts';
import { isInformative, noneInformative, type Stratum } from './types.ts';

/**
 * How many of the group met in all strata together, the margins of each given: the chance of every such number no likelier
 * than the observed one. Its chances are those of the strata folded together.
 */
export function cmhExact(strata: readonly Stratum[]): Outcome {
  const tables = strata.map(fourfoldOf).filter(isInformative);
  if (tables.length === 0) return noTest(noneInformative);
  const urns = tables.map(urnOf);
  if (foldingSteps(urns) > STEPS_MAX) return noTest('counts are too large to add up exactly: take cmh');
  const met = tables.reduce((count, { cells }) => count + cells[0], 0);
  return fromChance(noLikelier(countOf(urns.map(urnChances).reduce(folded)), met));
}

/** Products of chances spent on one test, about a second. */
const STEPS_MAX = 1e9;

function urnOf({ group, met, total }: Fourfold): Hypergeometric {
  return { population: total, successes: met, draws: group };
}

function foldingSteps(urns: readonly Hypergeometric[]): number {
  let steps = 0;
  let width = 1;
  for (const urn of urns) {
    const { least, most } = urnCount(urn);
    const own = Math.min(most - least, 2 * reachOf(urn)) + 1;
    steps += width * own;
    width += own - 1;
  }
  return steps;
}

/** The chances of the sum of two independent counts. */
function folded(one: Chances, other: Chances): Chances {
  const chances = new Float64Array(one.chances.length + other.chances.length - 1);
  for (let i = 0; i < one.chances.length; i += 1)
    for (let j = 0; j < other.chances.length; j += 1) chances[i + j]! += one.chances[i]! * other.chances[j]!;
  return { least: one.least + other.least, chances };
}

/** A count by its chances, whose tails are added up from the far ends, where they are small. */
function countOf({ least, chances }: Chances): Discrete {
  const most = least + chances.length - 1;
  const atMost = Float64Array.from(chances);
  for (let i = 1; i < atMost.length; i += 1) atMost[i]! += atMost[i - 1]!;
  const above = new Float64Array(chances.length);
  for (let i = above.length - 2; i >= 0; i -= 1) above[i] = above[i + 1]! + chances[i + 1]!;
  return {
    least,
    most,
    mode: least + chances.indexOf(chances.reduce((a, b) => Math.max(a, b))),
    pmf: (k) => chances[k - least] ?? 0,
    tails: (k) => ({
      lower: k < least ? 0 : (atMost[k - least] ?? 1),
      upper: k < least ? 1 : (above[k - least] ?? 0),
    }),
  };
}
