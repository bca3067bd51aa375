import { everyTerm, programsAt, type ProgramAtHand } from '@equipoise/reporting';
import { openForReading, openIfFinished } from '@equipoise/store';
import { databaseOf } from '../../context.ts';
import { dbFlag, formatFlag } from '../../flags.ts';
import { formatRows, type Row } from '../../table.ts';
import { exit, type Given, type Verb } from '../../verb.ts';

const columns = ['program', 'kind', 'status', 'judges', 'measures', 'verified', 'recalled', 'unknown', 'origin', 'title'];

export const list: Verb = {
  name: 'program list',
  summary: 'The programs at hand, shipped and imported: what they are, and how many of their constants anybody has verified.',
  flags: [dbFlag, formatFlag],
  examples: [{ call: 'equipoise program list', why: 'what there is' }],
  async run(given, { out }) {
    const format = given.text('format') ?? 'table';
    out(formatRows((await programsAtHand(given)).map(programRow), format, columns));
    if (format === 'table')
      out(
        '\nverified: constants seen in a source that the file names; recalled: a value is there and nobody saw it in a source; unknown: nobody has a value\n',
      );
    return exit.done;
  },
};

/** Shipped programs are at hand without a database. */
export async function programsAtHand(given: Given): Promise<readonly ProgramAtHand[]> {
  const open = given.text('db') === undefined ? openIfFinished : openForReading;
  const store = await open(databaseOf(given));
  try {
    return await programsAt(store);
  } finally {
    await store?.close();
  }
}

function programRow({ definition: { id, title, written }, importedAt, origin }: ProgramAtHand): Row {
  const terms = everyTerm(written);
  const known = terms.filter(({ value }) => value !== null);
  return {
    program: id,
    title,
    kind: written.kind,
    status: written.status,
    payer: written.payer,
    judges: written.accountable.level,
    judges_whom: written.accountable.words,
    measures: written.measures.length,
    components: written.components?.length ?? 0,
    verified: known.filter(({ verified }) => verified).length,
    recalled: known.filter(({ verified }) => !verified).length,
    unknown: terms.length - known.length,
    not_known: written.notKnown.join(' '),
    origin,
    imported_at: importedAt,
  };
}
