import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type Api } from '../src/index.ts';
import { ask, codesOf } from './support/ask.ts';
import { openFixture } from './support/fixture.ts';
import type { Store } from '@equipoise/store';

let store: Store;
let api: Api;
beforeAll(async () => {
  store = await openFixture();
  api = await createApi({ store, log: () => {} });
});
afterAll(() => store.close());

type Answer = Record<string, unknown>;
async function about<T = Answer>(id: string, field: string): Promise<T> {
  const { data, errors } = await ask<{ organization: Record<string, T> }>(
    api,
    `{ organization(id: "${id}") { ... on Organization { ${field} } } }`,
  );
  expect(errors).toBeUndefined();
  return Object.values(data.organization)[0]!;
}

describe('a run chart', () => {
  test('in phases: medians, signals with their months, and months that are left out', async () => {
    const chart = await about<Answer & { phases: Answer[]; points: Answer[]; analysis: Answer }>(
      'PR-01',
      `runChart(measure: "CBP-MONTH", rules: IHI, phases: ["2025-01"], exclude: ["2024-06"], freeze: 6) { ... on RunChart {
        verdict centre phases { start end baselineEnd centre signals { rule start end periods } } points { period excluded }
        analysis { runsMin runsMax fewRuns manyRuns chanceOfSignal signals { rule periods } } } }`,
    );
    expect(chart.phases.map(({ start, end, baselineEnd }) => [start, end, baselineEnd])).toEqual([
      ['2024-01', '2024-12', '2024-06'],
      ['2025-01', '2025-12', '2025-06'],
    ]);
    // Counts of 40 and 41 by turns, then of 60 and 61.
    expect(chart.phases[0]!.centre).toBe(0.5);
    expect(chart.centre).toBeCloseTo(60.5 / 80, 12);
    expect(chart.points.filter(({ excluded }) => excluded)).toEqual([{ period: '2024-06', excluded: true }]);
    expect(chart.analysis).toMatchObject({ fewRuns: false, chanceOfSignal: null });
  });

  test('suggests a phase, and draws itself', async () => {
    const chart = await about<{ suggestion: { period: string; sentence: string }; svg: string }>(
      'PR-01',
      'runChart(measure: "CBP-MONTH") { ... on RunChart { suggestion { period sentence } svg } }',
    );
    expect(chart.suggestion.period).toBe('2025-01');
    expect(chart.svg).toMatch(/^<svg [^]*Home cuffs[^]*<\/svg>$/);
  });

  test('of points that share patients is judged by calibrated rules only when they are asked for', async () => {
    const fields = '{ ... on RunChart { verdict reason calibration { simulated seed longestRunMin crossingsMax reason } } }';
    expect(await about('PR-01', `runChart(measure: "CBP") ${fields}`)).toMatchObject({
      verdict: 'DESCRIPTIVE',
      calibration: null,
    });
    expect(await about('PR-01', `runChart(measure: "CBP", calibrated: true) ${fields}`)).toMatchObject({
      verdict: 'DESCRIPTIVE', // two points only
      calibration: { simulated: 2000, seed: 1, longestRunMin: null, reason: expect.any(String) as string },
    });
  });
});

