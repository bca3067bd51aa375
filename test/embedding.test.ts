import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = dirname(import.meta.dirname);
const engine = join(root, 'packages', 'engine');
const scratch = mkdtempSync(join(tmpdir(), 'equipoise-embedding-'));
const project = join(scratch, 'project');
const windows = process.platform === 'win32';

const npm = (args: readonly string[], cwd: string) =>
  execFileSync(windows ? 'npm.cmd' : 'npm', args, { cwd, encoding: 'utf8', shell: windows, stdio: ['ignore', 'pipe', 'pipe'] });
const tsc = (args: readonly string[], cwd: string) =>
  execFileSync(join(root, 'node_modules', '.bin', windows ? 'tsc.cmd' : 'tsc'), args, { cwd, encoding: 'utf8', shell: windows });

let tarball: { readonly filename: string; readonly files: readonly string[] };

/** The engine as an embedder gets it: packed as npm packs it, whatever lies in dist, and installed without a network. */
beforeAll(() => {
  mkdirSync(project);
  mkdirSync(join(engine, 'dist'), { recursive: true });
  writeFileSync(join(engine, 'dist', 'stale.js'), 'throw new Error("of an earlier build");');
  npm(['pack', '--pack-destination', scratch], engine);
  const [filename = ''] = globSync('*.tgz', { cwd: scratch });
  const listed = execFileSync('tar', ['-tzf', join(scratch, filename)], { encoding: 'utf8' });
  tarball = {
    filename,
    files: listed
      .trim()
      .split('\n')
      .map((path) => path.replace(/^package\//, '')),
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'embedder', private: true, type: 'module' }));
  npm(['install', '--offline', '--no-audit', '--no-fund', join(scratch, filename)], project);
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the package', () => {
  test('holds a module and its types for each source file, the readme and the licence, and nothing else', () => {
    const modules = globSync('**/*.ts', { cwd: join(engine, 'src') }).map((file) =>
      file.replaceAll('\\', '/').replace(/\.ts$/, ''),
    );
    const expected = [
      'LICENSE',
      'README.md',
      'package.json',
      ...modules.flatMap((file) => [`dist/${file}.js`, `dist/${file}.d.ts`]),
    ];
    expect(tarball.files.toSorted()).toEqual(expected.toSorted());
  });

  test('brings no dependency, no native code and no script that runs at installation', () => {
    const installed = join(project, 'node_modules');
    expect(readdirSync(installed).filter((name) => !name.startsWith('.'))).toEqual(['@equipoise']);
    expect(readdirSync(join(installed, '@equipoise'))).toEqual(['engine']);
    expect(globSync('**/*.{node,wasm,gyp}', { cwd: installed })).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(installed, '@equipoise', 'engine', 'package.json'), 'utf8')) as {
      readonly [field: string]: unknown;
      readonly scripts: object;
    };
    for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies', 'private'])
      expect(manifest).not.toHaveProperty(field);
    expect(Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
    expect(manifest['engines']).toEqual({ node: '>=22' });
  });
});

describe("the readme's example", () => {
  let answer: {
    readonly strata: readonly object[];
    readonly rate: { readonly value: number; readonly lower: number; readonly upper: number };
    readonly gaps: readonly {
      readonly gap: number;
      readonly lower: number;
      readonly upper: number;
      readonly standsOut: boolean;
    }[];
    readonly hidden: readonly number[];
    readonly chart: {
      readonly centre: number;
      readonly crossings: number;
      readonly shifts: readonly { readonly length: number }[];
    };
    readonly sentence: string;
  };
  beforeAll(() => {
    const [, example = ''] =
      /```js\n([\s\S]*?)```/.exec(readFileSync(join(project, 'node_modules', '@equipoise', 'engine', 'README.md'), 'utf8')) ?? [];
    writeFileSync(join(project, 'example.js'), example);
    answer = JSON.parse(execFileSync(process.execPath, ['example.js'], { cwd: project, encoding: 'utf8', env: {} }));
  });

  test('adds the practices up', () => {
    expect(answer.strata).toEqual([
      { stratum: 'Hispanic or Latino', denominator: 80, numerator: 48 },
      { stratum: 'White', denominator: 70, numerator: 56 },
    ]);
  });

  test('estimates the rate: 104 of 150, with limits that solve the score equation', () => {
    const { value, lower, upper } = answer.rate;
    expect(value).toBe(104 / 150);
    for (const limit of [lower, upper])
      expect(Math.abs(value - limit) / Math.sqrt((limit * (1 - limit)) / 150)).toBeCloseTo(1.959964, 6);
  });

  test('finds the gap of Newcombe 1998, Stat Med 17:873, table II, 56 of 70 against 48 of 80', () => {
    expect(answer.gaps).toHaveLength(1);
    const { gap = NaN, lower, upper, standsOut } = answer.gaps[0] ?? {};
    expect(gap).toBeCloseTo(0.2, 12);
    expect([lower?.toFixed(4), upper?.toFixed(4), standsOut]).toEqual(['0.0524', '0.3339', true]);
  });

  test('hides what leaves 1 to 10 people over', () => {
    expect(answer.hidden).toEqual([0, 1, 1, 1]); // 25 of 30 leave 5, 20 of 30 leave 10, 31 of 40 leave 9
  });

  test('sees the shift in the middle of the year', () => {
    expect(answer.chart.centre).toBeCloseTo(0.555, 12); // between the 6th and the 7th of the twelve in order, 0.53 and 0.58
    expect(answer.chart.crossings).toBe(1);
    expect(answer.chart.shifts.map(({ length }) => length)).toEqual([6, 6]);
    expect(answer.sentence).toContain('Shift for the better: 6 points in a row above the median 55.5%, point 7 to point 12');
  });
});

test('a strict TypeScript program compiles against it, without types of Node or any other package', () => {
  writeFileSync(
    join(project, 'consumer.ts'),
    `import { OverlapError, estimateRate, rollUp, wilson, type CellFrame, type Estimate, type Status } from '@equipoise/engine';

export const interval: { readonly lower: number; readonly upper: number } = wilson({ denominator: 263, numerator: 81 }, 0.95);
export const total = (frame: CellFrame): Float64Array | undefined => rollUp(frame, ['period']).columns['denominator'];
export const estimate: Estimate = estimateRate(null, { denominatorMin: 30 });
export const status: Status = estimate.status;
export const isOverlap = (error: unknown): error is OverlapError => error instanceof OverlapError;
// @ts-expect-error a rate may be null, and the types say so
export const value: number = estimate.value;
// @ts-expect-error two numbers of one type never sit side by side
export const swapped = wilson(81, 263);
`,
  );
  const compilerOptions = {
    target: 'es2024',
    lib: ['es2024'],
    module: 'nodenext',
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
  expect(tsc(['-p', '.'], project)).toBe('');
});

test("the project's readme shows what its example prints", () => {
  const [, example = '', shown = ''] =
    /```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  writeFileSync(join(project, 'readme.js'), example);
  expect(execFileSync(process.execPath, ['readme.js'], { cwd: project, encoding: 'utf8', env: {} })).toBe(shown);
});
