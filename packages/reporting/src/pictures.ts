import type { ChartPoint as DrawnPoint, ChartSignal, GapPlotOptions, Meaning, PictureOptions } from '@equipoise/chart';
import { totalStratification, type Estimate, type Measure } from '@equipoise/engine';
import { rateCharts, type ControlledSeries } from './controlCharts.ts';
import type { Disparity } from './disparities.ts';
import { noiseOfGaps, sentenceOfGaps, type GapNoise } from './disparityNoise.ts';
import type { FunnelReport } from './funnels.ts';
import type { Provenance } from './provenance.ts';
import type { ChartedSeries } from './runCharts.ts';
import { annotationsByPeriod, betterWhen, type Series, type SeriesPhase } from './series.ts';

// The drawing library is loaded with the first picture: most reports need none.

/**
 * A run chart as SVG text. Hidden months are marked as hidden, and nothing is drawn from them.
 *
 * @param series      from `reports.runCharts`
 * @param provenance  of the reports, for the small print
 * @param options     width and height in pixels
 */
export async function drawRunChart(series: ChartedSeries, provenance: Provenance, options: PictureOptions = {}): Promise<string> {
  const { runChartSvg } = await import('@equipoise/chart');
  const { cut, points, rules, calibration, reason } = series;
  return runChartSvg(
    {
      ...wordsOf(series),
      points: points.map(({ period, estimate }, place) => ({
        ...drawnPoint(period, estimate),
        ghosted: cut.exclude.includes(place),
      })),
      phases: drawnPhases(series),
      signals: runSignals(series),
      annotations: annotationsOf(series),
      notes: [
        ...(reason === null ? [] : [`No verdict: ${reason}.`]),
        `Rules: ${calibration?.observed ? 'calibrated by simulation' : rules}.`,
        smallPrint(series.measure, provenance),
      ],
    },
    options,
  );
}

/**
 * A control chart as SVG text. Hidden months are marked as hidden and have no limits.
 *
 * @param series      from `reports.controlCharts`
 * @param provenance  of the reports, for the small print
 * @param options     width and height in pixels
 */
export async function drawControlChart(
  series: ControlledSeries,
  provenance: Provenance,
  options: PictureOptions = {},
): Promise<string> {
  const { controlChartSvg } = await import('@equipoise/chart');
  const { chart, choice, points, reason, rules, target, screened, verdict } = series;
  const kind = chart && rateCharts[chart];
  return controlChartSvg(
    {
      ...wordsOf(series),
      points: points.map(({ period, estimate, lower, upper, excluded }) => ({
        ...drawnPoint(period, estimate),
        lower,
        upper,
        ghosted: excluded,
      })),
      phases: drawnPhases(series),
      signals: controlSignals(series),
      target,
      annotations: annotationsOf(series),
      notes: [
        ...(kind ? [`${kind.title}: ${kind.limits}${screened ? ', screened' : ''}. Rules: ${rules}.`] : []),
        ...(kind && choice.caution !== null ? [choice.caution] : []),
        ...(reason === null || verdict === 'TOO_THIN' ? [] : [`No verdict: ${reason}.`]), // what is too thin, the sentence says
        smallPrint(series.measure, provenance),
      ],
    },
    options,
  );
}

/**
 * A funnel as SVG text. Organizations that are hidden are counted below it, and are in nothing else.
 *
 * @param report      from `reports.funnel`
 * @param provenance  of the reports, for the small print
 * @param options     width and height in pixels
 */
export async function drawFunnel(report: FunnelReport, provenance: Provenance, options: PictureOptions = {}): Promise<string> {
  const { funnelSvg } = await import('@equipoise/chart');
  const { measure, period, stratification, stratum, funnel, units, curves, sentence } = report;
  return funnelSvg(
    {
      title: measure.title,
      subtitle: `${period}${stratification === totalStratification ? '' : `, ${stratum}`}`,
      sentence,
      valueLabel: 'Rate',
      sizeLabel: 'Denominator',
      unit: 'percent',
      direction: measure.direction,
      centre: funnel.target,
      centreName: funnel.pooled ? 'All that are shown' : 'Target',
      units: units.map(({ organization, estimate, place }) => ({
        label: organization.id,
        size: estimate.value === null ? null : estimate.denominator,
        value: estimate.value,
        status: estimate.status,
        ...detailOf(estimate),
        outside:
          place === null || place.beyond === null ? null : { level: place.beyond, meaning: place.verdict ?? ('change' as const) },
      })),
      limits: curves.map(({ level, denominators, lower, upper }) => ({ level, sizes: denominators, lower, upper })),
      notes: [`Limits: ${funnel.method}, overdispersion ${funnel.overdispersion}.`, smallPrint(measure, provenance)],
    },
    options,
  );
}

/**
 * The gaps of one organization and period as SVG text, beside what chance alone would show. Groups that were not compared are
 * named with the reason, and nothing is drawn from them.
 *
 * @param disparity   one of `reports.disparities`
 * @param provenance  of the reports, for the small print
 * @param options     width in pixels
 */
