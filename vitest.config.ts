import { basename } from 'node:path';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** One configuration for every package: sources are resolved without a build, results land where `npm test` adds them up. */
export function project(root: string): ViteUserConfig {
  return defineConfig({
    root,
    resolve: { conditions: ['@equipoise/source'] },
    ssr: { resolve: { conditions: ['@equipoise/source'] } },
    test: {
      name: basename(root),
      include: ['test/**/*.test.ts'],
      exclude: ['**/*.long.test.ts', '**/node_modules/**'],
      env: { TZ: 'UTC' },
      testTimeout: 60_000,
      hookTimeout: 120_000,
      reporters: ['default', ['json', { outputFile: 'test-results.json' }]],
    },
  });
}

export default project(import.meta.dirname);