describe('a control chart', () => {
  test('has limits, signals with their months, and says why it was chosen', async () => {
    const chart = await about<Answer & { points: Answer[]; signals: Answer[] }>(
      'PR-01',
      `controlChart(measure: "CBP-MONTH", rules: WESTERN_ELECTRIC) { ... on ControlChart { chart chosen why verdict sentence centre
        phases { start end observed reason } signals { rule completed points { period meaning } }
        points { period lower upper z signals annotations { text } } svg } }`,
    );
    expect(chart).toMatchObject({
      chosen: true,
      verdict: 'SIGNAL',
      phases: [{ start: '2024-01', end: '2025-12', observed: 24, reason: null }],
    });
    expect(chart.why).not.toBe('');
    expect(chart.centre).toBeCloseTo(0.63125, 12); // 12 × (40.5 + 60.5) of 24 × 80
    const shift = chart.signals.find(({ rule }) => rule === '8 points in a row on one side') as {
      completed: string[];
      points: Answer[];
    };
    expect(shift.completed).toContain('2024-08');
    expect(shift.points).toContainEqual({ period: '2025-12', meaning: 'BETTER' });
    expect(shift.points).toContainEqual({ period: '2024-01', meaning: 'WORSE' });
    expect(chart.points[12]).toMatchObject({ period: '2025-01', annotations: [{ text: 'Home cuffs' }] });
    expect(chart.svg).toContain('<svg');
  });

  test('shows the icons of Making Data Count', async () => {
    expect(
      await about(
        'PR-02',
        'controlChart(measure: "CBP-MONTH", chart: I, rules: MAKING_DATA_COUNT, target: 0.4) { ... on ControlChart { chart chosen screened variation assurance target } }',
      ),
    ).toEqual({
      chart: 'I',
      chosen: false,
      screened: true,
      variation: 'COMMON_CAUSE',
      assurance: 'CONSISTENT_PASS',
      target: 0.4,
    });
  });

  test('has no limits where points share patients', async () => {
    const chart = await about<Answer & { points: Answer[] }>(
      'PR-01',
      'controlChart(measure: "CBP", chart: P) { ... on ControlChart { chart verdict reason points { lower upper z } } }',
    );
    expect(chart).toMatchObject({
      chart: null,
      verdict: 'DESCRIPTIVE',
      reason: expect.stringContaining('share patients') as string,
    });
    for (const point of chart.points) expect(point).toEqual({ lower: null, upper: null, z: null });
  });
});

test.for([
  ['runChart', 'RunChart'],
  ['controlChart', 'ControlChart'],
])('a %s of some months: from, to, every', async ([field, type]) => {
  const periodsOf = async (question: string) =>
    (
      await about<{ points: { period: string }[] }>('PR-01', `${field}(${question}) { ... on ${type} { points { period } } }`)
    ).points.map(({ period }) => period);
  expect(await periodsOf('measure: "CBP-MONTH", from: "2024-11", to: "2025-02"')).toEqual([
    '2024-11',
    '2024-12',
    '2025-01',
    '2025-02',
  ]);
  expect(await periodsOf('measure: "CBP-MONTH", every: 10, to: "2025-11"')).toEqual(['2024-03', '2025-01', '2025-11']);
});

test('a control chart says how often chance alone would signal; a rolling one does not, but at points that share nobody', async () => {
  const fields = '{ ... on ControlChart { verdict reason chanceOfSignal } }';
  const { chanceOfSignal } = await about('PR-01', `controlChart(measure: "CBP-MONTH") ${fields}`);
  expect(chanceOfSignal).toBeGreaterThan(0);
  expect(chanceOfSignal).toBeLessThan(0.2);
  const rolling = await about('PR-01', `controlChart(measure: "CBP") ${fields}`);
  expect(rolling).toMatchObject({ verdict: 'DESCRIPTIVE', chanceOfSignal: null });
  expect(rolling.reason).toContain('every: 12');
  expect(await about('PR-01', `controlChart(measure: "CBP", every: 12) ${fields}`)).not.toMatchObject({ verdict: 'DESCRIPTIVE' });
});

