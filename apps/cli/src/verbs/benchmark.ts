import { provenanceColumns, provenanceLine, questionOf, withReports } from '../context.ts';
import { formatFlag, minimumFlag, questionFlags } from '../flags.ts';
import { placementRow } from '../rows.ts';
import { formatRows } from '../table.ts';
import { exit, type Verb } from '../verb.ts';

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
];

export const benchmark: Verb = {
  name: 'benchmark',
  summary: 'Where a rate stands among published percentiles, how sure that is, and how many patients the next line takes.',
  flags: [
    ...questionFlags,
    { name: 'by', value: 'STRATIFICATION', help: 'place every stratum on the same lines (default total)' },
    { name: 'period', value: 'YYYY-MM', help: 'one period (default the latest)' },
    { name: 'benchmark', value: 'SET', help: 'benchmark set (default the newest of Medicaid states, else of MIPS by EHR)' },
    minimumFlag,
    formatFlag,
  ],
  examples: [
    { call: 'equipoise benchmark --measure CBP --at practice', why: 'every practice among Medicaid states' },
    {
      call: 'equipoise benchmark --measure COL --benchmark cms-mips-ehr-2023-py2025 --format json',
      why: 'the payer among clinicians, with every line',
    },
  ],
  async run(given, { out }) {
    return withReports(given, async (reports) => {
      const placed = await reports.placements({
        ...questionOf(given, reports),
        by: given.text('by'),
        period: given.text('period'),
        benchmark: given.text('benchmark'),
        denominatorMin: given.number('denominator-min'),
      });
      const rows = placed.map((one) => placementRow(one, reports.provenance));
      const format = given.text('format') ?? 'table';
      if (format === 'json') {
        const detailed = placed.map((one, index) => ({
          ...rows[index],
          source: one.benchmark.source,
          lines: one.placement?.lines ?? [],
          ...provenanceColumns(reports.provenance),
        }));
        out(`${JSON.stringify(detailed, null, 2)}\n`);
      } else out(formatRows(rows, format, columns));
      if (format === 'table' && placed.length > 0) {
        const { peerGroup, vintage, source, caveats } = placed[0]!.benchmark;
        out(
          `\n${given.value('measure')} ${placed[0]!.period} among ${peerGroup}, ${vintage}\nSource: ${source}\n${caveats.map((caveat) => `Note: ${caveat}\n`).join('')}`,
        );
        out(
          'chance: that the underlying rate meets or beats the line (Jeffreys posterior); patients: to move so that the rate does\n',
        );
        out(provenanceLine(reports, given.value('measure')));
      }
      return exit.done;
    });
  },
};
