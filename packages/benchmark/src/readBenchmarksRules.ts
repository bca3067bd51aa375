import type { ColumnName } from './readBenchmarksColumns.ts';
import type { RowFault } from './readBenchmarksFault.ts';
import type { ReadRow } from './readBenchmarksRow.ts';

type Rows = readonly ReadRow[];

/** What is wrong between the rows of one table: one set, measure, population and year. */
export function checkRows(rows: Rows): RowFault[] {
  const unlike = unlikeRows(rows);
  const once = firstOfEach(rows);
  const first = new Set(once);
  const repeated = rows.filter((row) => !first.has(row)).map(duplicate);
  if (unlike.length > 0) return [...unlike, ...repeated]; // without one direction and unit nothing can be said of the figures
  return [...repeated, ...misnamedUnit(rows), ...disorder(once)];
}

const shared = {
  direction: ({ direction }) => direction,
  unit: ({ unit }) => unit,
  orientation: ({ orientation }) => orientation,
  source: ({ source }) => source,
  licence_note: ({ licenceNote }) => licenceNote,
  measure_name: ({ title }) => title,
  n_entities: ({ peers }) => String(peers ?? ''),
  ship: ({ ship }) => ship,
} as const satisfies Partial<Record<ColumnName, (row: ReadRow) => string>>;

function unlikeRows(rows: Rows): RowFault[] {
  return Object.entries(shared).flatMap(([name, read]): RowFault[] => {
    const column = name as keyof typeof shared;
    const values = [...new Set(rows.map(read))];
    const other = rows.find((row) => read(row) !== values[0]);
    if (other === undefined) return [];
    const message = `${called(other)}: ${column} must be the same in every row, got ${values.join(', ')}`;
    return [
      fault('unlike-rows', other, {
        column,
        value: read(other),
        message,
        remedy: `write one ${column}, or give the rows different sets`,
      }),
    ];
  });
}

function firstOfEach(rows: Rows): ReadRow[] {
  const seen = new Map<number, ReadRow>();
  for (const row of rows) if (!seen.has(Number(row.percentile))) seen.set(Number(row.percentile), row);
  return [...seen.values()];
}

function duplicate(row: ReadRow): RowFault {
  const { measurementYear, percentile, population } = row;
  return fault('duplicate-key', row, {
    column: 'percentile',
    value: percentile,
    message: `${called(row)}: the ${percentile} percentile of ${population} measured in ${measurementYear} is there twice`,
    remedy: 'keep one of the rows',
  });
}

/** Figures in another unit than the table says. A percent at or under 1 may be true, but not in every row: such a table is written in fractions. */
function misnamedUnit(rows: Rows): RowFault[] {
  const [first] = rows;
  if (first === undefined || first.unit === 'ratio') return [];
  if (first.unit === 'fraction') {
    return rows
      .filter(({ value }) => Number(value) > 1)
      .map((row) =>
        fault('percent-for-fraction', row, {
          column: 'value',
          value: row.value,
          message: `${called(row)}: value is a fraction of at most 1, got ${row.value}: it looks like a percent`,
          remedy: 'write percent as the unit of the whole table, or divide its figures by 100',
        }),
      );
  }
  const isFraction = rows.every(({ value }) => Number(value) <= 1) && rows.some(({ value }) => Number(value) > 0);
  if (!isFraction) return [];
  return [
    fault('fraction-for-percent', first, {
      column: 'unit',
      value: first.unit,
      message: `${called(first)}: unit is percent, but no value is above 1, such as ${first.value}: they look like fractions`,
      remedy: `write fraction as the unit; if ${first.value} % is meant, write it as the fraction it is`,
    }),
  ];
}

const rises = { higher: { performance: true, raw: true }, lower: { performance: false, raw: true } } as const;

function disorder(rows: Rows): RowFault[] {
  const figures = rows
    .filter(({ statistic }) => statistic === 'published' || statistic === 'derived-from-state-rates')
    .toSorted((a, b) => Number(a.percentile) - Number(b.percentile));
  const [first] = figures;
  const last = figures.at(-1);
  if (first === undefined || last === undefined) return [];
  const sign = rises[first.direction][first.orientation] ? 1 : -1;
  const gains = figures.slice(1).map((row, index) => sign * (Number(row.value) - Number(figures[index]!.value)));
  if (gains.every((gain) => gain <= 0) && gains.some((gain) => gain < 0)) return [turned(first, last)];
  return gains.flatMap((gain, index) => (gain < 0 ? [outOfOrder(figures[index]!, figures[index + 1]!)] : []));
}

function outOfOrder(before: ReadRow, row: ReadRow): RowFault {
  const way = rises[row.direction][row.orientation] ? 'smaller' : 'larger';
  return fault('out-of-order', row, {
    column: 'value',
    value: row.value,
    message: `${called(row)}: ${saidOf(row)}, so the ${row.percentile} percentile cannot be ${way} than the ${before.percentile}: got ${row.value} after ${before.value}`,
    remedy: 'compare both figures with their source: one is mistyped, or stands in the wrong row',
  });
}

/** Every figure runs against what the table says, so it is the table's words that are wrong and not its figures. */
function turned(first: ReadRow, last: ReadRow): RowFault {
  const rise = !rises[first.direction][first.orientation];
  const shown = rise
    ? 'raw order, or a measure of which more is better'
    : 'performance order of a measure of which less is better';
  const remedy = rise
    ? 'write raw as the orientation if a low rate is good and the source lists high rates under high percentiles; higher as the direction if a high rate is good'
    : 'write lower as the direction and performance as the orientation if a low rate is good; if a high rate is good, the percentiles are the wrong way round';
  const run = `${rise ? 'rise' : 'fall'} from ${first.value} at the ${first.percentile} to ${last.value} at the ${last.percentile} percentile`;
  return fault('wrong-orientation', first, {
    column: first.direction === 'lower' ? 'orientation' : 'direction',
    value: first.direction === 'lower' ? first.orientation : first.direction,
    message: `${called(first)}: ${saidOf(first)}, but the figures ${run}: the numbers show ${shown}`,
    remedy,
  });
}

function saidOf({ direction, orientation }: ReadRow): string {
  return `${direction} is better and the orientation is ${orientation}`;
}

function called({ measure, set }: ReadRow): string {
  return `${set} ${measure}`;
}

function fault(
  rule: RowFault['rule'],
  { line }: ReadRow,
  rest: Pick<RowFault, 'column' | 'message' | 'remedy' | 'value'>,
): RowFault {
  return { rule, line, ...rest };
}
