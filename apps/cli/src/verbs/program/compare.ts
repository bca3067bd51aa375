import { differencesForExport, type HeldAgainst, type Reports, type ScoreDifference } from '@equipoise/reporting';
import { provenanceColumns, withReports } from '../../context.ts';
import { dbFlag, formatFlag, releaseFlag, wholeNumber } from '../../flags.ts';
import { footerLines, provenanceWords, reasonLines, type RestsOn } from '../../programFooter.ts';
import { programWordOf } from '../../programFile.ts';
import { organizationFlags, judgedOf, termFlags, yearFlag } from '../../programFlags.ts';
import { formatRows, type Row } from '../../table.ts';
import { shownChange } from '../../whatIfRows.ts';
import { exit, UsageError, type Given, type Verb } from '../../verb.ts';

const columns = ['organization', 'item', 'what', 'before', 'after'];

export const compare: Verb = {
  name: 'program compare',
  summary:
    'What differs between two years of a program, or between a settlement and the same terms on a release: every figure that is not the same, counts included.',
  words: '[ID|FILE]',
  flags: [
    { ...yearFlag, help: 'the later of two measurement years (default the newest with results)' },
    { name: 'with', value: 'YEAR', help: 'the earlier measurement year (default the year before)', number: wholeNumber(1990) },
    {
      name: 'settlement',
      value: 'N',
      help: 'in place of a program and two years: a settlement, reckoned again',
      number: wholeNumber(1),
    },
    ...organizationFlags,
    ...termFlags,
    releaseFlag,
    dbFlag,
    formatFlag,
  ],
  examples: [
    {
      call: 'equipoise program compare plan-to-provider-example --year 2025 --with 2024 --organization practice-05 --input capitation=1000000',
      why: 'two years of one practice',
    },
    { call: 'equipoise program compare --settlement 1', why: 'whether what was settled still comes out the same, to the count' },
  ],
  async run(given, { out }) {
    const number = given.number('settlement');
    return withReports(given, async (reports) => {
      const compared =
        number === undefined ? await comparedYears(given, reports) : await comparedSettlement(given, reports, number);
      const { about, against, differences, head, restsOn } = compared;
      const { assumptions, benchmarks, notes } = restsOn;
      const format = given.text('format') ?? 'table';
      const shown = format === 'table' ? differences : differencesForExport(differences, against);
      const rows = shown.map((difference) => ({
        ...head,
        ...differenceRow(difference),
        ...(format === 'csv' ? { assumptions: assumptions.join('; '), notes: notes.join('; ') } : {}),
        ...provenanceColumns(reports.provenance),
      }));
      if (format === 'json') {
        const identical = differences.length === 0;
        const tables = benchmarks.map(({ measure, peerGroup, set, vintage }) => ({ measure, set, peerGroup, vintage }));
        const { provenance } = reports;
        const answer = { ...head, identical, assumptions, notes, benchmarks: tables, differences: rows, provenance };
        out(`${JSON.stringify(answer, null, 2)}\n`);
      } else if (format === 'csv') out(formatRows(rows, 'csv', columns));
      else {
        out(
          rows.length === 0 ? 'identical: every score, count and dollar\n' : formatRows(rows.map(shownChange), 'table', columns),
        );
        const under = [about, ...footerLines(restsOn), `${head.program} · ${provenanceWords(reports.provenance)}`];
        out(`\n${under.join('\n')}\n`);
      }
      return exit.done;
    });
  },
};

interface Compared {
  readonly head: Row & { readonly program: string };
  readonly about: string;
  readonly against: HeldAgainst;
  readonly differences: readonly ScoreDifference[];
  readonly restsOn: RestsOn;
}

async function comparedYears(given: Given, reports: Reports): Promise<Compared> {
  const word = programWordOf(given, 'compare');
  const question = await judgedOf(given, word, reports);
  const later = given.number('year') ?? (await reports.programScores(question)).year;
  const years = { before: given.number('with') ?? later - 1, after: later };
  const { after, assumptions, before, differences } = await reports.programYears(question, years);
  const benchmarks = [...new Set([...before.benchmarks, ...after.benchmarks])];
  return {
    head: { program: after.definition.id, year_before: before.year, year_after: after.year },
    about: `${after.definition.title}: before is ${before.year}, after is ${after.year}; each by what the program says for its year`,
    against: { benchmarks, definition: after.definition.written },
    differences,
    restsOn: {
      assumptions,
      unsettled: [...before.scores, ...after.scores].flatMap(({ unsettled }) => unsettled),
      reasons: [before, after].flatMap(({ scores, year }) => reasonLines(scores, `- ${year}: `)),
      benchmarks,
      notes: [...new Set([...before.notes, ...after.notes])],
      notKnown: after.definition.written.notKnown,
    },
  };
}

async function comparedSettlement(given: Given, reports: Reports, number: number): Promise<Compared> {
  const others = ['year', 'with', 'at', 'inputs'].filter((flag) => given.text(flag) !== undefined);
  if (given.words.length > 0 || others.length > 0 || given.list('assume').length > 0 || given.list('input').length > 0)
    throw new UsageError(
      'a settlement has its own program, year, organizations, assumptions and inputs: give --settlement alone',
    );
  const { assumptions, differences, notes, release, settlement } = await reports.settlementAgain(number);
  const { basis, definition, scores } = await reports.settlement(number);
  const { attestedAt, attestedBy, contentHash, program, year } = settlement;
  return {
    head: { settlement: number, program, year },
    about: `settlement ${number}: ${program} ${year} on release ${settlement.release}, attested by ${attestedBy} at ${attestedAt}, ${contentHash}; after is release ${release}`,
    against: { benchmarks: basis.benchmarks, definition },
    differences,
    restsOn: {
      assumptions,
      unsettled: scores.flatMap(({ unsettled }) => unsettled),
      reasons: reasonLines(scores, '- as settled: '),
      benchmarks: basis.benchmarks,
      notes,
      notKnown: definition.notKnown,
    },
  };
}

function differenceRow({ after, before, item, organization, what }: ScoreDifference): Row {
  return { organization, item, what, before, after };
}
