import type { Reports } from '@equipoise/reporting';
import { expect, test } from 'vitest';
import { apiOver, openReleases } from '../src/index.ts';
import { ask } from './support/ask.ts';
import { openFixture } from './support/fixture.ts';

/** The API, and a list that grows by a name with every report that it asks for. */
async function counted() {
  const releases = openReleases(await openFixture());
  const reports = await releases.find();
  const asked: string[] = [];
  const counting: Reports = {
    ...reports,
    rates: (...question) => (asked.push('rates'), reports.rates(...question)),
    disparities: (...question) => (asked.push('disparities'), reports.disparities(...question)),
    runCharts: (...question) => (asked.push('runCharts'), reports.runCharts(...question)),
    controlCharts: (...question) => (asked.push('controlCharts'), reports.controlCharts(...question)),
    placements: (...question) => (asked.push('placements'), reports.placements(...question)),
  };
  return { api: apiOver({ releases, reports: counting }), asked };
}

test.for([
  { field: 'rates(measure: "CBP", by: "race-ethnicity") { __typename }', report: 'rates' },
  { field: 'disparities(measure: "CBP", by: "race-ethnicity") { __typename }', report: 'disparities' },
  { field: 'runChart(measure: "CBP-MONTH") { __typename }', report: 'runCharts' },
  { field: 'controlChart(measure: "CBP-MONTH") { __typename }', report: 'controlCharts' },
  { field: 'placement(measure: "CBP") { __typename }', report: 'placements' },
])('a page of practices costs one report: $report', async ({ field, report }) => {
  const { api, asked } = await counted();
  const { errors } = await ask(api, `{ organizations(kind: PRACTICE) { nodes { ${field} } } }`);
  expect(errors).toBeUndefined();
  expect(asked).toEqual([report]);
});

test('different questions are different reports; the same question in two places is one', async () => {
  const { api, asked } = await counted();
  await ask(
    api,
    `{ organizations(kind: PRACTICE) { nodes {
      a: rates(measure: "CBP") { __typename } b: rates(measure: "CBP", first: 3) { __typename } c: rates(measure: "CBP", level: 0.9) { __typename }
    } } }`,
  );
  expect(asked).toEqual(['rates', 'rates']);
});

test('nothing is kept from one request to the next', async () => {
  const { api, asked } = await counted();
  const query = '{ organization(id: "PR-01") { ... on Organization { rates(measure: "CBP") { __typename } } } }';
  await ask(api, query);
  await ask(api, query);
  expect(asked).toEqual(['rates', 'rates']);
});
