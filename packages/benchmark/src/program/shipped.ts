import { defineProgram, type ProgramDefinition } from './defineProgram.ts';
import type { ProgramInput } from './schema.ts';
import calpersQams from './shipped/calpers-qams.json' with { type: 'json' };
import advancedPrimaryCare from './shipped/california-advanced-primary-care.json' with { type: 'json' };
import healthEquityIndex from './shipped/cms-health-equity-index.json' with { type: 'json' };
import coveredCaliforniaQti from './shipped/covered-california-qti.json' with { type: 'json' };
import dhcsAccountability from './shipped/dhcs-medi-cal-accountability.json' with { type: 'json' };
import dhcsWithhold from './shipped/dhcs-quality-withhold.json' with { type: 'json' };
import dmhcHeqms from './shipped/dmhc-heqms.json' with { type: 'json' };
import ncqaStratification from './shipped/ncqa-race-ethnicity-stratification.json' with { type: 'json' };
import planToProvider from './shipped/plan-to-provider-example.json' with { type: 'json' };

/** As the compiler sees a JSON file, its words are any strings; `defineProgram` holds them against the schema. */
const files = [
  calpersQams,
  advancedPrimaryCare,
  healthEquityIndex,
  coveredCaliforniaQti,
  dhcsAccountability,
  dhcsWithhold,
  dmhcHeqms,
  ncqaStratification,
  planToProvider,
] as readonly unknown[] as readonly ProgramInput[];

let defined: readonly ProgramDefinition[] | undefined;

/**
 * The programs shipped: each with its citations, what was seen and what is not known. Checked when first asked for.
 *
 * @returns the programs in the order of their ids
 * @example shippedPrograms().length // 9
 */
export function shippedPrograms(): readonly ProgramDefinition[] {
  return (defined ??= files.map((file) => defineProgram(file, file.id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}

/**
 * One shipped program by its id.
 *
 * @param id  as `shippedPrograms` lists it
 * @returns   the program, or null when none is shipped under that id
 * @example findProgram('covered-california-qti').written.kind // 'penalty'
 * @example findProgram('none') // null
 */
export function findProgram(id: string): ProgramDefinition | null {
  return shippedPrograms().find((program) => program.id === id) ?? null;
}
