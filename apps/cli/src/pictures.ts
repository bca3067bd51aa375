import { closeSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { toPng } from '@equipoise/chart';
import { UsageError, type Given, type Terminal } from './verb.ts';

/** A picture to be drawn, with the organization whose it is; null for one of all. */
export interface Picture {
  readonly organization: string | null;
  readonly draw: (options: { readonly width?: number }) => Promise<string>;
}

/** Whether a call asks for pictures. @throws UsageError when a flag of pictures comes with another format, or a PNG has no file */
export function asksForPictures(given: Given): boolean {
  const format = given.text('format') ?? 'table';
  const pictures = format === 'svg' || format === 'png';
  for (const flag of ['out', 'width']) {
    if (!pictures && given.text(flag) !== undefined)
      throw new UsageError(`--${flag} is for pictures: give --format svg or --format png with it, got ${format}`);
  }
  if (format === 'png' && given.text('out') === undefined)
    throw new UsageError('--format png needs --out FILE: a picture of bytes is not for a terminal');
  return pictures;
}

/**
 * Prints the one SVG of a call, or writes its pictures: one to the file that is named, of several each to a file of its own with
 * the organization behind the name. Nothing is written before all are drawn.
 */
export async function putPictures(given: Given, pictures: readonly Picture[], { out }: Terminal): Promise<void> {
  const file = given.text('out');
  const width = given.number('width');
  if (file === undefined && pictures.length > 1)
    throw new UsageError(
      `${pictures.length} charts are ${pictures.length} pictures: --out chart.svg writes chart-ORGANIZATION.svg for each, or name one --organization`,
    );
  if (file !== undefined) requireOwnFiles(pictures.map(({ organization }) => organization ?? ''));
  const drawn: { readonly path: string | undefined; readonly svg: string }[] = [];
  for (const { organization, draw } of pictures) {
    const path = file === undefined || pictures.length === 1 ? file : fileOf(file, organization ?? '');
    if (path !== undefined) requirePlace(path);
    drawn.push({ path, svg: `${await draw(width === undefined ? {} : { width })}\n` });
  }
  for (const { path, svg } of drawn) {
    if (path === undefined) out(svg);
    else {
      write(path, given.text('format') === 'png' ? await toPng(svg, { width: 2 * (width ?? 640) }) : svg);
      out(`${path}\n`);
    }
  }
}

/** Where a file system takes a.svg and A.svg for one, the second picture would take the place of the first. */
function requireOwnFiles(organizations: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const organization of organizations) {
    const folded = encodeURIComponent(organization).toLowerCase();
    const before = seen.get(folded);
    if (before !== undefined)
      throw new UsageError(
        `organizations ${before} and ${organization} differ in upper and lower case only, and so would their files: draw them in two calls, each with an --out of its own`,
      );
    seen.set(folded, organization);
  }
}

/** chart.svg and A/1 make chart-A%2F1.svg: ids that differ in more than case have files of their own, and none leaves its folder. */
function fileOf(file: string, organization: string): string {
  const extension = extname(file);
  return `${file.slice(0, file.length - extension.length)}-${encodeURIComponent(organization)}${extension}`;
}

/** A picture may take the place of a picture; what else is there, such as the database, stays. */
function requirePlace(path: string): void {
  const start = attempt(path, () => startOf(path));
  if (start !== '' && !['<svg', '\x89PNG'].includes(start))
    throw new UsageError(`${path} is there and no picture: --out names a new file, or a picture to replace`);
}

/** The first four bytes of a file, a character each; nothing where there is no file or it is empty. */
function startOf(path: string): string {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there?.isFile() || there.size === 0) return '';
  const start = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  return start.toString('latin1');
}

function write(path: string, content: string | Uint8Array): void {
  attempt(path, () => writeFileSync(path, content));
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}
