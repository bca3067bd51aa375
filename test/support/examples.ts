import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

/** One `@example CALL // RESULT` of a doc comment. */
export interface Example {
  readonly file: string;
  readonly call: string;
  readonly result: string;
}

/** Examples in a source text. CALL is an expression, RESULT a literal or `throws MESSAGE`. */
export function readExamples(file: string, text: string): Example[] {
  return text
    .split('\n')
    .filter((line) => /^\s*(\/\*)?\*\s+@example\b/.test(line))
    .map((line) => {
      const body = line.replace(/^.*?@example\s*/, '').replace(/\s*\*\/\s*$/, '');
      const at = body.lastIndexOf(' // ');
      if (at < 0) throw new Error(`${file}: @example ${body} has no // RESULT`);
      return { file, call: body.slice(0, at).trim(), result: body.slice(at + 4).trim() };
    });
}

/** Names of the functions that a source text declares and exports, each with the doc comment directly above it. */
export function readDeclarations(text: string): { readonly name: string; readonly doc: string }[] {
  const comments = [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map((match) => ({
    doc: match[0],
    end: match.index + match[0].length,
  }));
  return [...text.matchAll(/^export (?:async )?(?:function\*? |const )([\w$]+)/gm)].map((match) => ({
    name: match[1] ?? '',
    doc: comments.find(({ end }) => text.slice(end, match.index).trim() === '' && end <= match.index)?.doc ?? '',
  }));
}

/** Whether an outcome is what the literal says: numbers to the digits printed, all else exactly; `throws` with a part of the message. */
export function expectLiteral(actual: unknown, literal: string): void {
  if (literal.startsWith('throws ') || actual instanceof Error) {
    expect(actual instanceof Error ? `throws ${actual.message}` : actual).toContain(literal);
    return;
  }
  const numbers =
    /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[A-Za-z_$][\w$]*|(-?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/g;
  const source = literal.replace(numbers, (whole, number: string | undefined) => (number ? `printed('${number}')` : whole));
  const expected: unknown = new Function('printed', `'use strict'; return (${source});`)(printed);
  expect(plain(actual)).toEqual(expected);
}

/**
 * Declares one test for each source file of a package: its examples say what its functions return, and every function that
 * the package's index.ts exports has one. All exports of the package's sources are in scope of a call, those of its own file first.
 */
export async function testExamples(
  directory: string,
  { exclude = [] }: { readonly exclude?: readonly string[] } = {},
): Promise<void> {
  const files = globSync('**/*.ts', { cwd: directory })
    .filter((file) => !file.endsWith('.d.ts') && !exclude.includes(file))
    .toSorted();
  const modules = new Map<string, Record<string, unknown> | Error>();
  for (const file of files) modules.set(file, await load(join(directory, file)));
  const everything = Object.assign({}, ...[...modules.values()].filter((module) => !(module instanceof Error)));
  const surface = new Set(Object.values(modules.get('index.ts') ?? {}));

  test.for(files)('the examples of %s', async (file) => {
    const own = modules.get(file);
    if (!own || own instanceof Error) throw own ?? new Error(`${file} was not loaded`);
    const text = readFileSync(join(directory, file), 'utf8');
    const without = readDeclarations(text).filter(
      ({ name, doc }) => isFunction(own[name]) && surface.has(own[name]) && !doc.includes('@example'),
    );
    expect(
      without.map(({ name }) => name),
      'public functions without an @example',
    ).toEqual([]);
    const scope: Record<string, unknown> = { ...everything, ...own };
    for (const { call, result } of readExamples(file, text)) await expectExample({ call, result, scope });
  });
}

async function expectExample({
  call,
  result,
  scope,
}: Omit<Example, 'file'> & { readonly scope: Record<string, unknown> }): Promise<void> {
  const names = Object.keys(scope).filter((name) => name !== 'default');
  const run = new Function(...names, `'use strict'; return (${call});`);
  try {
    expectLiteral(await outcome(() => run(...names.map((name) => scope[name]))), result);
  } catch (cause) {
    throw new Error(`@example ${call} // ${result}\n${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** What a call returns, or the error that it throws. */
async function outcome(run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    return error;
  }
}

async function load(path: string): Promise<Record<string, unknown> | Error> {
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value));
}

/** Whole numbers are meant exactly; 0.2553 means anything that rounds to it, 1.25e-9 likewise. */
function printed(digits: string): unknown {
  const value = Number(digits.replaceAll('_', ''));
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  if (Number.isInteger(value) && decimals === 0) return value;
  const tolerance = 0.500001 * 10 ** (Number(exponent) - decimals);
  return {
    asymmetricMatch: (actual: unknown) => typeof actual === 'number' && Math.abs(actual - value) <= tolerance,
    toString: () => digits,
    toAsymmetricMatcher: () => digits,
  };
}

/** Typed arrays as arrays and −0 as 0, as a reader would write them; a null prototype does not matter. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as unknown as ArrayLike<number>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value)))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  return value;
}
