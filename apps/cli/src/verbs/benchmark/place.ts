import { exportedRate, type LadderOrder, type PlacedRate, type RankReport, type Reports } from '@equipoise/reporting';
import { provenanceColumns, provenanceLine, questionOf, withReports } from '../../context.ts';
import { minimumFlag, pictureFlags, questionFlags } from '../../flags.ts';
import { asksForPictures, putPictures } from '../../pictures.ts';
import { closureOf, placementFlags, placementOptionsOf } from '../../placementFlags.ts';
import { placementRow, rankColumns } from '../../rows.ts';
import { formatRows } from '../../table.ts';
import { exit, UsageError, type Flag, type Given, type Verb } from '../../verb.ts';
import { laddersOf } from './pictures.ts';

const columns = [
  'organization',
  'stratum',
  'denominator',
  'rate',
  'percentile',
  'band',
  'median_rate',
  'median_met',
  'median_chance',
  'next_percentile',
  'next_rate',
  'next_patients',
  'next_chance',
  'status',
  'reason',
];
const rankNames = ['rank', 'rank_lower', 'rank_upper', 'best_quarter_chance', 'worst_quarter_chance'];

/** With fixed lines the next one may be any; with a closure its chance by the year's end stands beside; ranks behind all. */
function columnsOf(given: Given): readonly string[] {
  const prefix = given.list('line').length > 0 ? 'next_line' : 'next';
  const byYearEnd = closureOf(given) === undefined ? [] : [`${prefix}_chance_by_year_end`];
  const shown = columns.flatMap((name) => {
    if (name === 'next_percentile' && prefix === 'next_line') return ['next_line'];
    if (name === 'next_chance') return [`${prefix}_chance`, ...byYearEnd];
    return [name.replace(/^next(?=_)/, prefix)];
  });
  if (!given.has('ranks')) return shown;
  return [
    ...shown.filter((name) => !name.startsWith('median') && name !== 'status' && name !== 'reason'),
    ...rankNames,
    'status',
    'reason',
  ];
}

/** What `place` and `ladder` ask alike. */
export const placedFlags: readonly Flag[] = [
  ...questionFlags,
  { name: 'by', value: 'STRATIFICATION', help: 'place every stratum on the same lines (default total)' },
  { name: 'period', value: 'YYYY-MM', help: 'one period (default the latest)' },
  {
    name: 'benchmark',
    value: 'SET',
    help: 'benchmark set, or population for its newest, shipped or imported (default the newest of Medicaid states, else of MIPS by EHR)',
  },
  minimumFlag,
  ...placementFlags,
];

export const place: Verb = {
  name: 'benchmark place',
  summary: 'Where a rate stands among published percentiles, how sure that is, and how many patients the next line takes.',
  flags: [
    ...placedFlags,
    {
      name: 'ranks',
      help: 'the rank of each among those listed, with its 95 % interval: seeded draws from what counts leave open',
    },
    ...pictureFlags,
  ],
  examples: [
    { call: 'equipoise benchmark --measure CBP --at practice', why: 'every practice among Medicaid states' },
    {
      call: 'equipoise benchmark --measure COL --benchmark cms-mips-ehr-2023-py2025 --format json',
      why: 'the payer among clinicians, with every line',
    },
    {
      call: 'equipoise benchmark --measure CBP --at practice --line MPL=56.5 --closure 0.1 --denominator-min 30',
      why: 'a line of the plan among the percentiles, and the chance to meet the next one by the end of the year',
    },
    {
      call: 'equipoise benchmark --measure CBP --by race-ethnicity --denominator-min 30',
      why: 'the same lines for every stratum: one under the minimum is not payable, never zero',
    },
    { call: 'equipoise benchmark place --measure CBP --at practice --ranks', why: 'a league table that says how sure it is' },
    {
      call: 'equipoise benchmark --measure CBP --at practice --format svg --out cbp-ladder-of-practices.svg',
      why: 'a picture: every practice, the lines, and the patients to the next one',
    },
  ],
  async run(given, terminal) {
    const { out } = terminal;
    const pictures = asksForPictures(given);
    return withReports(given, async (reports) => {
      const placed = await placementsOf(given, reports);
      if (pictures) {
        if (placed.length === 0)
          throw new UsageError('there is nothing to draw: the stratification has no strata in this release');
        await putPictures(given, laddersOf(placed, given, reports), terminal);
        return exit.done;
      }
      const format = given.text('format') ?? 'table';
      const ranks = given.has('ranks') ? await ranksOf(placed, given, reports) : [];
      const rows = placed.map((one) => ({
        ...placementRow(one, reports.provenance, { inHouse: format === 'table' }),
        ...rankColumns(one, ranks),
      }));
      if (format === 'json') {
        const detailed = placed.map((one, index) => {
          const { benchmark, ladder, placement } = exportedRate(one);
          return {
            ...rows[index],
            source: benchmark.source,
            lines: placement?.lines ?? [],
            ladder: ladder?.rungs ?? [],
            ...provenanceColumns(reports.provenance),
          };
        });
        out(`${JSON.stringify(detailed, null, 2)}\n`);
      } else out(formatRows(rows, format, columnsOf(given)));
      if (format === 'table' && placed.length > 0) {
        out(notesOf(placed, given));
        for (const report of ranks) out(rankNote(report));
        out(provenanceLine(reports, given.value('measure')));
      }
      return exit.done;
    });
  },
};

