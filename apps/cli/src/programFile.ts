import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { defineProgram, ProgramError, type ProgramDefinition, type ProgramInput } from '@equipoise/reporting';
import { DataError, UsageError, type Given } from './verb.ts';
import { readText } from './textFile.ts';

/** The one word that an action takes: a program's id, or its file. */
export function programWordOf({ words }: Given, action: string): string {
  const [word, ...more] = words;
  if (word === undefined || more.length > 0)
    throw new UsageError(`program ${action} needs one program, an id or a file: equipoise program list has the ids`);
  return word;
}

/** Ids are words without dots and slashes, so that a file cannot be mistaken for one. */
export const isProgramFile = (word: string): boolean =>
  /[./\\]/.test(word) || (existsSync(word) && !/^[a-z][a-z0-9-]*$/.test(word));

/**
 * What a program's file says, before anybody has checked it. Where it is no JSON, what stands there is not repeated: it may be a file
 * of data that was named by mistake.
 *
 * @throws DataError when it is no JSON
 */
export function readProgramJson(file: string): ProgramInput {
  const text = readText(file);
  try {
    return JSON.parse(text) as ProgramInput;
  } catch (error) {
    const [place = ''] = /line \d+ column \d+/.exec((error as Error).message) ?? [];
    throw new DataError(`${basename(file)} is not JSON${place && `: see ${place}`}`);
  }
}

/** A program from its file. @throws DataError with a line for each fault */
export function readProgramFile(file: string): ProgramDefinition {
  const input = readProgramJson(file);
  return asDataError(() => defineProgram(input, basename(file)));
}

/** Faults of a program are those of its file. */
export function asDataError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ProgramError ? new DataError(error.message) : error;
  }
}
