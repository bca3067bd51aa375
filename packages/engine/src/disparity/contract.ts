import { requireLevel, requirePositive, requireWhole, shown } from '../number/require.ts';
import { type DisparityIndexId, disparityIndices, type IndexApplicability } from './indices.ts';
import type { ReferenceRule } from './pairwise/reference.ts';

/** What every contract fixes before the values are seen. Nothing in it has a default. */
interface ContractTerms {
  /** The measure whose rates are compared, by its id. */
  readonly measure: string;
  /** Whether a higher or a lower rate of the measure is better. */
  readonly direction: 'higher' | 'lower';
  /** `absolute` or `relative`, as the index is: on the two, one change can be a widening and a narrowing. */
  readonly scale: 'absolute' | 'relative';
  /** What everybody would come to: 1 for fractions, 100 for percent, 1000 for rates per thousand. */
  readonly unit: number;
  /** Whether rates count those who met the measure, or those who did not. Relative indices differ between the two. */
  readonly framing: 'as-measured' | 'complement';
  /** Whether groups count by their members or all alike, as the index has it; `none` where it looks at some of them only. */
  readonly weights: 'population' | 'equal' | 'none';
  /** Groups with fewer members are left out and named. In a comparison they still count in what others are compared with. */
  readonly denominatorMin: number;
  /** How recorded answers became groups, where a standard says so; null when the data name the groups themselves. */
  readonly rollUp: string | null;
  /** Where the members' groups come from. */
  readonly source: 'self-reported' | 'indirect' | 'mixed' | 'other';
  readonly level: number;
}

/** A contract of one index: how unequal all groups are. */
export interface DisparityContract extends ContractTerms {
  readonly index: DisparityIndexId;
  /** A group named beforehand or the largest where the index needs a reference or takes one; null for the others. */
  readonly reference: { readonly group: string } | 'largest' | 'best' | null;
  /** `noise` subtracts from the between-group variance what chance adds on average. */
  readonly correction: 'none' | 'noise';
}

/** A contract of comparisons: every group against one reference. */
export interface ComparisonContract extends ContractTerms {
  readonly index: ComparisonIndexId;
  /** A group named beforehand, the largest or the best one, all members, all others, or a number from outside in the unit. */
  readonly reference: ReferenceRule;
  /** `simultaneous` widens the intervals so that all of them hold the level together. */
  readonly correction: 'none' | 'simultaneous';
}

/** How a group is set against its reference: group less reference, group over reference, or the same of those who did not. */
export type ComparisonIndexId = keyof typeof comparisonIndices;

/** The comparisons that a contract can name, with when they apply. */
export const comparisonIndices = {
  difference: { title: 'Difference from the reference', scale: 'absolute', weights: 'none' },
  ratio: { title: 'Ratio to the reference', scale: 'relative', weights: 'none' },
  'complement-ratio': { title: 'Ratio to the reference of those who did not', scale: 'relative', weights: 'none' },
} as const satisfies Readonly<Record<string, Pick<IndexApplicability, 'title' | 'scale' | 'weights'>>>;

/**
 * Checks a contract: that all of it is there, that the parts go together, and that nothing else is. A payment that rests on
 * an index fixes scale, framing, reference and weights beforehand, because they can disagree about one pair of years.
 *
 * A contract names an index of all groups, which `measureDisparity` gives, or a comparison of every group with one reference
 * (`difference`, `ratio`, `complement-ratio`), which `compareUnderContract` gives.
 *
 * @param given  every term, none left to a default
 * @returns      the contract, frozen
 * @throws RangeError naming the measure, the term, the value and the rule
 * @example defineDisparityContract({ measure: 'CBP', index: 'between-group-variance', direction: 'higher', scale: 'absolute', unit: 100, framing: 'as-measured', reference: null, weights: 'population', denominatorMin: 30, rollUp: 'OMB 1997', source: 'self-reported', correction: 'noise', level: 0.95 }).index // 'between-group-variance'
 * @example defineDisparityContract({ measure: 'CBP', index: 'difference', direction: 'higher', scale: 'absolute', unit: 1, framing: 'as-measured', reference: { benchmark: 0.65 }, weights: 'none', denominatorMin: 30, rollUp: null, source: 'other', correction: 'simultaneous', level: 0.95 }).reference // { benchmark: 0.65 }
 * @example defineDisparityContract({ measure: 'CBP', index: 'theil-index', direction: 'higher', scale: 'absolute', unit: 100, framing: 'as-measured', reference: null, weights: 'population', denominatorMin: 30, rollUp: null, source: 'other', correction: 'none', level: 0.95 }) // throws contract CBP: scale of theil-index is relative, got 'absolute'
 *
 * Source: Harper and Lynch 2005, NCI Methods for Measuring Cancer Disparities (the choices that decide the answer).
 */
