import {
  annotationsByPeriod,
  chanceOf,
  drawRunChart,
  expectFalseSignals,
  ruleSets,
  suggestionOf,
  type ChartedSeries,
  type RuleSet,
} from '@equipoise/reporting';
import type { RunPhase, RunSignal, RunsTable } from '@equipoise/engine';
import { estimateOptionsOf, seriesQuestionOf } from '../context.ts';
import { cutFlags, levelFlag, minimumFlag, pictureFlags, questionFlags, stratumFlags } from '../flags.ts';
import { placeColumns } from '../rows.ts';
import { batchLine, printSeries } from '../seriesPrinter.ts';
import type { Row } from '../table.ts';
import { noteOf, plotPoints, titleOf } from '../terminalChart.ts';
import type { Verb } from '../verb.ts';

export const runchart: Verb = {
  name: 'runchart',
  summary: 'A rate over time about its median, with run-chart signals where points share no patients.',
  flags: [
    ...questionFlags,
    ...stratumFlags,
    ...cutFlags,
    {
      name: 'rules',
      value: 'RULES',
      help:
        'anhoej (default: longest run and crossings), ihi (shift of 6, trend of 5, runs test), making-data-count (shift or trend of 7), ' +
        'western-electric (shift of 8), nelson (shift of 9, trend of 6)',
      oneOf: ruleSets,
    },
    {
      name: 'runs-test',
      value: 'TABLE',
      help: 'judge the number of runs too, by exact limits or by the printed table (ihi does so by exact ones)',
      oneOf: ['exact', 'printed'],
    },
    { name: 'calibrated', help: 'judge points that share patients by rules simulated for their very window' },
    {
      name: 'persistence',
      value: 'SHARE',
      help: 'with --calibrated, for a panel: share of readings that stay from one month to the next',
      number: { rule: 'a fraction of at least 0 and below 1', takes: (share) => share >= 0 && share < 1 },
    },
    levelFlag,
    minimumFlag,
    ...pictureFlags,
  ],
  examples: [
    { call: 'equipoise runchart --measure CBP-MONTH --organization practice-10', why: 'one practice' },
    { call: 'equipoise runchart --measure CBP-MONTH --at practice --format csv', why: 'every point of every practice' },
    {
      call: 'equipoise runchart --measure CBP-MONTH --organization practice-10 --phases 2025-01 --rules ihi',
      why: 'a new phase from a month on, by the rules as taught',
    },
    {
      call: 'equipoise runchart --measure CBP-MONTH --organization practice-10 --format svg --out run-chart-practice-10.svg',
      why: 'a picture',
    },
    {
      call: 'equipoise runchart --measure CBP --organization practice-10 --calibrated',
      why: 'a rolling rate, by simulated rules',
    },
    {
      call: 'equipoise runchart --measure CBP --organization practice-10 --every 12',
      why: 'a rolling rate, by points that share nobody',
    },
  ],
  async run(given, terminal) {
    return printSeries(given, terminal, {
      read: (reports) =>
        reports.runCharts(
          {
            ...seriesQuestionOf(given, reports),
            rules: given.text('rules') as RuleSet | undefined,
            runsTest: given.text('runs-test') as RunsTable | undefined,
            calibrated: given.has('calibrated'),
            persistence: given.number('persistence'),
          },
          estimateOptionsOf(given),
        ),
      picture: drawRunChart,
      object: seriesObject,
      rows: pointRows,
      drawing: (series) =>
        series.map((one) => `${drawSeries(one)}\n`).join('') +
        (series.length === 1 ? suggested(series[0]!) : batchLine(series, expectFalseSignals(series))),
    });
  },
};

function seriesObject(series: ChartedSeries) {
  const { measure, organization, stratification, stratum, centre, chart, verdict, sentence, reason, annotations } = series;
  const { calibration, cut, phases, points } = series;
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
    runs_test: chart?.rules.runsTest ?? null,
    calibration: calibration && {
      rules: calibration.rules,
      longest_run_min: orNull(calibration.longestRunMin),
      crossings_max: orNull(calibration.crossingsMax),
      attained: calibration.attained,
      chance: orNull(calibration.observed?.chance),
      simulated: calibration.runs,
      seed: calibration.seed,
      reason: calibration.reason,
    },
    chance_of_signal: chanceOf(series),
    exclude: cut.exclude.map((place) => points[place]!.period),
    phases: phases.map(({ start, end, baselineEnd, centre: median }, index) => ({
      from: start,
      to: end,
      baseline_to: baselineEnd,
      centre: median,
      ...(chart && signalsOf(series, chart.phases[index]!)),
    })),
    signals: chart && signalsOf(series, chart),
    suggestion: suggestionOf(series),
    points: pointRows(series),
    annotations,
  };
}

/** The signals of a phase: whether there are any of each kind, and where. */
function signalsOf({ points, rules }: ChartedSeries, { anhoej, shifts, trends, signals }: RunPhase) {
  const has = (rule: RunSignal['rule']) => signals.some((signal) => signal.rule === rule);
  return {
    long_run: rules === 'anhoej' && anhoej.longRun,
    few_crossings: has('few-crossings'),
    few_runs: has('few-runs'),
    many_runs: has('many-runs'),
    shifts: shifts.map(({ start, end, length, side, members }) => ({
      from: points[start]!.period,
      to: points[end]!.period,
      points: length,
      side,
      periods: members.map((place) => points[place]!.period),
    })),
    trends: trends.map(({ start, end, length, direction, members }) => ({
      from: points[start]!.period,
      to: points[end]!.period,
      points: length,
      direction,
      periods: members.map((place) => points[place]!.period),
    })),
  };
}

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

function pointRows(series: ChartedSeries): Row[] {
  const notes = annotationsByPeriod(series);
  return series.points.map(({ period, estimate }, place) => {
    const phase = series.phases.findIndex(({ end }) => period <= end);
    return {
      ...placeColumns({ ...series, period, estimate }),
      centre: series.phases[phase]?.centre ?? null,
      phase: phase + 1,
      excluded: series.cut.exclude.includes(place),
      verdict: series.verdict,
      rules: series.rules,
      measure_version: series.measure.version,
      annotation: noteOf(notes, period),
    };
  });
}

/** A chart for a terminal: a month a line, its rate as a dot, the median as a bar. */
function drawSeries(series: ChartedSeries): string {
  const { sentence, reason, verdict, calibration, phases, points, cut } = series;
  const rules = calibration?.observed ? 'calibrated' : series.rules;
  return [
    titleOf(series),
    ...plotPoints(
      series,
      points.map((point, place) => ({
        ...point,
        centre: phases.find(({ end }) => point.period <= end)?.centre ?? null,
        excluded: cut.exclude.includes(place),
      })),
    ),
    `  ${verdict.toLowerCase().replaceAll('_', ' ')} (${rules} rules): ${sentence}${reason === null ? '' : ` (${reason})`}`,
    '',
  ].join('\n');
}

/** Where a phase might begin, when something suggests one. */
function suggested(series: ChartedSeries): string {
  const suggestion = suggestionOf(series);
  return suggestion === null || suggestion.period === null ? '' : `  ${suggestion.sentence}\n\n`;
}
