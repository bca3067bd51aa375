import { settlementForExport } from '@equipoise/reporting';
import { withReports } from '../../context.ts';
import { dbFlag, formatFlag, releaseFlag, wholeNumber } from '../../flags.ts';
import { footerLines } from '../../programFooter.ts';
import { dollarText } from '../../programScores.ts';
import { formatRows } from '../../table.ts';
import { exit, type Verb } from '../../verb.ts';

const columns = ['settlement', 'program', 'year', 'release', 'attested_by', 'attested_at', 'note', 'content_hash'];

export const settlements: Verb = {
  name: 'program settlements',
  summary: 'What was settled: by whom, when, on which release, under which hash; with --number the figures of one.',
  flags: [
    { name: 'number', value: 'N', help: 'one settlement with its figures; its hash is checked', number: wholeNumber(1) },
    releaseFlag,
    dbFlag,
    formatFlag,
  ],
  examples: [
    { call: 'equipoise program settlements', why: 'all of them, newest first' },
    { call: 'equipoise program settlements --number 1 --format json', why: 'one, with all that it rests on' },
  ],
  async run(given, { out }) {
    const number = given.number('number');
    const format = given.text('format') ?? 'table';
    return withReports(given, async (reports) => {
      if (number === undefined) {
        const rows = (await reports.settlements()).map((head) => ({
          settlement: head.number,
          program: head.program,
          year: String(head.year),
          release: head.release,
          attested_by: head.attestedBy,
          attested_at: head.attestedAt,
          note: head.note,
          content_hash: head.contentHash,
        }));
        out(formatRows(rows, format, columns));
        return exit.done;
      }
      const settlement = await reports.settlement(number);
      if (format === 'json') {
        out(`${JSON.stringify(settlementForExport(settlement), null, 2)}\n`);
        return exit.done;
      }
      const rows = settlement.scores.map(({ assumptions, dollars, organization, points, reason, score }) => ({
        organization,
        score,
        points,
        dollars: dollars === null || dollars.total.cents === null ? null : dollarText(dollars.total.cents),
        reason: dollars?.total.reason ?? reason,
        assumptions: assumptions.join('; '),
      }));
      out(formatRows(rows, format, ['organization', 'score', 'points', 'dollars', 'reason']));
      if (format === 'table') {
        const { attestedAt, attestedBy, basis, contentHash, definition, intact, note, program, release, scores, year } =
          settlement;
        const restsOn = {
          assumptions: scores.flatMap(({ assumptions }) => assumptions),
          unsettled: scores.flatMap(({ unsettled }) => unsettled),
          reasons: [],
          benchmarks: basis.benchmarks,
          notes: [],
          notKnown: definition.notKnown,
        };
        out(
          `\n${footerLines(restsOn).join('\n')}\nsettlement ${number}: ${program} ${year} on release ${release}, attested by ${attestedBy} at ${attestedAt}${note === '' ? '' : `: ${note}`}\n${contentHash}, ${intact ? 'which its content still has' : 'which its content NO LONGER HAS: it was changed after it was attested'}\n`,
        );
      }
      return exit.done;
    });
  },
};
