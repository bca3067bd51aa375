import { methodCatalogue, type Method, type MethodFamily } from '@equipoise/engine';
import { formatFlag } from '../flags.ts';
import { formatRows } from '../table.ts';
import { exit, type Verb } from '../verb.ts';
import { wrap } from '../wrap.ts';

const width = 100;

export const methods: Verb = {
  name: 'methods',
  summary: 'Every interval method, test and adjustment: where it comes from, how it behaves, when to choose it and when not.',
  flags: [
    {
      name: 'for',
      value: 'FAMILY',
      help: 'the methods of one job, with all that is said of them',
      oneOf: methodCatalogue.map(({ id }) => id),
    },
    formatFlag,
  ],
  examples: [
    { call: 'equipoise methods', why: 'what there is, by job; * marks the default' },
    { call: 'equipoise methods --for proportion', why: 'which interval for one rate, and why' },
    { call: 'equipoise methods --format csv', why: 'everything, as CSV' },
  ],
  async run(given, { out }) {
    const asked = given.text('for');
    const families = methodCatalogue.filter(({ id }) => asked === undefined || id === asked);
    const format = given.text('format') ?? 'table';
    if (format === 'table') out(families.map(asked === undefined ? listed : explained).join('\n'));
    else out(formatRows(families.flatMap(rowsOf), format, []));
    return exit.done;
  },
};

const rowsOf = ({ id, job, function: way, measure, default: chosen, methods }: MethodFamily) =>
  methods.map(({ id: method, ...words }) => ({
    family: id,
    job,
    function: way,
    measure,
    method,
    default: method === chosen,
    ...words,
  }));

/** A line a method. */
function listed({ methods, ...family }: MethodFamily): string {
  const column = Math.max(...methods.map(({ id }) => id.length)) + 6;
  const lines = methods.map(({ id, title, paper }) =>
    wrap(`  ${marked(id, family)}`.padEnd(column), `${title} · ${paper}`, width),
  );
  return [headingOf(family), ...lines, ''].join('\n');
}

/** All that is said of each method. */
function explained({ methods, ...family }: MethodFamily): string {
  const blocks = methods.map(({ id, title, paper, behaviour, use, avoid }: Method) =>
    [
      wrap(`${marked(id, family)}  `, `${title} · ${paper}`, width),
      wrap('    behaves  ', behaviour, width),
      wrap('    use      ', use, width),
      wrap('    avoid    ', avoid, width),
      '',
    ].join('\n'),
  );
  return [headingOf(family), '', ...blocks].join('\n');
}

const marked = (id: string, family: Pick<MethodFamily, 'default'>): string => `${id === family.default ? '*' : ' '} ${id}`;
const headingOf = ({ id, job }: Omit<MethodFamily, 'methods'>): string => `${id}: ${job}`;
