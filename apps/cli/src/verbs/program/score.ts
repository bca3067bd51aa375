import { forExport, type ProgramScores } from '@equipoise/reporting';
import { withReports } from '../../context.ts';
import { programWordOf } from '../../programFile.ts';
import { programFlags, programQuestionOf } from '../../programFlags.ts';
import { scoreColumns, scoreNotes, scoreRow, shownScore } from '../../programScores.ts';
import { formatRows } from '../../table.ts';
import { exit, type Verb } from '../../verb.ts';

export const score: Verb = {
  name: 'program score',
  summary:
    'What each organization achieves on every measure, the weighted whole, and the dollars that follow, with all that they suppose.',
  words: 'ID|FILE',
  flags: programFlags,
  examples: [
    {
      call: 'equipoise program score plan-to-provider-example --input capitation=1000000',
      why: 'the worked example: every practice, on a capitation of a million dollars',
    },
    {
      call: 'equipoise program score plan-to-provider-example --inputs capitation.csv --format csv',
      why: 'each practice on its own capitation, a row each',
    },
    {
      call: 'equipoise program score covered-california-qti --at payer --input premium=100000000',
      why: 'no dollars: terms that nobody verified, and percentiles that are not at hand',
    },
    {
      call: 'equipoise program score covered-california-qti --at payer --input premium=100000000 --assume all --assume scale=cliff-66 --assume benchmark=medicaid-chip-state --derived',
      why: 'the same, supposing them: every supposition stands beside the dollars',
    },
    {
      call: 'equipoise program score our-bonus.json --organization practice-05 --input capitation=250000',
      why: 'a file of your own',
    },
  ],
  async run(given, { out }) {
    const word = programWordOf(given, 'score');
    return withReports(given, async (reports) => {
      const answer = await reports.programScores(await programQuestionOf(given, word, reports));
      const { scores } = answer;
      const format = given.text('format') ?? 'table';
      if (format === 'json') out(`${JSON.stringify(scoresAsJson(answer), null, 2)}\n`);
      else if (format === 'csv')
        out(
          formatRows(
            scores.map((one) => scoreRow(forExport(one), answer)),
            'csv',
            [],
          ),
        );
      else {
        out(formatRows(scores.map(shownScore), 'table', scoreColumns(answer)));
        out(scoreNotes(answer));
      }
      return exit.done;
    });
  },
};

/** Everything that a program that reads on may want, without the figures that a licence keeps in the house. */
function scoresAsJson({
  assume,
  benchmarks,
  definition,
  inputs,
  notes,
  periods,
  provenance,
  scores,
  year,
}: ProgramScores): object {
  const { accountable, citations, facts, id, kind, notKnown, payer, status, title } = definition.written;
  return {
    program: { id, title, kind, status, payer, accountable, notKnown, facts, citations },
    year,
    periods,
    assume,
    inputs,
    notes,
    benchmarks: benchmarks.map(({ caveats, licence, measure, peerGroup, set, source, vintage }) => ({
      measure,
      set,
      peerGroup,
      vintage,
      source,
      licence,
      caveats,
    })),
    scores: scores.map(forExport),
    provenance,
  };
}
