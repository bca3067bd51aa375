import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { lineHeight, pageOf, space, stack, textSize, type Block, type Page } from './layout/block.ts';
import { placeLabels, type Box } from './layout/placeLabels.ts';
import { valueDomain } from './layout/valueDomain.ts';
import { statusWords, type FunnelLimits, type FunnelModel, type FunnelUnit, type Meaning, type PictureOptions } from './model.ts';
import { grey } from './palette.ts';
import {
  absenceOf,
  absenceWords,
  lineSample,
  plainPoint,
  pointGroup,
  signalPoint,
  type Absence,
  type LineStyle,
} from './parts/glyphs.ts';
import { axisTitle, header, notes } from './parts/header.ts';
import { legend, type LegendItem } from './parts/legend.ts';
import { centreStyle, path } from './parts/seriesLines.ts';
import { endLabels, endRoom, valueAxis, type EndLabel, type ValueAxis } from './parts/valueAxis.ts';
import { requireFunnel, requirePicture } from './require.ts';
import { element, label, tenth, tooltip } from './text/markup.ts';
import { fitText, textWidth, wrapText } from './text/measure.ts';
import { count, levelText, numberFormat } from './text/numbers.ts';

/**
 * A funnel as SVG text: each unit by its size, the limits about the centre, those outside named in the plot where there is room
 * and listed with the limit that they pass, those without a number listed below.
 *
 * @param model    plain data; see {@link FunnelModel}
 * @param options  width (640) and height of the plot in pixels
 * @throws RangeError when a number of the model cannot be drawn truthfully, such as a value of a suppressed unit
 */
export function funnelSvg(model: FunnelModel, options: PictureOptions = {}): string {
  requireFunnel(model);
  const { width, plotHeight } = requirePicture(options);
  const page = pageOf(width);
  const drawn = model.units.filter(isDrawn);
  const outliers = drawn.filter(isOutside).sort(byLimitThenSize);
  const curves = curvesOf(model, drawn);
  const domain = valueDomain(numbersOf(model, drawn, curves), model.unit);
  const axis = valueAxis(domain, model.unit, plotHeight);
  return stack(
    [
      ...header(model, page),
      ...legend(legendItems(model, curves, outliers, axis, page), page),
      ...axisTitle(model, model.direction, page),
      plot(model, { drawn, outliers, curves, axis, domain }, plotHeight, page),
      ...outlierList(outliers, axis, page),
      ...notes([...absentUnits(model.units), ...(model.notes ?? [])], page),
    ],
    page,
    model.title,
    describe(model, drawn, outliers),
  );
}

type DrawnUnit = FunnelUnit & { readonly size: number; readonly value: number };
type Outlier = DrawnUnit & { readonly outside: { readonly level: number; readonly meaning: Meaning } };

function isDrawn(unit: FunnelUnit): unit is DrawnUnit {
  return unit.value !== null && unit.size !== null;
}

function isOutside(unit: DrawnUnit): unit is Outlier {
  return (unit.outside ?? null) !== null;
}

/** Those furthest out first, the larger ones first among them. */
function byLimitThenSize(a: Outlier, b: Outlier): number {
  return b.outside.level - a.outside.level || b.size - a.size || (a.label < b.label ? -1 : 1);
}

/** The limits of one coverage over the sizes that are drawn. */
interface Curve {
  readonly level: number;
  readonly style: LineStyle;
  readonly points: readonly { readonly size: number; readonly lower: number | null; readonly upper: number | null }[];
}

/**
 * Narrower limits are dashed, the widest are solid. They are drawn as far as the units go: limits of far smaller units would
 * stretch the axis.
 */
function curvesOf({ limits }: FunnelModel, drawn: readonly DrawnUnit[]): Curve[] {
  const sizes = drawn.map(({ size }) => size);
  const [smallest, largest] = drawn.length === 0 ? [0, Infinity] : [Math.min(...sizes), Math.max(...sizes)];
  const dashes = [undefined, '5 3', '2 3'];
  return limits
    .toSorted((a, b) => b.level - a.level)
    .map(({ level, sizes, lower, upper }: FunnelLimits, index) => ({
      level,
      style: { stroke: grey.line, 'stroke-width': 1.2, ...dashed(dashes[Math.min(index, dashes.length - 1)]) },
      points: sizes.flatMap((size, at) => {
        const tooSmall = (sizes[at + 1] ?? Infinity) <= smallest;
        const tooLarge = (sizes[at - 1] ?? 0) >= largest;
        return tooSmall || tooLarge ? [] : [{ size, lower: lower[at]!, upper: upper[at]! }];
      }),
    }));
}

function dashed(pattern: string | undefined): { readonly 'stroke-dasharray'?: string } {
  return pattern === undefined ? {} : { 'stroke-dasharray': pattern };
}

