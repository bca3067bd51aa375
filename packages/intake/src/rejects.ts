import { existsSync } from 'node:fs';
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { csvLine } from './csvLine.ts';
import type { Issue } from './issue.ts';

/** The file that takes every issue, one a line. */
export interface Rejects {
  add(issue: Issue): Promise<void>;
  close(): Promise<void>;
}

/** Thrown when the rejects file cannot be written, or would overwrite something that is no rejects file. */
export class RejectsError extends Error {
  override readonly name = 'RejectsError';
}

const columns = ['file', 'record', 'line', 'column', 'severity', 'rule', 'message', 'remedy', 'value'] as const;
const header = `${csvLine(columns)}\n`;
/** Text that is gathered before it is written. */
const bufferMax = 1 << 16;

/**
 * Opens a rejects file, new or in place of an earlier one. Whatever else is there stays as it is.
 *
 * @param path  where it is to be
 * @param kept  files that it must not be, by whatever name: those that are read, and others; they need not exist
 * @throws RejectsError naming the path and the reason
 */
export async function openRejects(path: string, kept: readonly string[]): Promise<Rejects> {
  if (path === '') throw new RejectsError('rejects: the path is empty');
  const names = await namesOf(path);
  for (const other of kept) {
    if ((await namesOf(other)).some((name) => names.includes(name))) {
      throw new RejectsError(`rejects ${path} is the same file as ${other}, which must not be overwritten`);
    }
  }
  const written = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const { code = 'Error' } = error as NodeJS.ErrnoException;
      const reason = existsSync(dirname(path)) ? code : `there is no directory ${dirname(path)}`;
      throw new RejectsError(`rejects ${path} cannot be written: ${reason}`, { cause: error });
    }
  };
  const file = await written(openOrCreate(path));
  let buffered = header;
  const flush = async () => {
    const text = buffered;
    buffered = '';
    await written(file.appendFile(text));
  };
  try {
    if (!(await isOurs(file))) {
      throw new RejectsError(`rejects ${path} is there already and is no rejects file: move it away, or name another`);
    }
    await written(file.truncate());
    await flush();
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    async add(issue) {
      buffered += `${csvLine(columns.map((name) => issue[name]))}\n`;
      if (buffered.length > bufferMax) await flush();
    },
    async close() {
      try {
        await flush();
      } finally {
        await file.close();
      }
    },
  };
}

/** What a path names: the file itself when there is one (links of either kind lead to it), and its place in its real directory. */
async function namesOf(path: string): Promise<string[]> {
  const full = resolve(path);
  const place = await realpath(full).catch(async () => {
    const folder = await realpath(dirname(full)).catch(() => dirname(full));
    return join(folder, basename(full));
  });
  const found = await stat(full, { bigint: true }).catch(() => null);
  return [place, ...(found ? [`${found.dev} ${found.ino}`] : [])];
}

/** Opens without emptying what is there. A link that leads nowhere is refused. */
async function openOrCreate(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return open(path, 'wx+');
  }
}

/** Whether a file is a rejects file, or empty. */
async function isOurs(file: FileHandle): Promise<boolean> {
  const found = await file.stat();
  if (!found.isFile()) return false;
  const { bytesRead, buffer } = await file.read(Buffer.alloc(header.length), 0, header.length, 0);
  return bytesRead === 0 || buffer.toString('utf8', 0, bytesRead) === header;
}
