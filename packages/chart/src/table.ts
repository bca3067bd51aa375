import { gapFinding, gapFormat, noiseSentence } from './parts/gapWords.ts';
import { absenceText, chanceText, ladderFormat, ladderNotes, lineText } from './parts/ladderWords.ts';
import { levelText, numberFormat } from './text/numbers.ts';
import { numberAnnotations } from './parts/annotations.ts';
import { shownLimits } from './parts/seriesLines.ts';
import { signalsByPoint } from './parts/seriesSignals.ts';
import { valueAxis } from './parts/valueAxis.ts';
import { valueDomain } from './layout/valueDomain.ts';
import {
  statusWords,
  type ChartWords,
  type FunnelModel,
  type GapModel,
  type LadderModel,
  type SeriesModel,
  type Unit,
} from './model.ts';
import { requireFunnel, requireGaps, requireLadder, requireSeries } from './require.ts';
import { escapeText } from './text/markup.ts';

/** What a picture shows, as rows of text: for whoever cannot see it, and for whoever wants the numbers. */
export interface TableTwin {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The small print, and annotations that stand at no row. */
  readonly notes: readonly string[];
}

/**
 * The table twin of a run chart or a control chart: a row for every point, with what was said of it.
 *
 * @param model  as for the picture; a column is there when a point has something in it
 * @throws RangeError as the picture
 */
export function seriesTable(model: SeriesModel): TableTwin {
  requireSeries(model);
  const { points, phases = [], target = null, targetName = 'Target', unit, centreName = 'Centre' } = model;
  const write = valueWriter(
    points.map(({ value }) => value),
    unit,
  );
  const show = (value: number | null) => (value === null ? '' : write(value));
  const { groups, listed } = numberAnnotations(model);
  const signalsAt = signalsByPoint(model);
  const rows = points.map((point, index) => {
    const { lower, upper } = shownLimits(point);
    const told = groups.find((group) => group.point === index)?.annotations ?? [];
    return [
      point.label,
      point.value === null ? statusWords[point.status] : write(point.value),
      point.detail ?? '',
      show(phases.find(({ start, end }) => index >= start && index <= end)?.centre ?? null),
      show(lower),
      show(upper),
      show(target),
      [...(point.ghosted ? ['left out of the calculation'] : []), ...(signalsAt[index]?.names ?? [])].join(', '),
      told.map(({ date, kind, text }) => `${date} ${kind}: ${text}`).join('; '),
    ];
  });
  const elsewhere = listed
    .filter(({ number }) => number === null)
    .map(({ annotation: { date, kind, text } }) => `${date} ${kind}: ${text} (not among the months shown)`);
  return withoutEmptyColumns({
    caption: captionOf(model),
    columns: ['Period', 'Value', 'Detail', centreName, 'Lower limit', 'Upper limit', targetName, 'Signals', 'Annotations'],
    rows,
    notes: [...elsewhere, ...(model.notes ?? [])],
  });
}

/**
 * The table twin of a funnel: a row for every unit, those without a number too.
 *
 * @param model  as for the picture
 * @throws RangeError as the picture
 */
export function funnelTable(model: FunnelModel): TableTwin {
  requireFunnel(model);
  const { units, unit, sizeLabel = 'Denominator', centre, centreName = 'All' } = model;
  const write = valueWriter(
    units.map(({ value }) => value),
    unit,
  );
  const size = numberFormat('number', NaN);
  return withoutEmptyColumns({
    caption: captionOf(model),
    columns: ['Unit', 'Value', sizeLabel, 'Detail', 'Outside'],
    rows: units.map((one) => [
      one.label,
      one.value === null ? statusWords[one.status] : write(one.value),
      one.size === null ? '' : size.value(one.size),
      one.detail ?? '',
      one.outside ? `${levelText(one.outside.level)} limits` : '',
    ]),
    notes: [...(centre === null ? [] : [`${centreName}: ${write(centre)}`]), ...(model.notes ?? [])],
  });
}

/**
 * The table twin of a gap plot: a row for every group, those that were not compared with their reason.
 *
 * @param model  as for the picture
 * @throws RangeError as the picture
 */
