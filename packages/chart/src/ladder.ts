import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { labelRows } from './layout/labelRows.ts';
import { lineHeight, pageOf, stack, textSize, type Block, type Page } from './layout/block.ts';
import type { LadderLine, LadderModel, LadderOptions, LadderReach, LadderRow } from './model.ts';
import { grey } from './palette.ts';
import { ghostPoint, lineSample, plainPoint, pointGroup, type Glyph, type LineStyle } from './parts/glyphs.ts';
import { axisTitle, header, notes } from './parts/header.ts';
import {
  absenceText,
  ladderDomain,
  ladderFormat,
  ladderNotes,
  ladderRowWords,
  linesByValue,
  lineText,
  rateNumbers,
  reachWords,
} from './parts/ladderWords.ts';
import { legend, type LegendItem } from './parts/legend.ts';
import { arrowHead, columnsOf, intervalPath, placeRows, rowWords, throughStrips, tickNames } from './parts/rows.ts';
import { path, targetStyle } from './parts/seriesLines.ts';
import { requireLadder, requirePicture } from './require.ts';
import { element, label, tenth, tooltip } from './text/markup.ts';
import { fitText, textWidth, wrapText } from './text/measure.ts';
import { count, levelText, type NumberFormat } from './text/numbers.ts';

/**
 * A percentile ladder as SVG text: each rate with its interval, a row each, among the lines that it is held against, and the
 * way to the next one in whole patients. A rate that does not count is hollow with the reason, a hidden one is a hatched row.
 * The axis runs as numbers do; which way is better stands under it.
 *
 * @param model    plain data; see {@link LadderModel}
 * @param options  width (640) in pixels; the height follows the rows
 * @throws RangeError when a number of the model cannot be drawn truthfully, such as a value of a hidden rate
 */
export function ladderSvg(model: LadderModel, options: LadderOptions = {}): string {
  requireLadder(model);
  const page = pageOf(requirePicture(options).width);
  const format = ladderFormat(model);
  const said = ladderNotes(model);
  return stack(
    [
      ...header(model, page),
      ...legend(legendItems(model), page),
      ...axisTitle({ ...model, valueLabel: model.valueLabel ?? 'Rate' }, model.direction, page),
      model.rows.length === 0 ? emptyPlot(page) : plot(model, format, page),
      ...notes([...said, ...(model.notes ?? [])], page),
    ],
    page,
    model.title,
    describe(model, said, format),
  );
}

type Scale = ScaleLinear<number, number>;

const percentileStyle: LineStyle = { stroke: grey.line, 'stroke-width': 1 };
const reachStyle: LineStyle = { stroke: grey.quietText, 'stroke-width': 1.2 };
const hatchStyle: LineStyle = { stroke: grey.line, 'stroke-width': 0.8 };
const intervalStyle: LineStyle = { stroke: grey.point, 'stroke-width': 1.8 };
const radius = 4;

function plot(model: LadderModel, format: NumberFormat, page: Page): Block {
  const { rows, lines, direction } = model;
  const words = rows.map((row) => ({ label: row.label, numbers: rateNumbers(row, format) }));
  const columns = columnsOf(words, page);
  const { left, right } = columns;
  const scale = scaleLinear(ladderDomain(model) ?? [0, 1], [left, right]).clamp(true);
  const contents = rows.map((row) => content(row, lines, scale, tooltip(ladderRowWords(row, model, format))));
  const placed = placeRows(
    words,
    columns,
    contents.map(({ height }) => height + 6),
  );
  const names = lineNames(lines, scale, format, page);
  const ticks = scale.ticks(Math.max(2, Math.floor((right - left) / 60)));

  return {
    height: names.height + placed.height + 42,
    draw: (blockTop) => {
      const top = blockTop + names.height;
      const bottom = top + placed.height;
      const through = (fixed: boolean) =>
        lines
          .filter((line) => (line.fixed ?? false) === fixed)
          .map(({ value }) => throughStrips(placed.rows, scale(value), top))
          .join('');
      const drawn = placed.rows.map(({ stripTop, stripHeight }, index) => {
        const { height, draw } = contents[index]!;
        return draw(top + stripTop + (stripHeight - height) / 2);
      });
      return [
        names.draw(top),
        path(through(false), percentileStyle, 'line'),
        path(through(true), targetStyle, 'line fixed'),
        ...drawn.map(({ marks }) => marks),
        pointGroup(drawn.map(({ point }) => point).join('')),
        ...drawn.map(({ text }) => text),
        rowWords(words, placed.rows, columns, top, page),
        element('path', { d: `M${tenth(left)} ${tenth(bottom)}H${tenth(right)}`, stroke: grey.line }),
        tickNames('percent', ticks, scale, bottom, page),
        better(direction, { left, right }, bottom + 35),
      ].join('');
    },
  };
}

