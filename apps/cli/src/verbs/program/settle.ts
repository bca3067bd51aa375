import { createReports, settle as settleScores } from '@equipoise/reporting';
import { openForReading, openForWriting } from '@equipoise/store';
import { databaseOf } from '../../context.ts';
import { programWordOf } from '../../programFile.ts';
import { programFlags, programQuestionOf } from '../../programFlags.ts';
import { scoreColumns, scoreNotes, shownScore } from '../../programScores.ts';
import { formatRows } from '../../table.ts';
import { exit, type Verb } from '../../verb.ts';

export const settle: Verb = {
  name: 'program settle',
  summary:
    'Freezes what organizations achieve under a program, with all that it rests on, under a number and a hash, attested by name. It is never changed afterwards.',
  words: 'ID|FILE',
  flags: [
    { name: 'attested-by', value: 'NAME', help: 'who vouches for it', required: true },
    { name: 'note', value: 'TEXT', help: 'what to say of it' },
    ...programFlags,
  ],
  examples: [
    {
      call: 'equipoise program settle plan-to-provider-example --inputs capitation.csv --attested-by A.Rivera --note first-settlement',
      why: 'settlement 1; program compare --settlement 1 reckons it again',
    },
  ],
  async run(given, { out }) {
    const word = programWordOf(given, 'settle');
    const database = databaseOf(given);
    await (await openForReading(database)).close(); // a settlement is of something: it never makes a database
    const store = await openForWriting(database);
    try {
      const reports = await createReports(store, given.number('release'));
      const question = await programQuestionOf(given, word, reports);
      const attestation = { attestedBy: given.value('attested-by'), note: given.text('note'), now: new Date().toISOString() };
      const { contentHash, number, scores } = await settleScores(store, reports.release, question, attestation);
      const format = given.text('format') ?? 'table';
      const row = { settlement: number, program: scores.definition.id, year: scores.year, content_hash: contentHash };
      if (format !== 'table') out(formatRows([row], format, []));
      else {
        out(formatRows(scores.scores.map(shownScore), 'table', scoreColumns(scores)));
        out(scoreNotes(scores));
        out(`settlement ${number}, attested by ${attestation.attestedBy}: ${contentHash}\n`);
      }
      return exit.done;
    } finally {
      await store.close();
    }
  },
};
