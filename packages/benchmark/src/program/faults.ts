import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** More faults than that help nobody: the rest is counted. */
const told = 50;

/** What the schema's own messages leave unsaid: the rule and what is allowed, without the value, which `faultsOf` adds. */
export function ruleOf(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? 'is missing: it ' : ''}must be ${kindOf(issue)}`;
    case 'invalid_value':
      return `must be ${either(issue.values.map(String))}`;
    case 'invalid_union':
      return 'options' in issue ? `must be ${either((issue.options as unknown[]).map(String))}` : undefined;
    case 'unrecognized_keys':
      return `must not have ${issue.keys.map(quoted).join(', ')}; it may have ${keysOf(issue).join(', ') || 'nothing'}`;
    case 'invalid_key':
      return `a name here ${issue.issues[0]?.message ?? 'is not allowed'}`;
    case 'too_small':
      return least(issue.origin, { bound: Number(issue.minimum), inclusive: issue.inclusive !== false });
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be ${issue.inclusive === false ? 'below' : 'at most'} ${issue.maximum}`;
    default:
      return undefined;
  }
}

/** One line for each fault: where it is, the rule, and what stands there. */
export function faultsOf(issues: readonly Issue[], input: unknown): string[] {
  const faults = [...new Set(flat(issues, { input, above: [] }))];
  return faults.length <= told ? faults : [...faults.slice(0, told), `and ${faults.length - told} more`];
}

interface Where {
  readonly input: unknown;
  readonly above: readonly PropertyKey[];
}

function flat(issues: readonly Issue[], { input, above }: Where): string[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    const value = valueAt(input, path);
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return ofUnion(issue.errors, { input, above: path });
    return [line(path, issue.message, issue.code === 'invalid_key' ? undefined : value)];
  });
}

/**
 * Where nothing of a union fits, the alternative that was meant is told: for an object or a list the one that it comes nearest
 * to, for a plain value the one of its kind, and where there is none, all of them.
 */
function ofUnion(branches: readonly (readonly Issue[])[], where: Where): string[] {
  const value = valueAt(where.input, where.above);
  const costs = branches.map((issues) => costOf(issues, value));
  if (typeof value === 'object' && value !== null) return flat(branches[costs.indexOf(Math.min(...costs))]!, where);
  const ofItsKind = branches.find((issues) => !issues.some(isAnotherKind));
  if (ofItsKind !== undefined) return flat(ofItsKind, where);
  const rules = [...new Set(branches.flatMap((issues) => alternatives(issues)))];
  return [line(where.above, `must be ${either(rules)}`, value)];
}

const isAnotherKind = ({ code, path }: Issue) =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value' || code === 'invalid_union');

/** `must be a number` → `a number`, through unions within unions. */
function alternatives(issues: readonly Issue[]): string[] {
  return issues.flatMap((issue) =>
    issue.code === 'invalid_union' && issue.errors.length > 0
      ? issue.errors.flatMap((branch) => alternatives(branch))
      : [issue.message.replace(/^(is missing: it )?must be /, '')],
  );
}

/** How far an object is from an alternative: keys too many or missing weigh more than a value that breaks a rule. */
function costOf(issues: readonly Issue[], value: unknown): number {
  return issues.reduce((cost, issue) => {
    if (issue.code === 'invalid_union' && issue.errors.length > 0 && issue.path.length === 0)
      return cost + Math.min(...issue.errors.map((branch) => costOf(branch, value)));
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return cost + 2 * issue.keys.length;
    if (isAnotherKind(issue)) return cost + 10;
    return cost + (issue.path.length === 1 && valueAt(value, issue.path) === undefined ? 2 : 1);
  }, 0);
}

function line(path: readonly PropertyKey[], rule: string, value: unknown): string {
  return `${path.map(quoted).join('.') || 'top level'}: ${rule}${got(rule, value)}`;
}

function got(rule: string, value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'object' || value === null) return `, got ${shortened(value)}`;
  return /^must be (a|an|text|true)\b/.test(rule) ? `, got ${Array.isArray(value) ? 'a list' : 'an object'}` : '';
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 80 ? text : `${text.slice(0, 80)} … (${text.length} characters)`;
}

/** Keys are the user's own: odd ones are quoted, long ones cut. */
function quoted(key: PropertyKey): string {
  const text = String(key);
  return /^[\w.$-]{1,64}$/.test(text) ? text : shortened(text);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    input,
  );
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function kindOf(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const kind = kinds[issue.expected] ?? issue.expected;
  if (issue.expected !== 'object') return kind;
  const needed = Object.entries(shapeOf(issue)).flatMap(([key, { _zod }]) => (_zod.optin === undefined ? [key] : []));
  return needed.length > 0 && needed.length <= 4 ? `an object with ${list(needed, 'and')}` : kind;
}

const keysOf = (issue: RawIssue) => Object.keys(shapeOf(issue));

/** The schema of an object, from the issue that it raised. */
function shapeOf({ inst }: RawIssue): Readonly<Record<string, z.core.$ZodType>> {
  const def = (inst as z.core.$ZodObject | undefined)?._zod.def;
  return def?.shape ?? {};
}

function least(origin: string, { bound, inclusive }: { readonly bound: number; readonly inclusive: boolean }): string {
  if (origin === 'string') return 'must not be empty';
  if (origin === 'array') return `must have at least ${bound}`;
  return `must be ${inclusive ? 'at least' : 'above'} ${bound}`;
}

const either = (options: readonly string[]) => list(options, 'or');

function list(items: readonly string[], last: 'and' | 'or'): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}
