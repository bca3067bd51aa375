import { measureCatalogue, stratificationCatalogue, suppressionPolicies } from '@equipoise/engine';
import { configJsonSchema } from './config.ts';
import { ruleBook } from './ruleBook.ts';
import { tableNames, tables, type Column, type ColumnKind, type TableName } from './tables.ts';

/** What a kind of column takes, in a reader's words. */
const kinds: Readonly<Record<ColumnKind, string>> = {
  identifier: 'any text without spaces around it; case counts',
  text: 'any text',
  code: 'one of a list, in either case',
  month: 'YYYY-MM, 1990-01 to 2100-12',
  date: 'YYYY-MM-DD',
  flag: '0 or 1',
  count: 'a whole number of at most 9 digits, or withheld: `<11`',
  age: 'whole years, 0 to 129',
  race: 'codes or names, `;` between',
  ethnicity: 'codes or names, `;` between',
  language: 'a code or a name',
};

/**
 * The data dictionary, as Markdown: every table with its columns, every rule and every key of the configuration, from the
 * definitions that validate.
 *
 * @example dataDictionary().split('\n')[0] // '# Data dictionary'
 */
export function dataDictionary(): string {
  return [
    '# Data dictionary',
    '',
    'Generated from the definitions that validate (`pnpm generate`); do not edit.',
    '',
    'Files are CSV (`.csv`, `.txt`), NDJSON (`.ndjson`, `.jsonl`), both also with `.gz`, or Parquet (`.parquet`). Text is UTF-8.',
    'CSV has one header line, commas, and double quotes around fields that hold commas or quotes. Columns may stand in any',
    'order; a column that a table does not have is refused unless the configuration maps it. Spaces around values and blank',
    'lines do not count; control characters (tabs, line breaks) and invisible ones in texts are refused. In NDJSON and Parquet',
    'flags may also be `true` and `false`, and numbers may be typed.',
    '',
    'Age is in completed years on the last day of the period. Who was born on 29 February completes a year on 28 February when',
    'there is no 29th.',
    '',
    ...tableNames.flatMap(tableSection),
    ...ruleSection(),
    ...configSection(),
  ].join('\n');
}

const row = (...cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const header = (...names: readonly string[]): string[] => [row(...names), `|${names.map(() => '---').join('|')}|`];
const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

function tableSection(name: TableName): string[] {
  const { description, columns, key } = tables[name];
  const more =
    name === 'members'
      ? ['', 'Then any column that a stratification of the configuration declares; empty is its stratum `Unknown`.']
      : [];
  const unique = key.length > 0 ? ['', `One row for each ${key.map(code).join(' × ')}.`] : [];
  return [
    `## ${name}`,
    '',
    description,
    ...unique,
    ...more,
    '',
    ...header('column', 'kind', 'required', 'values', 'description', 'example'),
    ...columns.map((column) =>
      row(
        code(column.name),
        column.kind,
        column.required ? 'yes' : 'no',
        valuesOf(column),
        column.description,
        code(column.example),
      ),
    ),
    '',
  ];
}

const valuesOf = ({ kind, values }: Column): string => (values ? values.map(code).join(', ') : kinds[kind]);

function ruleSection(): string[] {
  return [
    '## Rules',
    '',
    'An issue names its file, record, line and column, the rule, what is wrong and what to do; values are shown as a shape',
    '(`9999-99`), never as they are. While an error stands nothing is written; a warning lets an import go on.',
    '',
    ...header('rule', 'severity', 'about', 'meaning'),
    ...Object.entries(ruleBook).map(([rule, { severity, about, meaning }]) => row(code(rule), severity, about, meaning)),
    '',
  ];
}

const listed = (ids: readonly { readonly id: string }[]): string => ids.map(({ id }) => code(id)).join(', ');

function configSection(): string[] {
  return [
    '## Configuration',
    '',
    '`equipoise.config.json`. Every key may be left out; a key that is not listed here is refused.',
    '',
    ...header('key', 'type', 'required', 'description'),
    ...keyRows('', configJsonSchema() as SchemaNode),
    '',
    `Built-in measures: ${listed(measureCatalogue)}.`,
    '',
    `Built-in stratifications: ${listed(stratificationCatalogue)}.`,
    '',
    `Built-in policies: ${listed(suppressionPolicies)}.`,
    '',
  ];
}

/** What is read of a JSON Schema here. */
interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly prefixItems?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly additionalProperties?: SchemaNode | false;
}

function keyRows(prefix: string, { properties = {}, required = [] }: SchemaNode): string[] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const path = `${prefix}${name}`;
    const inside = node.items ?? node;
    const inner = (inside.anyOf ?? [inside]).flatMap((part) => keyRows(`${path}${node.items ? '[]' : ''}.`, part));
    return [row(code(path), typeOf(node), required.includes(name) ? 'yes' : 'no', node.description ?? ''), ...inner];
  });
}

function typeOf({ type, anyOf, enum: values, const: only, items, prefixItems, additionalProperties }: SchemaNode): string {
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (values) return values.map(code).join(', ');
  if (only !== undefined) return code(only);
  if (prefixItems) return `[${prefixItems.map(typeOf).join(', ')}]`;
  if (items) return `list of ${typeOf(items)}`;
  if (additionalProperties) return `object of ${typeOf(additionalProperties)}`;
  return [type ?? 'any'].flat().join(' or ');
}
