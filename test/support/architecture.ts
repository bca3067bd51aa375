import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';

/** A source file: its path from the root of the workspace, with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A package or app: its folder from the root, its name, and the dependencies that its package.json names. */
export interface Workspace {
  readonly folder: string;
  readonly name: string;
  readonly dependencies: readonly string[];
}

/** The engine's folders, from the ground up: a file imports its own layer or an earlier one. */
export const engineLayers = [
  'number',
  'interval',
  'comparison',
  'cell',
  'measure',
  'rate',
  'runchart',
  'disparity',
  'disclosure',
] as const;

/** Who may import whom among ourselves. A package that is not named here knows the engine and nobody else. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  reporting: ['engine', 'store', 'benchmark', 'chart'],
  api: ['engine', 'reporting', 'store', 'benchmark'],
  cli: ['engine', 'benchmark', 'chart', 'intake', 'store', 'synth', 'reporting', 'api'],
  dashboard: ['api', 'chart', 'engine'],
};

/** Libraries that have one home, so that they can be replaced there. */
const homes: Readonly<Record<string, string>> = {
  mathjs: 'benchmark',
  kysely: 'store',
  'better-sqlite3': 'store',
  '@duckdb/node-api': 'intake',
};

/** Where a measure's id may be written: the declarations, the synthetic program, and the examples of the data dictionary. */
const namesMeasures = [
  /^packages\/engine\/src\/measure\/catalogue\//,
  /^packages\/synth\/src\//,
  /^packages\/benchmark\/src\/data\//,
  /^packages\/intake\/src\/tables\.ts$/,
];

/** What would make a pure function depend on the hour, the machine or luck. */
const impure =
  /\b(?:Date|process|console|performance|fetch|setTimeout|crypto|globalThis)\b(?=[.(])(?!\.ts\b)|\bnew Date\b|\bMath\.random\b/;

/** A text without its comments; strings keep what looks like one. */
export function withoutComments(text: string): string {
  const token = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?<![\\/])\/\/[^\n]*/g;
  return text.replace(token, (_, string: string | undefined) => string ?? '');
}

/** Everything that a source text imports or re-exports, at its top or later, types included. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text);
  const patterns = [
    /^\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
}

/** The rules of the workspace that a tree of sources breaks, one sentence each; none when it holds. */
export function findBreaches(
  files: readonly SourceFile[],
  workspaces: readonly Workspace[],
  measureIds: readonly string[],
): string[] {
  const literal = new RegExp(`['"\`](?:${measureIds.map((id) => id.replaceAll(/[^\w]/g, '\\$&')).join('|')})['"\`]`);
  const breaches: string[] = [];
  const imported = new Map<string, Set<string>>(workspaces.map(({ name }) => [name, new Set()]));
  for (const { path, text } of files) {
    const home = workspaces.find(({ folder }) => path.startsWith(`${folder}/`));
    if (!home) continue;
    const breach = (rule: string) => breaches.push(`${path}: ${rule}`);
    for (const specifier of importsOf(text)) {
      if (specifier.startsWith('.')) {
        for (const rule of relativeBreaches(path, specifier, home)) breach(rule);
        continue;
      }
      for (const rule of packageBreaches(specifier, home)) breach(rule);
      if (!isBuiltin(specifier)) imported.get(home.name)?.add(packageOf(specifier));
    }
    const code = withoutComments(text);
    const id = literal.exec(code);
    if (id && !namesMeasures.some((place) => place.test(path)))
      breach(`names the measure ${id[0]}; shared code asks, it does not know`);
    const clock = home.folder === 'packages/engine' ? impure.exec(code) : null;
    if (clock) breach(`the engine is pure, it does not use ${clock[0]}`);
  }
  for (const { folder, name, dependencies } of workspaces) {
    for (const dependency of dependencies)
      if (!imported.get(name)?.has(dependency))
        breaches.push(`${folder}/package.json: names ${dependency}, which nothing imports`);
  }
  return breaches;
}

function* relativeBreaches(path: string, specifier: string, { folder }: Workspace): Generator<string> {
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith(`${folder}/src/`)) yield `imports ${specifier}, which lies outside its own sources`;
  if (folder !== 'packages/engine') return;
  const [here, there] = [path, target].map((file) => layerOf(file));
  if (here === undefined) return; // index.ts lists everything
  if (there === undefined) yield `imports ${specifier}, which is in no layer`;
  else if (engineLayers.indexOf(there) > engineLayers.indexOf(here)) yield `imports ${specifier}: ${here} comes before ${there}`;
}

function layerOf(path: string): (typeof engineLayers)[number] | undefined {
  return engineLayers.find((layer) => path.startsWith(`packages/engine/src/${layer}/`));
}

function* packageBreaches(specifier: string, { folder, name, dependencies }: Workspace): Generator<string> {
  const short = posix.basename(folder);
  if (folder === 'packages/engine') {
    yield `imports ${specifier}; the engine imports nothing but itself`;
    return;
  }
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) yield `imports ${specifier}; write node:${specifier}`;
    return;
  }
  const library = packageOf(specifier);
  const ours = /^@equipoise\/(.+)$/.exec(specifier);
  if (ours && !(allowed[short] ?? ['engine']).includes(ours[1] ?? ''))
    yield `imports ${specifier}, which ${short} does not stand on`;
  const only = homes[library];
  if (only !== undefined && only !== short) yield `imports ${specifier}; only ${only} does`;
  if (!dependencies.includes(library)) yield `imports ${specifier}, which the package.json of ${name} does not name`;
}

/** `@scope/name` or `name` of an import that may go deeper. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The sources and manifests of the workspace at a root folder. Type packages are for the compiler and are not imported. */
export function readWorkspace(root: string): {
  readonly files: readonly SourceFile[];
  readonly workspaces: readonly Workspace[];
} {
  const workspaces = globSync('{packages,apps}/*/package.json', { cwd: root }).map((file) => {
    const { name, dependencies = {} } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
      readonly name: string;
      readonly dependencies?: Readonly<Record<string, string>>;
    };
    return { folder: posix.dirname(slashed(file)), name, dependencies: Object.keys(dependencies) };
  });
  const files = globSync('{packages,apps}/*/src/**/*.{ts,tsx,js,mjs}', { cwd: root }).map((path) => ({
    path: slashed(path),
    text: readFileSync(join(root, path), 'utf8'),
  }));
  return { files, workspaces };
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