function numbersOf({ centre }: FunnelModel, drawn: readonly DrawnUnit[], curves: readonly Curve[]): number[] {
  const numbers = [
    centre,
    ...drawn.map(({ value }) => value),
    ...curves.flatMap(({ points }) => points.flatMap(({ lower, upper }) => [lower, upper])),
  ];
  return numbers.filter((number) => number !== null);
}

interface Funnel {
  readonly drawn: readonly DrawnUnit[];
  readonly outliers: readonly Outlier[];
  readonly curves: readonly Curve[];
  readonly axis: ValueAxis;
  readonly domain: readonly [number, number] | null;
}

function plot(model: FunnelModel, { drawn, outliers, curves, axis, domain }: Funnel, height: number, page: Page): Block {
  const ends = page.compact ? [] : lineEnds(model, curves, axis);
  const left = page.left + axis.room;
  const right = page.right - endRoom(ends, page);
  const largest = Math.max(0, ...drawn.map(({ size }) => size), ...curves.map(({ points }) => points.at(-1)?.size ?? 0)) || 1;
  const scale = scaleLinear([0, largest * 1.03], [left, right]);
  const sizeTicks = scale.ticks(Math.max(2, Math.floor((right - left) / 70)));
  const sizeFormat = numberFormat('number', sizeTicks.length > 1 ? sizeTicks[1]! - sizeTicks[0]! : largest);
  const radius = 3.4;

  return {
    height: 6 + height + 40,
    draw: (blockTop) => {
      const top = blockTop + 6;
      const bottom = top + height;
      const y = (value: number) => top + axis.y(value);
      const curve = (points: Curve['points'], limit: 'lower' | 'upper') =>
        line<Curve['points'][number]>()
          .defined((at) => at[limit] !== null)
          .x(({ size }) => scale(size))
          .y((at) => y(at[limit]!))
          .digits(1)(points as Curve['points'][number][]);
      const limits = curves
        .map(
          ({ points, style }) =>
            path(curve(points, 'upper'), style, 'limit upper') + path(curve(points, 'lower'), style, 'limit lower'),
        )
        .join('');
      const dots = [...drawn.filter((unit) => !isOutside(unit)), ...outliers].map((unit) => {
        const glyph = isOutside(unit) ? signalPoint(unit.outside.meaning) : plainPoint;
        return glyph(scale(unit.size), y(unit.value), radius, tooltip(unitWords(unit, axis)));
      });
      const message =
        drawn.length > 0
          ? ''
          : label(
              (left + right) / 2,
              top + height / 2 + 4,
              model.units.length === 0 ? 'No units to show' : 'No unit has a number to show',
              {
                size: 13,
                anchor: 'middle',
                fill: grey.quietText,
              },
            );
      const sizes = domain === null ? '' : sizeAxis(sizeTicks, scale, sizeFormat.tick, bottom, page);
      return [
        axis.draw({ left, right, top }),
        limits,
        model.centre === null ? '' : path(`M${tenth(left)} ${tenth(y(model.centre))}H${tenth(right)}`, centreStyle, 'centre'),
        element('path', { d: `M${tenth(left)} ${tenth(bottom)}H${tenth(right)}`, stroke: grey.line }),
        pointGroup(dots.join('')),
        outlierLabels(drawn, outliers, { x: scale, y }, { left: left + 1, right, top, bottom }, page),
        endLabels(ends, right, top, height),
        message,
        sizes,
        label((left + right) / 2, bottom + 33, model.sizeLabel ?? 'Denominator', { fill: grey.quietText, anchor: 'middle' }),
      ].join('');
    },
  };
}

function sizeAxis(
  ticks: readonly number[],
  x: (size: number) => number,
  write: (size: number) => string,
  top: number,
  page: Page,
): string {
  return ticks
    .map((tick) => {
      const text = write(tick);
      const mark = element('path', { d: `M${tenth(x(tick))} ${tenth(top)}v5`, stroke: grey.line });
      const fits = x(tick) + textWidth(text, textSize) / 2 <= page.width;
      return mark + (fits ? label(x(tick), top + 17, text, { fill: grey.quietText, anchor: 'middle' }) : '');
    })
    .join('');
}

