import { z } from 'zod';
import { scaleSchema } from '../award/scales/schema.ts';
import { benchmarkSchema, lineSchema, poolSchema, programSchema, strataSchema } from './schema.ts';

/** What stands in many places of a program is defined once, under a name that a reader of the schema can tell. */
const definitions = { scale: scaleSchema, benchmark: benchmarkSchema, line: lineSchema, strata: strataSchema, pool: poolSchema };

/**
 * JSON Schema of a program file, for editors: it completes names, says what each is for and marks what cannot be. What only
 * `defineProgram` can tell, such as weights that do not add, it lets pass.
 *
 * @returns the schema as an object
 * @example programJsonSchema().type // 'object'
 *
 * Source: JSON Schema, draft 2020-12.
 */
export function programJsonSchema(): Record<string, unknown> {
  const metadata = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(definitions)) metadata.add(schema, { id });
  return z.toJSONSchema(programSchema, {
    io: 'input',
    target: 'draft-2020-12',
    metadata,
    override({ jsonSchema, zodSchema }) {
      const { description } = z.globalRegistry.get(zodSchema) ?? {};
      if (description !== undefined) jsonSchema.description = description;
    },
  }) as Record<string, unknown>;
}
