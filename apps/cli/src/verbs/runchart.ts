import type { EstimateOptions } from '@equipoise/engine';
import { annotationsByPeriod, chanceOf, ruleSets, type ChartedSeries, type RuleSet } from '@equipoise/reporting';
import { provenanceColumns, provenanceLine, questionOf, withReports } from '../context.ts';
import { formatFlag, levelFlag, minimumFlag, questionFlags } from '../flags.ts';
import { placeColumns } from '../rows.ts';
import { formatRows, type Row } from '../table.ts';
import { exit, type Verb } from '../verb.ts';

export const runchart: Verb = {
  name: 'runchart',
  summary: 'A rate over time about its median, with run-chart signals where points share no patients.',
  flags: [
    ...questionFlags,
    { name: 'by', value: 'STRATIFICATION', help: 'with --stratum: chart one stratum' },
    { name: 'stratum', value: 'STRATUM', help: 'the stratum' },
    { name: 'from', value: 'YYYY-MM', help: 'first month (default the first of the release)' },
    { name: 'to', value: 'YYYY-MM', help: 'last month (default the last)' },
    {
      name: 'rules',
      value: 'RULES',
      help: 'anhoej (default: longest run and crossings) or ihi (shift of 6, trend of 5)',
      oneOf: ruleSets,
    },
    levelFlag,
    minimumFlag,
    formatFlag,
  ],
  examples: [
    { call: 'equipoise runchart --measure CBP-MONTH --organization practice-10', why: 'one practice' },
    { call: 'equipoise runchart --measure CBP-MONTH --at practice --format csv', why: 'every point of every practice' },
  ],
  async run(given, { out }) {
    return withReports(given, async (reports) => {
      const options: EstimateOptions = {
        level: given.number('level') ?? 0.95,
        denominatorMin: given.number('denominator-min') ?? 0,
      };
      const series = await reports.runCharts(
        {
          ...questionOf(given, reports),
          by: given.text('by'),
          stratum: given.text('stratum'),
          from: given.text('from'),
          to: given.text('to'),
          rules: given.text('rules') as RuleSet | undefined,
        },
        options,
      );
      const provenance = provenanceColumns(reports.provenance);
      switch (given.text('format') ?? 'table') {
        case 'json':
          out(
            `${JSON.stringify(
              series.map((one) => ({ ...seriesObject(one), ...provenance })),
              null,
              2,
            )}\n`,
          );
          break;
        case 'csv':
          out(
            formatRows(
              series.flatMap((one) => pointRows(one).map((row) => ({ ...row, ...provenance }))),
              'csv',
              [],
            ),
          );
          break;
        default:
          for (const one of series) out(`${drawSeries(one)}\n`);
          out(provenanceLine(reports, given.value('measure')));
      }
      return exit.done;
    });
  },
};

function seriesObject(series: ChartedSeries) {
  const { measure, organization, stratification, stratum, centre, chart, verdict, sentence, reason, annotations } = series;
  return {
    measure: measure.id,
    measure_version: measure.version,
    organization: organization.id,
    stratification,
    stratum,
    window: measure.window,
    direction: measure.direction,
    centre,
    limits:
      chart === null || series.rules !== 'anhoej'
        ? null
        : { longest_run_max: orNull(chart.anhoej.longestRunMax), crossings_min: orNull(chart.anhoej.crossingsMin) },
    useful: chart?.useful ?? null,
    longest_run: orNull(chart?.longestRun),
    crossings: orNull(chart?.crossings),
    verdict,
    sentence,
    reason,
    rules: series.rules,
    chance_of_signal: chanceOf(series),
    signals: chart && {
      long_run: chart.anhoej.longRun,
      few_crossings: chart.anhoej.fewCrossings,
      shifts: chart.shifts.map(({ start, end, length, side }) => ({
        from: series.points[start]!.period,
        to: series.points[end]!.period,
        points: length,
        side,
      })),
      trends: chart.trends.map(({ start, end, length, direction }) => ({
        from: series.points[start]!.period,
        to: series.points[end]!.period,
        points: length,
        direction,
      })),
    },
    points: pointRows(series),
    annotations,
  };
}

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

function pointRows(series: ChartedSeries): Row[] {
  const notes = annotationsByPeriod(series);
  return series.points.map(({ period, estimate }) => ({
    ...placeColumns({ ...series, period, estimate }),
    centre: series.centre,
    verdict: series.verdict,
    rules: series.rules,
    measure_version: series.measure.version,
    annotation:
      notes
        .get(period)
        ?.map(({ kind, text }) => `${kind}: ${text}`)
        .join('; ') ?? null,
  }));
}

/** A chart for a terminal: a month a line, its rate as a dot, the median as a bar. */
function drawSeries(series: ChartedSeries): string {
  const { measure, organization, stratum, points, centre, sentence, reason, verdict } = series;
  const values = points.flatMap(({ estimate }) => (estimate.value === null ? [] : [estimate.value]));
  const low = Math.min(...values);
  const high = Math.max(...values);
  const width = 48;
  const place = (rate: number) => (high === low ? width / 2 : Math.round(((rate - low) / (high - low)) * (width - 1)));
  const notes = annotationsByPeriod(series);
  const lines = points.map(({ period, estimate: { value, status, numerator, denominator } }) => {
    const row = Array.from({ length: width }, () => ' ');
    if (centre !== null) row[place(centre)] = '│';
    if (value !== null) row[place(value)] = '●';
    const rate =
      value === null ? status.toLowerCase().replace('_', ' ') : `${(100 * value).toFixed(1)}%  ${numerator}/${denominator}`;
    const note = notes
      .get(period)
      ?.map(({ kind, text }) => `${kind}: ${text}`)
      .join('; ');
    return `  ${period} ${row.join('')} ${rate}${note ? `  ← ${note}` : ''}`;
  });
  return [
    `${measure.id} ${organization.id}${stratum === 'all' ? '' : `, ${stratum}`}: ${measure.title} (${measure.direction} is better)`,
    ...lines,
    `  ${verdict.toLowerCase().replaceAll('_', ' ')} (${series.rules} rules): ${sentence}${reason === null ? '' : ` (${reason})`}`,
    '',
  ].join('\n');
}
