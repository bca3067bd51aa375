import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import type { Context } from './context.ts';

/** Every type of the API is declared on this one builder; fields are non-null unless they say otherwise. */
export const builder = new SchemaBuilder<{ Context: Context; DefaultFieldNullability: false }>({
  plugins: [ComplexityPlugin],
  defaultFieldNullability: false,
});

builder.queryType({ description: 'What a release of quality measures says. Rates are fractions from 0 to 1 everywhere.' });
