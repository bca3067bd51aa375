import { builder } from '../builder.ts';
import { NotFound, NotFoundRef } from './notFound.ts';
import type { Ref } from './page.ts';

/**
 * Declares the union of what was asked for and the news that a name in the question is unknown.
 *
 * @param name         of the union
 * @param found        what was asked for
 * @param description  for a reader of the schema
 * @example resultOf('ExampleResult', MeasureRef, 'An example, or none.').name // 'ExampleResult'
 */
export function resultOf<Shape>(name: string, found: Ref<Shape>, description: string) {
  return builder.unionType(name, {
    description,
    types: [found, NotFoundRef],
    resolveType: (value) => (value instanceof NotFound ? NotFoundRef : found),
  });
}
