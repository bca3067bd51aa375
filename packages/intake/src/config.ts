import {
  advantageOrders,
  crossedStratum,
  crossStratifications,
  defineMeasure,
  definePolicy,
  defineStratification,
  measureCatalogue,
  stratificationCatalogue,
  suppressionPolicies,
  type Measure,
  type MeasureDeclaration,
  type Stratification,
  type StratificationDeclaration,
  type SuppressionPolicy,
} from '@equipoise/engine';
import { z } from 'zod';
import { patterns } from './patterns.ts';
import { reservedStratum } from './strata.ts';
import { columnNames, tableNames } from './tables.ts';

const measure = z
  .strictObject({
    id: z.string().describe('Opaque, case-sensitive: letters, digits, dots, dashes, underscores'),
    title: z.string().describe('As printed in reports'),
    direction: z.enum(['higher', 'lower']).describe('Which way is good'),
    statistic: z.literal('proportion').optional().describe('The additive counts behind it'),
    version: z.string().optional().describe('Version of the declaration; default 1'),
    description: z.string().optional().describe('What it measures, in a sentence'),
    window: z
      .enum(['month', 'rolling-12', 'year', 'snapshot'])
      .optional()
      .describe('What a point looks back on; default month. Run-chart rules are applied only to points that share no patients'),
    ages: z
      .strictObject({ from: z.int().min(0).describe('The youngest'), to: z.int().max(130).describe('The oldest') })
      .nullable()
      .optional()
      .describe('Ages on the last day of the period, both included'),
    monthly: z.string().nullable().optional().describe('The measure that counts the same care in independent months'),
    source: z.string().optional().describe('The public text that defines it'),
  })
  .describe('A measure');

const dimension = z
  .strictObject({
    id: z.string().describe('Lower-case letters, digits and dashes'),
    title: z.string().optional().describe('As printed in reports; default the id'),
    exclusive: z.boolean().optional().describe('No patient falls under two strata; default true'),
    exhaustive: z
      .boolean()
      .optional()
      .describe('Every patient falls under one; default true. With exclusive, a total is derived'),
    column: z
      .string()
      .nullable()
      .optional()
      .describe(
        'Column of the members table, but not its identifier, birth date or age; default: the id with underscores; null when only cells tables have it',
      ),
    strata: z
      .array(z.string())
      .nullable()
      .optional()
      .describe('The strata in the order of reports, none of them `rest`; other values are then at fault'),
    order: z
      .enum(advantageOrders)
      .nullable()
      .optional()
      .describe(
        'The strata stand in an order of advantage, from the worst-off up or from the best-off down: what slope and concentration indices need. Needs strata',
      ),
    unanswered: z.array(z.string()).optional().describe('Strata that are shown but never compared; default Unknown'),
  })
  .describe('A stratification: a column of the members table, or the strata of a cells table');

const policy = z
  .strictObject({
    id: z.string().describe('Lower-case letters, digits and dashes; not the id of a built-in policy'),
    title: z.string().describe('As printed in reports'),
    hide: z
      .strictObject({ from: z.int().min(1).describe('The smallest hidden'), to: z.int().min(1).describe('The largest hidden') })
      .nullable()
      .describe('Counts in this range are hidden; null hides nothing'),
    source: z.string().describe('The text that demands it'),
  })
  .describe('A suppression policy');

const columnMap = z.record(z.string(), z.string().nullable()).describe("A file's column → ours; null leaves the column out");

