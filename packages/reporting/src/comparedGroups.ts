import { isAnswered, type Stratification } from '@equipoise/engine';
import { QuestionError, UnknownNameError } from './question.ts';

/**
 * Groups that share patients are never compared.
 *
 * @throws UnknownNameError when the strata overlap
 */
export function requireExclusive({ id, exclusive }: Stratification): void {
  if (!exclusive)
    throw new UnknownNameError('stratification', `the strata of ${id} overlap: a comparison needs groups that share no patients`);
}

/**
 * A group, where one is named, and a reference are two strata, and both are answers: whoever gave none belongs to one of the
 * others. The reference may be the rule `rest`.
 *
 * @param sides   names as asked
 * @param strata  all that there are
 * @throws UnknownNameError when a name is not among the strata
 * @throws QuestionError when group and reference are one, or one of them stands for no answer
 */
export function requireSides(
  sides: { readonly group?: string; readonly reference: string },
  stratification: Stratification,
  strata: readonly string[],
): void {
  if (sides.group === sides.reference) throw new QuestionError('a group has no gap to itself: name another reference');
  for (const role of ['group', 'reference'] as const) {
    const name = sides[role];
    const rule = role === 'reference' ? 'rest, ' : '';
    if (name === undefined || (name === 'rest' && role === 'reference')) continue;
    if (!strata.includes(name))
      throw new UnknownNameError('stratum', `${role} ${name} is not a stratum here; they are ${rule}${strata.join(', ')}`);
    if (!isAnswered(stratification, name)) throw new QuestionError(`the ${role} stands for no answer: shown, never compared`);
  }
}
