import { defineConfig } from 'vitest/config';

/** Simulations and soak that take longer than the suite should. */
export default defineConfig({
  resolve: { conditions: ['@equipoise/source'] },
  ssr: { resolve: { conditions: ['@equipoise/source'] } },
  test: { include: ['{packages,apps}/*/test/**/*.long.test.ts', 'test/**/*.long.test.ts'], testTimeout: 30 * 60_000 },
});