export async function drawGaps(disparity: Disparity, provenance: Provenance, options: GapPlotOptions = {}): Promise<string> {
  const { gapPlotSvg } = await import('@equipoise/chart');
  const { groups, contract } = disparity;
  const { measure, organization, period } = groups[0]!;
  const noise = noiseOfGaps(disparity);
  return gapPlotSvg(
    {
      title: measure.title,
      subtitle: `${organization.name}, ${period}, by ${contract.stratification}`,
      sentence: sentenceOfGaps(disparity, noise),
      valueLabel: 'Gap',
      unit: 'points',
      referenceName: contract.reference === 'rest' ? 'all other groups' : contract.reference,
      level: contract.level,
      simultaneous: contract.level !== contract.comparisonLevel,
      groups: groups.map(({ stratum, gap, reason, estimate }) =>
        gap === null || gap.gap === null
          ? { label: stratum, gap: null, reason: reason ?? 'not compared' }
          : {
              label: stratum,
              gap: gap.gap,
              lower: gap.lower,
              upper: gap.upper,
              standsOut: gap.standsOut,
              ...detailOf(estimate),
            },
      ),
      noise: noiseBand(noise),
      notes: [`Intervals: ${contract.method}.`, smallPrint(measure, provenance)],
    },
    options,
  );
}

/** What the picture shades; nothing where the noise is not known. */
function noiseBand(noise: GapNoise | null) {
  if (noise === null || noise.mean === null || noise.percentile95 === null) return null;
  return { mean: noise.mean, percentile95: noise.percentile95, comparisons: noise.gaps };
}

function wordsOf({ measure, organization, stratification, stratum, sentence }: Series & { readonly sentence: string }) {
  return {
    title: measure.title,
    subtitle: `${organization.name}${stratification === totalStratification ? '' : `, ${stratum}`}`,
    sentence,
    valueLabel: 'Rate',
    unit: 'percent' as const,
    direction: measure.direction,
  };
}

function drawnPoint(period: string, estimate: Estimate): DrawnPoint {
  const { value, status } = estimate;
  return { label: period, value, status, ...detailOf(estimate) };
}

/** "18 of 24"; or why there is no rate, where that says more than the status. */
export function detailOf({ value, numerator, denominator, status, reason }: Estimate): { readonly detail?: string } {
  if (value !== null) return { detail: `${numerator} of ${denominator}` };
  return status === 'BELOW_MINIMUM' && reason !== null ? { detail: reason } : {};
}

export function drawnPhases({
  points,
  phases,
}: {
  readonly points: readonly { readonly period: string }[];
  readonly phases: readonly SeriesPhase[];
}) {
  const placeOf = (month: string) => points.findIndex(({ period }) => period === month);
  return phases.map(({ start, end, baselineEnd, centre }) => ({
    start: placeOf(start),
    end: placeOf(end),
    baselineEnd: placeOf(baselineEnd),
    centre,
  }));
}

export function annotationsOf(series: Parameters<typeof annotationsByPeriod>[0]) {
  return [...annotationsByPeriod(series)].flatMap(([at, notes]) => notes.map((note) => ({ ...note, at })));
}

/**
 * Shifts and trends with their points. The last shift of a phase is what has changed: those before it, and one that the phase
 * begins with, are what it changed from. Signals of a whole phase have no points of their own; the sentence tells them.
 */
function runSignals({ chart, measure: { direction } }: ChartedSeries): ChartSignal[] {
  return (chart?.phases ?? []).flatMap(({ shifts, trends, runs }) => [
    ...shifts.map((shift, index) => {
      const isLevel = index < shifts.length - 1 || (shift.start === runs[0]!.start && runs.length > 1);
      const meaning: Meaning = isLevel ? 'change' : betterWhen(direction, shift.side === 'above');
      return { name: `${shift.length} points in a row ${shift.side} the median`, points: shift.members, meaning };
    }),
    ...trends.map(({ length, members, direction: way }) => ({
      name: `${length} points in a row that ${way === 'up' ? 'rise' : 'fall'}`,
      points: members,
      meaning: betterWhen(direction, way === 'up'),
    })),
  ]);
}

/** Members of each rule by what they mean. A rule that takes in a whole phase would mark all of it, and is told by the sentence. */
function controlSignals({ points, signals }: ControlledSeries): ChartSignal[] {
  const placeOf = new Map(points.map(({ period }, place) => [period, place]));
  return signals
    .filter(({ rule }) => rule !== 'few-crossings' && rule !== 'runs-test')
    .flatMap(({ name, points: members }) =>
      [...Map.groupBy(members, ({ verdict }) => verdict ?? ('change' as const))].map(([meaning, found]) => ({
        name,
        points: found.map(({ period }) => placeOf.get(period)!),
        meaning,
      })),
    );
}

export function smallPrint(
  { id, version }: Measure,
  { release, policy, audit, use, dataThrough, engineVersion }: Provenance,
): string {
  const notice = use === 'internal' ? ', internal use' : '';
  return `${id} version ${version}. Release ${release}, policy ${policy}, audit ${audit}${notice}. Data through ${dataThrough}. Engine ${engineVersion}.`;
}
