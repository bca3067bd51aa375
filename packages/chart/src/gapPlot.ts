import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { pageOf, stack, textSize, type Block, type Page } from './layout/block.ts';
import type { GapModel, GapPlotOptions } from './model.ts';
import { grey, meaningColour } from './palette.ts';
import {
  findingWords,
  gapDomain,
  gapFormat,
  gapMeaning,
  gapWords,
  isCompared,
  noiseSentence,
  type ComparedGap,
} from './parts/gapWords.ts';
import { lineSample, plainPoint, pointGroup, signalPoint, type Glyph, type LineStyle } from './parts/glyphs.ts';
import { axisTitle, header, notes } from './parts/header.ts';
import { legend, type LegendItem } from './parts/legend.ts';
import {
  arrowHead,
  columnsOf,
  intervalPath,
  placeRows,
  rowWords,
  throughStrips,
  tickNames,
  type PlacedRow,
} from './parts/rows.ts';
import { centreStyle, path } from './parts/seriesLines.ts';
import { requireGaps, requirePicture } from './require.ts';
import { element, label, tenth, tooltip } from './text/markup.ts';
import { textWidth } from './text/measure.ts';
import { count, levelText, type NumberFormat } from './text/numbers.ts';

/**
 * A gap plot as SVG text: each group's gap to the reference with its interval, a row each, over the band of what chance alone
 * would show; groups that stand out by shape and colour, groups that were not compared listed below with their reason and
 * nowhere in the plot.
 *
 * @param model    plain data; see {@link GapModel}
 * @param options  width (640) in pixels; the height follows the groups
 * @throws RangeError when a number of the model cannot be drawn truthfully, such as an interval of a group that was not compared
 */
export function gapPlotSvg(model: GapModel, options: GapPlotOptions = {}): string {
  requireGaps(model);
  const page = pageOf(requirePicture(options).width);
  const compared = model.groups.filter(isCompared);
  const format = gapFormat(model);
  const said = noiseSentence(model, format);
  const valueLabel = [
    model.valueLabel ?? `Gap to ${model.referenceName}`,
    ...(model.unit === 'points' ? ['in percentage points'] : []),
  ].join(', ');
  return stack(
    [
      ...header(model, page),
      ...legend(legendItems(model, compared, format), page),
      ...axisTitle({ ...model, valueLabel: `${valueLabel} · positive = worse off` }, undefined, page),
      compared.length === 0 ? emptyPlot(model, page) : plot(model, compared, format, page),
      ...notes([...said, ...notCompared(model), ...(model.notes ?? [])], page),
    ],
    page,
    model.title,
    describe(model, compared, said),
  );
}

const noiseStyle: LineStyle = { stroke: grey.line, 'stroke-width': 1 };
const noiseMeanStyle: LineStyle = { stroke: grey.line, 'stroke-width': 1, 'stroke-dasharray': '3 3' };
const intervalWidth = 1.8;
const radius = 4;

function numbersOf({ gap, lower = null, upper = null }: ComparedGap, format: NumberFormat): string {
  const interval = lower === null || upper === null ? '' : ` (${format.bare(lower)} to ${format.bare(upper)})`;
  return `${format.bare(gap)}${interval}`;
}

function plot(model: GapModel, compared: readonly ComparedGap[], format: NumberFormat, page: Page): Block {
  const words = compared.map((group) => ({ label: group.label, numbers: numbersOf(group, format) }));
  const columns = columnsOf(words, page);
  const { left, right, beside } = columns;
  const { rows, height } = placeRows(
    words,
    columns,
    words.map(() => (beside ? 24 : 18)),
  );
  const domain = gapDomain(model);
  const scale = scaleLinear(domain, [left, right]).clamp(true);
  const ticks = scale.ticks(Math.max(2, Math.floor((right - left) / 60)));

  return {
    height: 6 + height + 42,
    draw: (blockTop) => {
      const top = blockTop + 6;
      const down = (value: number) => throughStrips(rows, scale(value), top);
      const marks = rows.map(({ stripTop, stripHeight }, index) => {
        const group = compared[index]!;
        return gapMark(group, scale, top + stripTop + stripHeight / 2, tooltip(gapWords(group, model, format)));
      });
      return [
        noiseBand(model, rows, scale, top),
        path(ticks.map(down).join(''), { stroke: grey.grid, 'stroke-width': 1 }, 'grid'),
        noiseLines(model, down),
        path(down(0), centreStyle, 'reference'),
        ...marks.map(({ interval }) => interval),
        pointGroup(marks.map(({ point }) => point).join('')),
        rowWords(words, rows, columns, top, page),
        element('path', {
          d: `M${tenth(left)} ${tenth(top + height)}H${tenth(right)}`,
          stroke: grey.line,
        }),
        tickNames(model.unit, ticks, scale, top + height, page),
        sides(domain, scale(0), top + height + 35, page),
      ].join('');
    },
  };
}

type Scale = ScaleLinear<number, number>;

function noiseBand({ noise }: GapModel, rows: readonly PlacedRow[], scale: Scale, top: number): string {
  if (noise === null) return '';
  const [from, to] = [scale(-noise.percentile95), scale(noise.percentile95)];
  const strips = rows.map(
    ({ stripTop, stripHeight }) => `M${tenth(from)} ${tenth(top + stripTop)}H${tenth(to)}v${tenth(stripHeight)}H${tenth(from)}Z`,
  );
  return path(strips.join(''), { fill: grey.band }, 'noise band');
}

