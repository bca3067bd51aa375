import { patterns } from './patterns.ts';
import { tables, type Column, type TableName } from './tables.ts';

/**
 * JSON Schema (draft 2020-12) of one row of a table as a JSON object: a line of NDJSON, or a record of CSV as texts.
 *
 * What the schema refuses, an import refuses. An import knows more: keys, codes, and how rows and tables stand together.
 *
 * @param table        one of the Equipoise tables
 * @param stratifiers  columns of members that the configuration declares
 * @example tableJsonSchema('results').required.length // 8
 */
export function tableJsonSchema(table: TableName, stratifiers: readonly string[] = []): TableSchema {
  const { description, columns } = tables[table];
  const declared = table === 'members' ? stratifiers.filter((name) => !columns.some((column) => column.name === name)) : [];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `A row of ${table}`,
    description,
    type: 'object',
    properties: Object.fromEntries([
      ...columns.map((column) => [column.name, columnSchema(column)] as const),
      ...declared.map((name) => [name, stratifierSchema] as const),
    ]),
    required: columns.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The schema of a row. */
export interface TableSchema {
  readonly $schema: string;
  readonly title: string;
  readonly description: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, ValueSchema>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

/** The schema of a value. */
export interface ValueSchema {
  readonly description: string;
  readonly type: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly string[];
}

const stratifierSchema: ValueSchema = {
  description: 'A stratifier of the configuration; empty is its stratum Unknown',
  type: ['string', 'number', 'boolean', 'null'],
};

function columnSchema(column: Column): ValueSchema {
  const { description, example, required } = column;
  const { type, pattern = required ? '[^ ]' : undefined, ...bounds } = kindSchema(column);
  return {
    description,
    type: required ? type : [...type, 'null'],
    ...(pattern === undefined ? {} : { pattern }),
    ...bounds,
    ...(example === '' ? {} : { examples: [example] }),
  };
}

type KindSchema = Pick<ValueSchema, 'type' | 'pattern' | 'minimum' | 'maximum'>;

function kindSchema({ kind, required, values = [] }: Column): KindSchema {
  // Spaces around a text are no part of it, and a value that need not be there may be empty.
  const text = (pattern: string) => `^ *(?:${pattern})${required ? '' : '?'} *$`;
  const whole = '(?:\\.0+)?'; // whole numbers that a typed source writes with a point
  switch (kind) {
    case 'flag':
      return { type: ['integer', 'boolean', 'string'], minimum: 0, maximum: 1, pattern: text(`[01]${whole}|true|false`) };
    case 'count':
      return { type: ['integer', 'string'], minimum: 0, maximum: 999_999_999, pattern: text(`(?:${patterns.count})${whole}`) };
    case 'age':
      return { type: ['integer', 'string'], minimum: 0, maximum: 129, pattern: text(`(?:${patterns.age})${whole}`) };
    case 'month':
      return { type: ['string'], pattern: text(patterns.month) };
    case 'date':
      return { type: ['string'], pattern: text(`${patterns.date}(?:[T ]00:00:00.*)?`) };
    case 'code':
      return { type: ['string'], pattern: text(values.map(inAnyCase).join('|')) };
    case 'race':
    case 'ethnicity':
    case 'language':
      return { type: ['string'] };
    default:
      return { type: ['string', 'number', 'boolean'] };
  }
}

/** A word with letters of either case: JSON Schema's patterns have no flag for it. */
const inAnyCase = (word: string): string => word.replaceAll(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
