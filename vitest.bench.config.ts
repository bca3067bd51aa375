import { defineConfig } from 'vitest/config';

/** Timings in pairs, one file at a time: `pnpm bench`. Each checks first that both ways give the same answer. */
export default defineConfig({
  resolve: { conditions: ['@equipoise/source'] },
  ssr: { resolve: { conditions: ['@equipoise/source'] } },
  test: {
    include: ['packages/*/bench/**/*.bench.test.ts'],
    fileParallelism: false,
    disableConsoleIntercept: true,
    testTimeout: 10 * 60_000,
    // As plain modules: the module runner reaches every import through an object, which costs a kernel a third of its speed.
    experimental: { viteModuleRunner: false },
    env: { TZ: 'UTC' },
  },
});