function noiseLines({ noise }: GapModel, down: (value: number) => string): string {
  if (noise === null) return '';
  const { mean, percentile95 } = noise;
  return (
    path(down(-percentile95) + down(percentile95), noiseStyle, 'noise percentile95') +
    path(down(-mean) + down(mean), noiseMeanStyle, 'noise mean')
  );
}

function gapMark(
  group: ComparedGap,
  scale: Scale,
  y: number,
  inner: string,
): { readonly interval: string; readonly point: string } {
  const { gap, lower = null, upper = null } = group;
  const meaning = gapMeaning(group);
  const glyph = meaning === null ? plainPoint : signalPoint(meaning);
  const stroke = meaning === null ? grey.point : meaningColour[meaning];
  const point = glyph(scale(gap), y, radius, inner);
  if (lower === null || upper === null) return { interval: '', point };
  return {
    interval: path(intervalPath(scale(lower), scale(upper), y), { stroke, 'stroke-width': intervalWidth }, 'interval'),
    point,
  };
}

/** Under the axis: on which side of the reference a group is better and on which it is worse off. */
function sides([from, to]: readonly [number, number], zero: number, y: number, page: Page): string {
  const [better, worse] = ['better off', 'worse off'];
  const [betterWidth, worseWidth] = [better, worse].map((text) => textWidth(text, textSize) + 14) as [number, number];
  const beyond = 8;
  const worseLeft = Math.min(page.right - worseWidth, Math.max(zero + beyond, page.left + betterWidth + 2 * beyond));
  const betterRight = Math.max(page.left + betterWidth, Math.min(zero - beyond, worseLeft - 2 * beyond));
  const arrow = (x: number, way: 1 | -1) => arrowHead(x, y - 4, way);
  return (
    (from < 0
      ? arrow(betterRight - betterWidth, -1) + label(betterRight, y, better, { fill: grey.quietText, anchor: 'end' })
      : '') + (to > 0 ? label(worseLeft, y, worse, { fill: grey.quietText }) + arrow(worseLeft + worseWidth, 1) : '')
  );
}

function emptyPlot({ groups }: GapModel, page: Page): Block {
  const message = groups.length === 0 ? 'No groups to show' : 'No group could be compared';
  return {
    height: 60,
    draw: (top) => label(page.width / 2, top + 34, message, { size: 13, anchor: 'middle', fill: grey.quietText }),
  };
}

/** A line for each reason with the groups' names. */
function notCompared({ groups }: GapModel): string[] {
  const byReason = Map.groupBy(
    groups.filter((group) => !isCompared(group)),
    ({ reason }) => reason!,
  );
  return [...byReason].map(
    ([reason, members]) => `${members.length} not compared (${reason}): ${members.map(({ label }) => label).join(', ')}`,
  );
}

function legendItems(model: GapModel, compared: readonly ComparedGap[], format: NumberFormat): LegendItem[] {
  const { noise, referenceName, level = 0.95, simultaneous } = model;
  if (compared.length === 0) return [];
  const items: LegendItem[] = [{ kind: 'line', glyph: lineSample(centreStyle), text: `0: ${referenceName}` }];
  for (const meaning of ['worse', 'better'] as const) {
    if (compared.some((group) => gapMeaning(group) === meaning))
      items.push({ kind: 'point', glyph: signalPoint(meaning), text: findingWords[meaning] });
  }
  const plain = compared.filter((group) => gapMeaning(group) === null);
  if (plain.length > 0) {
    const unjudged = plain.filter(({ standsOut = null }) => standsOut === null).length;
    const text =
      unjudged === 0 ? findingWords.none : unjudged === plain.length ? 'Not judged' : `${findingWords.none}, or not judged`;
    items.push({ kind: 'point', glyph: plainDot, text });
  }
  if (compared.some(({ lower = null }) => lower !== null)) {
    const text = `${levelText(level)} ${simultaneous ? 'intervals, all together' : 'interval'}`;
    items.push({ kind: 'line', glyph: lineSample({ stroke: grey.point, 'stroke-width': intervalWidth }), text });
  }
  if (noise !== null) {
    items.push(
      { kind: 'line', glyph: lineSample(noiseMeanStyle), text: `Chance, mean ${format.value(noise.mean)}` },
      { kind: 'line', glyph: bandSample, text: `Chance, 95th percentile ${format.value(noise.percentile95)}` },
    );
  }
  return items;
}

const plainDot: Glyph = (x, y, r) => element('circle', { cx: x, cy: y, r, fill: grey.point });

const bandSample: Glyph = (x, y) =>
  element('rect', { x: x - 10, y: y - 5, width: 20, height: 10, fill: grey.band, stroke: grey.line, 'stroke-width': 1 });

function describe({ sentence, groups }: GapModel, compared: readonly ComparedGap[], said: readonly string[]): string {
  const standing = (meaning: 'worse' | 'better') => compared.filter((group) => gapMeaning(group) === meaning).length;
  const tally =
    `${count(groups.length, 'group')}, ${compared.length} compared. Of these, ${standing('worse')} worse off ` +
    `and ${standing('better')} better off stand out. A positive gap is worse off.`;
  return [sentence ?? '', tally, ...said].filter((text) => text !== '').join(' ');
}
