import {
  annotationsByPeriod,
  chanceOfControlSignal,
  controlRuleSets,
  drawControlChart,
  expectFalseControlSignals,
  rateCharts,
  type ControlledSeries,
  type ControlRuleSet,
  type RateChartId,
} from '@equipoise/reporting';
import { estimateOptionsOf, seriesQuestionOf } from '../context.ts';
import { choiceJson, phaseJson } from '../controlJson.ts';
import { cutFlags, levelFlag, minimumFlag, pictureFlags, questionFlags, stratumFlags, targetFlag } from '../flags.ts';
import { printGapSeries } from '../gapSeries.ts';
import { placeColumns } from '../rows.ts';
import { batchLine, printSeries } from '../seriesPrinter.ts';
import type { Row } from '../table.ts';
import { noteOf, plotPoints, titleOf } from '../terminalChart.ts';
import type { Verb } from '../verb.ts';

export const controlchart: Verb = {
  name: 'controlchart',
  summary: 'A rate, or the gap of a group, over time about its mean, with control limits and the points that break a rule.',
  flags: [
    ...questionFlags,
    ...stratumFlags,
    {
      name: 'against',
      value: 'STRATUM',
      help: 'with --by and --stratum: chart the gap of the stratum to rest (everybody else who answered) or to another stratum',
    },
    ...cutFlags,
    {
      name: 'chart',
      value: 'CHART',
      help: 'p, pp (P′, Laney), i (single values) or ip (I′, Taylor; not of a gap); by default the one that suits the data, and why',
      oneOf: Object.keys(rateCharts),
    },
    {
      name: 'rules',
      value: 'RULES',
      help:
        'limits-and-anhoej (default: a point outside, longest run, crossings), western-electric, nelson, ' +
        'making-data-count (with icons)',
      oneOf: Object.keys(controlRuleSets),
    },
    targetFlag('what should be reached, as a fraction: drawn, and never part of a calculation'),
    { name: 'screen', help: 'leave out steps from month to month beyond their own limit, once (pp, i, ip)' },
    levelFlag,
    minimumFlag,
    ...pictureFlags,
  ],
  examples: [
    { call: 'equipoise controlchart --measure CBP-MONTH --organization practice-10', why: 'one practice' },
    {
      call: 'equipoise controlchart --measure CBP-MONTH --organization practice-10 --rules making-data-count --target 0.65',
      why: 'with the icons of Making Data Count',
    },
    {
      call: 'equipoise controlchart --measure CBP-MONTH --at practice --format svg --out chart.svg',
      why: 'a picture for every practice',
    },
    {
      call: 'equipoise controlchart --measure CBP-MONTH --by race-ethnicity --stratum Asian --against rest',
      why: 'whether the gap of a group to everybody else changed',
    },
  ],
  async run(given, terminal) {
    const against = given.text('against');
    if (against !== undefined) return printGapSeries(against, given, terminal);
    return printSeries(given, terminal, {
      read: (reports) =>
        reports.controlCharts(
          {
            ...seriesQuestionOf(given, reports),
            chart: given.text('chart') as RateChartId | undefined,
            rules: given.text('rules') as ControlRuleSet | undefined,
            target: given.number('target'),
            screen: given.has('screen') || undefined,
          },
          estimateOptionsOf(given),
        ),
      picture: drawControlChart,
      object: seriesObject,
      rows: pointRows,
      drawing: (series) =>
        series.map((one) => `${drawSeries(one)}\n`).join('') +
        (series.length === 1 ? '' : batchLine(series, expectFalseControlSignals(series))),
    });
  },
};

function seriesObject(series: ControlledSeries) {
  const { measure, organization, stratification, stratum, chart, choice, chosen, rules, phases, centre, target } = series;
  const { screened, signals, variation, assurance, verdict, sentence, reason, annotations, cut, points } = series;
  return {
    measure: measure.id,
    measure_version: measure.version,
    organization: organization.id,
    stratification,
    stratum,
    window: measure.window,
    direction: measure.direction,
    chart,
    chosen,
    choice: choiceJson(choice),
    rules,
    screened,
    centre,
    target,
    verdict,
    sentence,
    reason,
    variation,
    assurance,
    chance_of_signal: chanceOfControlSignal(series),
    exclude: cut.exclude.map((place) => points[place]!.period),
    phases: phases.map(phaseJson),
    signals,
    points: pointRows(series),
    annotations,
  };
}

function pointRows(series: ControlledSeries): Row[] {
  const notes = annotationsByPeriod(series);
  return series.points.map((point) => ({
    ...placeColumns({ ...series, ...point }),
    chart: series.chart,
    centre: point.centre,
    limit_lower: point.lower,
    limit_upper: point.upper,
    z: point.z,
    phase: point.phase + 1,
    excluded: point.excluded,
    signals: point.signals.join('; ') || null,
    type: point.type,
    verdict: series.verdict,
    rules: series.rules,
    measure_version: series.measure.version,
    annotation: noteOf(notes, point.period),
  }));
}

/** A chart for a terminal: a month a line, limits in brackets. */
function drawSeries(series: ControlledSeries): string {
  const { chart, choice, chosen, points, verdict, rules, sentence, reason, signals, variation, assurance } = series;
  // Rules about a whole phase are told below: they would stand at every month.
  const told = signals.filter(({ rule }) => rule === 'few-crossings').map(({ name }) => name);
  const icons = [variation && `variation ${variation}`, assurance && `assurance ${assurance}`].filter(Boolean).join(', ');
  const choosing = chart && `  ${rateCharts[chart].title} ${chosen ? 'proposed' : 'as asked for'}: `;
  return [
    titleOf(series),
    ...plotPoints(
      series,
      points.map((point) => ({ ...point, words: point.signals.filter((name) => !told.includes(name)).join(', ') })),
    ),
    ...(choosing
      ? [`${choosing}${chosen ? choice.why : rateCharts[chart].limits}.${choice.caution ? ` ${choice.caution}` : ''}`]
      : []),
    `  ${verdict.toLowerCase().replaceAll('_', ' ')} (${rules} rules): ${sentence}${reason === null || verdict === 'TOO_THIN' ? '' : ` (${reason})`}`,
    ...(icons === '' ? [] : [`  ${icons}`]),
    '',
  ].join('\n');
}
