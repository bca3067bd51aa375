import type { z } from 'zod';
import { faultsOf, ruleOf } from './faults.ts';
import type { BenchmarkChoice } from './program.ts';
import { ProgramError } from './programError.ts';

/** How the text of an assumption becomes the value of its term; each refuses with the path, the text and the rule. */
export type ReadAssumed<Value> = (text: string, path: string) => Value;

export const readText: ReadAssumed<string> = (text) => text;

export const readNumber: ReadAssumed<number> = (text, path) => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw refusal(path, text, 'a number of at least 0');
  return value;
};

/** A share is a fraction: 0.05, never 5 for five percent. */
export const readShare: ReadAssumed<number> = (text, path) => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw refusal(path, text, 'a fraction from 0 to 1, such as 0.05');
  return value;
};

export const readWhole: ReadAssumed<number> = (text, path) => {
  if (!/^\d{1,15}$/.test(text.trim())) throw refusal(path, text, 'a whole number of at least 0');
  return Number(text);
};

export function readChoice<Choice extends string>(choices: readonly Choice[]): ReadAssumed<Choice> {
  return (text, path) => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined)
      throw refusal(path, text, choices.join(' or ') || 'one of the names that the program has: it has none');
    return found;
  };
}

/** A value with parts is given as JSON. */
export function readAs<Schema extends z.ZodType>(schema: Schema): ReadAssumed<z.output<Schema>> {
  return (text, path) => {
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      throw refusal(path, text, 'JSON');
    }
    const parsed = schema.safeParse(given, { error: ruleOf });
    if (parsed.success) return parsed.data;
    throw new ProgramError(faultsOf(parsed.error.issues, given).map((fault) => `--assume ${path}: ${fault}`));
  };
}

/** `mips-ehr` is a population, `set:cms-mips-ehr-2023-py2025` one set. */
export const readBenchmark: ReadAssumed<BenchmarkChoice> = (text, path) => {
  const [, set] = /^set:(.+)$/.exec(text) ?? [];
  if (set !== undefined) return { set };
  if (!/^[\w.-]+$/.test(text)) throw refusal(path, text, 'a population such as mips-ehr, or set: and the id of a set');
  return { population: text };
};

function refusal(path: string, text: string, rule: string): ProgramError {
  return new ProgramError([`--assume ${path}: must be ${rule}, got ${JSON.stringify(text)}`]);
}