/** What stands in the strip of a row: marks, then the point over them, then words over both. */
interface Drawn {
  readonly marks: string;
  readonly point: string;
  readonly text: string;
}

interface Content {
  readonly height: number;
  draw(top: number): Drawn;
}

function content(row: LadderRow, lines: readonly LadderLine[], scale: Scale, inner: string): Content {
  if (row.value === null) return absentContent(row, scale, inner);
  if (row.status !== 'REPORTED') return hollowContent(row, row.value, scale, inner);
  return rateContent(row, row.value, lines, scale, inner);
}

/** From the top of a row's content to the middle of its point. */
const pointDown = 8;
/** From there to the way to the next line. */
const reachDown = 13;

function rateContent(row: LadderRow, value: number, lines: readonly LadderLine[], scale: Scale, inner: string): Content {
  const { lower = null, upper = null, next = null } = row;
  const reach = next === null ? null : reachContent(next, value, lines, scale);
  return {
    height: 2 * pointDown + (reach?.height ?? 0),
    draw: (top) => {
      const y = top + pointDown;
      const way = reach?.draw(y);
      const interval =
        lower === null || upper === null ? '' : path(intervalPath(scale(lower), scale(upper), y), intervalStyle, 'interval');
      return {
        marks: interval + (way?.marks ?? ''),
        point: plainPoint(scale(value), y, radius, inner),
        text: way?.text ?? '',
      };
    },
  };
}

/** The way from the rate down and along to its next line, with its words beside it or, without room, under it. */
function reachContent(next: LadderReach, value: number, lines: readonly LadderLine[], scale: Scale) {
  const [from, to] = [scale(value), scale(lines[next.line]!.value)];
  const words = wordsBy(reachWords(next, lines), [from, to], scale);
  const way = to >= from ? 1 : -1;
  return {
    height: reachDown + words.height,
    draw: (pointY: number) => {
      const y = pointY + reachDown;
      const d = `M${tenth(from)} ${tenth(pointY + radius + 1)}V${tenth(y)}H${tenth(to)}`;
      const head = Math.abs(to - from) < 8 ? '' : arrowHead(to, y, way);
      return { marks: element('g', { class: 'reach' }, path(d, reachStyle, 'way') + head), text: words.draw(y) };
    },
  };
}

function hollowContent(row: LadderRow, value: number, scale: Scale, inner: string): Content {
  const x = scale(value);
  const words = wordsBy(absenceText(row), [x, x], scale);
  return {
    height: 2 * pointDown + words.height,
    draw: (top) => ({
      marks: '',
      point: ghostPoint(x, top + pointDown, radius, inner),
      text: words.draw(top + pointDown),
    }),
  };
}

