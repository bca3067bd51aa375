import { configJsonSchema, dataDictionary, tableJsonSchema, tableNames } from '../src/index.ts';

/** Every generated document: its place under docs → its text. */
export function documents(): Record<string, string> {
  const schemas = [
    ...tableNames.map((table) => [table, tableJsonSchema(table)] as const),
    ['config', configJsonSchema()] as const,
  ];
  return {
    'data-dictionary.md': dataDictionary(),
    ...Object.fromEntries(
      schemas.map(([name, schema]) => [`schema/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`]),
    ),
  };
}
