import { linesOfScale } from '../award/scales/applyScale.ts';
import type { Scale } from '../award/scales/schema.ts';
import { everyTerm, type PlacedTerm } from './everyTerm.ts';
import { faultsOf, ruleOf } from './faults.ts';
import { formulaInputs } from './formulaInputs.ts';
import { ProgramError } from './programError.ts';
import { programSchema, type ProgramInput, type WrittenProgram } from './schema.ts';

/** A program that holds together, as it was written. */
export interface ProgramDefinition {
  readonly id: string;
  readonly title: string;
  readonly written: WrittenProgram;
}

/** How far a sum of weights may stand from 1: rounding of decimals, nothing more. */
export const weightTolerance = 1e-9;

/**
 * Checks a program. What can be wrong with it alone is refused here; whether its measures and benchmarks are at hand is known
 * when it meets them (`checkProgram`).
 *
 * @param input  what a program file says
 * @param name   what to call it in messages, such as its file's name
 * @returns      the definition
 * @throws ProgramError with a line for each fault: its path in the file, the value and the rule
 * @example defineProgram({ id: 'own', title: 'Our bonus', kind: 'bonus', status: 'example', payer: 'us', accountable: { level: 'practice', words: 'each practice' }, citations: {}, notKnown: [], measures: [] }).id // 'own'
 */
export function defineProgram(input: ProgramInput, name = 'program'): ProgramDefinition {
  const parsed = programSchema.safeParse(input, { error: ruleOf });
  if (!parsed.success) throw new ProgramError(faultsOf(parsed.error.issues, input).map((fault) => `${name}: ${fault}`));
  const written = parsed.data;
  const terms = everyTerm(written);
  const faults = [
    ...names(written),
    ...references(written, terms),
    ...sources(written, terms),
    ...values(terms),
    ...weights(written, terms),
  ];
  if (faults.length > 0) throw new ProgramError(faults.map((fault) => `${name}: ${fault}`));
  return { id: written.id, title: written.title, written };
}

/** Ids that are there twice: nothing could tell which of them is meant. */
function names({ components = [], measures }: WrittenProgram): string[] {
  const of = (ids: readonly string[], place: (index: number) => string) => {
    const seen = new Set<string>();
    return ids.flatMap((id, index) => {
      if (seen.has(id)) return [`${place(index)}: ${id} is there twice`];
      seen.add(id);
      return [];
    });
  };
  const owners = measures.length;
  return [
    ...of(
      [...measures, ...components].map(({ id }) => id),
      (index) => (index < owners ? `measures.${index}.id` : `components.${index - owners}.id`),
    ),
    ...measures.flatMap(({ parts }, measure) =>
      of(
        parts.map((part) => part.measure),
        (index) => `measures.${measure}.parts.${index}.measure`,
      ),
    ),
    ...components.flatMap((component, index) =>
      component.kind === 'stratified-reporting'
        ? of(
            component.measures.map(({ id }) => id),
            (measure) => `components.${index}.measures.${measure}.id`,
          )
        : [],
    ),
  ];
}

/** Names in a program that must stand for something in it. */
function references(written: WrittenProgram, terms: readonly PlacedTerm[]): string[] {
  const lines = Object.keys(written.lines ?? {});
  const measures = written.measures.map(({ id }) => id);
  const inputs = Object.keys(written.money?.inputs ?? {});
  return [
    ...terms.filter(isOf(/(^|\.)scale$/)).flatMap(oneOf('scale', Object.keys(written.scales ?? {}))),
    ...terms
      .filter(isOf(/^scales\./))
      .flatMap(({ place, value }) =>
        linesOfScale(value as Scale).flatMap((line) =>
          typeof line === 'string' ? oneOf('line', lines)({ place, value: line }) : [],
        ),
      ),
    ...terms.filter(isOf(/^money\.pool$/)).flatMap(({ place, value }) => {
      const { by, input } = value as { readonly by: string; readonly input?: string };
      if (by === 'score-times-input' && input === undefined) return [`${place}: by score-times-input needs an input`];
      return input === undefined ? [] : oneOf('input', inputs)({ place: `${place}.input`, value: input });
    }),
    ...(written.components ?? []).flatMap((component, index) => {
      const place = `components.${index}`;
      if (component.kind === 'composite') return oneOf('line', lines)({ place: `${place}.line`, value: component.line });
      if (component.kind === 'gap-closure' && component.group === component.reference)
        return [`${place}.reference: must be another stratum than the group, got ${component.reference}`];
      if (component.kind !== 'health-equity-index') return [];
      return Object.keys(component.weights ?? {}).flatMap((id) =>
        oneOf('measure', measures)({ place: `${place}.weights.${id}`, value: id }),
      );
    }),
    ...(written.money === undefined ? [] : oneOf('input', inputs)({ place: 'money.base', value: written.money.base })),
    // An input called `rate` would silently be the measure's rate. One called `base` is the base.
    ...inputs.flatMap((input) =>
      formulaInputs.some((own) => own === input) && !(input === 'base' && written.money?.base === 'base')
        ? [`money.inputs.${input}: must have another name: in a formula ${input} is reckoned, not stated`]
        : [],
    ),
  ];
}

