import { explainScore, explanationRows, explanationText, forExport, type ProgramScores } from '@equipoise/reporting';
import { provenanceColumns, withReports } from '../../context.ts';
import { programWordOf } from '../../programFile.ts';
import { programFlags, programQuestionOf } from '../../programFlags.ts';
import { scoreNotes } from '../../programScores.ts';
import { formatRows } from '../../table.ts';
import { exit, UsageError, type Verb } from '../../verb.ts';

export const explain: Verb = {
  name: 'program explain',
  summary: 'Why a score is what it is: dollars, weights, scales, lines, down to the counts, each step resting on the next.',
  words: 'ID|FILE',
  flags: programFlags,
  examples: [
    {
      call: 'equipoise program explain plan-to-provider-example --organization practice-05 --input capitation=1000000',
      why: 'one practice, in plain words',
    },
    {
      call: 'equipoise program explain plan-to-provider-example --organization practice-05 --input capitation=1000000 --format csv',
      why: 'the same, a row a step',
    },
  ],
  async run(given, { out }) {
    const word = programWordOf(given, 'explain');
    if (given.list('organization').length === 0 && given.text('at') === undefined)
      throw new UsageError('program explain needs --organization ID, or --at LEVEL for all of them');
    return withReports(given, async (reports) => {
      const answer = await reports.programScores(await programQuestionOf(given, word, reports));
      const format = given.text('format') ?? 'table';
      if (format === 'table') {
        out(answer.scores.map((score) => `${explanationText(explainScore(score))}\n`).join('\n'));
        out(scoreNotes(answer));
      } else out(exported(answer, format));
      return exit.done;
    });
  },
};

/** Without the figures that a licence keeps in the house. */
function exported({ provenance, scores, year }: ProgramScores, format: string): string {
  const explained = scores.map((score) => {
    const { organization, program } = score;
    return { program: program.id, year, organization, explanation: explainScore(forExport(score)) };
  });
  if (format === 'json')
    return `${JSON.stringify(
      explained.map((one) => ({ ...one, provenance })),
      null,
      2,
    )}\n`;
  const rows = explained.flatMap(({ explanation, ...head }) =>
    explanationRows(explanation).map((row) => ({ ...head, ...row, ...provenanceColumns(provenance) })),
  );
  return formatRows(rows, 'csv', []);
}
