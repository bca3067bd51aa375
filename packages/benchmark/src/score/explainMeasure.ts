import { ordinal } from '../ordinal.ts';
import type { StrataRule } from '../program/program.ts';
import type { ScalePart } from '../award/scales/define.ts';
import { percentText } from '../award/percentText.ts';
import { isPayable } from './achieved.ts';
import { explainItemDollars } from './explainDollars.ts';
import { explainTerm, type Explanation, leaf, named } from './explanation.ts';
import { chanceText, patientsText, shown } from './explanationText.ts';
import type { ExportedCell, ExportedMeasure, ExportedPart, ExportedScore } from './forExport.ts';
import type { Achieved, ProgramScore, ScoredCell, ScoredMeasure, ScoredPart } from './types.ts';

/** In the house, or as it may leave it. */
type Measure = ExportedMeasure | ScoredMeasure;
type Part = ExportedPart | ScoredPart;
type Cell = ExportedCell | ScoredCell;

/** One measure: what it achieved and why, its dollars, its terms, its parts down to the counts. */
export function explainMeasure(measure: Measure, score: ExportedScore | ProgramScore): Explanation {
  const { achieved, composite, countedAsNothing, id, parts, reason, title, use } = measure;
  return {
    ...leaf(named(id, title), achieved, 'share'),
    how: achieved === null ? null : howAchieved(measure),
    reason: achieved === null ? `${reason}${countedAsNothing ? '; counted as nothing achieved' : ''}` : null,
    children: [
      ...explainItemDollars(measure, score),
      ...(use === 'reporting' ? [leaf('use', 'reported, neither weighed nor paid', 'text')] : []),
      ...explainTerms(measure),
      ...(composite === null || composite.rate === null ? [] : [explainComposite(composite, parts)]),
      ...parts.map((part) => explainPart(part, measure)),
    ],
  };
}

function explainTerms({ combine, minimumDenominator, parts, scale, strata, weight }: Measure): Explanation[] {
  const terms = [
    { term: weight, label: 'weight', unit: 'share' },
    { term: scale, label: 'scale', unit: 'text' },
    { term: minimumDenominator, label: 'smallest payable denominator', unit: 'count' },
    { term: strata, label: 'strata', unit: 'text', words: (rule: unknown) => strataWords(rule as StrataRule) },
    ...(parts.length > 1 ? [{ term: combine, label: 'how its parts count', unit: 'text' } as const] : []),
  ] as const;
  return terms
    .filter(({ term }) => term.standing !== 'absent')
    .map(({ label, term, ...options }) => explainTerm(label, term, options));
}

function strataWords({ by, rule }: StrataRule): string {
  const which = `by ${by.join(' and by ')}`;
  switch (rule) {
    case 'report':
      return `${which} beside the total`;
    case 'every-stratum':
      return `the lowest of the total and those ${which}`;
    case 'mean-of-strata':
      return `the mean of those ${which}`;
  }
}

function howAchieved({ combine, composite, parts, strata }: Measure): string | null {
  const rule = strata.value?.rule ?? 'report';
  if (composite !== null) return rule === 'report' ? composite.sentence : judgedWords(composite.sentence, composite.strata, rule);
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return partWords(only, rule);
  const shares = parts.map((part) => `${part.title} ${shareWords(part)}`).join(', ');
  return `The ${combine.value === 'lowest-share' ? 'lowest' : 'mean'} of its ${parts.length} parts: ${shares}.`;
}

function partWords({ strata, total }: Part, rule: StrataRule['rule']): string | null {
  return judgedWords(total.sentence, strata, rule);
}

/** What is open may still not be what counts: the lowest is known once nothing else can be lower. */
const shareWords = ({ achieved, lower, upper }: Achieved): string =>
  achieved === null ? `between ${percentText(lower)} and ${percentText(upper)}` : percentText(achieved);

type JudgedStratum = Achieved & Pick<ScoredCell, 'stratum'>;

/** What the strata make of it, where they count and any of them is large enough. */
function judgedWords(sentence: string | null, strata: readonly JudgedStratum[], rule: StrataRule['rule']): string | null {
  const payable = strata.filter(isPayable);
  if (rule === 'report' || payable.length === 0) return sentence;
  const shares = payable.map((cell) => `${cell.stratum} ${shareWords(cell)}`);
  return rule === 'every-stratum' ? `The lowest of the total and of ${shares.join(', ')}.` : `The mean of ${shares.join(', ')}.`;
}

