import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { GoldenCase } from './types.ts';

/** A golden file as it was read; a problem is why its cases cannot be put to the engine, which counts every one as failed. */
export interface GoldenFile {
  readonly path: string;
  readonly family: string;
  readonly cases: readonly GoldenCase[];
  readonly problem: string | null;
  /** Cases that the problem keeps from being put. */
  readonly lost: number;
}

/** The golden files of folders, or files named one by one. */
export function findGoldenFiles(places: readonly string[]): GoldenFile[] {
  return places.flatMap((place) => {
    const kind = statSync(place, { throwIfNoEntry: false });
    if (kind === undefined) return [unreadable(place, 'is not there')];
    if (!kind.isDirectory()) return [readGoldenFile(place)];
    const files = globSync('*.json', { cwd: place }).toSorted();
    if (files.length === 0) return [unreadable(place, 'holds no .json file')];
    return files.map((file) => readGoldenFile(join(place, file)));
  });
}

/** Reads one golden file. Its family stands in it, whatever it is called. */
export function readGoldenFile(path: string): GoldenFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return unreadable(path, `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(content)) return unreadable(path, 'is not a golden file: an object with family and cases');
  const { cases } = content;
  const family = familyOf(content);
  if (family === null) return unreadable(path, 'is not a golden file: it names no family', countCases(content));
  if (!Array.isArray(cases)) return unreadable(path, `is not a golden file: ${family} without a list of cases`);
  const unnamed = cases.findIndex((one) => !isObject(one) || typeof one['id'] !== 'string');
  if (unnamed >= 0) return unreadable(path, `case ${unnamed + 1} of ${cases.length} has no id`, cases.length);
  if (cases.length === 0) return unreadable(path, 'holds no case');
  return { path, family, cases: cases.map((one) => withData(one as GoldenCase, content)), problem: null, lost: 0 };
}

/** Cases may share their data: one that names a `dataset` carries it as `data`, from whichever table of the file holds it. */
function withData(given: GoldenCase, content: Readonly<Record<string, unknown>>): GoldenCase {
  const { dataset } = given;
  if (typeof dataset !== 'string') return given;
  const table = Object.values(content).find((part) => isObject(part) && Object.hasOwn(part, dataset));
  return isObject(table) ? { ...given, data: table[dataset] } : given;
}

/** Files name what they hold in one of three places: a family, a schema such as `equipoise-golden/spc/1`, or a topic. */
function familyOf({ family, schema, topic }: Readonly<Record<string, unknown>>): string | null {
  const named = typeof schema === 'string' ? (/^equipoise-golden\/([a-z-]+)\/1$/.exec(schema)?.[1] ?? schema) : topic;
  const name = family ?? named;
  return typeof name === 'string' ? name : null;
}

/** Files of other shapes keep their cases in `cases` too; one that does not counts as one. */
function countCases({ cases }: Readonly<Record<string, unknown>>): number {
  return Array.isArray(cases) && cases.length > 0 ? cases.length : 1;
}

function unreadable(path: string, problem: string, lost = 1): GoldenFile {
  return { path, family: basename(path), cases: [], problem, lost };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