/** A row without a rate says why, over a hatch where the rate is there and hidden. */
function absentContent(row: LadderRow, scale: Scale, inner: string): Content {
  const [left, right] = scale.range() as [number, number];
  const { lines, whole } = wrapText(absenceText(row), right - left - 8, textSize, 3);
  const height = lines.length * lineHeight + 2;
  return {
    height,
    draw: (top) => ({
      marks: row.status === 'SUPPRESSED' ? hatch({ left, right, top, height }) : '',
      point: '',
      text: element(
        'g',
        { class: 'absent', fill: grey.quietText },
        inner + stripWords(lines, (left + right) / 2, top + lineHeight - 3, whole),
      ),
    }),
  };
}

interface Hatched {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
}

function hatch({ left, right, top, height }: Hatched): string {
  const step = 8;
  const strokes: string[] = [];
  for (let x = left; x + height <= right; x += step)
    strokes.push(`M${tenth(x)} ${tenth(top + height)}l${tenth(height)} ${tenth(-height)}`);
  return path(strokes.join(''), hatchStyle, 'hidden');
}

/** Words on the level of what they tell of: beyond its end, before its start, or without room for either in lines under it. */
function wordsBy(text: string, [from, to]: readonly [number, number], scale: Scale) {
  const [left, right] = scale.range() as [number, number];
  const away = radius + 4;
  const width = textWidth(text, textSize);
  const beyond = { fits: Math.max(from, to) + away + width <= right, middle: Math.max(from, to) + away + width / 2 };
  const before = { fits: Math.min(from, to) - away - width >= left, middle: Math.min(from, to) - away - width / 2 };
  const side = (to >= from ? [beyond, before] : [before, beyond]).find(({ fits }) => fits);
  if (side !== undefined) return { height: 0, draw: (y: number) => stripWords([text], side.middle, y + 4) };
  const { lines, whole } = wrapText(text, right - left, textSize, 3);
  const half = Math.max(...lines.map((line) => textWidth(line, textSize))) / 2;
  const middle = Math.min(right - half, Math.max(left + half, (from + to) / 2));
  return {
    height: lines.length * lineHeight,
    draw: (y: number) => stripWords(lines, middle, y + 3 + textSize, whole),
  };
}

/** Lines of words on white: what runs behind them stays behind. */
function stripWords(lines: readonly string[], middle: number, baseline: number, whole?: string): string {
  return lines
    .map((line, at) => {
      const width = textWidth(line, textSize);
      const y = baseline + at * lineHeight;
      return (
        element('rect', { x: middle - width / 2 - 1, y: y - 10, width: width + 2, height: 13, fill: grey.paper }) +
        label(middle, y, line, { anchor: 'middle', ...(whole !== undefined && at === lines.length - 1 && { whole }) })
      );
    })
    .join('');
}

const nameHeight = 2 * 13;
/** Between two rows of names, and between the lowest and the plot: here the leaders move sideways. */
const nameGap = 9;

/** Name and figure over each line; names of lines that stand close move apart, and leaders show whose they are. */
function lineNames(lines: readonly LadderLine[], scale: Scale, format: NumberFormat, page: Page) {
  const most = (page.right - page.left) / 2;
  const named = linesByValue(lines).map((equal) => {
    const name = fitText(equal.map(({ name }) => name).join(', '), most, textSize);
    const figure = lineText(equal[0]!, format);
    const width = Math.max(textWidth(name.text, textSize), textWidth(figure, textSize));
    return { x: scale(equal[0]!.value), name, figure, width };
  });
  const placed = labelRows(named, 5, page);
  const rowHeight = nameHeight + nameGap;
  const rows = placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
  return {
    height: 6 + rows * rowHeight,
    draw: (bottom: number) => {
      const leaders = placed.map(({ way }, index) => {
        let d = `M${tenth(named[index]!.x)} ${tenth(bottom)}`;
        way.forEach((x, row) => {
          d += `${row === 0 ? '' : `V${tenth(bottom - row * rowHeight)}`}L${tenth(x)} ${tenth(bottom - row * rowHeight - nameGap + 2)}`;
        });
        return d;
      });
      const labels = placed.map(({ row, way }, index) => {
        const { name, figure } = named[index]!;
        const baseline = bottom - row * rowHeight - nameGap - 2;
        const style = { anchor: 'middle' } as const;
        return (
          label(way.at(-1)!, baseline - 13, name.text, {
            ...style,
            weight: 600,
            ...(name.whole !== undefined && { whole: name.whole }),
          }) + label(way.at(-1)!, baseline, figure, { ...style, fill: grey.quietText })
        );
      });
      return path(leaders.join(''), percentileStyle, 'leaders') + element('g', { class: 'names' }, labels.join(''));
    },
  };
}

