import { compareProportions, differenceMethods, methodCatalogue, proportionInterval, proportionMethods } from '@equipoise/engine';
import type { Store } from '@equipoise/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** How an argument writes the id of a method. */
const written = (id: string): string => id.replaceAll('-', '_').toUpperCase();
const words = 'family job default id title paper behaviour use avoid';

test('methods are those of the engine, with every word', async () => {
  const { data } = await ask<{ methods: unknown[] }>(api, `{ methods { ${words} } }`);
  expect(data.methods).toEqual(
    methodCatalogue.flatMap(({ id: family, job, default: chosen, methods }) =>
      methods.map((method) => ({ family: written(family), job, default: method.id === chosen, ...method })),
    ),
  );
});

test('methods of one job alone; a job that there is not is refused', async () => {
  const { data } = await ask<{ methods: { id: string }[] }>(api, '{ methods(family: DIFFERENCE) { id } }');
  expect(data.methods.map(({ id }) => id)).toEqual(Object.keys(differenceMethods));
  expect(codesOf(await ask(api, '{ methods(family: HOROSCOPE) { id } }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
});

const ofPractice = (fields: string) => `{ organization(id: "PR-01") { ... on Organization { ${fields} } } }`;

test.for(Object.values(proportionMethods))('rates by $id', async ({ id }) => {
  const query = `rates(measure: "CBP", by: "race-ethnicity", method: ${written(id)}) { ... on RateConnection { nodes { stratum estimate { method lower upper } } } }`;
  const { data } = await ask<{ organization: { rates: { nodes: { stratum: string; estimate: unknown }[] } } }>(
    api,
    ofPractice(query),
  );
  const { lower, upper } = proportionInterval({ denominator: 200, numerator: 90 }, { method: id });
  const hispanic = data.organization.rates.nodes.find(({ stratum }) => stratum === 'Hispanic or Latino')!;
  expect(hispanic.estimate).toEqual({ method: id, lower, upper });
});

test.for(Object.values(differenceMethods))('gaps by $id', async ({ id }) => {
  const query = `disparities(measure: "CBP", by: "race-ethnicity", method: ${written(id)}) { ... on Disparity {
    contract { method comparisonLevel } groups { stratum gap { lower upper } } } }`;
  const { data } = await ask<{
    organization: {
      disparities: { contract: { method: string; comparisonLevel: number }; groups: { stratum: string; gap: unknown }[] };
    };
  }>(api, ofPractice(query));
  const { contract, groups } = data.organization.disparities;
  expect(contract.method).toBe(id);
  // a higher rate is better: the group is worse off by as much as the rest is above it
  const rest = { denominator: 150 + 60, numerator: 110 + 24 };
  const { lower, upper } = compareProportions(
    { group: rest, reference: { denominator: 200, numerator: 90 } },
    { method: id, level: contract.comparisonLevel },
  );
  expect(groups.find(({ stratum }) => stratum === 'Hispanic or Latino')!.gap).toEqual({ lower, upper });
});
