import { defineProgram, ProgramError, shippedPrograms, type ProgramDefinition, type ProgramInput } from '@equipoise/benchmark';
import { importProgram, listPrograms, readProgram, type Store } from '@equipoise/store';
import { UnknownNameError } from './question.ts';

/** A program at hand. */
export interface ProgramAtHand {
  readonly origin: 'imported' | 'shipped';
  readonly definition: ProgramDefinition;
  /** When, of an imported one. */
  readonly importedAt: string | null;
}

/** Every program at hand by its id: shipped ones, and those that were imported; without a database the shipped ones. */
export async function programsAt(store: Store | null): Promise<readonly ProgramAtHand[]> {
  const imported = store === null ? [] : await importedPrograms(store);
  // A later version may ship what somebody brought under the same id: theirs stays in force, and says so.
  const own = new Set(imported.map(({ definition }) => definition.id));
  const shipped = shippedPrograms().filter(({ id }) => !own.has(id));
  return [
    ...shipped.map((definition): ProgramAtHand => ({ origin: 'shipped', definition, importedAt: null })),
    ...imported,
  ].toSorted((a, b) => (a.definition.id < b.definition.id ? -1 : 1));
}

async function importedPrograms(store: Store): Promise<ProgramAtHand[]> {
  return Promise.all(
    (await listPrograms(store)).map(async ({ id, importedAt }): Promise<ProgramAtHand> => {
      const definition = defineProgram((await readProgram(store, id)) as ProgramInput, id);
      return { origin: 'imported', definition, importedAt };
    }),
  );
}

/**
 * One program by its id.
 *
 * @throws UnknownNameError when none is at hand under that id
 */
export async function findProgramAt(store: Store | null, id: string): Promise<ProgramAtHand> {
  const programs = await programsAt(store);
  const found = programs.find(({ definition }) => definition.id === id);
  if (found) return found;
  const known = programs.map(({ definition }) => definition.id).join(', ');
  throw new UnknownNameError('program', `there is no program ${id}; there are ${known}`);
}

/**
 * Keeps a program of the user's own under its id.
 *
 * @param input    what the program's file says
 * @param options  `name` of the file, for messages; `now`, an ISO date and time of the caller's clock
 * @throws ProgramError with a line for each fault, or when a program of that id is shipped, which nothing may stand in for
 */
export async function importProgramFile(
  store: Store,
  input: ProgramInput,
  { name, now }: { readonly name: string; readonly now: string },
): Promise<{ readonly definition: ProgramDefinition; readonly change: 'added' | 'replaced' | 'unchanged' }> {
  const definition = defineProgram(input, name);
  if (shippedPrograms().some(({ id }) => id === definition.id))
    throw new ProgramError([`${name}: id: ${definition.id} is that of a program that is shipped: give yours another`]);
  const program = { id: definition.id, definition: input };
  return { definition, change: await importProgram(store, { program, importedAt: now }) };
}
