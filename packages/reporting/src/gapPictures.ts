import type { ChartPoint, ChartSignal, Meaning, PictureOptions } from '@equipoise/chart';
import { gapCharts, type GapControlledSeries, type GapPoint, type GapStretchOfMonths } from './gapSeries.ts';
import { annotationsOf, drawnPhases, smallPrint } from './pictures.ts';
import type { Provenance } from './provenance.ts';

/**
 * The control chart of a gap as SVG text, over a line where there is no gap. Months in which one of the two is hidden are marked as
 * hidden and have no limits.
 *
 * @param series      from `reports.gapControlCharts`
 * @param provenance  of the reports, for the small print
 * @param options     width and height in pixels
 */
export async function drawGapControlChart(
  series: GapControlledSeries,
  provenance: Provenance,
  options: PictureOptions = {},
): Promise<string> {
  const { controlChartSvg } = await import('@equipoise/chart');
  const { chart, choice, measure, organization, group, reference, points, reason, rules, target, screened, sentence, verdict } =
    series;
  const kind = chart && gapCharts[chart];
  return controlChartSvg(
    {
      title: measure.title,
      subtitle: `${organization.name}, ${group} against ${reference === 'rest' ? 'all others' : reference}`,
      sentence,
      valueLabel: 'Gap in points, positive = worse off',
      unit: 'points',
      points: points.map(drawnGap),
      phases: drawnPhases(series),
      signals: gapSignals(series),
      target: target ?? 0,
      ...(target === null && { targetName: 'No gap' }),
      annotations: annotationsOf(series),
      notes: [
        ...(kind ? [`${kind.title}: ${kind.limits}${screened ? ', screened' : ''}. Rules: ${rules}.`] : []),
        ...(kind && choice.caution !== null ? [choice.caution] : []),
        ...(reason === null || verdict === 'TOO_THIN' ? [] : [`No verdict: ${reason}.`]), // what is too thin, the sentence says
        smallPrint(measure, provenance),
      ],
    },
    options,
  );
}

function drawnGap({ period, estimate, lower, upper, excluded }: GapPoint): ChartPoint {
  const { value, status, reason, group, reference } = estimate;
  const point = { label: period, value, status, lower, upper, ghosted: excluded };
  if (group === null || reference === null)
    return status === 'BELOW_MINIMUM' && reason !== null ? { ...point, detail: reason } : point;
  const counts = [group, reference].map(({ numerator, denominator }) => `${numerator} of ${denominator}`);
  return { ...point, detail: counts.join(' against ') };
}

/** Stretches by what they mean. A rule that takes in a whole phase would mark all of it, and is told by the sentence. */
function gapSignals({ points, signals }: GapControlledSeries): ChartSignal[] {
  const placeOf = new Map(points.map(({ period }, place) => [period, place]));
  return signals
    .filter(({ rule }) => rule !== 'few-crossings' && rule !== 'runs-test')
    .flatMap(({ name, stretches }) =>
      stretches.map((stretch) => ({
        name: [name, stretch.way ?? '', stretch.levellingDown ? 'by levelling down' : ''].filter(Boolean).join(', '),
        points: stretch.periods.map((period) => placeOf.get(period)!),
        meaning: meaningOf(stretch),
      })),
    );
}

/** A run that the gap left is what it changed from, and levelling down is no improvement. */
function meaningOf({ way, left, levellingDown }: GapStretchOfMonths): Meaning {
  if (way === null || left || levellingDown) return 'change';
  return way === 'narrowing' ? 'better' : 'worse';
}