const schema = z
  .strictObject({
    $schema: z.string().optional().describe('The JSON Schema of this file, for editors'),
    measures: z.array(measure).optional().describe('Measures beside those of the built-in catalogue; the same id replaces one'),
    stratifications: z
      .array(z.union([z.string(), dimension, z.tuple([z.string(), z.string()]).describe('A crossing of two dimensions, by id')]))
      .optional()
      .describe('Stratifications beside the built-in ones: a declaration, or a crossing of two; a built-in may be named'),
    policy: z
      .union([z.string(), policy])
      .optional()
      .describe('Suppression policy of a release: none, cms (default), calhhs, or a declaration'),
    columns: z
      .strictObject({
        organizations: columnMap,
        members: columnMap,
        results: columnMap,
        cells: columnMap,
        annotations: columnMap,
      })
      .partial()
      .optional()
      .describe('Names of columns where files use their own'),
  })
  .describe('Configuration of Equipoise: equipoise.config.json, or equipoise.config.ts with this object as its default export');

/** What a user may write in equipoise.config.json. */
export type ConfigInput = z.input<typeof schema>;

/** A configuration, completed: the built-in catalogue and what the user adds to it. */
export interface Config {
  readonly measures: readonly Measure[];
  readonly stratifications: readonly Stratification[];
  readonly policy: SuppressionPolicy;
  readonly columns: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}

/** Thrown when a configuration is at fault; the message has one line for each fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Checks and completes a configuration.
 *
 * @param input  what the user wrote; `{}` is the built-in catalogue
 * @param name   what to call it in messages, such as its file's name
 * @throws ConfigError with the place, the value and the rule of every fault
 * @example readConfig({ policy: 'none' }).policy.hide // null
 */
