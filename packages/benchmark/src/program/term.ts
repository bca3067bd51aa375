import { z } from 'zod';

/**
 * One constant of a program as it stands in force: what it is, whether anybody saw it in a source, and what the caller assumed.
 *
 * `verified`: seen in the source that it names. `assumed`: the caller said so. `unverified`: recalled, and no dollar may rest on
 * it. `unknown`: nobody knows, so nothing can be computed from it until the caller states a value. `absent`: the program has no
 * such rule.
 */
export interface Term<Value> {
  /** Its place in the program, as `--assume` names it: `measures.CBP.weight`. */
  readonly path: string;
  readonly value: Value | null;
  readonly standing: 'absent' | 'assumed' | 'unknown' | 'unverified' | 'verified';
  readonly source: string | null;
  readonly note: string | null;
}

/** A term as a program file writes it. Bare values are for programs whose own head says `verified` and `source`. */
export type TermInput<Value> =
  | Value
  | WrittenTerm<Value>
  | { readonly byYear: Readonly<Record<string, WrittenTerm<Value> | Value>> };

export interface WrittenTerm<Value> {
  readonly value: Value | null;
  readonly verified: boolean;
  readonly source?: string | undefined;
  readonly note?: string | undefined;
}

const year = z.string().regex(/^\d{4}$/, 'is a year such as 2025');

/** The schema of a term: the bare value, a value with its standing and source, or one such for each measurement year. */
export function term<Value extends z.ZodType>(value: Value, what: string) {
  const written = z
    .strictObject({
      value: value.nullable().describe('The value; null when nobody has seen it'),
      verified: z.boolean().describe('Whether it was seen in the source'),
      source: z.string().optional().describe('Id of a citation'),
      note: z.string().optional().describe('What to know of it'),
    })
    .refine(
      ({ verified, source, ...rest }) => !verified || (source !== undefined && (rest as { value?: unknown }).value !== null),
      {
        message: 'a verified value needs a value and the source it was seen in',
      },
    );
  const once = z.union([value, written]);
  return z
    .union([...once.options, z.strictObject({ byYear: z.record(year, once).describe('By measurement year') })])
    .describe(what);
}

/** What a program's head says of its bare values. */
export interface TermDefaults {
  readonly verified: boolean;
  readonly source: string | null;
}

/** What the caller assumes: a value for a path, or `recalled`, the value that the file has and nobody verified. */
export type Assumptions = ReadonlyMap<string, Assumed>;
export type Assumed = { readonly recalled: true } | { readonly recalled: false; readonly text: string };

/** Stands for every path: whatever is recalled is assumed. */
export const everything = 'all';

const isWritten = (given: unknown): given is WrittenTerm<unknown> =>
  typeof given === 'object' && given !== null && 'verified' in given && 'value' in given;
const isByYear = (given: unknown): given is { readonly byYear: Readonly<Record<string, unknown>> } =>
  typeof given === 'object' && given !== null && 'byYear' in given;

/**
 * A term in force in a year.
 *
 * @param given     as the file writes it; undefined where the program is silent
 * @param options   `path`; `year` of measurement; `defaults` of the program's head; `assumptions`; `read` turns an assumed text
 *                  into a value and throws where it is none
 * @returns         the term; of a program that is silent, an absent one
 */
export function termInForce<Value>(
  given: TermInput<Value> | undefined,
  {
    path,
    year: measured,
    defaults,
    assumptions,
    read,
  }: {
    readonly path: string;
    readonly year: number;
    readonly defaults: TermDefaults;
    readonly assumptions: Assumptions;
    readonly read: (text: string, path: string) => Value;
  },
): Term<Value> {
  const assumed = assumptions.get(path);
  if (assumed?.recalled === false)
    return { path, value: read(assumed.text, path), standing: 'assumed', source: null, note: 'given by the caller' };
  if (given === undefined) return { path, value: null, standing: 'absent', source: null, note: null };
  const written = writtenTerm(given, measured, defaults);
  const { value, source = null, note = null } = written;
  const known = { path, value, source, note };
  if (value === null) return { ...known, standing: 'unknown' };
  if (written.verified) return { ...known, standing: 'verified' };
  return { ...known, standing: (assumed ?? assumptions.get(everything)) === undefined ? 'unverified' : 'assumed' };
}

function writtenTerm<Value>(given: TermInput<Value>, measured: number, defaults: TermDefaults): WrittenTerm<Value> {
  if (isByYear(given)) {
    const { byYear } = given;
    const years = Object.keys(byYear).sort();
    const ofYear = byYear[String(measured)] as TermInput<Value> | undefined;
    return ofYear === undefined
      ? { value: null, verified: false, note: `stated for ${years.join(', ')}, not for ${measured}` }
      : writtenTerm(ofYear, measured, defaults);
  }
  if (isWritten(given)) return given as WrittenTerm<Value>;
  return { value: given as Value, verified: defaults.verified, source: defaults.source ?? undefined };
}

/** Whether dollars may rest on a term. */
export const isSettled = ({ standing }: Term<unknown>): boolean => standing !== 'unverified' && standing !== 'unknown';

/** A term in words, for messages and for the line beside a dollar: `scale = cliff-66 (assumed)`. */
export function describeTerm({ path, value, standing, note }: Term<unknown>): string {
  if (standing === 'absent') return `${path} is not stated`;
  if (standing === 'unknown') return `${path} is not known${note === null ? '' : ` (${note})`}`;
  return `${path} = ${shownValue(value)} (${standing === 'unverified' ? 'recalled, seen in no source' : standing})`;
}

/** `percentile 66`; `scale linear-percentile, from 25, to 66`; a list as JSON. */
function shownValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${typeof part === 'object' ? JSON.stringify(part) : String(part)}`)
    .join(', ');
}
