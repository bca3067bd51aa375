import {
  compileFormula,
  everyTerm,
  formulaInputs,
  FormulaError,
  prepareProgram,
  programInForce,
  type Benchmark,
  type PlacedTerm,
  type ProgramDefinition,
  type StrataRule,
} from '@equipoise/benchmark';
import type { Release, Store } from '@equipoise/store';
import { benchmarkTables } from './benchmarkTables.ts';

/** Something that a program asks for and that cannot be had, with its place in the file. */
export interface ProgramFault {
  /** `measures.0.parts.0.measure` */
  readonly place: string;
  readonly message: string;
  /** `contradiction`: the file is wrong anywhere. `not-at-hand`: it names what this database does not have. */
  readonly kind: 'contradiction' | 'not-at-hand';
}

/**
 * What only shows when a program meets its surroundings: a formula that is no arithmetic, measures and stratifications that the
 * release does not have, percentiles that no table has. What the file alone can tell wrong was refused when it was defined.
 *
 * @param release  the results at hand; null where there are none, and then nothing is said of measures
 * @param year     of measurement
 */
export async function programFaults(
  definition: ProgramDefinition,
  { store, release, year }: { readonly store: Store | null; readonly release: Release | null; readonly year: number },
): Promise<ProgramFault[]> {
  const contradictions = [
    ...(await formulaFaults(definition)),
    ...(release === null ? [] : directionFaults(definition, release)),
  ];
  if (contradictions.length > 0) return contradictions;
  const tables = store === null ? await shippedTables() : await benchmarkTables(store);
  return [...(release === null ? [] : nameFaults(definition, release)), ...(await benchmarkFaults(definition, { tables, year }))];
}

/** The measurement year that a program is checked for when nobody names one: the newest with results, or that it speaks of. */
export function newestYear({ written }: ProgramDefinition, release: Release | null): number {
  const held = Object.values(release?.periods ?? {}).flatMap((months) => months.slice(-1));
  const stated = everyTerm(written).flatMap(({ year }) => (year === null ? [] : [Number(year)]));
  const years = held.length > 0 ? held.map((month) => Number(month.slice(0, 4))) : stated;
  return years.length > 0 ? Math.max(...years) : 2025;
}

async function shippedTables(): Promise<readonly Benchmark[]> {
  const { benchmarkSets } = await import('@equipoise/benchmark');
  return benchmarkSets();
}

/** @returns a fault for each formula that is not arithmetic in the inputs there are */
async function formulaFaults({ written }: ProgramDefinition): Promise<ProgramFault[]> {
  const inputs = [...formulaInputs, ...Object.keys(written.money?.inputs ?? {})];
  const formulas = everyTerm(written).filter(
    (term): term is PlacedTerm & { readonly value: string } => term.path === 'money.formula' && typeof term.value === 'string',
  );
  const faults = await Promise.all(
    formulas.map(async ({ place, value }): Promise<ProgramFault[]> => {
      try {
        await compileFormula(value, { inputs });
        return [];
      } catch (error) {
        if (!(error instanceof FormulaError)) throw error;
        return [{ place, message: error.message.replace(/^formula(, )?/, '').replace(/^: /, ''), kind: 'contradiction' }];
      }
    }),
  );
  return faults.flat();
}

/** Which way is good is a property of a measure: a program that says the other way would pay for the worse rate. */
export function directionFaults({ written }: ProgramDefinition, { measures }: Release): ProgramFault[] {
  const known = new Map(measures.map(({ direction, id }) => [id, direction]));
  const stated = [
    ...written.measures.flatMap(({ parts }, index) =>
      parts.map(({ direction, measure }, position) => ({
        place: `measures.${index}.parts.${position}.direction`,
        direction,
        measure,
      })),
    ),
    ...(written.components ?? []).flatMap((component, index) =>
      component.kind === 'gap-closure'
        ? [{ place: `components.${index}.direction`, direction: component.direction, measure: component.measure }]
        : [],
    ),
  ];
  return stated.flatMap(({ direction, measure, place }): ProgramFault[] => {
    const own = known.get(measure);
    if (own === undefined || own === direction) return [];
    return [{ place, message: `of ${measure} ${own} is better, got ${direction}`, kind: 'contradiction' }];
  });
}

