import { requireLevel, requirePositive, requireWhole, shown } from '../number/require.ts';
import { type DisparityIndexId, disparityIndices } from './indices.ts';

/** What is measured and how, fixed before the values are seen. Nothing in it has a default. */
export interface DisparityContract {
  /** The measure whose rates are compared, by its id. */
  readonly measure: string;
  readonly index: DisparityIndexId;
  /** Whether a higher or a lower rate of the measure is better. */
  readonly direction: 'higher' | 'lower';
  /** `absolute` or `relative`, as the index is: on the two, one change can be a widening and a narrowing. */
  readonly scale: 'absolute' | 'relative';
  /** What everybody would come to: 1 for fractions, 100 for percent, 1000 for rates per thousand. */
  readonly unit: number;
  /** Whether rates count those who met the measure, or those who did not. Relative indices differ between the two. */
  readonly framing: 'as-measured' | 'complement';
  /** A group named beforehand or the largest where the index needs a reference or takes one; null for the others. */
  readonly reference: { readonly group: string } | 'largest' | 'best' | null;
  /** Whether groups count by their members or all alike, as the index has it; `none` where it looks at some of them only. */
  readonly weights: 'population' | 'equal' | 'none';
  /** Groups with fewer members are left out and named. */
  readonly denominatorMin: number;
  /** How recorded answers became groups, where a standard says so; null when the data name the groups themselves. */
  readonly rollUp: string | null;
  /** Where the members' groups come from. */
  readonly source: 'self-reported' | 'indirect' | 'mixed' | 'other';
  /** `noise` subtracts from the between-group variance what chance adds on average. */
  readonly correction: 'none' | 'noise';
  readonly level: number;
}

/**
 * Checks a contract: that all of it is there, that the parts go together, and that nothing else is. A payment that rests on
 * an index fixes scale, framing, reference and weights beforehand, because they can disagree about one pair of years.
 *
 * @param contract  every term, none left to a default
 * @returns         the contract, frozen
 * @throws RangeError naming the measure, the term, the value and the rule
 * @example defineDisparityContract({ measure: 'CBP', index: 'between-group-variance', direction: 'higher', scale: 'absolute', unit: 100, framing: 'as-measured', reference: null, weights: 'population', denominatorMin: 30, rollUp: 'OMB 1997', source: 'self-reported', correction: 'noise', level: 0.95 }).index // 'between-group-variance'
 * @example defineDisparityContract({ measure: 'CBP', index: 'theil-index', direction: 'higher', scale: 'absolute', unit: 100, framing: 'as-measured', reference: null, weights: 'population', denominatorMin: 30, rollUp: null, source: 'other', correction: 'none', level: 0.95 }) // throws contract CBP: scale of theil-index is relative, got 'absolute'
 *
 * Source: Harper and Lynch 2005, NCI Methods for Measuring Cancer Disparities (the choices that decide the answer).
 */
export function defineDisparityContract(contract: DisparityContract): DisparityContract {
  const { measure, index, correction, reference, level, unit, denominatorMin, rollUp } = contract;
  if (typeof measure !== 'string' || measure === '')
    throw new RangeError(`contract: measure must be an id, got ${shown(measure)}`);
  const refuse = (rule: string): never => {
    throw new RangeError(`contract ${measure}: ${rule}`);
  };
  const missing = terms.find((term) => contract[term] === undefined);
  if (missing !== undefined) refuse(`${missing} is missing, and has no default`);
  const surplus = Object.keys(contract).find((term) => !(terms as readonly string[]).includes(term));
  if (surplus !== undefined) refuse(`${surplus} is no term of a contract`);
  if (!Object.hasOwn(disparityIndices, index))
    refuse(`index must be one of ${Object.keys(disparityIndices).join(', ')}, got ${shown(index)}`);
  for (const [term, choices] of Object.entries(choicesOf)) {
    const chosen = contract[term as keyof typeof choicesOf];
    if (!(choices as readonly string[]).includes(chosen)) refuse(`${term} must be ${choices.join(' or ')}, got ${shown(chosen)}`);
  }
  const { scale, weights, needs } = disparityIndices[index];
  if (contract.scale !== scale) refuse(`scale of ${index} is ${scale}, got ${shown(contract.scale)}`);
  if (contract.weights !== weights) refuse(`weights of ${index} are ${weights}, got ${shown(contract.weights)}`);
  if (correction === 'noise' && index !== 'between-group-variance')
    refuse(`correction noise is of the between-group variance only, got index ${index}`);
  if (rollUp !== null && typeof rollUp !== 'string') refuse(`rollUp must be a name or null, got ${shown(rollUp)}`);
  requireReference(reference, { index, needs, refuse });
  try {
    requirePositive('unit', unit);
    requireWhole('denominatorMin', denominatorMin);
    requireLevel(level);
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error));
  }
  return Object.freeze({ ...contract });
}

/** Indices that fall back on the best group; named, it is picked anew in every draw of the noise. */
const takesBest: readonly DisparityIndexId[] = ['population-attributable-risk', 'population-attributable-fraction'];

function requireReference(
  reference: DisparityContract['reference'],
  {
    index,
    needs,
    refuse,
  }: {
    readonly index: DisparityIndexId;
    readonly needs: 'nothing' | 'order' | 'reference';
    readonly refuse: (rule: string) => never;
  },
): void {
  const best = takesBest.includes(index);
  if (reference === null) {
    if (needs === 'reference' || best)
      refuse(`index ${index} needs a reference${best ? ', such as best' : ' chosen beforehand'}`);
    return;
  }
  if (needs !== 'reference' && !best) refuse(`index ${index} has no reference, which must be null`);
  if (reference === 'largest' || (reference === 'best' && best)) return;
  if (reference === 'best') refuse(`index ${index} needs a reference chosen beforehand; the best group is picked by its value`);
  if (typeof reference !== 'object' || typeof reference.group !== 'string' || reference.group === '')
    refuse(`reference must be a group, largest${best ? ' or best' : ''}, got ${shown(reference)}`);
}

const choicesOf = {
  direction: ['higher', 'lower'],
  scale: ['absolute', 'relative'],
  framing: ['as-measured', 'complement'],
  weights: ['population', 'equal', 'none'],
  source: ['self-reported', 'indirect', 'mixed', 'other'],
  correction: ['none', 'noise'],
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
] as const satisfies readonly (keyof DisparityContract)[];
