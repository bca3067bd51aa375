/** A flag of a verb, as data: parsed, checked and explained from here. */
export interface Flag {
  readonly name: string;
  /** What stands for its value in help, such as FILE; a switch has none. */
  readonly value?: string;
  readonly help: string;
  readonly repeatable?: boolean;
  readonly required?: boolean;
  /** Which numbers it takes, in words and as a test. */
  readonly number?: { readonly rule: string; readonly takes: (value: number) => boolean };
  /** The values that it takes, when they are few. */
  readonly oneOf?: readonly string[];
}

/** What a verb works with; nothing else reaches the outside. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person watches standard error. */
  readonly watched: boolean;
  /** Resolves when the user asks to stop. */
  readonly interrupted: () => Promise<void>;
}

/** The flags that were given, by name. */
export interface Given {
  text(flag: string): string | undefined;
  /** A flag that is required. */
  value(flag: string): string;
  list(flag: string): readonly string[];
  /** What stands between the commas of a flag. */
  parts(flag: string): readonly string[] | undefined;
  has(flag: string): boolean;
  number(flag: string): number | undefined;
  /** Words after the verb that belong to no flag. */
  readonly words: readonly string[];
}

export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly words?: string;
  readonly flags: readonly Flag[];
  /** A call that works, with what it is for. A test runs it. */
  readonly examples: readonly { readonly call: string; readonly why: string }[];
  /** What a verb of several parts can do, by the word behind it; each has flags, examples and help of its own. */
  readonly actions?: Readonly<Record<string, Verb>>;
  /** @returns the exit code */
  run(given: Given, terminal: Terminal): Promise<number>;
}

/** Exit codes, the same for every verb. */
export const exit = { done: 0, dataAtFault: 1, callAtFault: 2, oursAtFault: 3 } as const;

/** Thrown when the call is at fault; the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Thrown when a file that the call names is at fault; the message has a line for each fault. */
export class DataError extends Error {
  override readonly name = 'DataError';
}
