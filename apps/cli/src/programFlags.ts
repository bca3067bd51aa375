import { basename } from 'node:path';
import {
  isAmount,
  readProgramInputs,
  type MoneyInputs,
  type ProgramDefinition,
  type ProgramQuestion,
  type Reports,
} from '@equipoise/reporting';
import { dbFlag, formatFlag, releaseFlag, wholeNumber } from './flags.ts';
import { derivedFlag } from './placementFlags.ts';
import { isProgramFile, readProgramFile } from './programFile.ts';
import { readText } from './textFile.ts';
import { DataError, UsageError, type Flag, type Given } from './verb.ts';

export const yearFlag: Flag = {
  name: 'year',
  value: 'YEAR',
  help: 'measurement year (default the newest with results)',
  number: wholeNumber(1990),
};
export const organizationFlags: readonly Flag[] = [
  {
    name: 'organization',
    value: 'ID',
    help: 'organization (default all of the level that the program judges)',
    repeatable: true,
  },
  { name: 'at', value: 'LEVEL', help: 'every organization of a level', oneOf: ['payer', 'provider_organization', 'practice'] },
];
/** What is supposed of a program, and what its money is reckoned from. */
export const termFlags: readonly Flag[] = [
  {
    name: 'assume',
    value: 'PATH[=VALUE]',
    help: 'take a term as the file recalls it, or as VALUE; all for whatever is recalled. The answer repeats it',
    repeatable: true,
  },
  {
    name: 'input',
    value: 'NAME=AMOUNT',
    help: 'what the money is reckoned from, the same for every organization, such as premium=100000000',
    repeatable: true,
  },
  { name: 'inputs', value: 'FILE', help: 'the same by organization: a CSV with organization_id and a column for each input' },
  derivedFlag,
];
export const programFlags: readonly Flag[] = [
  yearFlag,
  { name: 'period', value: 'YYYY-MM', help: 'month whose results stand for the year (default the latest of the year)' },
  ...organizationFlags,
  ...termFlags,
  releaseFlag,
  dbFlag,
  formatFlag,
];

/** The program that a word names: one at hand, or a file's. */
export async function programOf(word: string, reports: Pick<Reports, 'program'>): Promise<ProgramDefinition> {
  return isProgramFile(word) ? readProgramFile(word) : (await reports.program(word)).definition;
}

/** A question about a program whose definition is at hand. */
export interface AskedProgram extends ProgramQuestion {
  readonly program: ProgramDefinition;
}

/** The question about a program that a call's flags ask. */
export async function programQuestionOf(given: Given, word: string, reports: Reports): Promise<AskedProgram> {
  return { ...(await judgedOf(given, word, reports)), year: given.number('year'), period: given.text('period') };
}

/** The same without the year. */
export async function judgedOf(given: Given, word: string, reports: Reports): Promise<Omit<AskedProgram, 'period' | 'year'>> {
  const definition = await programOf(word, reports);
  const named = given.list('organization');
  return {
    program: definition,
    organizations: named.length > 0 ? named : undefined,
    at: given.text('at') as ProgramQuestion['at'],
    ...termsOf(given, definition, reports),
  };
}

/** What those flags suppose. @throws DataError with a line for each fault of a file of inputs */
export function termsOf(
  given: Given,
  definition: ProgramDefinition,
  { release }: Pick<Reports, 'release'>,
): Pick<ProgramQuestion, 'assume' | 'includeDerived' | 'inputs' | 'inputsOfEach'> {
  const file = given.text('inputs');
  return {
    assume: assumptionsOf(given.list('assume')),
    inputs: file === undefined ? undefined : inputsOf(file, definition, release),
    inputsOfEach: amountsOf(given.list('input'), '--input'),
    includeDerived: given.has('derived'),
  };
}

/** `scale=cliff-66` is a value; `measures.CBP.weight` alone what the file recalls. */
export function assumptionsOf(texts: readonly string[], flag = '--assume'): Record<string, string | null> {
  const assumed = new Map<string, string | null>();
  for (const text of texts) {
    const at = text.indexOf('=');
    const path = (at === -1 ? text : text.slice(0, at)).trim();
    if (path === '' || (path === 'all' && at !== -1))
      throw new UsageError(`${flag} is PATH or PATH=VALUE such as scale=cliff-66, or all, got ${text}`);
    if (assumed.has(path)) throw new UsageError(`${flag} ${path} is given twice`);
    assumed.set(path, at === -1 ? null : text.slice(at + 1).trim());
  }
  return Object.fromEntries(assumed);
}

/** `premium=100000000` and the like. */
export function amountsOf(texts: readonly string[], flag: string): MoneyInputs {
  const amounts = new Map<string, number>();
  for (const text of texts) {
    const at = text.indexOf('=');
    const [name, amount] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()];
    if (name === '' || !isAmount(amount))
      throw new UsageError(
        `${flag} is NAME=AMOUNT such as premium=100000000, an amount of at least 0 in plain digits, got ${text}`,
      );
    if (amounts.has(name)) throw new UsageError(`${flag} ${name} is given twice`);
    amounts.set(name, Number(amount));
  }
  return Object.fromEntries(amounts);
}

function inputsOf(
  file: string,
  definition: ProgramDefinition,
  { organizations }: Reports['release'],
): Readonly<Record<string, MoneyInputs>> {
  const { faults, inputs } = readProgramInputs(readText(file), { name: basename(file), definition, organizations });
  if (faults.length === 0) return inputs;
  const lines = faults.map(({ column, file: name, line, message }) =>
    [
      [name, line === null ? '' : `line ${line}`, column === null ? '' : `column ${column}`].filter(Boolean).join(', '),
      message,
    ].join(': '),
  );
  throw new DataError(lines.join('\n'));
}
