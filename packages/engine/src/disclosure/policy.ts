/** Which counts a release hides. */
export interface SuppressionPolicy {
  readonly id: string;
  readonly title: string;
  /** Counts from `from` to `to` are hidden; null hides nothing. Zero is never in the range: an empty count names nobody. */
  readonly hide: { readonly from: number; readonly to: number } | null;
  readonly source: string;
}

/** The policies that need no file. */
export const suppressionPolicies: readonly SuppressionPolicy[] = [
  {
    id: 'none',
    title: 'Nothing is hidden: for an organization about its own patients',
    hide: null,
    source: 'none',
  },
  {
    id: 'cms',
    title: 'CMS cell size suppression: counts of 1 to 10',
    hide: { from: 1, to: 10 },
    source: 'CMS Cell Size Suppression Policy (ResDAC, 26 January 2024); CMS Core Set data files, FFY 2022',
  },
  {
    id: 'calhhs',
    title: 'CalHHS de-identification guidelines, masking step: counts of 1 to 10 in every table, as if each scored 13 or more',
    hide: { from: 1, to: 10 },
    source: 'CalHHS Data De-Identification Guidelines, Edition 2.0 (24 October 2025), section on masking',
  },
];

/**
 * Checks a policy that the user declares. To hide nothing it must say so with `hide: null`.
 *
 * @param policy  id of lower-case letters, digits and dashes; `hide` over whole counts from 1 up
 * @throws RangeError naming the policy and the rule
 * @example definePolicy({ id: 'house', title: 'House rule', hide: { from: 1, to: 5 }, source: 'board minute' }).hide.to // 5
 */
export function definePolicy(policy: SuppressionPolicy): SuppressionPolicy {
  const { id, hide } = policy;
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(id)) throw new RangeError(`policy ${id}: an id is lower-case letters, digits and dashes`);
  if (hide === undefined) throw new RangeError(`policy ${id}: hide is missing; null hides nothing`); // an untyped file's way to publish all
  if (hide && !(Number.isSafeInteger(hide.from) && Number.isSafeInteger(hide.to) && hide.from >= 1 && hide.from <= hide.to)) {
    throw new RangeError(`policy ${id}: hide runs over whole counts from 1 up, got ${hide.from} to ${hide.to}`);
  }
  return policy;
}
