import { describeTerm } from '../program/term.ts';
import { percentText } from '../award/percentText.ts';
import { isPayable } from './achieved.ts';
import { counted } from './dollars.ts';
import { explainDollars, explainItemDollars } from './explainDollars.ts';
import { explainMeasure } from './explainMeasure.ts';
import { explainTerm, type Explanation, leaf, named } from './explanation.ts';
import type { ExportedScore } from './forExport.ts';
import type { ProgramScore, ScoredComponent } from './types.ts';

/**
 * Why a score is what it is: dollars, score, measures, parts, lines, counts, each resting on the next.
 *
 * @param score  one organization's, from `scoreProgram`, or as it may be exported, from `forExport`
 * @returns      a tree: shares and rates as fractions, dollars as dollars
 * @example prepareProgram(programInForce(findProgram('plan-to-provider-example'), { year: 2025 }), benchmarkSets()).then((prepared) => explainScore(scoreProgram(prepared, { results: programResults([]), organizations: ['practice-07'] })[0]).children[1].reason) // 'nothing is payable'
 */
export function explainScore(score: ExportedScore | ProgramScore): Explanation {
  const { program, organization, measures, components, assumptions, unsettled } = score;
  return {
    ...leaf(program.title, `${organization}, ${program.year}`, 'text'),
    how: program.status === 'live' ? null : `This program is ${program.status === 'example' ? 'an example' : 'never paid'}.`,
    children: [
      ...explainDollars(score),
      explainWhole(score),
      ...measures.map((measure) => explainMeasure(measure, score)),
      ...components.map((component) => explainComponent(component, score)),
      ...(measures.some(({ parts }) => parts.some(({ total }) => total.placement !== null)) ? [whatChanceIs] : []),
      ...assumptions.map((assumption) => leaf('assumed', assumption, 'text')),
      ...unsettled.map((term) => leaf('in use and verified by nobody', term, 'text')),
    ],
  };
}

const whatChanceIs = leaf(
  'chance',
  'that the underlying rate meets or beats the line, by the counts alone (Jeffreys posterior)',
  'text',
);

function explainWhole({ score, lower, upper, points, measures, components, reason }: ExportedScore | ProgramScore): Explanation {
  const weighed = [...measures, ...components].filter(({ share }) => share !== null);
  const payable = weighed.filter((item) => isPayable(counted(item)));
  const sum = payable
    .filter(({ share }) => share! > 0)
    .map((item) => `${item.id} ${percentText(item.share!)} × ${percentText(counted(item).achieved ?? NaN)}`)
    .join(' + ');
  const weight = payable.reduce((total, { share }) => total + share!, 0);
  const over = payable.length < weighed.length ? `, over the ${percentText(weight)} of the weight that is payable` : '';
  const bounds = lower === null || upper === null ? null : `between ${percentText(lower)} and ${percentText(upper)}`;
  return {
    ...leaf('score', score, 'share'),
    how: score === null ? bounds : `${sum}${over}`,
    reason,
    children: points === null ? [] : [leaf('points', points, 'points')],
  };
}

function explainComponent(component: ScoredComponent, score: ExportedScore | ProgramScore): Explanation {
  const { achieved, cautions, countedAsNothing, facts, id, reason, sentence, terms, title, weight } = component;
  return {
    ...leaf(named(id, title), achieved, 'share'),
    how: achieved === null ? null : sentence,
    reason: achieved === null ? `${reason}${countedAsNothing ? '; counted as nothing achieved' : ''}` : null,
    children: [
      ...explainItemDollars(component, score),
      weight.standing === 'absent'
        ? leaf('use', 'shown, neither weighed nor paid', 'text')
        : explainTerm('weight', weight, { unit: 'share' }),
      ...facts.map(({ label, unit, value }) => leaf(label, value, unit)),
      ...cautions.map((caution) => leaf('caution', caution, 'text')),
      ...terms.filter(({ standing }) => standing !== 'absent').map((term) => leaf('rests on', describeTerm(term), 'text')),
    ],
  };
}
