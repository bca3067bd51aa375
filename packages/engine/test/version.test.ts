import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { engineVersion } from '../src/index.ts';

test("the version that answers name is the package's", () => {
  expect(engineVersion).toBe(manifest.version);
});
