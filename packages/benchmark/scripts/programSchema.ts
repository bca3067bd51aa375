import { programJsonSchema } from '../src/program/jsonSchema.ts';

export const programSchemaFile = new URL('../../../docs/schema/program.schema.json', import.meta.url);

/** The text of `docs/schema/program.schema.json`. */
export function programSchemaText(): string {
  return `${JSON.stringify(programJsonSchema(), null, 2)}\n`;
}