export function defineDisparityContract<Contract extends DisparityContract | ComparisonContract>(
  given: Contract,
): Readonly<Contract> {
  const contract: DisparityContract | ComparisonContract = given;
  const { measure, index, level, unit, denominatorMin, rollUp } = contract;
  if (typeof measure !== 'string' || measure === '')
    throw new RangeError(`contract: measure must be an id, got ${shown(measure)}`);
  const refuse = (rule: string): never => {
    throw new RangeError(`contract ${measure}: ${rule}`);
  };
  const missing = terms.find((term) => contract[term] === undefined);
  if (missing !== undefined) refuse(`${missing} is missing, and has no default`);
  const surplus = Object.keys(contract).find((term) => !(terms as readonly string[]).includes(term));
  if (surplus !== undefined) refuse(`${surplus} is no term of a contract`);
  if (!Object.hasOwn(disparityIndices, index) && !Object.hasOwn(comparisonIndices, index))
    refuse(
      `index must be one of ${[...Object.keys(disparityIndices), ...Object.keys(comparisonIndices)].join(', ')}, got ${shown(index)}`,
    );
  for (const [term, choices] of Object.entries(choicesOf)) {
    const chosen = contract[term as keyof typeof choicesOf];
    if (!(choices as readonly string[]).includes(chosen)) refuse(`${term} must be ${choices.join(' or ')}, got ${shown(chosen)}`);
  }
  const { scale, weights } = isComparison(contract) ? comparisonIndices[contract.index] : disparityIndices[contract.index];
  if (contract.scale !== scale) refuse(`scale of ${index} is ${scale}, got ${shown(contract.scale)}`);
  if (contract.weights !== weights) refuse(`weights of ${index} are ${weights}, got ${shown(contract.weights)}`);
  requireCorrection(contract, refuse);
  if (rollUp !== null && typeof rollUp !== 'string') refuse(`rollUp must be a name or null, got ${shown(rollUp)}`);
  try {
    requirePositive('unit', unit);
    requireWhole('denominatorMin', denominatorMin);
    requireLevel(level);
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
  if (isComparison(contract)) requireRule(contract, refuse);
  else requireReference(contract, refuse);
  const copy: Contract = { ...given };
  return Object.freeze(copy);
}

/**
 * Whether a contract is of comparisons with a reference, and not of one index.
 *
 * @param contract  one that `defineDisparityContract` accepts
 * @example isComparison({ index: 'ratio' }) // true
 */
export function isComparison(contract: { readonly index: string }): contract is ComparisonContract {
  return Object.hasOwn(comparisonIndices, contract.index);
}

type Refuse = (rule: string) => never;

function requireCorrection({ index, correction }: DisparityContract | ComparisonContract, refuse: Refuse): void {
  if (correction === 'noise' && index !== 'between-group-variance')
    refuse(`correction noise is of the between-group variance only, got index ${index}`);
  if (correction === 'simultaneous' && !isComparison({ index }))
    refuse(`correction simultaneous is of difference, ratio and complement-ratio only, got index ${index}`);
}

/** Indices that fall back on the best group; named, it is picked anew in every draw of the noise. */
const takesBest: readonly DisparityIndexId[] = ['population-attributable-risk', 'population-attributable-fraction'];

/** What says the same of a rule that an index does not take. */
const insteadOf = {
  rest: 'widest-gap-from-rest',
  overall: 'widest-gap-from-mean or mean-difference-from-mean',
  benchmark: 'none: an index of inequality between groups has no number from outside',
} as const;

function requireReference({ index, reference }: DisparityContract, refuse: Refuse): void {
  const best = takesBest.includes(index);
  const { needs } = disparityIndices[index];
  if (reference === null) {
    if (needs === 'reference' || best)
      refuse(`index ${index} needs a reference${best ? ', such as best' : ' chosen beforehand'}`);
    return;
  }
  if (needs !== 'reference' && !best) refuse(`index ${index} has no reference, which must be null`);
  if (reference === 'largest' || (reference === 'best' && best)) return;
  if (reference === 'best') refuse(`index ${index} needs a reference chosen beforehand; the best group is picked by its value`);
  const rule = typeof reference === 'object' && Object.hasOwn(reference, 'benchmark') ? 'benchmark' : String(reference);
  if (Object.hasOwn(insteadOf, rule))
    refuse(
      `reference ${rule} goes with difference, ratio and complement-ratio, got index ${index}; of the indices it is that of ${insteadOf[rule as keyof typeof insteadOf]}`,
    );
  if (!isNamed(reference)) refuse(`reference must be a group, largest${best ? ' or best' : ''}, got ${shown(reference)}`);
}

function requireRule({ index, reference, unit }: ComparisonContract, refuse: Refuse): void {
  if (reference === null) refuse(`index ${index} needs a reference: a group, largest, best, overall, rest or a benchmark`);
  if (typeof reference === 'string' && ['largest', 'best', 'overall', 'rest'].includes(reference)) return;
  if (isNamed(reference)) return;
  if (typeof reference !== 'object' || Object.keys(reference).join() !== 'benchmark')
    refuse(`reference must be a group, largest, best, overall, rest or a benchmark, got ${shown(reference)}`);
  const { benchmark } = reference as { readonly benchmark: number };
  if (typeof benchmark !== 'number' || !(benchmark >= 0 && benchmark <= unit))
    refuse(`benchmark must be from 0 to the unit ${unit}, got ${shown(benchmark)}`);
}

/** A group by its name, and nothing beside it. */
function isNamed(reference: unknown): boolean {
  if (typeof reference !== 'object' || reference === null || Object.keys(reference).join() !== 'group') return false;
  const { group } = reference as { readonly group: unknown };
  return typeof group === 'string' && group !== '';
}

const choicesOf = {
  direction: ['higher', 'lower'],
  scale: ['absolute', 'relative'],
  framing: ['as-measured', 'complement'],
  weights: ['population', 'equal', 'none'],
  source: ['self-reported', 'indirect', 'mixed', 'other'],
  correction: ['none', 'noise', 'simultaneous'],
} as const;

const terms = [
  'measure',
  'index',
  'direction',
  'scale',
  'unit',
  'framing',
  'reference',
  'weights',
  'denominatorMin',
  'rollUp',
  'source',
  'correction',
  'level',
] as const satisfies readonly (keyof DisparityContract & keyof ComparisonContract)[];
