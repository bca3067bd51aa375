import type { GoldenCase, GoldenFamily, Tolerance } from './types.ts';

/** One expected answer beside ours. */
export interface Finding {
  /** The field, with its place where it is a list or has parts: `adjusted[2]`, `units[0].posteriorMean`. */
  readonly field: string;
  readonly expected: unknown;
  readonly ours: unknown;
  /** Relative error; 0 where both say the same, NaN where they cannot be set against each other. */
  readonly error: number;
  readonly passed: boolean;
  readonly aimed: boolean;
}

/** What became of one case. It passes when every expected answer does; a problem is why it could not be put at all. */
export interface Judgement {
  readonly id: string;
  readonly findings: readonly Finding[];
  readonly problem: string | null;
  readonly passed: boolean;
}

/** Puts a case to the engine and holds every expected answer against ours. */
export function judge(family: GoldenFamily, given: GoldenCase): Judgement {
  const { id } = given;
  const fields = family.answers.filter((field) => Object.hasOwn(given, field));
  if (fields.length === 0) return failed(id, 'holds no expected answer');
  try {
    const ours = family.ask(questionOf(family, given));
    const findings = fields.flatMap((field) =>
      compare(field, { expected: given[field], ours: ours[field] }, (place) => family.tolerance(given, place)),
    );
    return { id, findings, problem: null, passed: findings.every(({ passed }) => passed) };
  } catch (error) {
    return failed(id, error instanceof Error ? error.message : String(error));
  }
}

/** The case without the numbers that it expects, so that none can be handed back. Units hold inputs beside their answers. */
function questionOf({ answers }: GoldenFamily, given: GoldenCase): GoldenCase {
  const kept = Object.entries(given).filter(
    ([field, value]) => !answers.includes(field) || (Array.isArray(value) && typeof value[0] === 'object'),
  );
  return { id: given.id, ...Object.fromEntries(kept) };
}

function failed(id: string, problem: string): Judgement {
  return { id, findings: [], problem, passed: false };
}

interface Pair {
  readonly expected: unknown;
  readonly ours: unknown;
}

/** Lists and objects are compared part by part; what ours lacks or has too much is an error. */
function compare(field: string, { expected, ours }: Pair, toleranceOf: (place: string) => Tolerance): Finding[] {
  if (typeof expected !== 'object' || expected === null) return [compareOne(field, { expected, ours }, toleranceOf(field))];
  const parts = Object.keys(expected);
  const same = typeof ours === 'object' && ours !== null && Array.isArray(ours) === Array.isArray(expected);
  if (!same || (Array.isArray(ours) && ours.length !== parts.length))
    return [{ field, expected, ours, error: NaN, passed: false, aimed: false }];
  return parts.flatMap((part) => {
    const place = Array.isArray(expected) ? `${field}[${part}]` : `${field}.${part}`;
    return compare(place, { expected: own(expected, part), ours: own(ours, part) }, toleranceOf);
  });
}

function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Readonly<Record<string, unknown>>)[key] : undefined;
}

function compareOne(
  field: string,
  { expected: written, ours }: Pair,
  { pass, aim, relativeTo, floor = 1e-15 }: Tolerance,
): Finding {
  const expected = numberOf(written);
  if (typeof expected !== 'number' || typeof ours !== 'number' || !Number.isFinite(expected) || !Number.isFinite(ours)) {
    const same = Object.is(expected, ours) && !Number.isNaN(ours);
    return { field, expected: written, ours, error: same ? 0 : NaN, passed: same, aimed: same };
  }
  const distance = Math.abs(ours - expected);
  const scale = Math.abs(relativeTo ?? expected);
  const within = (relative: number) => distance <= Math.max(relative * scale, floor);
  const error = distance === 0 ? 0 : distance / (scale || 1);
  return { field, expected, ours, error, passed: within(pass), aimed: within(aim) };
}

/** JSON has no infinity; the files write it as a string. */
function numberOf(written: unknown): unknown {
  if (written === 'Infinity') return Infinity;
  return written === '-Infinity' ? -Infinity : written;
}
