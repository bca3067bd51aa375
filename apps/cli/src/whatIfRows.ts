import type { BeforeAfter, ScoreChange } from '@equipoise/reporting';
import type { Row } from './table.ts';

/** What differs of one organization, a row a figure: the whole first, then what it rests on. */
export function changeRows({ dollars, items, organization, points, pool, score }: ScoreChange): Row[] {
  const row = (item: string | null, what: string, { after, before, change }: BeforeAfter): Row => ({
    organization,
    item,
    what,
    before,
    after,
    change,
  });
  return [
    row(null, 'score', score),
    row(null, 'points', points),
    row(null, 'dollars', dollars),
    row(null, 'dollars from the pool', pool),
    ...items.flatMap(({ achieved, cells, dollars: own, facts, id }) => [
      row(id, 'achieved', achieved),
      row(id, 'dollars', own),
      ...cells.flatMap((cell) => {
        const place = cell.by === 'total' ? cell.measure : `${cell.measure}, ${cell.stratum}`;
        return [
          row(id, `${place}: numerator`, cell.numerator),
          row(id, `${place}: denominator`, cell.denominator),
          row(id, `${place}: rate`, cell.rate),
          row(id, `${place}: percentile`, cell.percentile),
          row(id, `${place}: patients to the next line`, cell.patientsToNext),
          { organization, item: id, what: `${place}: band`, ...cell.band, change: null },
        ];
      }),
      ...facts.map(({ label, ...values }) => row(id, label, values)),
    ]),
  ].filter(({ after, before }) => before !== after);
}

const dollarFormat = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const shares = /(^score|^achieved|(^|: )rate)$/;

/** The same with figures as a screen shows them. */
export function shownChange(row: Row): Row {
  const show = (value: Row[string] | undefined, signed = false) => {
    if (typeof value !== 'number') return value ?? null;
    const text = textOf(Math.abs(value), String(row.what), signed ? ' pt' : '%');
    return `${value < 0 ? '−' : signed ? '+' : ''}${text}`;
  };
  return { ...row, before: show(row.before), after: show(row.after), change: show(row.change, true) };
}

/** Shares are percents; what lies between two of them is percentage points. */
function textOf(value: number, what: string, unit: '%' | ' pt'): string {
  if (what.startsWith('dollars')) return dollarFormat.format(value);
  if (shares.test(what)) return `${(100 * value).toFixed(1)}${unit}`;
  return Number.isInteger(value) ? value.toLocaleString('en-US') : value.toFixed(2);
}
