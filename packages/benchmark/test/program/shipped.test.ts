import { readdirSync, readFileSync } from 'node:fs';
import {
  benchmarkSets,
  everyTerm,
  findProgram,
  prepareProgram,
  programInForce,
  programJsonSchema,
  programResults,
  scoreProgram,
  shippedPrograms,
} from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { programSchemaFile, programSchemaText } from '../../scripts/programSchema.ts';
import { required } from '../support.ts';

const folder = new URL('../../src/program/shipped/', import.meta.url);
const files = readdirSync(folder).map((file) => ({
  file,
  json: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, unknown>,
}));
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/programs/${name}.json`, import.meta.url), 'utf8'));

/** `a.b.0` within parsed JSON; a step that is not there is a fault of the test. */
function at(json: unknown, path: string): unknown {
  return path.split('.').reduce((value, key) => required((value as Record<string, unknown>)[key]), json);
}

function termOf(program: string, path: string) {
  const [, name = '', year = null] = /^(.*?)(?:@(\d{4}))?$/.exec(path) ?? [];
  return required(
    everyTerm(required(findProgram(program)).written).find((term) => term.path === name && (year === null || term.year === year)),
  );
}

/** Every object of parsed JSON. */
function objects(json: unknown): Record<string, unknown>[] {
  if (typeof json !== 'object' || json === null) return [];
  const inner = Object.values(json).flatMap(objects);
  return Array.isArray(json) ? inner : [json as Record<string, unknown>, ...inner];
}
const isTerm = (one: Record<string, unknown>) => 'value' in one && 'verified' in one;

test('every file is shipped, under the id that is its name', () => {
  const ids = shippedPrograms().map(({ id }) => id);
  expect(ids).toEqual(files.map(({ file }) => file.replace('.json', '')));
  expect(ids).toEqual([
    'california-advanced-primary-care',
    'calpers-qams',
    'cms-health-equity-index',
    'covered-california-qti',
    'dhcs-medi-cal-accountability',
    'dhcs-quality-withhold',
    'dmhc-heqms',
    'ncqa-race-ethnicity-stratification',
    'plan-to-provider-example',
  ]);
  for (const program of shippedPrograms()) expect(findProgram(program.id)).toBe(program);
  expect(findProgram('nowhere')).toBe(null);
});

describe.for(files)('$file', ({ file, json }) => {
  const { written } = required(findProgram(file.replace('.json', '')));
  const terms = everyTerm(written);

  test('names a citation beside whatever is verified, and says what is known of the rest', () => {
    for (const { source, verified } of terms) if (verified) expect(Object.keys(written.citations)).toContain(source);
    for (const fact of written.facts ?? []) if (fact.verified) expect(Object.keys(written.citations)).toContain(fact.source);
    for (const one of objects(json).filter(isTerm)) if (one.verified === false) expect(one.note).toBeTypeOf('string');
    expect(written.notKnown.length).toBeGreaterThan(0);
  });

  test('states each constant with its standing, but for the invented ones', () => {
    const stated = objects(json).filter(isTerm).length;
    if (written.status === 'example') expect(stated).toBeLessThan(terms.length);
    else expect(terms).toHaveLength(stated);
  });

  test('cites as the list of sources has it, and nothing that it does not use', () => {
    const { example, ...citations } = written.citations;
    expect(example !== undefined).toBe(written.status === 'example');
    const sources = fixture('sources') as Record<string, unknown>;
    for (const [id, citation] of Object.entries(citations)) expect(citation).toEqual(sources[id]);
    const used = new Set([...terms, ...(written.facts ?? [])].map(({ source }) => source));
    for (const id of Object.keys(citations)) expect(used).toContain(id);
  });

  test('points its editor at the schema, which takes it', () => {
    expect(new URL(String(json.$schema), new URL(file, folder)).href).toBe(programSchemaFile.href);
    expect(schema.safeParse(json).error?.issues ?? []).toEqual([]);
  });
});

const schema = z.fromJSONSchema(programJsonSchema());

test('the schema in the documents is the one in force, and refuses what is no program', () => {
  expect(readFileSync(programSchemaFile, 'utf8')).toBe(programSchemaText());
  const [first] = files;
  for (const broken of [{ kind: 'gift' }, { measures: {} }, { weights: 1 }, { scales: { s: { scale: 'lineal' } } }])
    expect(schema.safeParse({ ...required(first).json, ...broken }).success).toBe(false);
});

// A term, where the fact sheet has it, and what of the term's value the sheet states.
const facts: readonly (readonly [string, string, string, string, string?])[] = [
  ['covered-california-qti', 'lines.no-payment', 'covered-california-qti', 'thresholds.no_payment_at_or_above', 'percentile'],
  ['covered-california-qti', 'scales.cliff-66', 'covered-california-qti', 'thresholds.no_payment_at_or_above', 'line'],
  ['covered-california-qti', 'scales.linear-percentile-25-66', 'covered-california-qti', 'thresholds.full_payment_below', 'from'],
  ['covered-california-qti', 'scales.linear-rate-25-66', 'covered-california-qti', 'thresholds.full_payment_below', 'from'],
  ['covered-california-qti', 'lines.full-payment', 'covered-california-qti', 'thresholds.full_payment_below', 'percentile'],
  [
    'covered-california-qti',
    'lines.improvement-plan',
    'covered-california-qti',
    'thresholds.quality_improvement_plan_below',
    'percentile',
  ],
  ...['2023', '2024', '2025', '2026'].map(
    (year) =>
      [
        'covered-california-qti',
        `money.share@${year}`,
        'covered-california-qti',
        `at_risk_share_of_gross_premium_per_product.${year}`,
      ] as const,
  ),
  [
    'covered-california-qti',
    'components.self-identified.threshold',
    'covered-california-qti',
    'demographic_data_rule.self_identified_race_ethnicity_share_required',
  ],
  ...['2024', '2025', '2026', '2027'].map(
    (year) =>
      ['calpers-qams', `money.share@${year}`, 'calpers-qams', `at_risk_share_of_gross_premium_per_product.${year}`] as const,
  ),
  ['dmhc-heqms', 'minimumDenominator', 'dmhc-heqms', 'minimum_denominator'],
  ['dhcs-quality-withhold', 'points', 'dhcs-medi-cal', 'quality_withhold.points_max'],
  ['dhcs-quality-withhold', 'money.share@2024', 'dhcs-medi-cal', 'quality_withhold.withheld_share_2024'],
  ['ncqa-race-ethnicity-stratification', 'components.direct-data.threshold', 'ncqa-res', 'direct_data_threshold_rdm'],
  ['cms-health-equity-index', 'components.index.minimumMembers', 'cms-hei', 'minimum_enrolment'],
  ['cms-health-equity-index', 'components.index.reliability', 'cms-hei', 'reliability_minimum'],
  ['cms-health-equity-index', 'components.index.contracts', 'cms-hei', 'measure_needs_contracts'],
];

test.for(facts)('%s %s is what %s has at %s', ([program, path, sheet, place, leaf]) => {
  const stated = at(fixture(sheet), place) as { value: unknown; verified: boolean; source?: string };
  const term = termOf(program, path);
  expect(leaf === undefined ? term.value : at(term.value, leaf)).toBe(stated.value);
  expect(term).toMatchObject({ verified: stated.verified, source: stated.source ?? null });
});

test('lines whose fact sheet keeps value, population and place in one', () => {
  const dhcs = fixture('dhcs-medi-cal');
  for (const name of ['MPL', 'HPL']) {
    const stated = at(dhcs, `performance_levels.${name}`) as { value: { percentile: number }; verified: boolean };
    expect(termOf('dhcs-medi-cal-accountability', `lines.${name}`)).toMatchObject({
      value: { percentile: stated.value.percentile },
      verified: stated.verified,
    });
  }
  expect(termOf('dmhc-heqms', 'lines.benchmark').value).toEqual({
    percentile: at(fixture('dmhc-heqms'), 'benchmark.value.percentile'),
  });
  expect(termOf('covered-california-qti', 'components.removal.reportable').value).toBe(
    at(fixture('covered-california-qti'), 'companion_rule_removal.minimum_reportable_share'),
  );
  expect(termOf('plan-to-provider-example', 'minimumDenominator').value).toBe(
    at(fixture('plan-provider-incentive-example'), 'minimum_denominator_per_measure'),
  );
});

test('each program has the measures of its fact sheet, and their directions', () => {
  const ids = (json: unknown, place: string) => (at(json, place) as { id: string }[]).map(({ id }) => id);
  const of = (program: string, use?: string) =>
    required(findProgram(program))
      .written.measures.filter((measure) => use === undefined || (measure.use ?? 'scored') === use)
      .map(({ id }) => id);
  const qti = fixture('covered-california-qti');
  expect(of('covered-california-qti', 'scored')).toEqual(ids(qti, 'measures.scored'));
  expect(of('covered-california-qti', 'reporting')).toEqual(ids(qti, 'measures.reporting_only'));
  expect(of('calpers-qams')).toEqual(ids(fixture('calpers-qams'), 'measures.scored'));
  expect(of('dmhc-heqms')).toEqual(ids(fixture('dmhc-heqms'), 'measures.items'));
  expect(of('dhcs-medi-cal-accountability')).toEqual(
    (at(fixture('dhcs-medi-cal'), 'mcas_measures.items') as string[]).map((id) => id.replace(/ .*/, '')),
  );
  const lower = shippedPrograms().flatMap(({ written }) =>
    written.measures.flatMap(({ parts }) => parts.flatMap(({ direction, measure }) => (direction === 'lower' ? [measure] : []))),
  );
  expect(new Set(lower)).toEqual(new Set(['GSD9', 'PCR']));
});

test('NCQA: 5, 13 and 22 measures are stratified in 2022, 2023 and 2024, and each begins in its year', () => {
  const sheet = fixture('ncqa-res');
  const stated = at(sheet, 'measures') as { id: string; first_year: number; verified: 0 | 1; source?: string }[];
  const terms = everyTerm(required(findProgram('ncqa-race-ethnicity-stratification')).written).filter(({ path }) =>
    path.endsWith('firstYear'),
  );
  expect(terms.map(({ source, value, verified }) => ({ source, value, verified }))).toEqual(
    stated.map(({ first_year, source = null, verified }) => ({ source, value: first_year, verified: verified === 1 })),
  );
  for (const [year, count] of Object.entries(at(sheet, 'counts_by_year') as Record<string, { value: number }>))
    expect(terms.filter(({ value }) => Number(value) <= Number(year))).toHaveLength(count.value);
});

test('what stood in no source is null or not verified: scales, bands, weights', () => {
  const unknown = [
    ['covered-california-qti', 'scale'],
    ['calpers-qams', 'scale'],
    ['dhcs-quality-withhold', 'scale'],
    ['california-advanced-primary-care', 'scale'],
    ['cms-health-equity-index', 'components.index.weights.CBP'],
  ] as const;
  for (const [program, path] of unknown) expect(termOf(program, path)).toMatchObject({ value: null, verified: false });
  const weights = shippedPrograms()
    .filter(({ written }) => written.status !== 'example')
    .flatMap(({ written }) => everyTerm(written).filter(({ path }) => path.endsWith('.weight')));
  expect(weights.filter(({ verified }) => verified)).toEqual([]);
  expect(required(findProgram('cms-health-equity-index')).written.status).toBe('never-paid');
});

describe('the worked example', async () => {
  const program = programInForce(required(findProgram('plan-to-provider-example')), { year: 2025 });
  const prepared = await prepareProgram(program, benchmarkSets());

  test('rests on nothing unverified, and finds a shipped table for every part', () => {
    expect(prepared.unsettled).toEqual([]);
    expect(prepared.measures.flatMap(({ parts }) => parts.map(({ benchmark, measure }) => [measure, benchmark?.set]))).toEqual([
      ['CBP', 'cms-core-set-medicaid-2021'],
      ['GSD9', 'cms-core-set-medicaid-2021'],
      ['COL', 'cms-mips-ehr-2023-py2025'],
    ]);
  });

  // By hand: two medians of states on a ramp from the 25th to the 75th earn half each, the median of clinicians a step of 0.75;
  // a gap of 10 points that is 8 a year later has closed by a fifth; 80 of 100 gave their race themselves.
  const rows = [
    ['CBP', 2025, 'total', 'all', 1000, 577],
    ['GSD9', 2025, 'total', 'all', 1000, 412],
    ['COL', 2025, 'total', 'all', 100_000, 53_535],
    ['COL', 2024, 'ethnicity', 'Hispanic or Latino', 100, 50],
    ['COL', 2024, 'ethnicity', 'Not Hispanic or Latino', 100, 60],
    ['COL', 2025, 'ethnicity', 'Hispanic or Latino', 100, 52],
    ['COL', 2025, 'ethnicity', 'Not Hispanic or Latino', 100, 60],
    ['CBP', 2025, 'race-ethnicity-source', 'self-reported', 800, 400],
    ['CBP', 2025, 'race-ethnicity-source', 'indirect', 200, 177],
  ] as const;
  const results = programResults(
    rows.map(([measure, year, by, stratum, denominator, numerator]) => {
      return { organization: 'practice-1', measure, year, by, stratum, denominator, numerator };
    }),
  );
  const [score] = scoreProgram(prepared, { results, inputs: { 'practice-1': { capitation: 1_000_000 } } });

  test('comes to 65 of 100 points: 0.3 × 0.5 + 0.3 × 0.5 + 0.2 × 0.75 + 0.1 + 0.1', () => {
    const { components, measures, points } = required(score);
    expect([...measures, ...components].map(({ achieved, id }) => [id, achieved])).toEqual([
      ['CBP', 0.5],
      ['GSD9', 0.5],
      ['COL', 0.75],
      ['screening-gap', 1],
      ['self-reported', 1],
    ]);
    expect(points).toBeCloseTo(65, 9);
  });

  test('and to 65 % of the 5 % on offer: 32,500 dollars of a million', () => {
    expect(required(score).dollars?.atRisk.cents).toBe(5_000_000);
    expect(required(score).dollars?.total.cents).toBe(3_250_000);
    expect(required(score).dollars?.assumptions).toEqual([]);
  });
});

test.for(shippedPrograms().map(({ id }) => id))('%s holds in every year, and each of its terms can be assumed', async (id) => {
  const program = required(findProgram(id));
  const paths = new Set(everyTerm(program.written).map(({ path }) => path));
  for (const year of [2022, 2023, 2024, 2025, 2026, 2030]) {
    const assume = Object.fromEntries([...paths].map((path) => [path, null]));
    const { assumptions } = await prepareProgram(programInForce(program, { year, assume }), benchmarkSets());
    for (const text of assumptions) expect(text).toMatch(/ \(assumed\)$/);
  }
});
