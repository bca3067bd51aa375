import { readdirSync, readFileSync } from 'node:fs';
import {
  type Benchmark,
  benchmarkSets,
  defaultBenchmark,
  findBenchmark,
  lineAt,
  placeRate,
  withDerivedLines,
} from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../scripts/csv.ts';
import { packedTables } from '../scripts/generate.ts';
import { required } from './support.ts';

const texts = ({ lines }: Benchmark) => lines.map(({ percentile, text }) => `${percentile}: ${text}`);

/** The 10th and the 90th percentile of HbA1c in poor control. */
function ends(set: string): (string | undefined)[] {
  const gsd9 = required(findBenchmark({ set, measure: 'GSD9' }));
  return [lineAt(gsd9, 10)?.text, lineAt(gsd9, 90)?.text];
}

test('the packed tables are what the CMS tables give', () => {
  expect(packedTables()).toBe(readFileSync(new URL('../src/data/cmsTables.json', import.meta.url), 'utf8'));
});

describe('every benchmark shipped', () => {
  const rows = ['benchmarks-cms-core-set.csv', 'benchmarks-cms-mips.csv'].flatMap((file) =>
    readCsv(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8')),
  );

  test('has the rows that were published and verified as its lines, and no others', () => {
    const inFiles = rows
      .filter(({ statistic, verified }) => statistic === 'published' && verified === 'true')
      .map((row) =>
        [row.product_line, row.measure_id, row.measurement_year, row.performance_year ?? '', row.percentile, row.value].join(' '),
      );
    const inSets = benchmarkSets().flatMap(({ lines, measure, measurementYear, performanceYear, population }) =>
      lines.map(({ percentile, text }) =>
        [population, measure, measurementYear, performanceYear ?? '', percentile, text].join(' '),
      ),
    );
    expect(inFiles).toHaveLength(312 + 2718); // quartiles of states, deciles of MIPS
    expect(inSets.toSorted()).toEqual(inFiles.toSorted());
  });

  test('improves, or stands still, from each percentile to the next', () => {
    const broken = benchmarkSets().filter(({ direction, lines }) =>
      lines.some((line, index) => {
        const next = lines[index + 1];
        if (next === undefined) return false;
        return next.percentile <= line.percentile || (direction === 'higher' ? next.rate < line.rate : next.rate > line.rate);
      }),
    );
    expect(broken).toEqual([]);
  });

  test('is known by its set and measure', () => {
    expect(new Set(benchmarkSets().map(({ measure, set }) => `${set} ${measure}`)).size).toBe(benchmarkSets().length);
    for (const benchmark of benchmarkSets()) expect(findBenchmark(benchmark)).toBe(benchmark);
  });

  test('gives percent as the nearest fraction', () => {
    for (const { lines, unit } of benchmarkSets()) {
      for (const { rate, text } of lines) {
        expect(unit === 'percent' ? rate * 100 : rate).toBeCloseTo(Number(text), 12);
      }
    }
  });

  test('says why it has no lines', () => {
    const empty = benchmarkSets().filter(({ lines }) => lines.length === 0);
    expect(empty).toHaveLength(71); // flat sets among the 365 of MIPS
    for (const { caveats, distribution } of empty) {
      expect(distribution).toBe('set-by-policy');
      expect(caveats.join(' ')).toContain('set these deciles by policy');
    }
  });

  test('with a filler or set by policy says so, and no rate is interpolated there', () => {
    const cells = Array.from({ length: 101 }, (_, numerator) => ({ denominator: 100, numerator }));
    const partly = benchmarkSets().filter(({ distribution, fillers }) => distribution === 'set-by-policy' || fillers.length > 0);
    expect(partly).toHaveLength(71 + 156); // set by policy; others with a filler
    for (const benchmark of partly) {
      const { caveats, distribution, fillers, lines } = benchmark;
      expect(caveats.join(' ')).toMatch(/set these deciles by policy|Not published at percentile 10/);
      expect(lines.filter(({ percentile }) => fillers.includes(percentile))).toEqual([]);
      for (const cell of cells) {
        const { interpolated, percentile } = placeRate(cell, benchmark);
        if (distribution === 'set-by-policy') expect(percentile).toBeNull();
        if (interpolated) expect(percentile).toBeGreaterThan(lines[0]!.percentile);
      }
    }
  });

  test('may be passed on, and says who was ranked, when, and in which order', () => {
    for (const { caveats, licence, measurementYear, order, peerGroup, vintage } of benchmarkSets()) {
      expect(licence.redistributable).toBe(true);
      expect(vintage).toContain(`measured in ${measurementYear}`);
      expect(order).toMatch(
        /^(higher is better: the 90th percentile is a high rate|lower is better: the 90th percentile is a low rate)/,
      );
      expect(peerGroup).not.toBe('');
      expect(caveats.length).toBeGreaterThan(0);
    }
  });

  test('comes from the two files of CMS', () => {
    const folder = new URL('../data/', import.meta.url);
    expect(readdirSync(folder).filter((file) => file.endsWith('.csv'))).toEqual([
      'benchmarks-cms-core-set.csv',
      'benchmarks-cms-mips.csv',
    ]);
    expect(rows.filter(({ statistic, verified }) => verified !== 'true' && statistic !== 'derived-from-state-rates')).toEqual([]);
  });
});

test('CMS, Core Set FFY 2022: HbA1c in poor control, bottom to top quartile', () => {
  expect(texts(required(findBenchmark({ set: 'cms-core-set-medicaid-2021', measure: 'GSD9' })))).toEqual([
    '25: 48.9',
    '50: 41.2',
    '75: 36.8',
  ]);
});

test.for([
  { measure: 'CBP', median: 0.68735 },
  { measure: 'GSD9', median: 0.32915 },
  { measure: 'COL', median: 0.53535 },
])('CMS, MIPS by EHR for performance year 2025: the median of $measure', ({ measure, median }) => {
  expect(lineAt(required(findBenchmark({ set: 'cms-mips-ehr-2023-py2025', measure })), 50)?.rate).toBe(median);
});

test('MIPS lists a lower-is-better measure in performance order before and after CMS turned its files round', () => {
  expect(ends('cms-mips-ehr-2021-py2023')).toEqual(['93.33', '17.07']);
  expect(ends('cms-mips-ehr-2019-py2021')).toEqual([undefined, '19.1']); // its 10th was a filler of 100, which is no line
});

test('CMS turned its files round for 2023: the benchmark says how they were listed', () => {
  const orientations = ['cms-mips-ehr-2019-py2021', 'cms-mips-ehr-2021-py2023'].map((set) => {
    const { order, orientation } = required(findBenchmark({ set, measure: 'GSD9' }));
    return `${orientation}: ${order}`;
  });
  expect(orientations).toEqual([
    'performance: lower is better: the 90th percentile is a low rate',
    'raw: lower is better: the 90th percentile is a low rate, which the source lists as its 10th',
  ]);
});

test('two performance years that share one measurement year stay apart', () => {
  const sets = benchmarkSets().filter(
    ({ measure, measurementYear, population }) => measure === 'CBP' && population === 'mips-ehr' && measurementYear === 2024,
  );
  expect(sets.map(({ performanceYear }) => performanceYear)).toEqual([2024, 2026]);
});

describe('the default benchmark', () => {
  test.for([
    { measure: 'CBP', set: 'cms-core-set-medicaid-2021' },
    { measure: 'GSD9', set: 'cms-core-set-medicaid-2021' },
    { measure: 'HA1C_TEST', set: 'cms-core-set-medicaid-2018' },
    { measure: 'COL', set: 'cms-mips-ehr-2023-py2025' },
    { measure: 'AIS', set: undefined }, // by registry only
    { measure: 'cbp', set: undefined }, // ids are case-sensitive
  ])('$measure: $set', ({ measure, set }) => {
    expect(defaultBenchmark(measure)?.set).toBe(set);
  });

  test('says where the figures fall short of the measure', () => {
    expect(defaultBenchmark('GSD9')?.caveats).toContainEqual(expect.stringContaining('older HbA1c > 9 % rows'));
    expect(defaultBenchmark('COL')?.caveats).toContainEqual(
      expect.stringContaining('None of the public tables shipped here has Medicaid percentiles'),
    );
    expect(defaultBenchmark('COL')?.peerGroup).toBe('clinicians and groups reporting by EHR (CMS MIPS, all payers)');
  });
});

test('a percentile that was not published has no line', () => {
  expect(lineAt(required(defaultBenchmark('CBP')), 66)).toBeNull();
});

describe('percentiles computed from state rates', () => {
  const published = required(defaultBenchmark('CBP'));
  const all = required(defaultBenchmark('CBP', { includeDerived: true }));

  test('are no lines until somebody asks', () => {
    expect(published.lines.map(({ percentile }) => percentile)).toEqual([25, 50, 75]);
    expect(published.derivedLines.map(({ percentile }) => percentile)).toEqual([5, 10, 33.33, 66.67, 90, 95]);
    expect(all).toEqual(withDerivedLines(published));
    expect(all).toEqual(findBenchmark({ set: published.set, measure: 'CBP' }, { includeDerived: true }));
  });

  test('say so on every line and beside every placement', () => {
    expect(all.lines.filter(({ derived }) => derived).map(({ percentile }) => percentile)).toEqual([5, 10, 33.33, 66.67, 90, 95]);
    const says =
      'Not published, but computed from the rates of the states (Medicaid & CHIP Core Set): percentiles 5, 10, 33.33, 66.67, 90, 95.';
    const { caveats, lines } = placeRate({ denominator: 143, numerator: 79 }, all);
    expect(caveats).toContain(says);
    expect(lines.find(({ percentile }) => percentile === 66.67)).toMatchObject({ derived: true, met: false });
    expect(lines.find(({ percentile }) => percentile === 50)).not.toHaveProperty('derived');
    expect(placeRate({ denominator: 143, numerator: 79 }, published).caveats).not.toContain(says);
  });

  test('stay out of sets that have none', () => {
    const mips = required(findBenchmark({ set: 'cms-mips-ehr-2023-py2025', measure: 'COL' }));
    expect(withDerivedLines(mips)).toBe(mips);
    expect(withDerivedLines(all)).toBe(all);
  });
});
