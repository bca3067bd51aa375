import {
  annotationsByPeriod,
  chanceOfGapChart,
  drawGapControlChart,
  expectFalseGapSignals,
  gapCharts,
  type ControlRuleSet,
  type GapControlledSeries,
  type GapPoint,
} from '@equipoise/reporting';
import type { GapChartId } from '@equipoise/engine';
import { estimateOptionsOf, seriesQuestionOf } from './context.ts';
import { choiceJson, phaseJson } from './controlJson.ts';
import { batchLine, printSeries } from './seriesPrinter.ts';
import type { Row } from './table.ts';
import { noteOf, plotValues, statusOf, titleOf } from './terminalChart.ts';
import { UsageError, type Given, type Terminal } from './verb.ts';

/** Prints the gap of one group over time, with control limits, in the format that the call asks for. */
export async function printGapSeries(reference: string, given: Given, terminal: Terminal): Promise<number> {
  const [group, chart] = ['stratum', 'chart'].map((flag) => given.text(flag));
  if (given.text('by') === undefined || group === undefined)
    throw new UsageError(
      '--against is for the gap of a group: name it with --by and --stratum, such as --by sex --stratum female --against rest',
    );
  if (chart !== undefined && !Object.hasOwn(gapCharts, chart))
    throw new UsageError(`a gap has one of the charts ${Object.keys(gapCharts).join(', ')}, got --chart ${chart}`);
  return printSeries(given, terminal, {
    read: (reports) => {
      const { stratum: _, ...question } = seriesQuestionOf(given, reports);
      return reports.gapControlCharts(
        {
          ...question,
          group,
          reference,
          chart: chart as GapChartId | undefined,
          rules: given.text('rules') as ControlRuleSet | undefined,
          target: given.number('target'),
          screen: given.has('screen') || undefined,
        },
        estimateOptionsOf(given),
      );
    },
    picture: drawGapControlChart,
    object: seriesObject,
    rows: pointRows,
    drawing: (series) =>
      series.map((one) => `${drawSeries(one)}\n`).join('') +
      (series.length === 1 ? chanceLine(series[0]!) : batchLine(series, expectFalseGapSignals(series))),
  });
}

/** What chance alone would make of one chart; nothing where it is not judged. */
function chanceLine(series: GapControlledSeries): string {
  const chance = chanceOfGapChart(series);
  return chance === null ? '' : `${(100 * chance).toFixed(1)} of 100 such series would signal by chance alone (simulated)\n\n`;
}

function seriesObject(series: GapControlledSeries) {
  const { measure, organization, stratification, group, reference, referenceStrata, chart, choice, chosen, rules, phases } =
    series;
  const { centre, target, screened, signals, verdict, sentence, reason, annotations, cut, points } = series;
  return {
    measure: measure.id,
    measure_version: measure.version,
    organization: organization.id,
    stratification: stratification.id,
    stratum: group,
    reference,
    reference_strata: referenceStrata,
    window: measure.window,
    direction: measure.direction,
    scale: 'difference',
    roll_up: stratification.rollUp,
    denominator_min: series.denominatorMin,
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
    chance_of_signal: chanceOfGapChart(series),
    exclude: cut.exclude.map((place) => points[place]!.period),
    phases: phases.map(phaseJson),
    signals: signals.map(({ rule, name, completed, stretches }) => ({
      rule,
      name,
      completed,
      stretches: stretches.map(({ periods, way, left, change, levellingDown }) => ({
        periods,
        way,
        left,
        gap_from: change?.gapBaseline ?? null,
        gap_to: change?.gapFollowUp ?? null,
        gap_change: change?.value ?? null,
        from_group: change?.fromGroup ?? null,
        from_reference: change?.fromReference ?? null,
        levelling_down: levellingDown,
        turned: change?.turned ?? null,
      })),
    })),
    points: pointRows(series),
    annotations,
  };
}

function pointRows(series: GapControlledSeries): Row[] {
  const { measure, organization, stratification, group, reference, chart, rules, verdict, points } = series;
  const notes = annotationsByPeriod(series);
  return points.map(({ period, estimate, centre, lower, upper, z, phase, excluded, signals }) => ({
    measure: measure.id,
    period,
    organization: organization.id,
    stratification: stratification.id,
    stratum: group,
    reference,
    denominator: estimate.group?.denominator ?? null,
    numerator: estimate.group?.numerator ?? null,
    reference_denominator: estimate.reference?.denominator ?? null,
    reference_numerator: estimate.reference?.numerator ?? null,
    gap: estimate.value,
    gap_lower: estimate.lower,
    gap_upper: estimate.upper,
    gap_method: estimate.method,
    gap_level: estimate.level,
    status: estimate.status,
    reason: estimate.reason,
    chart,
    centre,
    limit_lower: lower,
    limit_upper: upper,
    z,
    phase: phase + 1,
    excluded,
    signals: signals.join('; ') || null,
    verdict,
    rules,
    measure_version: measure.version,
    annotation: noteOf(notes, period),
  }));
}

/** A chart for a terminal: a month a line, the gap in points, limits in brackets. */
function drawSeries(series: GapControlledSeries): string {
  const { measure, organization, group, reference, chart, choice, chosen, points, verdict, rules, sentence, reason, signals } =
    series;
  // Rules about a whole phase are told below: they would stand at every month.
  const told = signals.filter(({ rule }) => rule === 'few-crossings').map(({ name }) => name);
  const choosing = chart && `  ${gapCharts[chart].title} ${chosen ? 'proposed' : 'as asked for'}: `;
  const why = reason === null || verdict === 'TOO_THIN' ? '' : ` (${reason})`;
  return [
    titleOf({ measure, organization, stratum: `${group} against ${reference === 'rest' ? 'all others' : reference}` }),
    ...plotValues(
      series,
      points.map((point) => ({
        ...point,
        value: point.estimate.value,
        shown: gapShown(point),
        zero: true,
        words: point.signals.filter((name) => !told.includes(name)).join(', '),
      })),
    ),
    ...(choosing
      ? [`${choosing}${chosen ? choice.why : gapCharts[chart].limits}.${choice.caution ? ` ${choice.caution}` : ''}`]
      : []),
    `  ${verdict.toLowerCase().replaceAll('_', ' ')} (${rules} rules): ${sentence}${why}`,
    '',
  ].join('\n');
}

/** "+7.1  18/24 against 90/120". */
function gapShown(point: GapPoint): string {
  const { value, group, reference } = point.estimate;
  if (value === null || group === null || reference === null) return statusOf(point);
  const points = (100 * Math.abs(value)).toFixed(1);
  const sign = points === '0.0' ? ' ' : value < 0 ? '−' : '+';
  return `${sign}${points}  ${group.numerator}/${group.denominator} against ${reference.numerator}/${reference.denominator}`;
}