function explainComposite({ parts: steps, rate }: NonNullable<ScoredMeasure['composite']>, parts: readonly Part[]): Explanation {
  const rates = parts.map(({ total }) => percentText(total.rate ?? NaN)).join(' + ');
  return { ...leaf('mean rate', rate, 'rate'), how: `(${rates}) / ${parts.length}`, children: explainSteps(steps) };
}

function explainPart(part: Part, whole: Measure): Explanation {
  const { benchmark, benchmarkReason, measure, strata, title, total } = part;
  const said = [whole.reason, howAchieved(whole)];
  return {
    ...explainCell(named(measure, title), total, said),
    children: [
      ...cellChildren(total, said),
      benchmark === null
        ? { ...leaf('benchmark', null, 'text'), reason: said.includes(benchmarkReason) ? null : benchmarkReason }
        : {
            ...leaf('benchmark', `${benchmark.set}: ${benchmark.peerGroup}, ${benchmark.vintage}`, 'text'),
            how: 'keptOut' in part ? part.keptOut : null,
          },
      ...strata.map((cell) => explainCell(`${cell.by}: ${cell.stratum}`, cell, said)),
    ],
  };
}

/** A rate with its counts. What was `said` further up is not said again. */
function explainCell(label: string, cell: Cell, said: readonly (string | null)[]): Explanation {
  const { denominator, numerator, rate, reason, status } = cell;
  return {
    ...leaf(label, rate, 'rate'),
    how: rate === null ? null : `${shown(numerator, 'count')} of ${shown(denominator, 'count')}`,
    reason: (rate === null || status === 'BELOW_MINIMUM') && !said.includes(reason) ? reason : null,
    children: cellChildren(cell, said),
  };
}

function cellChildren(cell: Cell, said: readonly (string | null)[]): Explanation[] {
  const { achieved, baseline, denominator, numerator, parts, placement, reason, sentence, status } = cell;
  const anew = (words: string | null) => (said.includes(words) ? null : words);
  return [
    leaf('numerator', numerator, 'count'),
    leaf('denominator', denominator, 'count'),
    ...(baseline === null
      ? []
      : [leaf('at baseline', `${shown(baseline.numerator, 'count')} of ${shown(baseline.denominator, 'count')}`, 'text')]),
    ...(placement === null ? [] : [{ ...leaf('percentile', placement.percentile, 'percentile'), how: placement.band }]),
    ...explainLines(cell),
    ...(achieved !== null ? [{ ...leaf('achieved', achieved, 'share'), how: anew(sentence) }] : []),
    ...(achieved === null && status === 'UNDETERMINED' && anew(reason) !== null
      ? [{ ...leaf('achieved', null, 'share'), reason }]
      : []),
    ...explainSteps(parts),
  ];
}

/** The published lines, each with the names that the program has for it, and then the program's own. */
function explainLines({ lines, placement }: Cell): Explanation[] {
  const published = (placement?.lines ?? []).map((line) => {
    const names = lines.filter(({ percentile }) => percentile === line.percentile).map(({ name }) => name);
    const computed = line.derived ? ', computed and not published' : '';
    return { ...line, label: `${ordinal(line.percentile)}${names.length === 0 ? '' : ` (${names.join(', ')})`}${computed}` };
  });
  const own = lines
    .filter(({ percentile }) => !published.some((line) => line.percentile === percentile))
    .map((line) => ({ ...line, label: line.name }));
  return [...published, ...own].map(({ chance, label, met, patientsToReach, rate, reachable }) => ({
    ...leaf(`line ${label}`, rate, 'rate'),
    how: `${met ? 'met' : shortBy(patientsToReach, reachable)}${chance === null ? '' : `; ${chanceText(chance)}`}`,
  }));
}

/** Of a line that its licence keeps in the house nobody is told how far it is. */
function shortBy(patients: number | null, reachable: boolean): string {
  if (patients !== null) return `short by ${patientsText(patients)}`;
  return reachable ? 'not met' : 'out of reach';
}

/** What the scale reckoned with, beyond the rate, the percentile and the lines that stand there already. */
function explainSteps(parts: readonly ScalePart[]): Explanation[] {
  return parts
    .filter(({ label, value }) => value !== null && !/: (rate|met)$|^(baseline|rate)$|percentile$/.test(label))
    .map(({ label, value }) => leaf(label, value, label.endsWith('points') ? 'points' : 'share'));
}
