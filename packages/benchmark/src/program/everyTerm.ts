import type { WrittenProgram } from './schema.ts';

/** A term where it stands in a program file: once, or once for each year that it is stated for. */
export interface PlacedTerm {
  /** As an assumption names it: `measures.CBP.weight`. */
  readonly path: string;
  /** Where it stands in the file: `measures.0.weight.byYear.2025`. */
  readonly place: string;
  readonly year: string | null;
  readonly value: unknown;
  readonly verified: boolean;
  readonly source: string | null;
}

/** The members of each part of a program that are terms. Data, so that one walk finds them all. */
const terms = {
  program: ['benchmark', 'scale', 'minimumDenominator', 'comparison', 'missing', 'strata', 'points'],
  measure: ['combine', 'weight', 'scale', 'benchmark', 'minimumDenominator', 'strata'],
  component: [
    'weight',
    'closed',
    'tolerance',
    'threshold',
    'minimumDenominator',
    'reportable',
    'minimumMembers',
    'reliability',
    'contracts',
  ],
  money: ['share', 'cap', 'formula', 'pool'],
} as const;

/** What stands above a term, in both ways of saying where it is; each ends in a dot unless it is empty. */
interface Above {
  readonly path: string;
  readonly place: string;
}

/**
 * Every term that a program writes, in the order of the file's parts: what is seen, what is recalled, what nobody knows.
 *
 * @param written  a program that was checked: `written` of its definition
 * @returns        a row for each term, and for each year that it is stated for
 * @example everyTerm(findProgram('dhcs-quality-withhold').written).find(({ path }) => path === 'money.share').value // 0.005
 */
export function everyTerm(written: WrittenProgram): PlacedTerm[] {
  const defaults = { verified: written.verified ?? false, source: written.source ?? null };
  const of = (owner: object | undefined, members: readonly string[], above: Above): PlacedTerm[] =>
    members.flatMap((member) => {
      const given = (owner as Readonly<Record<string, unknown>> | undefined)?.[member];
      const here = { path: `${above.path}${member}`, place: `${above.place}${member}` };
      return given === undefined ? [] : place(given, { ...here, ...defaults });
    });
  const named = (owner: object | undefined, above: Above): PlacedTerm[] => of(owner, Object.keys(owner ?? {}), above);
  return [
    ...of(written, terms.program, { path: '', place: '' }),
    ...named(written.lines, { path: 'lines.', place: 'lines.' }),
    ...named(written.scales, { path: 'scales.', place: 'scales.' }),
    ...written.measures.flatMap((measure, index) =>
      of(measure, terms.measure, { path: `measures.${measure.id}.`, place: `measures.${index}.` }),
    ),
    ...(written.components ?? []).flatMap((component, index) => {
      const above = { path: `components.${component.id}.`, place: `components.${index}.` };
      const weights = component.kind === 'health-equity-index' ? component.weights : undefined;
      const reported = component.kind === 'stratified-reporting' ? component.measures : [];
      return [
        ...of(component, terms.component, above),
        ...named(weights, { path: `${above.path}weights.`, place: `${above.place}weights.` }),
        ...reported.flatMap((measure, position) =>
          of(measure, ['firstYear'], {
            path: `${above.path}measures.${measure.id}.`,
            place: `${above.place}measures.${position}.`,
          }),
        ),
      ];
    }),
    ...of(written.money, terms.money, { path: 'money.', place: 'money.' }),
  ];
}

function place(given: unknown, bare: Omit<PlacedTerm, 'value' | 'year'>): PlacedTerm[] {
  if (typeof given === 'object' && given !== null) {
    if ('byYear' in given) {
      return Object.entries(given.byYear as Readonly<Record<string, unknown>>).flatMap(([year, value]) =>
        place(value, { ...bare, place: `${bare.place}.byYear.${year}` }).map((term) => ({ ...term, year })),
      );
    }
    if ('value' in given && 'verified' in given) {
      const { value, verified, source = null } = given as { value: unknown; verified: boolean; source?: string };
      return [{ ...bare, year: null, value, verified, source }];
    }
  }
  return [{ ...bare, year: null, value: given }];
}
