import {
  changeForExport,
  forExport,
  ProgramError,
  type GapsToClose,
  type ProgramWhatIf,
  type Reports,
} from '@equipoise/reporting';
import { provenanceColumns, withReports } from '../../context.ts';
import { stratumFlags } from '../../flags.ts';
import { programWordOf } from '../../programFile.ts';
import { assumptionsOf, programFlags, programQuestionOf, type AskedProgram } from '../../programFlags.ts';
import { footerLines, footerWidth, provenanceWords, reasonLines } from '../../programFooter.ts';
import { formatRows } from '../../table.ts';
import { exit, UsageError, type Given, type Terminal, type Verb } from '../../verb.ts';
import { changeRows, shownChange } from '../../whatIfRows.ts';
import { wrap } from '../../wrap.ts';
import { printPlans } from './plans.ts';

const columns = ['organization', 'item', 'what', 'before', 'after', 'change'];
export const whatIf: Verb = {
  name: 'program what-if',
  summary:
    'What would change: with gaps closed (--close), under other terms (--change), or which gaps are the cheapest way to a goal (--goal).',
  words: 'ID|FILE',
  flags: [
    {
      name: 'close',
      value: 'MEASURE=K',
      help: 'close K open gaps of a measure at the organization named, or at each of them as many as there are',
      repeatable: true,
    },
    ...stratumFlags.map((flag) => ({
      ...flag,
      help: flag.name === 'by' ? 'with --stratum: of patients of one stratum' : flag.help,
    })),
    {
      name: 'change',
      value: 'PATH=VALUE',
      help: 'another line, scale, weight or formula, as --assume names it',
      repeatable: true,
    },
    {
      name: 'goal',
      value: 'GOAL',
      help: 'the cheapest gaps to close for next-line, next-line=MEASURE, line=MEASURE:LINE, dollars=AMOUNT, next-dollar or score=FRACTION',
    },
    {
      name: 'cost',
      value: 'MEASURE=N',
      help: 'with --goal: what closing one gap of a measure takes, in whole units of yours such as minutes (default 1)',
      repeatable: true,
    },
    ...programFlags,
  ],
  examples: [
    {
      call: 'equipoise program what-if plan-to-provider-example --organization practice-01 --close GSD9=5 --input capitation=1000000',
      why: 'five more patients with controlled glucose',
    },
    {
      call: 'equipoise program what-if plan-to-provider-example --close CBP=3 --change minimumDenominator=20',
      why: 'every practice, three gaps each and a smaller denominator that counts',
    },
    {
      call: 'equipoise program what-if plan-to-provider-example --organization practice-01 --goal dollars=40000 --cost CBP=10 --cost GSD9=25 --cost COL=15 --input capitation=1000000',
      why: 'the cheapest way to $40,000, by minutes of outreach a gap',
    },
    {
      call: 'equipoise program what-if plan-to-provider-example --goal next-line --format csv',
      why: 'the nearest line of every practice',
    },
  ],
  async run(given, terminal) {
    const word = programWordOf(given, 'what-if');
    const goal = given.text('goal');
    const changes = given.list('close').length + given.list('change').length;
    if ((goal === undefined) === (changes === 0))
      throw new UsageError('program what-if needs --close or --change, or else --goal: equipoise program what-if --help');
    if (goal === undefined && given.list('cost').length > 0) throw new UsageError('--cost goes with --goal');
    return withReports(given, async (reports) => {
      const question = await programQuestionOf(given, word, reports);
      await (goal === undefined
        ? printWhatIf(given, question, reports, terminal)
        : printPlans(given, question, reports, terminal));
      return exit.done;
    });
  },
};

async function printWhatIf(given: Given, question: AskedProgram, reports: Reports, { out }: Terminal): Promise<void> {
  const change = {
    gaps: gapsOf(given, question),
    assume: given.list('change').length === 0 ? undefined : assumptionsOf(given.list('change'), '--change'),
  };
  const answer = await reports.programWhatIf(question, change).catch(async (error: unknown) => {
    // A change is supposed like an assumption, and refused like one: where the question alone stands, the change is at fault.
    if (!(error instanceof ProgramError)) throw error;
    await reports.programScores(question);
    throw new ProgramError(error.faults.map((fault) => fault.replace('--assume', '--change')));
  });
  const format = given.text('format') ?? 'table';
  if (format === 'table') {
    const rows = answer.changes.flatMap(changeRows);
    out(rows.length === 0 ? 'nothing changes\n' : formatRows(rows.map(shownChange), 'table', columns));
    out(notesOf(answer, question));
    return;
  }
  const { after, before, benchmarks: _tables, ...rest } = answer;
  const changes = answer.changes.map((change, index) => changeForExport(change, [before[index]!, after[index]!]));
  if (format === 'json')
    out(`${JSON.stringify({ ...rest, changes, before: before.map(forExport), after: after.map(forExport) }, null, 2)}\n`);
  else {
    const rows = changes.flatMap((change, index) => {
      const assumptions = after[index]!.assumptions.join('; ');
      return changeRows(change).map((row) => ({ ...row, assumptions, ...provenanceColumns(answer.provenance) }));
    });
    out(formatRows(rows, 'csv', columns));
  }
}

/** Of organizations that are named every gap has to be there; of a whole level each closes as many as it has. */
function gapsOf(given: Given, { organizations = ['each'] }: AskedProgram): GapsToClose[] {
  const [by, stratum] = [given.text('by'), given.text('stratum')];
  if ((by === undefined) !== (stratum === undefined)) throw new UsageError('--by and --stratum go together');
  const asked = given.list('close').map((text) => {
    const [, measure = '', patients = ''] = /^(.+)=(\d{1,9})$/.exec(text) ?? [];
    if (measure === '' || Number(patients) === 0)
      throw new UsageError(`--close is MEASURE=K such as CBP=5, a whole number of at least 1, got ${text}`);
    return { measure, patients: Number(patients), ...(by === undefined ? {} : { by, stratum }) };
  });
  return asked.flatMap((gap) => organizations.map((organization) => ({ ...gap, organization })));
}

function notesOf(
  { after, before, cautions, closed, notes, passedOver, provenance, year }: ProgramWhatIf,
  { program: { title, written } }: AskedProgram,
): string {
  const patients = closed.reduce((sum, gap) => sum + gap.patients, 0);
  const tables = [...before, ...after].flatMap(({ measures }) =>
    measures.flatMap(({ parts }) => parts.flatMap(({ benchmark }) => benchmark ?? [])),
  );
  const restsOn = {
    assumptions: after.flatMap(({ assumptions }) => assumptions),
    unsettled: after.flatMap(({ unsettled }) => unsettled),
    reasons: reasonLines(after),
    benchmarks: [...new Set(tables)],
    notes,
    notKnown: written.notKnown,
  };
  return [
    '',
    ...(patients > 0
      ? [`gaps closed: ${patients}, at ${new Set(closed.map(({ organization }) => organization)).size} of ${after.length}`]
      : []),
    ...passedOver.map(({ reason }) => wrap('passed over: ', reason, footerWidth)),
    ...cautions.map((text) => wrap('caution: ', text, footerWidth)),
    ...footerLines(restsOn),
    `${title}, ${year} · ${provenanceWords(provenance)}`,
    '',
  ].join('\n');
}