function nameFaults({ written }: ProgramDefinition, release: Release): ProgramFault[] {
  const held = Object.keys(release.periods);
  const stratifications = release.stratifications.map(({ id }) => id);
  const unless = (known: readonly string[], what: string) => (place: string, name: string) =>
    known.includes(name)
      ? []
      : [
          {
            place,
            message: `there is no ${what} ${name} in the release; it has ${known.join(', ')}`,
            kind: 'not-at-hand' as const,
          },
        ];
  const measure = unless(held, 'measure');
  const stratification = unless(stratifications, 'stratification');
  return [
    ...written.measures.flatMap(({ parts }, index) =>
      parts.flatMap((part, position) => measure(`measures.${index}.parts.${position}.measure`, part.measure)),
    ),
    // By a stratification that nobody reports a rule on strata judges nobody.
    ...everyTerm(written).flatMap(({ path, place, value }) =>
      /(^|\.)strata$/.test(path) && value !== null
        ? (value as StrataRule).by.flatMap((name, position) => stratification(`${place}.by.${position}`, name))
        : [],
    ),
    ...(written.components ?? []).flatMap((component, index) => {
      const place = `components.${index}`;
      if (component.kind === 'composite') return [];
      const by = [component.by]
        .flat()
        .flatMap((name, position) =>
          stratification(Array.isArray(component.by) ? `${place}.by.${position}` : `${place}.by`, name),
        );
      const named =
        'measure' in component && component.measure !== undefined ? measure(`${place}.measure`, component.measure) : [];
      return [...named, ...by, ...strataFaults(component, { place, release })];
    }),
  ];
}

type Component = NonNullable<ProgramDefinition['written']['components']>[number];

/** A stratum that its stratification declares nowhere is misspelt: a count of nobody would be read as nothing achieved. */
function strataFaults(
  component: Component,
  { place, release }: { readonly place: string; readonly release: Release },
): ProgramFault[] {
  return namedStrata(component).flatMap(({ at, by, stratum }): ProgramFault[] => {
    const strata = release.stratifications.find(({ id }) => id === by)?.strata ?? null;
    if (strata === null || strata.includes(stratum)) return [];
    const message = `there is no stratum ${stratum} in ${by}; it has ${strata.join(', ')}`;
    return [{ place: `${place}.${at}`, message, kind: 'not-at-hand' }];
  });
}

function namedStrata(component: Component): readonly { readonly at: string; readonly by: string; readonly stratum: string }[] {
  const each = (name: string, by: string, strata: readonly string[]) =>
    strata.map((stratum, index) => ({ at: `${name}.${index}`, by, stratum }));
  switch (component.kind) {
    case 'gap-closure':
      return [
        { at: 'group', by: component.by, stratum: component.group },
        ...(component.reference === 'rest' ? [] : [{ at: 'reference', by: component.by, stratum: component.reference }]),
      ];
    case 'completeness':
      return each('counted', component.by, component.counted);
    case 'health-equity-index':
      return each('risk', component.by, component.risk);
    default:
      return [];
  }
}

async function benchmarkFaults(
  definition: ProgramDefinition,
  { tables, year }: { readonly tables: readonly Benchmark[]; readonly year: number },
): Promise<ProgramFault[]> {
  const prepared = await prepareProgram(programInForce(definition, { year }), tables);
  return prepared.measures.flatMap(({ measure, parts }, index) =>
    parts.flatMap(({ benchmark, benchmarkReason, measure: part }) => {
      // A program that is silent on percentiles, or says that nobody knows them, is no fault of its file.
      if (benchmark !== null || benchmarkReason === null || measure.benchmark.value === null) return [];
      const place = definition.written.measures[index]?.benchmark === undefined ? 'benchmark' : `measures.${index}.benchmark`;
      return [{ place, message: `${part}: ${benchmarkReason}`, kind: 'not-at-hand' as const }];
    }),
  );
}