/** The rates that a call asks for, each among the lines. */
export async function placementsOf(given: Given, reports: Reports, order?: LadderOrder): Promise<PlacedRate[]> {
  return reports.placements({
    order,
    ...questionOf(given, reports),
    by: given.text('by'),
    period: given.text('period'),
    benchmark: given.text('benchmark'),
    denominatorMin: given.number('denominator-min'),
    ...placementOptionsOf(given),
  });
}

/** A league table for each stratum. */
async function ranksOf(placed: readonly PlacedRate[], given: Given, reports: Reports): Promise<RankReport[]> {
  const organizations = [...new Set(placed.map(({ organization }) => organization.id))];
  if (organizations.length < 2) throw new UsageError('--ranks is among several organizations: give --at practice with it');
  const strata = [...new Set(placed.map(({ stratum }) => stratum))];
  const question = {
    ...questionOf(given, reports),
    organizations,
    by: given.text('by'),
    period: given.text('period'),
    denominatorMin: given.number('denominator-min'),
  };
  return Promise.all(strata.map((stratum) => reports.ranks({ ...question, stratum })));
}

const rankNote = ({ draws, level, ranked, seed, stratum }: RankReport): string =>
  `rank of ${stratum}: 1 is best of ${ranked}; median and ${100 * level} % interval of ${draws.toLocaleString('en-US')} draws from what the counts leave open, seed ${seed}; quarter: chance of a place in it\n`;

/** What must stand under rates that are held against lines. */
export function notesOf(placed: readonly PlacedRate[], given: Given): string {
  const { peerGroup, vintage, source, caveats } = placed[0]!.benchmark;
  const closure = closureOf(given);
  return [
    '',
    `${given.value('measure')} ${placed[0]!.period} among ${peerGroup}, ${vintage}`,
    `Source: ${source}`,
    ...caveats.map((caveat) => `Note: ${caveat}`),
    'chance: that the underlying rate meets or beats the line (Jeffreys posterior); patients: to move so that the rate does',
    ...(given.text('comparison') === 'rounded-2-decimals'
      ? ['rates are held against the lines as reported: in percent, rounded half up to two decimals']
      : []),
    ...(closure === undefined ? [] : [`chance by year end: that the reported rate does, ${closureWords(closure)}`]),
    '',
  ].join('\n');
}

function closureWords(closure: NonNullable<ReturnType<typeof closureOf>>): string {
  if ('probability' in closure) return `if each open gap closes with probability ${closure.probability}, each on its own`;
  if ('tries' in closure)
    return `if open gaps close as ${closure.closed} of ${closure.tries} did before, and no more surely known than that (beta-binomial)`;
  return `if the chance of closing a gap is Beta(${closure.alpha}, ${closure.beta})`;
}