export function gapTable(model: GapModel): TableTwin {
  requireGaps(model);
  const { groups, level = 0.95 } = model;
  const format = gapFormat(model);
  const show = (value: number | null | undefined) => (value === null || value === undefined ? '' : format.value(value));
  const interval = `${levelText(level)} interval`;
  return withoutEmptyColumns({
    caption: captionOf(model),
    columns: ['Group', 'Gap, positive = worse off', `${interval}, lower`, `${interval}, upper`, 'Detail', 'Finding'],
    rows: groups.map((group) => [
      group.label,
      group.gap === null ? 'not compared' : format.value(group.gap),
      show(group.lower),
      show(group.upper),
      group.detail ?? '',
      group.reason ?? gapFinding(group),
    ]),
    notes: [`Compared with ${model.referenceName}`, ...noiseSentence(model, format), ...(model.notes ?? [])],
  });
}

/**
 * The table twin of a percentile ladder: a row for every rate, with the line that it has still to reach, or why it does not count.
 *
 * @param model  as for the picture
 * @throws RangeError as the picture
 */
export function ladderTable(model: LadderModel): TableTwin {
  requireLadder(model);
  const { rows, lines, direction, level = 0.95 } = model;
  const format = ladderFormat(model);
  const show = (value: number | null | undefined) => (value === null || value === undefined ? '' : format.value(value));
  const interval = `${levelText(level)} interval`;
  const named = lines.map((line) => `${line.name} ${lineText(line, format)}`).join(', ');
  return withoutEmptyColumns({
    caption: captionOf(model),
    columns: [
      'Name',
      `Rate, ${direction} is better`,
      `${interval}, lower`,
      `${interval}, upper`,
      'Detail',
      'Place',
      'Next line',
      'Patients to it',
      'Chance',
      'Chance by year end',
      'Reason',
    ],
    rows: rows.map((row) => {
      const next = row.next ?? null;
      const [chance, chanceByYearEnd] = [next?.chance ?? null, next?.chanceByYearEnd ?? null];
      return [
        row.label,
        show(row.value),
        show(row.lower),
        show(row.upper),
        row.detail ?? '',
        row.place ?? '',
        next === null ? '' : `${lines[next.line]!.name} ${lineText(lines[next.line]!, format)}`,
        next === null ? '' : next.patients === null ? 'no number is enough' : `${next.patients}`,
        chance === null ? '' : chanceText(chance),
        chanceByYearEnd === null ? '' : chanceText(chanceByYearEnd),
        row.status === 'REPORTED' ? '' : absenceText(row),
      ];
    }),
    notes: [...(named === '' ? [] : [`Lines: ${named}`]), ...ladderNotes(model), ...(model.notes ?? [])],
  });
}

/**
 * A table twin as HTML that a screen reader can walk: caption, headers with their scope, notes in the foot.
 *
 * @example tableHtml({ caption: 'Rates', columns: ['Period'], rows: [['2024-01']], notes: [] })
 */
export function tableHtml({ caption, columns, rows, notes }: TableTwin): string {
  const head = columns.map((column) => `<th scope="col">${escapeText(column)}</th>`).join('');
  const body = rows
    .map(([first = '', ...rest]) => {
      const cells = rest.map((cell) => `<td>${escapeText(cell)}</td>`).join('');
      return `<tr><th scope="row">${escapeText(first)}</th>${cells}</tr>`;
    })
    .join('');
  const foot = notes.map((note) => `<tr><td colspan="${columns.length}">${escapeText(note)}</td></tr>`).join('');
  return (
    `<table><caption>${escapeText(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody>` +
    `${foot === '' ? '' : `<tfoot>${foot}</tfoot>`}</table>`
  );
}

/** Values with the digits that an axis of middling height would give them. */
function valueWriter(values: readonly (number | null)[], unit: Unit): (value: number) => string {
  const numbers = values.filter((value) => value !== null);
  return valueAxis(valueDomain(numbers, unit), unit, 240).format.value;
}

function captionOf({ title, subtitle, sentence }: ChartWords): string {
  return [title, subtitle, sentence].filter((text) => text !== undefined && text !== '').join('. ');
}

/** The first two columns stay, whatever is in them. */
function withoutEmptyColumns({ columns, rows, ...rest }: TableTwin): TableTwin {
  const kept = columns.map((_, index) => index < 2 || rows.some((row) => row[index] !== ''));
  return {
    ...rest,
    columns: columns.filter((_, index) => kept[index]),
    rows: rows.map((row) => row.filter((_, index) => kept[index])),
  };
}
