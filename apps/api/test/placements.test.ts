import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '@equipoise/store';
import { createApi, type Api } from '../src/index.ts';
import { ask } from './support/ask.ts';
import { openFixture } from './support/fixture.ts';

let store: Store;
let api: Api;
beforeAll(async () => {
  store = await openFixture();
  api = await createApi({ store, log: () => {} });
});
afterAll(() => store.close());

test('a placement draws itself: the rate, the lines, and the patients that the next field counts', async () => {
  type Placed = { svg: string; estimate: { numerator: number; denominator: number }; next: { patientsToReach: number } };
  const { data, errors } = await ask<{ organization: { placement: Placed } }>(
    api,
    `{ organization(id: "PR-01") { ... on Organization { placement(measure: "CBP", benchmark: "cms-core-set-medicaid-2021") {
      ... on Placement { svg estimate { numerator denominator } next { patientsToReach } } } } } }`,
  );
  expect(errors).toBeUndefined();
  const { svg, estimate, next } = data.organization.placement;
  expect(svg).toMatch(/^<svg [^]*<\/svg>$/);
  expect(svg).toContain(`${estimate.numerator} of ${estimate.denominator}`);
  expect(svg).toContain(`${next.patientsToReach} patients to the 50th`);
  expect(svg).toContain('Percentiles among states');
});

test('a rate below the minimum is drawn with its reason', async () => {
  const { data } = await ask<{ organization: { placement: { svg: string; reason: string } } }>(
    api,
    `{ organization(id: "PR-01") { ... on Organization { placement(measure: "CBP", denominatorMin: 1000) {
      ... on Placement { svg reason } } } } }`,
  );
  const { svg, reason } = data.organization.placement;
  expect(svg).toContain(reason);
  expect(svg).toContain('point ghosted');
});
