import { pageOf, stack } from './layout/block.ts';
import type { PictureOptions, SeriesModel } from './model.ts';
import { annotationList, numberAnnotations } from './parts/annotations.ts';
import { axisTitle, header, notes } from './parts/header.ts';
import { legend } from './parts/legend.ts';
import { seriesLegend } from './parts/seriesLegend.ts';
import { seriesAxis, seriesPlot, type NamedSeries } from './parts/seriesPlot.ts';
import { signalsByPoint } from './parts/seriesSignals.ts';
import { requirePicture, requireSeries } from './require.ts';
import { count } from './text/numbers.ts';

/**
 * A run chart as SVG text: the points about the centre of each phase, every signal marked by shape and colour, months without a
 * number marked on the axis, annotations as numbered markers with their text below. Pure: the same model gives the same bytes.
 * A model's limits are not drawn: a run chart has none.
 *
 * @param model    plain data; see {@link SeriesModel}
 * @param options  width (640) and height of the plot in pixels
 * @returns        one `svg` element with role, title and description; no ids, styles or scripts
 * @throws RangeError when a number of the model cannot be drawn truthfully, such as a value at a suppressed point
 */
export function runChartSvg(model: SeriesModel, options: PictureOptions = {}): string {
  requireSeries(model);
  const points = model.points.map((point) => ({ ...point, lower: null, upper: null }));
  return seriesSvg({ centreName: 'Median', ...model, points }, options);
}

/**
 * A control chart as SVG text: a run chart's parts, and the limits of each point as steps with a faint band between them.
 *
 * @param model    plain data with `lower` and `upper` at the points, cut to the possible range by whoever made it
 * @param options  width (640) and height of the plot in pixels
 * @throws RangeError as {@link runChartSvg}
 */
export function controlChartSvg(model: SeriesModel, options: PictureOptions = {}): string {
  requireSeries(model);
  return seriesSvg({ centreName: 'Mean', ...model }, options);
}

function seriesSvg(model: NamedSeries, options: PictureOptions): string {
  const { width, plotHeight: height } = requirePicture(options);
  const page = pageOf(width);
  const axis = seriesAxis(model, height);
  const signals = signalsByPoint(model);
  const { groups, listed } = numberAnnotations(model);
  return stack(
    [
      ...header(model, page),
      ...legend(seriesLegend(model, signals, axis, page), page),
      ...axisTitle(model, model.direction, page),
      seriesPlot({ model, axis, signals, groups, height }, page),
      ...annotationList(listed, page),
      ...notes(model.notes ?? [], page),
    ],
    page,
    model.title,
    describe(model),
  );
}

/** The description that stands in for the picture: the sentence, and what was and was not there. */
function describe({ sentence, points, signals = [], annotations = [] }: SeriesModel): string {
  const reported = points.filter(({ status }) => status === 'REPORTED').length;
  const rules = [...new Set(signals.map(({ name }) => name))];
  return [
    sentence ?? '',
    points.length === 0 ? 'No points.' : `${count(points.length, 'point')}, ${reported} with a number.`,
    rules.length === 0 ? '' : `Signals: ${rules.join(', ')}.`,
    annotations.length === 0 ? '' : `${count(annotations.length, 'annotation')}.`,
  ]
    .filter((text) => text !== '')
    .join(' ');
}
