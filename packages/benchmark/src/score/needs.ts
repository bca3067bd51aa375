import type { ProgramComponent } from '../program/program.ts';
import type { PreparedProgram } from './prepare.ts';
import { everybody, type ResultKey } from './results.ts';

/** Results that a program looks at, of every organization: one measure in one year, over everybody or by one stratification. */
export type ProgramNeed = Pick<ResultKey, 'by' | 'measure' | 'year'>;

/**
 * The results that scoring a program asks for, so that they can be read at once: the measures' parts over everybody and by the
 * stratifications of their rules, in the year judged and in the year before it, and what components look at, as far back as they
 * look.
 *
 * @param prepared  from `prepareProgram`
 * @returns         each need once, in the order of the program
 * @example prepareProgram(programInForce(findProgram('dhcs-medi-cal-accountability'), { year: 2025 }), []).then((prepared) => programNeeds(prepared)[0].by) // 'total'
 */
export function programNeeds({ measures, program: { components, year } }: PreparedProgram): readonly ProgramNeed[] {
  const parts = measures.map((one) => ({ measures: one.parts.map(({ measure }) => measure), rule: one.measure.strata.value }));
  const needs = [
    // What was reached a year before stands beside every rate.
    ...parts.flatMap(({ measures: ids, rule }) =>
      tables(ids, { by: [everybody.by, ...(rule?.by ?? [])], years: [year, year - 1] }),
    ),
    ...components.flatMap((component) =>
      componentNeeds(component, {
        year,
        first: parts.flatMap(({ measures: ids }) => ids.slice(0, 1)),
        all: parts.flatMap(({ measures: ids }) => ids),
      }),
    ),
  ];
  return [...new Map(needs.map((need) => [JSON.stringify([need.measure, need.by, need.year]), need])).values()];
}

interface Context {
  readonly year: number;
  /** The first part of each measure, and every part. */
  readonly first: readonly string[];
  readonly all: readonly string[];
}

function componentNeeds(component: ProgramComponent, { year, first, all }: Context): ProgramNeed[] {
  switch (component.kind) {
    case 'gap-closure':
      return tables([component.measure], { by: [component.by], years: [year, year - component.yearsBack] });
    case 'completeness':
      return tables(component.measure === null ? all : [component.measure], {
        by: [everybody.by, component.by],
        years: [year],
      });
    case 'stratified-reporting':
      return tables(
        component.measures.flatMap((measure) => measure.parts),
        { by: [everybody.by, ...component.by], years: [year] },
      );
    case 'health-equity-index':
      return [
        ...tables(first, { by: [everybody.by], years: [year] }),
        ...tables(first, { by: [component.by], years: [year, year - 1] }),
      ];
    case 'composite':
      return []; // the measures' own rates
  }
}

function tables(
  measures: readonly string[],
  { by, years }: { readonly by: readonly string[]; readonly years: readonly number[] },
): ProgramNeed[] {
  return measures.flatMap((measure) => by.flatMap((one) => years.map((year) => ({ measure, by: one, year }))));
}
