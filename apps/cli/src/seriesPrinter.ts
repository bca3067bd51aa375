import { isJudged, type ExpectedSignals, type Provenance, type Reports, type Series } from '@equipoise/reporting';
import { provenanceColumns, provenanceLine, withReports } from './context.ts';
import { asksForPictures, putPictures } from './pictures.ts';
import { formatRows, type Row } from './table.ts';
import { exit, type Given, type Terminal } from './verb.ts';

/** One kind of chart over time, in every format. */
export interface SeriesPrinter<Charted> {
  readonly read: (reports: Reports) => Promise<readonly Charted[]>;
  readonly picture: (series: Charted, provenance: Provenance, options: { readonly width?: number }) => Promise<string>;
  readonly object: (series: Charted) => object;
  /** A row for each point. */
  readonly rows: (series: Charted) => readonly Row[];
  /** All series, for a terminal. */
  readonly drawing: (series: readonly Charted[]) => string;
}

/** Reads the series of a call and prints them in the format that it asks for. */
export async function printSeries<Charted extends Pick<Series, 'organization'>>(
  given: Given,
  terminal: Terminal,
  { read, picture, object, rows, drawing }: SeriesPrinter<Charted>,
): Promise<number> {
  const { out } = terminal;
  const pictures = asksForPictures(given);
  return withReports(given, async (reports) => {
    const series = await read(reports);
    const provenance = provenanceColumns(reports.provenance);
    const format = given.text('format') ?? 'table';
    if (pictures) {
      const drawn = series.map((one) => ({
        organization: one.organization.id,
        draw: (options: { readonly width?: number }) => picture(one, reports.provenance, options),
      }));
      await putPictures(given, drawn, terminal);
    } else if (format === 'json') {
      const objects = series.map((one) => ({ ...object(one), ...provenance }));
      out(`${JSON.stringify(objects, null, 2)}\n`);
    } else if (format === 'csv') {
      const all = series.flatMap((one) => rows(one).map((row) => ({ ...row, ...provenance })));
      out(formatRows(all, 'csv', []));
    } else {
      out(drawing(series) + provenanceLine(reports, given.value('measure')));
    }
    return exit.done;
  });
}

/** What chance alone would make of so many charts. */
export function batchLine(
  series: readonly (Pick<Series, 'organization'> & { readonly verdict: string })[],
  expected: ExpectedSignals | null,
): string {
  const judged = series.filter(isJudged);
  const signals = judged.filter(({ verdict }) => verdict === 'SIGNAL').map(({ organization }) => organization.id);
  const chance = expected === null ? '' : `; about ${expected.expected.toFixed(1)} would by chance alone (${expected.method})`;
  return (
    `${series.length} series, ${judged.length} judged: ${signals.length} with a signal${chance}` +
    `${signals.length === 0 ? '' : `: ${signals.join(', ')}`}\n\n`
  );
}
