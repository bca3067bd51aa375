import { stratificationCatalogue, wilson } from '@equipoise/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, exampleQuery, openReleases, schema, type Api } from '../src/index.ts';
import type { Store } from '@equipoise/store';
import { ask } from './support/ask.ts';
import { everyFieldOf } from './support/everything.ts';
import { openFixture } from './support/fixture.ts';

let store: Store;
let api: Api;
beforeAll(async () => {
  store = await openFixture();
  api = await createApi({ store });
});
afterAll(() => store.close());

interface Estimate {
  value: number | null;
  lower: number | null;
  upper: number | null;
  numerator: number | null;
  denominator: number | null;
  status: string;
  reason: string | null;
}
interface Practice {
  provenance: { release: number; dataThrough: string; notice: string };
  organization: {
    name: string;
    rates: { nodes: { stratum: string; period: string; estimate: Estimate }[] };
    disparities: {
      standingOut: number;
      contract: { comparisons: number };
      groups: {
        stratum: string;
        gap: { value: number; lower: number; upper: number; standsOut: boolean } | null;
        reason: string;
      }[];
    };
    runChart: { verdict: string; sentence: string; centre: number; analysis: Record<string, number> };
    placement: {
      percentile: number;
      band: string;
      benchmark: { set: string };
      next: { percentile: number; patientsToReach: number };
    };
  };
}

describe('the example query: one request for one practice', () => {
  let answer: Practice;
  beforeAll(async () => {
    const { release } = await openReleases(store).find();
    answer = (await ask<Practice>(api, exampleQuery(release))).data;
  });

  test('rates by group with their intervals', () => {
    const { nodes } = answer.organization.rates;
    expect(nodes.map(({ stratum }) => stratum)).toEqual(['Hispanic or Latino', 'Black or African American', 'White', 'Unknown']);
    expect(nodes[0]!.estimate).toMatchObject({ value: 0.45, denominator: 200, numerator: 90, status: 'REPORTED', reason: null });
    expect(nodes[0]!.estimate).toMatchObject(wilson({ denominator: 200, numerator: 90 }, 0.95));
    expect(nodes[0]!.period).toBe('2025-12');
  });

  test('the gap to the rest, positive when worse off; those who did not answer are not compared', () => {
    const { groups, contract } = answer.organization.disparities;
    const hispanic = groups.find(({ stratum }) => stratum === 'Hispanic or Latino')!;
    expect(hispanic.gap!.value).toBeCloseTo((110 + 24) / (150 + 60) - 90 / 200, 12);
    expect(hispanic.gap!.standsOut).toBe(true);
    expect(groups.find(({ stratum }) => stratum === 'Unknown')).toMatchObject({ gap: null });
    expect(contract.comparisons).toBe(3);
  });

  test('the run-chart signal of the monthly twin', () => {
    expect(answer.organization.runChart.verdict).toBe('SIGNAL');
    expect(answer.organization.runChart.analysis).toMatchObject({ longestRun: 12, crossings: 1 });
    expect(answer.organization.runChart.sentence).not.toBe('');
  });

  test('the placement among the Medicaid states: 220 of 400 is short of their median of 57.7 %', () => {
    const { placement } = answer.organization;
    expect(placement.benchmark.set).toBe('cms-core-set-medicaid-2021');
    expect(placement.band).toBe('between the 25th and the 50th');
    // The smallest whole number with at least 57.7 % of 400 is 231.
    expect(placement.next).toMatchObject({ percentile: 50, patientsToReach: 231 - 220 });
  });

  test('what must be said beside it', () => {
    expect(answer.provenance).toMatchObject({ release: 1, dataThrough: '2025-12' });
    expect(answer.provenance.notice).toContain('internal use');
  });
});

test('a chart by shared months is described and not judged; a rule set of the asker is echoed', async () => {
  const { data } = await ask<{ organization: { a: Record<string, unknown>; b: Record<string, unknown> } }>(
    api,
    `{ organization(id: "PR-01") { ... on Organization {
      a: runChart(measure: "CBP") { ... on RunChart { verdict reason analysis { useful } } }
      b: runChart(measure: "CBP-MONTH", rules: IHI) { ... on RunChart { rules verdict points { period annotations { text } }
        analysis { chanceOfSignal shifts { start end length side } } } } } } }`,
  );
  expect(data.organization.a).toMatchObject({ verdict: 'DESCRIPTIVE', analysis: null });
  expect(data.organization.b).toMatchObject({
    rules: 'IHI',
    verdict: 'SIGNAL',
    analysis: {
      shifts: [
        { start: '2024-01', end: '2024-12', length: 12, side: 'BELOW' },
        { start: '2025-01', end: '2025-12', length: 12, side: 'ABOVE' },
      ],
    },
  });
  // 12 above and 12 below: 0.1573 for a shift of six alone, and at most 0.05 more for too few or too many runs.
  const { chanceOfSignal } = data.organization.b['analysis'] as { chanceOfSignal: number };
  expect(chanceOfSignal).toBeGreaterThan(0.1573);
  expect(chanceOfSignal).toBeLessThan(0.1573 + 0.05);
  expect(data.organization.b['points']).toContainEqual({ period: '2025-01', annotations: [{ text: 'Home cuffs' }] });
});

