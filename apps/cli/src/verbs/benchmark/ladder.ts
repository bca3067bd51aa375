import { exportedRate, type PlacedRate, type Provenance } from '@equipoise/reporting';
import { provenanceColumns, provenanceLine, withReports } from '../../context.ts';
import { pictureFlags } from '../../flags.ts';
import { asksForPictures, putPictures } from '../../pictures.ts';
import { closureOf } from '../../placementFlags.ts';
import { formatRows, type Row } from '../../table.ts';
import { exit, UsageError, type Verb } from '../../verb.ts';
import { laddersOf } from './pictures.ts';
import { notesOf, placedFlags, placementsOf } from './place.ts';

const columns = ['organization', 'stratum', 'denominator', 'rate', 'line', 'line_rate', 'met', 'points', 'patients', 'chance'];

export const ladder: Verb = {
  name: 'benchmark ladder',
  summary: 'Every line for every rate, the nearest first: points and whole patients to it, and the chance of standing there.',
  flags: [...placedFlags, ...pictureFlags],
  examples: [
    { call: 'equipoise benchmark ladder --measure GSD9 --line 35 --line MPL=40.1', why: 'the payer, with two lines of its own' },
    {
      call: 'equipoise benchmark ladder --measure CBP --at practice --tried 40 --closed 9 --format csv',
      why: 'every practice and line, with the chance by the end of the year from how past outreach went',
    },
  ],
  async run(given, terminal) {
    const pictures = asksForPictures(given);
    return withReports(given, async (reports) => {
      const placed = await placementsOf(given, reports, 'nearest');
      if (pictures) {
        if (placed.length === 0)
          throw new UsageError('there is nothing to draw: the stratification has no strata in this release');
        await putPictures(given, laddersOf(placed, given, reports), terminal);
        return exit.done;
      }
      const format = given.text('format') ?? 'table';
      const rows = placed.flatMap((one) => rungRows(one, reports.provenance, format === 'table'));
      const byYearEnd = closureOf(given) === undefined ? [] : ['chance_by_year_end'];
      terminal.out(formatRows(rows, format, [...columns, ...byYearEnd, 'reason']));
      if (format === 'table' && placed.length > 0)
        terminal.out(`${notesOf(placed, given)}${provenanceLine(reports, given.value('measure'))}`);
      return exit.done;
    });
  },
};

/** A row a line; of a rate that is on none, one row with the reason. */
function rungRows(placed: PlacedRate, provenance: Provenance, inHouse: boolean): Row[] {
  const { benchmark, estimate, keptOut, ladder, measure, organization, period, stratification, stratum } = exportedRate(placed);
  const climbed = inHouse ? placed.ladder : ladder;
  const head = {
    measure: measure.id,
    period,
    organization: organization.id,
    stratification: stratification.id,
    stratum,
    denominator: estimate.denominator,
    numerator: estimate.numerator,
    rate: estimate.value,
    status: estimate.status,
  };
  const tail = {
    benchmark: benchmark.set,
    peer_group: benchmark.peerGroup,
    vintage: benchmark.vintage,
    kept_out: inHouse ? null : keptOut,
    ...provenanceColumns(provenance),
  };
  const rungs = climbed?.rungs ?? [];
  if (rungs.length === 0)
    return [{ ...head, ...noLine, reason: placed.reason ?? climbed?.reason ?? 'there is no line', ...tail }];
  return rungs.map((rung) => ({
    ...head,
    line: rung.name,
    line_percentile: rung.percentile,
    line_derived: rung.derived,
    line_rate: rung.rate,
    met: rung.met,
    points: rung.distance === null ? null : 100 * rung.distance,
    reachable: rung.reachable,
    patients: rung.patientsToReach,
    chance: rung.chance,
    chance_by_year_end: rung.chanceByYearEnd,
    reason: null,
    ...tail,
  }));
}

const noLine = {
  line: null,
  line_percentile: null,
  line_derived: null,
  line_rate: null,
  met: null,
  points: null,
  reachable: null,
  patients: null,
  chance: null,
  chance_by_year_end: null,
};