describe('a funnel', () => {
  test('of a plan compares its practices; of an IPA those under it', async () => {
    const fields = `{ ... on Funnel { period target pooled method widened phi sentence hidden absent
      units { organization { id } z beyond meaning limits { level lower upper } } outside { level above below expectedByChance } curves { level denominators lower upper } svg } }`;
    const funnel = await about<Answer & { units: { organization: { id: string } }[]; outside: Answer[] }>(
      'PLAN',
      `funnel(measure: "CBP-MONTH") ${fields}`,
    );
    expect(funnel.units).toHaveLength(12);
    expect(funnel).toMatchObject({ period: '2025-12', pooled: true, method: 'NORMAL', hidden: 0, absent: 0 });
    expect(funnel.target).toBeCloseTo((61 + 11 * 41) / (12 * 80), 12);
    expect(funnel.outside[1]).toMatchObject({ level: 0.998, above: ['PR-01'], below: [] });
    expect(funnel.units[0]).toMatchObject({ organization: { id: 'PR-01' }, beyond: 0.998, meaning: 'BETTER' });
    const below = await about<{ units: unknown[] }>('IPA-1', `funnel(measure: "CBP-MONTH") ${fields}`);
    expect(below.units).toHaveLength(2);
  });

  test('leaves hidden practices out and says how many', async () => {
    const funnel = await about<Answer & { units: { estimate: { status: string }; limits: unknown[] }[] }>(
      'PLAN',
      'funnel(measure: "CBP", by: "race-ethnicity", stratum: "Asian") { ... on Funnel { hidden absent target units { estimate { status } limits { lower } } } }',
    );
    expect(funnel).toMatchObject({ hidden: 2, absent: 10, target: null });
    for (const { limits } of funnel.units) expect(limits).toEqual([]);
  });
});

test.for([
  ['controlChart(measure: "CBP-MONTH", target: 65)', 'target must be a fraction'],
  ['controlChart(measure: "CBP-MONTH", every: 0)', 'every must be a whole number'],
  ['runChart(measure: "CBP", calibrated: true, every: 12)', 'calibrated rules are for months in a row'],
  ['controlChart(measure: "CBP-MONTH", freeze: 0)', 'freeze must be a whole number'],
  ['runChart(measure: "CBP-MONTH", phases: ["2025-06", "2025-01"])', 'phases must be months that rise'],
  ['runChart(measure: "CBP-MONTH", calibrated: true, freeze: 3)', 'calibrated rules are for a series as a whole'],
  ['runChart(measure: "CBP-MONTH", calibrated: true, persistence: 1)', 'persistence must be a fraction'],
  ['runChart(measure: "CBP", calibrated: true, persistence: 0.5)', 'persistence is for a panel'],
  ['funnel(measure: "CBP", levels: [95])', 'levels must be fractions'],
  ['funnel(measure: "CBP", method: EXACT, overdispersion: ADDITIVE)', 'exact limits are those of chance alone'],
])('%s is refused in words that repeat no value', async ([field, message]) => {
  const answer = await ask(api, `{ organization(id: "PR-01") { ... on Organization { ${field} { __typename } } } }`);
  expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  expect(answer.text).toContain(message);
});

test.for([
  ['runChart(measure: "CBP-MONTH", phases: ["2031-01"])', 'PERIOD'],
  ['controlChart(measure: "CBP-MONTH", exclude: ["yesterday"])', 'PERIOD'],
  ['runChart(measure: "CBP-MONTH", from: "1024-01")', 'PERIOD'],
  ['controlChart(measure: "CBP-MONTH", from: "2025-02", to: "2025-01")', 'PERIOD'],
  ['controlChart(measure: "nowhere")', 'MEASURE'],
  ['controlChart(measure: "CBP", by: "race-ethnicity", stratum: "nobody")', 'STRATUM'],
  ['funnel(measure: "CBP", by: "race-ethnicity")', 'STRATUM'],
  ['funnel(measure: "CBP", period: "2031-01")', 'PERIOD'],
])('%s is not found', async ([field, missing]) => {
  expect(await about('PR-01', `${field} { ... on NotFound { missing message } }`)).toMatchObject({ missing });
});

test('a page of practices with a picture each fits the limits of a request', async () => {
  const { errors } = await ask(
    api,
    '{ organizations(kind: PRACTICE, first: 50) { nodes { controlChart(measure: "CBP-MONTH") { ... on ControlChart { verdict svg } } } } }',
  );
  expect(errors).toBeUndefined();
});