test('an answer is the same in a page of practices as alone, though others have more groups', async () => {
  const fields = `id rates(measure: "CBP", by: "race-ethnicity") { ... on RateConnection { totalCount nodes { stratum estimate { value } } } }
    disparities(measure: "CBP", by: "race-ethnicity") { ... on Disparity { groups { stratum gap { value } reason } } }
    other: disparities(measure: "CBP", by: "race-ethnicity", reference: "Black or African American") { __typename }
    runChart(measure: "CBP", by: "race-ethnicity", stratum: "Black or African American") { __typename }`;
  const { data } = await ask<{ organizations: { nodes: { id: string }[] } }>(
    api,
    `{ organizations(kind: PRACTICE) { nodes { ${fields} } } }`,
  );
  expect(data.organizations.nodes).toHaveLength(12);
  for (const together of data.organizations.nodes) {
    const alone = await ask<{ organization: unknown }>(
      api,
      `{ organization(id: "${together.id}") { ... on Organization { ${fields} } } }`,
    );
    expect(alone.data.organization).toEqual(together);
  }
  expect(data.organizations.nodes[0]).toMatchObject({ other: { __typename: 'Disparity' }, runChart: { __typename: 'RunChart' } });
  expect(data.organizations.nodes[1]).toMatchObject({ other: { __typename: 'NotFound' }, runChart: { __typename: 'NotFound' } });
});

test('the same question gives the same bytes', async () => {
  const query =
    '{ organizations { nodes { id rates(measure: "CBP") { ... on RateConnection { nodes { estimate { value lower } } } } } } }';
  expect((await ask(api, query)).text).toBe((await ask(api, query)).text);
});

const values = {
  measure: '"CBP"',
  'measure.id': '"CBP"',
  by: '"race-ethnicity"',
  'rates.by': '"race-ethnicity"',
  'rates.from': '"2025-11"',
  'runChart.by': '"race-ethnicity"',
  'runChart.stratum': '"Asian"',
  'controlChart.by': '"race-ethnicity"',
  'controlChart.stratum': '"Asian"',
  'funnel.by': '"race-ethnicity"',
  'funnel.stratum': '"Asian"',
  'disparityIndex.contract': indexContract('RANGE', 'weights: NONE'),
  'contractComparison.contract': contractOf('comparison: DIFFERENCE, weights: NONE, referenceRule: REST'),
  'gapWithinPractices.group': '"Asian"',
  'gapChange.group': '"Asian"',
  'gapChange.measure': '"CBP-MONTH"',
  'gapChange.from': '"2025-11"',
  'gapChange.to': '"2025-12"',
  'gapControlChart.group': '"Asian"',
  'gapControlChart.measure': '"CBP-MONTH"',
  'program.id': '"plan-to-provider-example"',
  program: '"plan-to-provider-example"',
  'award.inputs': '[{ name: "capitation", amount: 1000000 }]',
  'whatIf.close': '[{ measure: "CBP", count: 3 }]',
  'whatIf.inputs': '[{ name: "capitation", amount: 1000000 }]',
  'cheapestGaps.goal': '{ kind: NEXT_LINE }',
  'settlement.number': '1',
  'benchmarkTables.measure': '"CBP"',
  'ranking.by': '"race-ethnicity"',
  'ranking.stratum': '"Asian"',
};

/** A contract of the question, of groups by race and ethnicity. */
function indexContract(index: string, terms: string): string {
  return contractOf(`index: ${index}, ${terms}`);
}

function contractOf(terms: string): string {
  const rollUp = JSON.stringify(stratificationCatalogue.find(({ id }) => id === 'race-ethnicity')!.rollUp);
  return `{ direction: HIGHER, scale: ABSOLUTE, unit: 100, framing: AS_MEASURED, denominatorMin: 0, rollUp: ${rollUp}, source: SELF_REPORTED, correction: NONE, level: 0.95, ${terms} }`;
}

