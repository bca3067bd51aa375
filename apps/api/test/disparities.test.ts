import { stratificationCatalogue } from '@equipoise/engine';
import { createReports } from '@equipoise/reporting';
import type { Store } from '@equipoise/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type Api } from '../src/index.ts';
import { ask, codesOf } from './support/ask.ts';
import { openFixture } from './support/fixture.ts';

let store: Store;
let api: Api;
beforeAll(async () => {
  store = await openFixture();
  api = await createApi({ store });
});
afterAll(() => store.close());

const rollUp = stratificationCatalogue.find(({ id }) => id === 'race-ethnicity')!.rollUp;
const terms = {
  index: 'RANGE',
  direction: 'HIGHER',
  scale: 'ABSOLUTE',
  unit: 100,
  framing: 'AS_MEASURED',
  weights: 'NONE',
  denominatorMin: 0,
  rollUp,
  source: 'SELF_REPORTED',
  correction: 'NONE',
  level: 0.95,
};
const indexOf = (contract: object, fields: string, id = 'PR-01') =>
  ask<{ organization: { disparityIndex: Record<string, unknown> } }>(
    api,
    `query Q($contract: IndexContractInput!) { organization(id: "${id}") { ... on Organization {
      disparityIndex(measure: "CBP", by: "race-ethnicity", contract: $contract) { ... on DisparityIndex { ${fields} } } } } }`,
    { contract },
  );

describe('an index under its contract', () => {
  test('has an interval, what chance shows, and the contract again', async () => {
    const { data } = await indexOf(
      terms,
      'value lower upper groups reason noise { mean percentile95 verdict } contract { index rollUp referenceRule weights }',
    );
    const found = data.organization.disparityIndex;
    const [report] = await (
      await createReports(store)
    ).disparityIndices({
      by: 'race-ethnicity',
      organizations: ['PR-01'],
      contract: {
        measure: 'CBP',
        index: 'range',
        direction: 'higher',
        scale: 'absolute',
        unit: 100,
        framing: 'as-measured',
        reference: null,
        weights: 'none',
        denominatorMin: 0,
        rollUp,
        source: 'self-reported',
        correction: 'none',
        level: 0.95,
      },
    });
    const { estimate, noise, groups } = report!.measured!;
    expect(found).toEqual({
      value: estimate.value,
      lower: estimate.lower,
      upper: estimate.upper,
      groups,
      reason: null,
      noise: { mean: noise.mean, percentile95: noise.percentile95, verdict: noise.verdict },
      contract: { index: 'RANGE', rollUp, referenceRule: null, weights: 'NONE' },
    });
  });

  test.for([
    [{ scale: 'RELATIVE' }, 'contract CBP: scale of range is absolute'],
    [{ referenceRule: 'LARGEST' }, 'index range has no reference'],
    [{ referenceRule: 'LARGEST', referenceGroup: 'White' }, 'give referenceGroup or referenceRule, not both'],
    [{ direction: 'LOWER' }, 'direction must be higher'],
    [{ rollUp: null }, 'rollUp of race-ethnicity must be'],
    [{ level: 1 }, 'level'],
  ] as const)('%j is refused', async ([changed, rule]) => {
    const answer = await indexOf({ ...terms, ...changed }, 'value');
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors![0]!.message).toContain(rule);
  });
});

describe('a change of a gap', () => {
  const changeOf = (args: string, measure = 'CBP-MONTH') =>
    ask<{ organization: { gapChange: Record<string, unknown> } }>(
      api,
      `{ organization(id: "PR-01") { ... on Organization { gapChange(measure: "${measure}", by: "race-ethnicity", ${args}) {
        ... on GapChange { sentence change { value fromGroup fromReference assumes } } ... on NotFound { missing } } } } }`,
    );

  test('its parts add up, in numbers and in words', async () => {
    const { data } = await changeOf('group: "Hispanic or Latino", from: "2025-11", to: "2025-12"');
    const { change, sentence } = data.organization.gapChange as {
      change: { value: number; fromGroup: number; fromReference: number; assumes: string };
      sentence: string;
    };
    expect(change.fromGroup + change.fromReference).toBeCloseTo(change.value, 12);
    expect(change.value).toBeCloseTo(-10 / 200, 12);
    expect(change.assumes).toContain('independent');
    expect(sentence).toMatch(/^The gap of Hispanic or Latino members to all other members went from/);
  });

  test('months that share patients are refused with the reason', async () => {
    const answer = await changeOf('group: "Hispanic or Latino", from: "2025-11", to: "2025-12"', 'CBP');
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors![0]!.message).toContain('overlap');
  });

  test('a group that is not there is not found', async () => {
    const { data } = await changeOf('group: "Martian", from: "2025-11", to: "2025-12"');
    expect(data.organization.gapChange).toEqual({ missing: 'STRATUM' });
  });
});

test('a comparison ends with a sentence and what chance makes of its widest gap', async () => {
  const { data } = await ask<{ organization: { disparities: { sentence: string; noise: { gaps: number } } } }>(
    api,
    `{ organization(id: "PR-01") { ... on Organization { disparities(measure: "CBP", by: "race-ethnicity") {
      ... on Disparity { sentence noise { gaps mean percentile95 verdict } } } } } }`,
  );
  const { sentence, noise } = data.organization.disparities;
  expect(noise.gaps).toBe(3);
  expect(sentence).toContain('the widest of 3 such gaps');
});
