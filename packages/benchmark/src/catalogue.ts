import { type Benchmark, type BenchmarkPoint, defineBenchmark, withDerivedLines } from './benchmark.ts';
import { type CmsTable, cmsTables } from './cmsTable.ts';
import { licenceOf } from './licence.ts';
import { measureCaveats, populations } from './population.ts';

const statesMeasures = new Set(
  cmsTables.filter(({ population }) => population === 'medicaid-chip-state').map(({ measure }) => measure),
);
const shipped: readonly Benchmark[] = cmsTables.map(cmsBenchmark);
const byKey: ReadonlyMap<string, Benchmark> = new Map(shipped.map((benchmark) => [key(benchmark), benchmark]));

/** What names one shipped benchmark: the same set holds several measures, and the same measure is in several sets. */
export interface BenchmarkKey {
  readonly measure: string;
  readonly set: string;
}

export interface LineOptions {
  /** Whether percentiles that nobody published, but that follow from the rates of those ranked, count as lines. By default not. */
  readonly includeDerived?: boolean;
}

/**
 * Every benchmark shipped: the quartiles of states in the CMS Medicaid & CHIP Core Set, and the MIPS deciles by way of reporting.
 * Those without lines are listed too, with the reason among their caveats.
 *
 * @returns one entry per set and measure
 * @example benchmarkSets().filter(({ measure, set }) => measure === 'CBP' && set === 'cms-core-set-medicaid-2021').length // 1
 *
 * Source: CMS, Child and Adult Health Care Quality Measures, FFY 2014-2022; CMS, Quality Payment Program benchmarks, performance
 * years 2017-2026. Files and licences: data/README.md.
 */
export function benchmarkSets(): readonly Benchmark[] {
  return shipped;
}

/**
 * One benchmark by its key.
 *
 * @param key  set id (`cms-core-set-medicaid-2021`; `cms-mips-ehr-2023-py2025`, measured in 2023 for performance year 2025) and measure id
 * @param options  whether computed percentiles are lines too
 * @returns    the benchmark, or null when none is shipped under that key
 * @example findBenchmark({ set: 'cms-mips-ehr-2023-py2025', measure: 'COL' }).vintage // 'measured in 2023, for performance year 2025'
 */
export function findBenchmark({ measure, set }: BenchmarkKey, options: LineOptions = {}): Benchmark | null {
  return linesFor(byKey.get(key({ measure, set })) ?? null, options);
}

/**
 * What a measure is held against when nobody chose: the newest percentiles of Medicaid states; without those, the newest MIPS
 * set reported by EHR, the nearest public stand-in for a practice. Sets without published lines are passed over.
 *
 * @param measureId  measure id, case-sensitive
 * @param options    whether computed percentiles are lines too
 * @returns          the benchmark, or null when neither exists
 * @example defaultBenchmark('CBP').set // 'cms-core-set-medicaid-2021'
 */
export function defaultBenchmark(measureId: string, options: LineOptions = {}): Benchmark | null {
  return linesFor(newest(measureId, 'medicaid-chip-state') ?? newest(measureId, 'mips-ehr'), options);
}

function linesFor(benchmark: Benchmark | null, { includeDerived = false }: LineOptions): Benchmark | null {
  return benchmark !== null && includeDerived ? withDerivedLines(benchmark) : benchmark;
}

function newest(measureId: string, from: CmsTable['population']): Benchmark | null {
  const candidates = shipped.filter(
    ({ lines, measure, population }) => measure === measureId && population === from && lines.length > 0,
  );
  return candidates.sort((a, b) => publicationYear(b) - publicationYear(a))[0] ?? null;
}

/** Years by publication, which also orders two performance years that share one measurement year. */
function publicationYear({ measurementYear, performanceYear }: Benchmark): number {
  return performanceYear ?? measurementYear;
}

function key({ measure, set }: BenchmarkKey): string {
  return `${set} ${measure}`;
}

function cmsBenchmark(table: CmsTable): Benchmark {
  const { derived, direction, fillers, flat, measure, measurementYear, orientation, peers, points, population, title, unit } =
    table;
  return defineBenchmark({
    direction,
    measure,
    measurementYear,
    orientation,
    peers,
    population,
    title,
    unit,
    ...publication(table),
    peerGroup: populations[population].peerGroup,
    distribution: flat ? 'set-by-policy' : 'published',
    fillers: fillers === '' ? [] : fillers.split(' ').map(Number),
    caveats: caveats(table),
    points: readPoints(points),
    derivedPoints: readPoints(derived),
  });
}

function publication({ measurementYear, population, publicationYear }: CmsTable) {
  const { prefix } = populations[population];
  if (population === 'medicaid-chip-state') {
    return {
      set: `${prefix}-${measurementYear}`,
      performanceYear: null,
      vintage: `measured in ${measurementYear}, Core Set of FFY ${publicationYear}`,
      source: `CMS, Child and Adult Health Care Quality Measures, FFY ${publicationYear} (Mathematica analysis for CMS)`,
      licence: licenceOf('redistributable with attribution to CMS: US government work, public domain'),
    };
  }
  return {
    set: `${prefix}-${measurementYear}-py${publicationYear}`,
    performanceYear: publicationYear,
    vintage: `measured in ${measurementYear}, for performance year ${publicationYear}`,
    source: `CMS, Quality Payment Program benchmarks, performance year ${publicationYear} (github.com/CMSgov/qpp-measures-data)`,
    licence: licenceOf('redistributable with attribution to CMS: US government work in a repository under the MIT licence'),
  };
}

function caveats({ definition, fillers, flat, measure, population, toppedOut }: CmsTable): string[] {
  const hasStates = statesMeasures.has(measure);
  return [
    populations[population].caveat,
    measureCaveats[population]?.[measure],
    hasStates
      ? undefined
      : 'None of the public tables shipped here has Medicaid percentiles of this measure as it is defined here; these stand in for them.',
    definition && `As CMS defined it: ${definition}.`,
    flat ? 'CMS set these deciles by policy, at equal steps; they are no distribution, so nothing is placed on them.' : undefined,
    !flat && fillers !== ''
      ? `Not published at percentile ${fillers.replaceAll(' ', ' and ')}: the source prints a filler there, which is no line.`
      : undefined,
    toppedOut ? 'CMS calls the measure topped out: so high and unvarying that ranks no longer tell reporters apart.' : undefined,
  ].filter((text) => typeof text === 'string');
}

/** `25:48.9 50:41.2 75:36.8` */
function readPoints(points: string): BenchmarkPoint[] {
  return points === '' ? [] : points.split(' ').map(readPoint);
}

function readPoint(point: string): BenchmarkPoint {
  const [percentile = '', text = ''] = point.split(':');
  return { percentile: Number(percentile), text };
}