/** Whatever the schema lets one ask about an organization, field by field, and of the release as a whole. */
async function everything(at: Api, id: string): Promise<string> {
  const questions = [
    ...everyFieldOf(schema, 'Query', { ...values, 'organization.id': `"${id}"` }),
    ...everyFieldOf(schema, 'Organization', values),
    ...everyFieldOf(schema, 'Organization', {
      ...values,
      'disparities.reference': '"White"',
      'disparityIndex.contract': indexContract('WIDEST_GAP_FROM_REFERENCE', 'weights: NONE, referenceRule: LARGEST'),
      'contractComparison.contract': contractOf('comparison: DIFFERENCE, weights: NONE, referenceRule: OVERALL'),
      'gapWithinPractices.group': '"Hispanic or Latino"',
      'gapChange.group': '"Hispanic or Latino"',
      'gapChange.reference': '"White"',
      'gapControlChart.group': '"Hispanic or Latino"',
      'gapControlChart.chart': 'I',
      'runChart.rules': 'IHI',
      'runChart.calibrated': 'true',
    }),
    ...everyFieldOf(schema, 'Organization', {
      ...values,
      'contractComparison.contract': contractOf('comparison: DIFFERENCE, weights: NONE, benchmark: 60'),
      'gapWithinPractices.group': '"White"',
      'gapWithinPractices.reference': '"Hispanic or Latino"',
      'controlChart.chart': 'I',
      'controlChart.rules': 'MAKING_DATA_COUNT',
      'cheapestGaps.goal': '{ kind: SCORE, amount: 0.99 }',
      'funnel.overdispersion': 'ADDITIVE',
    }),
    ...everyFieldOf(schema, 'Organization', { ...values, 'rates.by': '"total"', 'disparities.denominatorMin': '100' }),
  ];
  const roots = Object.keys(schema.getQueryType()!.getFields()).length;
  const answers = await Promise.all(
    questions.map((field, index) =>
      ask(at, index < roots ? `{ ${field} }` : `{ organization(id: "${id}") { ... on Organization { ${field} } } }`),
    ),
  );
  for (const { errors } of answers) expect(errors).toBeUndefined();
  return answers.map(({ text }) => text).join('\n');
}

describe('hidden cells', () => {
  test('say that they are hidden, and nothing else', async () => {
    const { data } = await ask<{ organization: { rates: { nodes: { stratum: string; estimate: Estimate }[] } } }>(
      api,
      `{ organization(id: "PR-02") { ... on Organization { rates(measure: "CBP", by: "race-ethnicity") { ... on RateConnection { nodes {
        stratum estimate { value lower upper numerator denominator status reason } } } } } } }`,
    );
    const asian = data.organization.rates.nodes.find(({ stratum }) => stratum === 'Asian')!;
    expect(asian.estimate).toEqual({
      value: null,
      lower: null,
      upper: null,
      numerator: null,
      denominator: null,
      status: 'SUPPRESSED',
      reason: 'hidden by the release',
    });
  });

  test('do not show through any field of the schema: other hidden counts with the same sums give the same bytes', async () => {
    // 7/3 and 9/6 against 8/5 and 8/4: both are hidden at their practices, and 16/9 is what the levels above add them to.
    const other = await openFixture({ second: { denominator: 8, numerator: 5 }, third: { denominator: 8, numerator: 4 } });
    const otherApi = await createApi({ store: other });
    for (const id of ['PR-02', 'PR-03', 'IPA-1', 'PLAN']) {
      const text = await everything(api, id);
      expect(text).toContain('"stratum":"Asian"');
      expect(await everything(otherApi, id)).toBe(text);
    }
    await other.close();
  });

  test('the test above would see them: without a policy the counts are there', async () => {
    const open = await openFixture(undefined, 'none');
    expect(await everything(await createApi({ store: open }), 'PR-02')).toContain('"denominator":7,');
    await open.close();
  });
});

test('every release can be looked up, and the one that is served stays', async () => {
  const { data } = await ask<Record<string, unknown>>(
    api,
    '{ releases { totalCount nodes { number served policy { id hides { from to } } cells hidden } } release { ... on Release { number } } none: release(number: 99) { ... on NotFound { missing } } }',
  );
  expect(data).toMatchObject({
    releases: { totalCount: 1, nodes: [{ number: 1, served: true, policy: { id: 'cms', hides: { from: 1, to: 10 } } }] },
    release: { number: 1 },
    none: { missing: 'RELEASE' },
  });
  await expect(createApi({ store, release: 99 })).rejects.toThrow('there is no release 99');
});

test('release, policy and audit state come with every answer, asked for or not', async () => {
  const { text } = await ask(
    api,
    '{ organization(id: "PR-01") { ... on Organization { placement(measure: "CBP") { __typename } } } }',
  );
  expect(JSON.parse(text)).toMatchObject({
    extensions: {
      provenance: {
        release: 1,
        policy: 'cms',
        audit: 'not-performed',
        use: 'internal',
        notice: expect.stringContaining('internal use'),
      },
    },
  });
});
