import { parseArgs } from 'node:util';
import { UsageError, type Flag, type Given, type Verb } from './verb.ts';
import { wrap } from './wrap.ts';

/** Whole numbers from one up. */
export const wholeNumber = (least: number): NonNullable<Flag['number']> => ({
  rule: `a whole number of at least ${least}`,
  takes: (value) => Number.isSafeInteger(value) && value >= least,
});

export const dbFlag: Flag = { name: 'db', value: 'FILE', help: 'database file (default equipoise.db)' };
export const configFlag: Flag = {
  name: 'config',
  value: 'FILE',
  help: 'configuration, .json or .ts (default equipoise.config.json when it is there)',
};
export const formatFlag: Flag = {
  name: 'format',
  value: 'FORMAT',
  help: 'table (default), csv or json',
  oneOf: ['table', 'csv', 'json'],
};
export const releaseFlag: Flag = {
  name: 'release',
  value: 'N',
  help: 'number of the release (default the newest)',
  number: wholeNumber(1),
};

/** The flags that say which cells a report is about. */
export const questionFlags: readonly Flag[] = [
  dbFlag,
  releaseFlag,
  { name: 'measure', value: 'ID', help: 'measure; case counts', required: true },
  { name: 'organization', value: 'ID', help: 'organization (default the payer)', repeatable: true },
  { name: 'at', value: 'LEVEL', help: 'every organization of a level', oneOf: ['payer', 'provider_organization', 'practice'] },
];
export const periodFlags: readonly Flag[] = [
  { name: 'period', value: 'YYYY-MM', help: 'one period (default the latest)' },
  { name: 'from', value: 'YYYY-MM', help: 'first of several periods' },
  { name: 'to', value: 'YYYY-MM', help: 'last of several periods' },
];
export const levelFlag: Flag = {
  name: 'level',
  value: 'L',
  help: 'coverage of intervals as a fraction (default 0.95)',
  number: { rule: 'a fraction between 0 and 1 such as 0.95', takes: (level) => level > 0 && level < 1 },
};
/** The methods of a job by id; `equipoise methods` says when to choose which. */
export const methodFlag = (byDefault: string, methods: Readonly<Record<string, unknown>>): Flag => ({
  name: 'method',
  value: 'METHOD',
  help: `interval method (default ${byDefault})`,
  oneOf: Object.keys(methods),
});
export const minimumFlag: Flag = {
  name: 'denominator-min',
  value: 'N',
  help: 'smallest denominator to report (default 0)',
  number: wholeNumber(0),
};

/** The flags that say which months a series is cut at, or leaves out. */
export const cutFlags: readonly Flag[] = [
  { name: 'from', value: 'YYYY-MM', help: 'first month (default the first of the release)' },
  { name: 'to', value: 'YYYY-MM', help: 'last month (default the last)' },
  {
    name: 'every',
    value: 'N',
    help: 'points N months apart, counted back from the last month (default 1; of a rolling year 12 share nobody)',
    number: wholeNumber(1),
  },
  { name: 'phases', value: 'MONTHS', help: 'months in which a phase begins, such as 2024-07,2025-01: all starts anew there' },
  {
    name: 'freeze',
    value: 'N',
    help: 'the first N months of each phase set its centre and limits (default all)',
    number: wholeNumber(1),
  },
  { name: 'exclude', value: 'MONTHS', help: 'months that are drawn and left out of every calculation' },
];
export const stratumFlags: readonly Flag[] = [
  { name: 'by', value: 'STRATIFICATION', help: 'with --stratum: one stratum' },
  { name: 'stratum', value: 'STRATUM', help: 'the stratum' },
];
const fraction: NonNullable<Flag['number']> = {
  rule: 'a fraction from 0 to 1 such as 0.65',
  takes: (value) => value >= 0 && value <= 1,
};
export const fractionFlag = (name: string, value: string, help: string): Flag => ({ name, value, help, number: fraction });
export const targetFlag = (help: string): Flag => fractionFlag('target', 'RATE', help);
/** How a chart is printed, and where a picture goes. */
export const pictureFlags: readonly Flag[] = [
  {
    name: 'format',
    value: 'FORMAT',
    help: 'table (default), csv, json, svg or png',
    oneOf: ['table', 'csv', 'json', 'svg', 'png'],
  },
  {
    name: 'out',
    value: 'FILE',
    help: 'file of the picture; of several charts FILE.svg makes FILE-ORGANIZATION.svg each (png needs it, one svg may be printed)',
  },
  {
    name: 'width',
    value: 'PIXELS',
    help: 'width of the picture (default 640; a png has twice as many)',
    number: {
      rule: 'a whole number from 240 to 4000',
      takes: (width) => Number.isInteger(width) && width >= 240 && width <= 4000,
    },
  },
];

