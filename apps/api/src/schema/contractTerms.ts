import { builder } from '../builder.ts';
import { Refusal } from '../refuse.ts';

// Terms that contracts of an index and contracts of comparisons share.

export const ScaleEnum = builder.enumType('DisparityScale', {
  description: 'On which scale an index tells of inequality: on the two, one change can be a widening and a narrowing.',
  values: {
    ABSOLUTE: { value: 'absolute', description: 'In the unit of the rates, or its square.' },
    RELATIVE: { value: 'relative', description: 'A pure number, or percent.' },
  } as const,
});
export const FramingEnum = builder.enumType('DisparityFraming', {
  description: 'Whom the rates count. Relative indices differ between the two.',
  values: {
    AS_MEASURED: { value: 'as-measured', description: 'Those who met the measure.' },
    COMPLEMENT: { value: 'complement', description: 'Those who did not.' },
  } as const,
});
export const WeightsEnum = builder.enumType('DisparityWeights', {
  description: 'What a group counts for.',
  values: {
    POPULATION: { value: 'population', description: 'Its share of those who are measured.' },
    EQUAL: { value: 'equal', description: 'As much as every other group.' },
    NONE: { value: 'none', description: 'The index looks at some of the groups only.' },
  } as const,
});
export const SourceEnum = builder.enumType('GroupSource', {
  description: 'Where it is known from which group somebody belongs to.',
  values: {
    SELF_REPORTED: { value: 'self-reported', description: 'Asked and answered.' },
    INDIRECT: { value: 'indirect', description: 'Estimated from name or address.' },
    MIXED: { value: 'mixed', description: 'Some the one way, some the other.' },
    OTHER: { value: 'other', description: 'Another way, or not recorded.' },
  } as const,
});
export const ComparisonCorrectionEnum = builder.enumType('ComparisonCorrection', {
  description: 'Whether intervals make room for looking at several groups.',
  values: {
    NONE: { value: 'none', description: 'Each interval holds by itself.' },
    SIMULTANEOUS: { value: 'simultaneous', description: 'All intervals hold at once.' },
  } as const,
});

/** A group by its name, when one was given. */
export function groupOf(name: string | null | undefined): { readonly group: string } | null {
  return typeof name === 'string' ? { group: name } : null;
}

/**
 * The one way that was given to name something, or null.
 *
 * @throws Refusal when more than one was given
 * @example oneOf({ referenceGroup: null, referenceRule: 'largest' }) // 'largest'
 * @example oneOf({ referenceGroup: { group: 'A' }, referenceRule: 'largest' }) // throws give one of referenceGroup, referenceRule
 */
export function oneOf<Value>(ways: Readonly<Record<string, Value | null | undefined>>): Value | null {
  const given = Object.values(ways).filter((value) => value !== null && value !== undefined);
  if (given.length > 1) throw new Refusal('BAD_USER_INPUT', `give one of ${Object.keys(ways).join(', ')}`);
  return given[0] ?? null;
}

/**
 * A contract, or the engine's words without the value: a refusal repeats nothing that a client sent.
 *
 * @throws Refusal naming the term and its rule
 */
export function defined<Contract>(define: () => Contract): Contract {
  try {
    return define();
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('BAD_USER_INPUT', error.message.replace(/, got .*$/s, ''));
    throw error;
  }
}
