import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measureCatalogue } from '../packages/engine/src/index.ts';
import { engineLayers, findBreaches, importsOf, readWorkspace, withoutComments } from './support/architecture.ts';

const root = dirname(import.meta.dirname);
const { files, workspaces } = readWorkspace(root);
const measureIds = measureCatalogue.map(({ id }) => id);

describe('the workspace', () => {
  test('keeps its rules', () => {
    expect(findBreaches(files, workspaces, measureIds)).toEqual([]);
  });

  test('was read: packages, apps, every layer of the engine, and imports in them', () => {
    const folders = workspaces.map(({ folder }) => folder);
    for (const folder of ['packages/engine', 'packages/store', 'apps/api', 'apps/cli']) expect(folders).toContain(folder);
    for (const layer of engineLayers)
      expect(files.some(({ path }) => path.startsWith(`packages/engine/src/${layer}/`))).toBe(true);
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(files.length);
  });

  test('has no folder in the engine that is not a layer', () => {
    const found = files.flatMap(({ path }) => /^packages\/engine\/src\/([^/]+)\//.exec(path)?.[1] ?? []);
    for (const folder of new Set(found)) expect(engineLayers).toContain(folder);
  });
});

describe('the check can fail', () => {
  const judge = (path: string, text: string) => findBreaches([{ path, text }], planted, measureIds);
  const planted = [
    { folder: 'packages/engine', name: '@equipoise/engine', dependencies: [] },
    ...['store', 'intake', 'reporting', 'benchmark'].map((name) => ({
      folder: `packages/${name}`,
      name: `@equipoise/${name}`,
      dependencies: [],
    })),
    { folder: 'apps/api', name: '@equipoise/api', dependencies: [] },
  ];

  test.for([
    ['packages/engine/src/interval/a.ts', `import type { CellFrame } from '../cell/frame.ts';`, 'interval comes before cell'],
    ['packages/engine/src/number/a.ts', `export * from\n  '../interval/wilson.ts';`, 'number comes before interval'],
    ['packages/engine/src/cell/a.ts', `const { wilson } = await import('../rate/estimate.ts');`, 'cell comes before rate'],
    ['packages/engine/src/cell/a.ts', `import '../index.ts';`, 'which is in no layer'],
    ['packages/engine/src/cell/a.ts', `import { readFileSync } from 'node:fs';`, 'the engine imports nothing but itself'],
    ['packages/engine/src/cell/a.ts', `import stdlib from 'stdlib';`, 'the engine imports nothing but itself'],
    ['packages/engine/src/cell/a.ts', 'export const now = Date.now();', 'the engine is pure, it does not use Date'],
    ['packages/engine/src/cell/a.ts', 'export const draw = Math.random();', 'it does not use Math.random'],
    ['packages/intake/src/a.ts', `import { openStore } from '@equipoise/store';`, 'which intake does not stand on'],
    [
      'packages/intake/src/a.ts',
      `import { wilson } from '../../engine/src/interval/wilson.ts';`,
      'which lies outside its own sources',
    ],
    ['packages/intake/src/a.ts', `import { z } from 'zod';`, 'which the package.json of @equipoise/intake does not name'],
    ['packages/intake/src/a.ts', `import { readFileSync } from 'fs';`, 'write node:fs'],
    ['packages/reporting/src/a.ts', `import { loadTables } from '@equipoise/intake';`, 'which reporting does not stand on'],
    ['apps/api/src/a.ts', `import { loadTables } from '@equipoise/intake';`, 'which api does not stand on'],
    ['apps/api/src/a.ts', `import { sql } from 'kysely/helpers';`, 'only store does'],
    ['apps/api/src/a.ts', `import Database from 'better-sqlite3';`, 'only store does'],
    ['packages/store/src/a.ts', `import { DuckDBInstance } from '@duckdb/node-api';`, 'only intake does'],
    ['packages/store/src/a.ts', `import { parse } from 'mathjs';`, 'only benchmark does'],
    ['packages/reporting/src/a.ts', `if (measure.id === 'CBP') flip();`, `names the measure 'CBP'`],
    ['packages/reporting/src/a.ts', `const lower = new Set(["GSD9-MONTH"]);`, 'names the measure "GSD9-MONTH"'],
  ] as const)('refuses %s: %s', ([path, text, breach]) => {
    expect(judge(path, text)).toContainEqual(expect.stringContaining(breach));
  });

  test.for([
    ['packages/engine/src/cell/a.ts', `import { wilson } from '../interval/wilson.ts';`],
    ['packages/engine/src/index.ts', `export { wilson } from './interval/wilson.ts';`],
    ['packages/engine/src/cell/a.ts', '/** Takes no Date.now(), nor import("node:fs"). */'],
    ['packages/intake/src/a.ts', `import { readFileSync } from 'node:fs';`],
    ['packages/reporting/src/a.ts', `const help = 'equipoise rates --measure CBP'; // 'CBP'`],
  ] as const)('accepts %s: %s', ([path, text]) => {
    expect(judge(path, text)).toEqual([]);
  });

  test('a dependency that nothing imports', () => {
    const workspace = { folder: 'packages/store', name: '@equipoise/store', dependencies: ['kysely'] };
    expect(findBreaches([], [workspace], measureIds)).toEqual([
      'packages/store/package.json: names kysely, which nothing imports',
    ]);
    const used = [{ path: 'packages/store/src/a.ts', text: `import { sql } from 'kysely/helpers';` }];
    expect(findBreaches(used, [workspace], measureIds)).toEqual([]);
  });

  test('comments go, strings stay', () => {
    expect(withoutComments(`const a = 'http://x'; // b\n/* c */ const d = "/* e */";`)).toBe(
      `const a = 'http://x'; \n const d = "/* e */";`,
    );
    expect(
      importsOf(`// import 'a';\nimport {\n  b,\n} from "b";\nexport type { C } from 'c';\nconst d = await import('d');`),
    ).toEqual(['b', 'c', 'd']);
  });
});