/** A port from a flag or the environment. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || text.trim() === '')
    throw new UsageError(`a port is a whole number from 0 to 65535, got ${text}`);
  return port;
}

const month = /^\d{4}-(0[1-9]|1[0-2])$/;
/** What stands between the commas of a flag. */
const partsOf = (text: string): string[] => text.split(',').map((part) => part.trim());

/** Reads a verb's flags; a wrong one is refused in words that say what there is. */
export function readFlags(verb: Verb, args: readonly string[]): Given {
  const known = new Map(verb.flags.map((flag) => [flag.name, flag]));
  const options = Object.fromEntries(
    verb.flags.map(({ name, value, repeatable = false }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: repeatable },
    ]),
  );
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const flag = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw new UsageError(`${verb.name} has no flag ${flag}: equipoise ${verb.name} --help lists them`);
    throw new UsageError(
      `${flag || 'a flag'} ${message.includes('argument missing') || message.includes('ambiguous') ? 'needs a value' : 'takes no value'}`,
    );
  }
  const { values, positionals } = parsed;
  if (positionals.length > 0 && verb.words === undefined) {
    throw new UsageError(`${verb.name} takes flags only, got the word ${positionals[0]!}: equipoise ${verb.name} --help`);
  }
  for (const flag of verb.flags) {
    const given = values[flag.name];
    if (flag.required && given === undefined)
      throw new UsageError(`${verb.name} needs --${flag.name}${flag.value ? ` ${flag.value}` : ''}: ${flag.help}`);
    for (const text of [given ?? []].flat()) {
      if (flag.oneOf && !flag.oneOf.includes(String(text)))
        throw new UsageError(`--${flag.name} is one of ${flag.oneOf.join(', ')}, got ${String(text)}`);
      if (flag.number && (String(text).trim() === '' || !flag.number.takes(Number(text))))
        throw new UsageError(`--${flag.name} is ${flag.number.rule}, got ${String(text)}`);
      if (flag.value === 'YYYY-MM' && !month.test(String(text)))
        throw new UsageError(`--${flag.name} is a month such as 2025-03, got ${String(text)}`);
      if (flag.value === 'MONTHS' && !partsOf(String(text)).every((part) => month.test(part)))
        throw new UsageError(`--${flag.name} takes months such as 2025-03, a comma between two, got ${String(text)}`);
    }
  }
  const text = (name: string) => {
    if (!known.has(name)) throw new Error(`${verb.name} declares no flag ${name}`);
    return values[name] as string | undefined;
  };
  return {
    text,
    value: (name) => text(name)!,
    list: (name) => (values[name] as string[] | undefined) ?? [],
    parts(name) {
      const given = text(name);
      return given === undefined ? undefined : partsOf(given);
    },
    has: (name) => values[name] === true,
    number(name) {
      const given = text(name);
      return given === undefined ? undefined : Number(given);
    },
    words: positionals,
  };
}

/** What `--help` prints for one verb. */
export function helpOf({ name, summary, words, flags, examples, actions = {} }: Verb): string {
  const left = flags.map((flag) => `--${flag.name}${flag.value ? ` ${flag.value}` : ''}`);
  const width = Math.max(0, ...left.map((text) => text.length)) + 2;
  const lines = flags.map(({ help, required, repeatable, oneOf }, index) => {
    const notes = [
      required ? 'required' : '',
      repeatable ? 'may be repeated' : '',
      oneOf && !help.includes(oneOf[0]!) ? oneOf.join(' | ') : '',
    ].filter(Boolean);
    return wrap(`  ${left[index]!.padEnd(width)}`, `${help}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`, 120);
  });
  const names = Object.keys(actions);
  const column = Math.max(0, ...names.map((action) => action.length)) + 2;
  return [
    `equipoise ${name}${words ? ` ${words}` : ''}${flags.length > 0 ? ' [flags]' : ''}`,
    '',
    summary,
    '',
    ...names.map((action) => wrap(`  ${action.padEnd(column)}`, actions[action]!.summary, 120)),
    ...(names.length > 0
      ? [
          '',
          `equipoise ${name} ACTION --help shows the flags of one${flags.length > 0 ? `; those of ${names[0]!}, which needs no word:` : '.'}`,
          '',
        ]
      : []),
    ...(lines.length > 0 ? ['Flags', ...lines, ''] : []),
    'Examples',
    ...examples.flatMap(({ call, why }) => [`  # ${why}`, `  ${call}`]),
    '',
  ].join('\n');
}
