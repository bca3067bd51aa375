import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '@equipoise/store';
import { createApi, type Api } from '../src/index.ts';
import { ask, codesOf } from './support/ask.ts';
import { openFixture } from './support/fixture.ts';

let store: Store;
let api: Api;
beforeAll(async () => {
  store = await openFixture();
  api = await createApi({ store, log: () => {} });
});
afterAll(() => store.close());

const unknown = '... on NotFound { missing message }';
const of = (field: string) => `{ organization(id: "PR-01") { ... on Organization { answer: ${field} { ${unknown} } } } }`;

test.for([
  { missing: 'ORGANIZATION', query: `{ answer: organization(id: "nowhere") { ${unknown} } }`, says: 'organizations lists them' },
  { missing: 'MEASURE', query: `{ answer: measure(id: "cbp") { ${unknown} } }`, says: 'it has CBP, CBP-MONTH (case counts)' },
  // In the catalogue, but this release has no cell of it.
  { missing: 'MEASURE', query: `{ answer: measure(id: "COL") { ${unknown} } }`, says: 'it has CBP, CBP-MONTH' },
  { missing: 'RELEASE', query: `{ answer: release(number: 7) { ${unknown} } }`, says: 'releases lists them' },
  { missing: 'MEASURE', query: of('rates(measure: "constructor")'), says: 'it has CBP' },
  { missing: 'MEASURE', query: of('runChart(measure: "nowhere")'), says: 'it has CBP' },
  { missing: 'MEASURE', query: of('placement(measure: "nowhere")'), says: 'it has CBP' },
  { missing: 'MEASURE', query: of('disparities(measure: "nowhere", by: "race-ethnicity")'), says: 'it has CBP' },
  { missing: 'STRATIFICATION', query: of('rates(measure: "CBP", by: "nowhere")'), says: 'it has total, race-ethnicity' },
  { missing: 'STRATIFICATION', query: of('disparities(measure: "CBP", by: "nowhere")'), says: 'it has total, race-ethnicity' },
  { missing: 'STRATIFICATION', query: of('runChart(measure: "CBP", by: "nowhere")'), says: 'it has total, race-ethnicity' },
  {
    missing: 'STRATUM',
    query: of('runChart(measure: "CBP", by: "race-ethnicity", stratum: "nowhere")'),
    says: 'rates by the same',
  },
  { missing: 'STRATUM', query: of('runChart(measure: "CBP", by: "race-ethnicity")'), says: 'rates by the same' },
  {
    missing: 'STRATUM',
    query: of('disparities(measure: "CBP", by: "race-ethnicity", reference: "nowhere")'),
    says: 'rest or one',
  },
  { missing: 'PERIOD', query: of('rates(measure: "CBP", period: "2025-01")'), says: 'from 2025-11 to 2025-12' },
  { missing: 'PERIOD', query: of('rates(measure: "CBP", period: "December")'), says: 'from 2025-11 to 2025-12' },
  { missing: 'PERIOD', query: of('rates(measure: "CBP", period: "")'), says: 'from 2025-11 to 2025-12' },
  { missing: 'PERIOD', query: of('rates(measure: "CBP", from: "0001-01", to: "9999-12")'), says: 'from 2025-11 to 2025-12' },
  { missing: 'PERIOD', query: of('rates(measure: "CBP", from: "2025-12", to: "2025-11")'), says: 'from 2025-11 to 2025-12' },
  { missing: 'PERIOD', query: of('disparities(measure: "CBP", by: "race-ethnicity", period: "2026-01")'), says: 'from 2025-11' },
  { missing: 'PERIOD', query: of('placement(measure: "CBP", period: "2026-01")'), says: 'from 2025-11' },
  { missing: 'BENCHMARK', query: of('placement(measure: "CBP", benchmark: "nowhere")'), says: 'there are cms-core-set-medicaid' },
  { missing: 'BENCHMARK', query: of('placement(measure: "CBP-MONTH")'), says: 'No public benchmark' },
  { missing: 'CELLS', query: of('disparities(measure: "CBP", by: "language")'), says: 'Nothing was reported' },
])('$missing: $query', async ({ missing, query, says }) => {
  const { data, errors } = await ask<Record<string, unknown>>(api, query);
  expect(errors).toBeUndefined();
  const { organization } = data as { organization?: Record<string, unknown> };
  const { answer } = (organization ?? data) as { answer: { missing: string; message: string } };
  expect(answer.missing).toBe(missing);
  expect(answer.message).toContain(says);
  for (const typed of ['nowhere', 'constructor', 'December', '9999']) expect(answer.message).not.toContain(typed);
});

test.for([
  'rates(measure: "CBP", level: 95) { __typename }',
  'rates(measure: "CBP", level: 0) { __typename }',
  'rates(measure: "CBP", denominatorMin: -1) { __typename }',
  'rates(measure: "CBP", period: "2025-12", from: "2025-11") { __typename }',
  'disparities(measure: "CBP", by: "race-ethnicity", level: 1) { __typename }',
  'placement(measure: "CBP", denominatorMin: -5) { __typename }',
])('a number that no interval can be made with is refused: %s', async (field) => {
  const answer = await ask(api, `{ organization(id: "PR-01") { ... on Organization { ${field} } } }`);
  expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
});

test('what is below the asked minimum says by how much', async () => {
  const { data } = await ask(
    api,
    '{ organization(id: "PR-01") { ... on Organization { rates(measure: "CBP", denominatorMin: 500) { ... on RateConnection { nodes { estimate { value status reason } } } } } } }',
  );
  expect(data).toEqual({
    organization: {
      rates: { nodes: [{ estimate: { value: null, status: 'BELOW_MINIMUM', reason: 'denominator 400 of 500 needed' } }] },
    },
  });
});