/** The outliers' numbers in the list, with their names where there is room. */
function outlierLabels(
  drawn: readonly DrawnUnit[],
  outliers: readonly Outlier[],
  place: { x(size: number): number; y(value: number): number },
  room: Box,
  page: Page,
): string {
  const reach = 5;
  const obstacles = drawn.map(({ size, value }) => {
    const [x, y] = [place.x(size), place.y(value)];
    return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  });
  const wordings = outliers.map((unit, index) => {
    const number = `${index + 1}`;
    return page.compact ? [number] : [`${number} ${fitText(unit.label, page.width * 0.2, textSize).text}`, number];
  });
  const placed = placeLabels(
    outliers.map(({ size, value }, index) => ({
      x: place.x(size),
      y: place.y(value),
      sizes: wordings[index]!.map((text) => ({ width: textWidth(text, textSize) + 2, height: 13 })),
    })),
    obstacles,
    room,
  );
  return placed
    .map((at, index) => {
      if (at === null) return '';
      const { box, size, apart } = at;
      const [x, y] = [place.x(outliers[index]!.size), place.y(outliers[index]!.value)];
      const nearX = Math.min(box.right, Math.max(box.left, x));
      const nearY = Math.min(box.bottom, Math.max(box.top, y));
      const leader = apart
        ? element('path', {
            d: `M${tenth(x)} ${tenth(y)}L${tenth(nearX)} ${tenth(nearY)}`,
            stroke: grey.line,
            'stroke-width': 0.8,
          })
        : '';
      return (
        leader +
        element('g', { class: 'outlier' }, label(box.left + 1, box.bottom - 3, wordings[index]![size]!, { halo: grey.paper }))
      );
    })
    .join('');
}

/** Every unit outside a limit, numbered as in the plot. */
function outlierList(outliers: readonly Outlier[], axis: ValueAxis, page: Page): Block[] {
  const indent = page.left + 24;
  const rows = outliers.map((unit, index) => {
    const { lines, whole } = wrapText(unitWords(unit, axis), page.right - indent, textSize, 3);
    return {
      height: lines.length * lineHeight,
      draw: (top: number) =>
        label(indent - 6, top + textSize, `${index + 1}`, { weight: 600, anchor: 'end' }) +
        lines
          .map((line, at) =>
            label(
              indent,
              top + textSize + at * lineHeight,
              line,
              whole !== undefined && at === lines.length - 1 ? { whole } : {},
            ),
          )
          .join(''),
    };
  });
  return rows.length === 0 ? [] : [space(4), ...rows];
}

function unitWords({ label, value, status, outside, detail }: FunnelUnit, { format }: ValueAxis): string {
  const shown = value === null ? statusWords[status] : format.value(value);
  const limit = outside ? `outside the ${levelText(outside.level)} limits` : undefined;
  const after = [detail, limit].filter((text) => text !== undefined && text !== '');
  return `${label}: ${shown}${after.length === 0 ? '' : ` (${after.join(', ')})`}`;
}

/** A line for each kind of absence with the units' names. */
function absentUnits(units: readonly FunnelUnit[]): string[] {
  return (Object.keys(absenceWords) as Absence[]).flatMap((absence) => {
    const names = units.filter(({ status }) => absenceOf(status) === absence).map(({ label }) => label);
    return names.length === 0 ? [] : [`${names.length} not drawn, ${absenceWords[absence]}: ${names.join(', ')}`];
  });
}

function lineEnds({ centre, centreName = 'All' }: FunnelModel, curves: readonly Curve[], { format, y }: ValueAxis): EndLabel[] {
  const centreEnd = centre === null ? [] : [{ text: `${centreName} ${format.value(centre)}`, y: y(centre) }];
  const limitEnds = curves.flatMap(({ level, points }) => {
    const last = points.at(-1);
    return [last?.upper ?? null, last?.lower ?? null].flatMap((limit) =>
      limit === null ? [] : [{ text: `${levelText(level)} limit`, y: y(limit) }],
    );
  });
  return [...centreEnd, ...limitEnds];
}

const meaningWords: Readonly<Record<Meaning, string>> = {
  better: 'Better than chance explains',
  worse: 'Worse than chance explains',
  change: 'Outside the limits',
};

function legendItems(
  { centre, centreName = 'All' }: FunnelModel,
  curves: readonly Curve[],
  outliers: readonly Outlier[],
  axis: ValueAxis,
  page: Page,
): LegendItem[] {
  const items: LegendItem[] = [];
  if (centre !== null) {
    const text = page.compact ? `${centreName} ${axis.format.value(centre)}` : centreName;
    items.push({ kind: 'line', glyph: lineSample(centreStyle), text });
  }
  for (const { level, style } of curves)
    items.push({ kind: 'line', glyph: lineSample(style), text: `${levelText(level)} limits` });
  for (const meaning of ['better', 'worse', 'change'] as const) {
    if (outliers.some(({ outside }) => outside.meaning === meaning))
      items.push({ kind: 'point', glyph: signalPoint(meaning), text: meaningWords[meaning] });
  }
  return items;
}

function describe({ sentence, units }: FunnelModel, drawn: readonly DrawnUnit[], outliers: readonly Outlier[]): string {
  const tally = `${count(units.length, 'unit')}, ${drawn.length} with a number, ${outliers.length} outside the limits.`;
  return sentence === undefined ? tally : `${sentence} ${tally}`;
}