/** Under the axis, at its better end. */
function better(
  direction: LadderModel['direction'],
  { left, right }: { readonly left: number; readonly right: number },
  y: number,
) {
  return direction === 'higher'
    ? label(right - 10, y, 'better', { fill: grey.quietText, anchor: 'end' }) + arrowHead(right, y - 4, 1)
    : arrowHead(left, y - 4, -1) + label(left + 10, y, 'better', { fill: grey.quietText });
}

function emptyPlot(page: Page): Block {
  return {
    height: 60,
    draw: (top) => label(page.width / 2, top + 34, 'No rates to show', { size: 13, anchor: 'middle', fill: grey.quietText }),
  };
}

function legendItems({ rows, lines, level = 0.95 }: LadderModel): LegendItem[] {
  const items: LegendItem[] = [];
  const has = (test: (row: LadderRow) => boolean) => rows.some(test);
  if (has(({ status }) => status === 'REPORTED')) items.push({ kind: 'point', glyph: rateDot, text: 'Rate' });
  if (has(({ lower = null }) => lower !== null))
    items.push({ kind: 'line', glyph: lineSample(intervalStyle), text: `${levelText(level)} interval` });
  if (has(({ next = null }) => next !== null)) items.push({ kind: 'line', glyph: reachSample, text: 'To the next line' });
  if (has(({ status, value }) => status === 'BELOW_MINIMUM' && value !== null))
    items.push({ kind: 'point', glyph: ghostPoint, text: 'Below the minimum denominator' });
  if (has(({ status }) => status === 'SUPPRESSED')) items.push({ kind: 'line', glyph: hatchSample, text: 'Hidden' });
  if (rows.length > 0 && lines.some(({ fixed }) => !fixed))
    items.push({ kind: 'line', glyph: lineSample(percentileStyle), text: 'Percentile of the peer group' });
  if (rows.length > 0 && lines.some(({ fixed }) => fixed))
    items.push({ kind: 'line', glyph: lineSample(targetStyle), text: 'Fixed line' });
  return items;
}

const rateDot: Glyph = (x, y, r) => element('circle', { cx: x, cy: y, r, fill: grey.point });
const reachSample: Glyph = (x, y) =>
  path(`M${tenth(x - 11)} ${tenth(y)}H${tenth(x + 11)}`, reachStyle, 'way') + arrowHead(x + 11, y, 1);
const hatchSample: Glyph = (x, y) => hatch({ left: x - 12, right: x + 12, top: y - 5, height: 10 });

function describe(model: LadderModel, said: readonly string[], format: NumberFormat): string {
  const { sentence, rows, lines, direction } = model;
  const withRate = rows.filter(({ status }) => status === 'REPORTED');
  const toReach = withRate.filter(({ next = null }) => next !== null).length;
  const named = lines.map((line) => `${line.name} ${lineText(line, format)}`).join(', ');
  return [
    sentence ?? '',
    `${count(rows.length, 'row')}, ${withRate.length} with a rate that counts; ${toReach} of these ${toReach === 1 ? 'has' : 'have'} a line still to reach.`,
    lines.length === 0 ? 'No lines.' : `Lines: ${named}. ${direction === 'higher' ? 'Higher' : 'Lower'} is better.`,
    ...said,
  ]
    .filter((text) => text !== '')
    .join(' ');
}
