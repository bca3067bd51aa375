import { type Benchmark, type BenchmarkPoint, defineBenchmark } from './benchmark.ts';
import { licenceOf } from './licence.ts';
import { peersOf } from './population.ts';
import { derivedPoints, fillerPercentiles, isLine, publishedPoints, type Statistic } from './published.ts';
import type { ReadRow } from './readBenchmarksRow.ts';

/** The benchmark that rows without a fault make. `without` is how many more rows it has that have no figure. */
export function tableOf(written: readonly ReadRow[], without: number): Benchmark {
  const rows = classify(written.map(inPercent));
  const { direction, licenceNote, measure, measurementYear, orientation, peers, population, set, ship, source, title, unit } =
    rows[0]!;
  const licence = licenceOf(licenceNote, ship);
  const { caveat, peerGroup } = peersOf(population);
  const setByPolicy = rows.some(({ statistic }) => statistic === 'flat-set-by-policy');
  const fillers = fillerPercentiles(rows);
  const left = without + rows.filter((row) => row.statistic === 'published' && !isLine(row)).length;
  const caveats = [
    caveat,
    licenceNote !== '' && `Licence: ${licenceNote}.`,
    !licence.redistributable && licenceNote === '' && 'Licence: not stated, so the figures are kept out of exports.',
    left > 0 && `${left} of ${rows.length + without} rows have no value or are not marked verified, and are no lines.`,
    setByPolicy &&
      'These figures are their own percentiles, so they were set by policy; they are no distribution, and nothing is placed on them.',
    !setByPolicy &&
      fillers.length > 0 &&
      `Not published at percentile ${fillers.join(' and ')}: the worst figure there can be stands there as a filler, which is no line.`,
  ];
  return defineBenchmark({
    set,
    measure,
    title,
    population,
    peerGroup,
    peers,
    measurementYear,
    performanceYear: null,
    vintage: `measured in ${measurementYear}`,
    direction,
    unit: unit === 'ratio' ? 'ratio' : 'percent',
    orientation,
    distribution: setByPolicy ? 'set-by-policy' : 'published',
    fillers,
    licence,
    source,
    caveats: caveats.filter((text) => typeof text === 'string'),
    points: publishedPoints(rows),
    derivedPoints: derivedPoints(rows),
  });
}

/** A fraction becomes percent by moving its point, so no digit is lost: `0.5770` is `57.70`. */
function inPercent(row: ReadRow): ReadRow {
  if (row.unit !== 'fraction') return row;
  const [whole = '', decimals = ''] = row.value.split('.');
  const digits = `${whole}${decimals.slice(0, 2).padEnd(2, '0')}`.replace(/^0+(?=\d)/, '');
  return { ...row, unit: 'percent', value: decimals.length > 2 ? `${digits}.${decimals.slice(2)}` : digits };
}

/** Says of rows that do not say it themselves what kind of figure they have: CMS's tables have fillers and figures set by policy unlabelled. */
function classify(rows: readonly ReadRow[]): ReadRow[] {
  const labelled = rows.map((row) => (isFiller(row) ? labelledAs(row, 'placeholder-not-published') : row));
  const points = publishedPoints(
    labelled.filter(({ saysStatistic }) => !saysStatistic).map((row) => ({ ...row, verified: 'true' })),
  );
  if (!areSetByPolicy(points, rows[0]!)) return labelled;
  return labelled.map((row) =>
    row.saysStatistic || row.statistic !== 'published' ? row : labelledAs(row, 'flat-set-by-policy'),
  );
}

function labelledAs(row: ReadRow, statistic: Statistic): ReadRow {
  return { ...row, statistic };
}

/** 0 % where more is better, 100 % where less is: in the tables of CMS a percentile that was not published, every time. */
function isFiller({ direction, saysStatistic, unit, value }: ReadRow): boolean {
  return !saysStatistic && unit === 'percent' && Number(value) === (direction === 'higher' ? 0 : 100);
}

/** Five or more figures, of which four in five are their own percentile: CMS leaves one or two at the ends out. No distribution does that. */
function areSetByPolicy(points: readonly BenchmarkPoint[], { direction, unit }: ReadRow): boolean {
  if (unit !== 'percent' || points.length < 5) return false;
  const own = points.filter(({ percentile, text }) => Number(text) === (direction === 'higher' ? percentile : 100 - percentile));
  return own.length * 5 >= points.length * 4;
}