/** Terms at a path, those with a value. */
const isOf =
  (path: RegExp) =>
  (term: PlacedTerm): boolean =>
    path.test(term.path) && term.value !== null;

const oneOf =
  (what: string, known: readonly string[]) =>
  ({ place, value }: { readonly place: string; readonly value: unknown }): string[] =>
    known.some((one) => one === value)
      ? []
      : [`${place}: there is no ${what} ${String(value)} in this program; there are ${known.join(', ') || 'none'}`];

/** Every source that is named is a citation; whatever is verified names one, or the head of the file does. */
function sources({ citations, facts = [], source: head, verified }: WrittenProgram, terms: readonly PlacedTerm[]): string[] {
  const known = Object.keys(citations);
  const named = [
    { place: 'source', source: head },
    // What stands bare has the head's source, which is said once.
    ...terms.filter(({ source }) => source !== head).map(({ place, source }) => ({ place: `${place}.source`, source })),
    ...facts.map(({ source }, index) => ({ place: `facts.${index}.source`, source })),
  ];
  return [
    ...named.flatMap(({ place, source }) =>
      typeof source !== 'string' || known.includes(source)
        ? []
        : [`${place}: ${source} is not among the citations: ${known.join(', ') || 'there are none'}`],
    ),
    ...facts.flatMap((fact, index) =>
      fact.verified && fact.source === undefined ? [`facts.${index}: a verified fact needs the source it was seen in`] : [],
    ),
    ...(verified === true && head === undefined
      ? ['source: is missing: a head that says verified names the source of the values that stand bare']
      : []),
  ];
}

/** What the schema of one value cannot say. */
function values(terms: readonly PlacedTerm[]): string[] {
  return terms.filter(isOf(/^lines\./)).flatMap(({ place, value }) => {
    const { percent } = value as { readonly percent?: string };
    return Number(percent ?? 0) > 100 ? [`${place}.percent: must be at most 100, got ${percent}`] : [];
  });
}

/** Where every weight is stated for a year, they add to 1. */
function weights({ components = [], measures }: WrittenProgram, terms: readonly PlacedTerm[]): string[] {
  const owners = [
    ...measures.map(({ id, use, weight }, index) => ({
      id,
      place: `measures.${index}.weight`,
      idle: use === 'reporting',
      weight,
    })),
    ...components.map(({ id, weight }, index) => ({ id, place: `components.${index}.weight`, idle: false, weight })),
  ];
  const idle = owners.filter((owner) => owner.idle && owner.weight !== undefined);
  const weighed = owners.filter((owner) => !owner.idle && owner.weight !== undefined);
  const forgotten = measures.flatMap(({ use, weight }, index) =>
    weighed.length > 0 && use !== 'reporting' && weight === undefined ? [`measures.${index}.weight`] : [],
  );
  const faults = [
    ...idle.map(({ place }) => `${place}: must not be there: a measure that is only reported is not weighed`),
    ...forgotten.map((place) => `${place}: is missing: a scored measure has a weight where others have one`),
  ];
  if (faults.length > 0) return faults;

  const byPlace = Map.groupBy(terms, ({ place }) => place.replace(/\.byYear\.\d{4}$/, ''));
  const stated = weighed.map(({ id, place }) => ({ id, terms: byPlace.get(place) ?? [] }));
  const years = new Set(stated.flatMap((one) => one.terms.map(({ year }) => year)));
  // Weights that hold in every year are checked within the years that others name, or by themselves where none does.
  if (years.size > 1) years.delete(null);
  return [...years].flatMap((year) => {
    const inForce = stated.map((one) => ({
      id: one.id,
      weight: one.terms.find((term) => term.year === null || term.year === year)?.value,
    }));
    if (inForce.some(({ weight }) => typeof weight !== 'number')) return [];
    const total = inForce.reduce((sum, { weight }) => sum + Number(weight), 0);
    if (Math.abs(total - 1) <= weightTolerance) return [];
    const summands = inForce.map(({ id, weight }) => `${id} ${Number(weight)}`).join(' + ');
    return [
      `measures: weights must add to 1${year === null ? '' : ` in ${year}`}, got ${summands} = ${Number(total.toPrecision(12))}`,
    ];
  });
}