export function readConfig(input: unknown, name = 'configuration'): Config {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => `${name}: ${path.join('.') || 'top level'}: ${message}`).join('\n'),
    );
  }
  try {
    const { measures = [], stratifications = [], policy = 'cms', columns = {} } = parsed.data;
    const allMeasures = replaceById(
      measureCatalogue,
      measures.map((declaration) => named('measure', defineMeasure(withoutUndefined(declaration) as MeasureDeclaration))),
    );
    for (const { id, monthly } of allMeasures) {
      if (monthly !== null && !allMeasures.some((measure) => measure.id === monthly)) {
        throw new RangeError(`measure ${id}: monthly names ${monthly}, which is no measure`);
      }
    }
    const allStratifications = completeStratifications(stratifications);
    checkColumns(columns, allStratifications);
    return {
      measures: allMeasures,
      stratifications: allStratifications,
      policy: typeof policy === 'string' ? policyNamed(policy) : ownPolicy(policy),
      columns: withoutUndefined(columns),
    };
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError(`${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

/**
 * A built-in suppression policy by its id.
 *
 * @throws RangeError naming those that there are
 * @example policyNamed('cms').hide // { from: 1, to: 10 }
 */
export function policyNamed(id: string): SuppressionPolicy {
  const policy = suppressionPolicies.find((candidate) => candidate.id === id);
  if (!policy)
    throw new RangeError(`policy ${id} is not one of ${suppressionPolicies.map((candidate) => candidate.id).join(', ')}`);
  return policy;
}

function ownPolicy(declaration: SuppressionPolicy): SuppressionPolicy {
  const policy = named('policy', definePolicy(declaration));
  // Answers name their policy: one that calls itself cms must be that of CMS.
  if (suppressionPolicies.some(({ id }) => id === policy.id)) {
    throw new RangeError(`policy ${policy.id} is built in; a policy of your own needs an id of its own`);
  }
  return policy;
}

/** Refuses an id that every object of the language has a property of. */
function named<T extends { readonly id: string }>(kind: string, declared: T): T {
  if (declared.id in Object.prototype) throw new RangeError(`${kind} ${declared.id}: the id is reserved, choose another`);
  return declared;
}

/** JSON Schema (draft 2020-12) of the configuration, from the definition that validates it. */
export function configJsonSchema(): object {
  return { title: 'Equipoise configuration', ...z.toJSONSchema(schema, { io: 'input' }) };
}

type Declared = NonNullable<z.output<typeof schema>['stratifications']>;

function completeStratifications(declared: Declared): Stratification[] {
  const single = declared.flatMap((entry) =>
    typeof entry === 'object' && !Array.isArray(entry)
      ? [checkStratifier(named('stratification', defineStratification(withoutUndefined(entry) as StratificationDeclaration)))]
      : [],
  );
  const dimensions = replaceById(stratificationCatalogue, single);
  const known = (id: string): Stratification => {
    const found = dimensions.find((stratification) => stratification.id === id);
    if (!found)
      throw new RangeError(
        `stratification ${id} is neither built in nor declared; built in are ${stratificationCatalogue.map((s) => s.id).join(', ')}`,
      );
    return found;
  };
  for (const entry of declared) if (typeof entry === 'string') known(entry);
  const crossings = declared.flatMap((entry) =>
    Array.isArray(entry) ? [crossStratifications(known(entry[0]), known(entry[1]))] : [],
  );
  for (const id of crossings.flatMap(({ crosses }) => crosses ?? [])) checkSeparator(known(id));
  return replaceById(dimensions, crossings);
}

/** Columns of members whose values are of one person. */
const personal = new Set(['member_id', 'birth_date', 'age']);
const plainText = new RegExp(`^${patterns.text}$`, 'u');

function checkStratifier(stratification: Stratification): Stratification {
  const { id, column, strata } = stratification;
  if (column !== null && personal.has(column.trim().toLowerCase())) {
    throw new RangeError(`stratification ${id}: ${column} is of one member, and strata are stored; name another column`);
  }
  for (const text of [column ?? '', ...(strata ?? [])]) {
    if (plainText.test(text)) continue;
    throw new RangeError(`stratification ${id}: ${JSON.stringify(text)} holds a control or an invisible format character`);
  }
  const reserved = strata?.find((stratum) => stratum.trim().toLowerCase() === reservedStratum);
  if (reserved !== undefined) {
    throw new RangeError(`stratification ${id}: a stratum cannot be named ${reserved}, which stands for all the others together`);
  }
  return stratification;
}

function checkSeparator({ id, strata }: Stratification): void {
  const separator = crossedStratum('', '');
  const stratum = strata?.find((name) => ` ${name} `.includes(separator));
  if (stratum !== undefined) {
    throw new RangeError(`stratification ${id}: the stratum ${stratum} holds the separator of crossings, '${separator}'`);
  }
}

/** Columns must be told apart by more than case, and a mapped one must be there. */
function checkColumns(maps: NonNullable<z.output<typeof schema>['columns']>, stratifications: readonly Stratification[]): void {
  const declared = stratifications.flatMap(({ column }) => (column === null ? [] : [column]));
  const byLowerCase = new Map<string, string>();
  for (const name of columnNames('members', declared)) {
    const other = byLowerCase.get(name.toLowerCase());
    if (other !== undefined) throw new RangeError(`the columns ${other} and ${name} of members differ only in case`);
    byLowerCase.set(name.toLowerCase(), name);
  }
  for (const table of tableNames) {
    const taken = columnNames(table, declared);
    for (const [given, ours] of Object.entries(maps[table] ?? {})) {
      if (given.includes('\0')) throw new RangeError(`columns.${table}: ${JSON.stringify(given)} holds the character NUL`);
      if (ours === null || taken.includes(ours)) continue;
      throw new RangeError(`columns.${table}.${given}: ${table} has no column ${ours}; it has ${taken.join(', ')}`);
    }
  }
}

function replaceById<T extends { readonly id: string }>(base: readonly T[], added: readonly T[]): T[] {
  const byId = new Map(base.map((entry) => [entry.id, entry]));
  const seen = new Set<string>();
  for (const entry of added) {
    if (seen.has(entry.id)) throw new RangeError(`${entry.id} is declared twice`);
    seen.add(entry.id);
    byId.set(entry.id, entry);
  }
  return [...byId.values()];
}

/** Optional fields that are left out must be absent, not undefined, or they would undo a default. */
function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
