import { join } from 'node:path';
import { mergeConfig } from 'vitest/config';
import { project } from '../../vitest.config.ts';

// Vitest would hand our sources the development build of graphql while Yoga and Pothos load the one that runs in production,
// and two copies refuse each other's types.
export default mergeConfig(project(import.meta.dirname), {
  resolve: { alias: [{ find: /^graphql$/, replacement: join(import.meta.dirname, 'node_modules/graphql/index.mjs') }] },
});
