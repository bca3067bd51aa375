import { stratificationCatalogue } from '@equipoise/engine';
import { createReports, sentenceOfWithin } from '@equipoise/reporting';
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
      noise: {
        mean: noise.mean,
        percentile95: noise.percentile95,
        verdict: noise.verdict === 'beyond chance' ? 'BEYOND_CHANCE' : 'TOO_FEW_TO_TELL',
      },
      contract: { index: 'RANGE', rollUp, referenceRule: null, weights: 'NONE' },
    });
  });

  test.for([
    [{ scale: 'RELATIVE' }, 'contract CBP: scale of range is absolute'],
    [{ referenceRule: 'LARGEST' }, 'index range has no reference'],
    [{ referenceRule: 'LARGEST', referenceGroup: 'White' }, 'give one of referenceGroup, referenceRule'],
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

test('a comparison ends with a sentence, what chance makes of its widest gap, and a picture', async () => {
  const { data } = await ask<{
    organization: { disparities: { sentence: string; svg: string; noise: { gaps: number; verdict: string } } };
  }>(
    api,
    `{ organization(id: "PR-01") { ... on Organization { disparities(measure: "CBP", by: "race-ethnicity") {
      ... on Disparity { sentence svg noise { gaps mean percentile95 verdict } } } } } }`,
  );
  const { sentence, noise, svg } = data.organization.disparities;
  expect(noise).toMatchObject({ gaps: 3, verdict: expect.stringMatching(/^(BEYOND_CHANCE|TOO_FEW_TO_TELL)$/) as string });
  expect(svg).toMatch(/^<svg [^]*<\/svg>$/);
  expect(sentence).toContain('the widest of 3 such gaps');
});

describe('a gap within and between practices', () => {
  const splitOf = (args: string, id = 'PLAN') =>
    ask<{ organization: { gapWithinPractices: Record<string, unknown> } }>(
      api,
      `{ organization(id: "${id}") { ... on Organization { gapWithinPractices(measure: "CBP", by: "race-ethnicity", ${args}) {
        ... on GapWithinPractices { sentence reason hidden whole { value } within { value lower upper } withinP between { value }
          practices { practice { id } group { denominator } gap weight } covered { group } heterogeneity { q caution } kitagawa { within { value reason } }
          emptyArms { practice without } }
        ... on NotFound { missing } } } } }`,
    );

  test('is as reports have it, in numbers and in words', async () => {
    const { data } = await splitOf('group: "White"');
    const [found] = await (
      await createReports(store)
    ).withinPractices({ measure: 'CBP', by: 'race-ethnicity', group: 'White', organizations: ['PLAN'] });
    expect(data.organization.gapWithinPractices).toMatchObject({
      sentence: sentenceOfWithin(found!),
      reason: found!.reason,
      hidden: found!.hidden,
      whole: { value: found!.whole.gap },
      within: { value: found!.within.gap, lower: found!.within.lower, upper: found!.within.upper },
      withinP: found!.within.p,
      between: { value: found!.between.gap },
      practices: found!.practices.map(({ practice, gap, weight }) => ({ practice: { id: practice.id }, gap, weight })),
    });
    expect(found!.practices.length + found!.hidden).toBeGreaterThan(0);
  });

  test.for([
    ['group: "Martian"', 'STRATUM'],
    ['group: "White", reference: "Martian"', 'STRATUM'],
  ])('%s is not found', async ([args, missing]) => {
    const { data } = await splitOf(args!);
    expect(data.organization.gapWithinPractices).toEqual({ missing });
  });

  test('a group against itself is refused', async () => {
    expect(codesOf(await splitOf('group: "White", reference: "White"'))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('comparisons under a contract', () => {
  const contract = {
    comparison: 'DIFFERENCE',
    direction: 'HIGHER',
    scale: 'ABSOLUTE',
    unit: 100,
    framing: 'AS_MEASURED',
    weights: 'NONE',
    denominatorMin: 0,
    rollUp,
    source: 'SELF_REPORTED',
    correction: 'SIMULTANEOUS',
    level: 0.95,
  };
  const compare = (change: object, fields = 'reference groups { group value }') =>
    ask<{ organization: { contractComparison: Record<string, unknown> } }>(
      api,
      `query Q($contract: ComparisonContractInput!) { organization(id: "PR-01") { ... on Organization {
        contractComparison(measure: "CBP", by: "race-ethnicity", contract: $contract) { ... on ContractComparison { ${fields} } } } } }`,
      { contract: { ...contract, ...change } },
    );

  // Black or African American 24 of 60, Hispanic or Latino 90 of 200, White 110 of 150.
  test.for([
    [{ referenceGroup: 'White' }, 'White', 24 / 60 - 110 / 150],
    [{ referenceRule: 'LARGEST' }, 'Hispanic or Latino', 24 / 60 - 90 / 200],
    [{ referenceRule: 'BEST' }, 'White', 24 / 60 - 110 / 150],
    [{ referenceRule: 'OVERALL' }, 'overall', 24 / 60 - 224 / 410],
    [{ referenceRule: 'REST' }, 'rest', 24 / 60 - 200 / 350],
    [{ benchmark: 65 }, 'benchmark', 24 / 60 - 0.65],
  ] as const)('%j, by hand', async ([change, name, difference]) => {
    const { data } = await compare(change);
    const { reference, groups } = data.organization.contractComparison as {
      reference: string;
      groups: { group: string; value: number }[];
    };
    expect(reference).toBe(name);
    expect(groups.find(({ group }) => group === 'Black or African American')!.value).toBeCloseTo(100 * difference, 10);
  });

  test('echo the contract and what chance shows', async () => {
    const { data } = await compare(
      { referenceRule: 'REST' },
      'contract { comparison referenceRule referenceGroup benchmark correction level } comparisons comparisonLevel noise { verdict } expectedByChance hidden reason',
    );
    expect(data.organization.contractComparison).toMatchObject({
      contract: {
        comparison: 'DIFFERENCE',
        referenceRule: 'REST',
        referenceGroup: null,
        benchmark: null,
        correction: 'SIMULTANEOUS',
      },
      comparisons: 3,
      comparisonLevel: expect.closeTo(1 - 0.05 / 3, 12) as number,
      noise: { verdict: 'BEYOND_CHANCE' },
      reason: null,
    });
  });

  test.for([
    [{}, 'contract CBP: index difference needs a reference'],
    [{ referenceRule: 'REST', benchmark: 65 }, 'give one of referenceGroup, referenceRule, benchmark'],
    [{ benchmark: 650 }, 'benchmark must be from 0 to the unit 100'],
    [{ referenceRule: 'REST', comparison: 'RATIO' }, 'scale of ratio is relative'],
    [{ referenceRule: 'REST', direction: 'LOWER' }, 'direction must be higher'],
  ] as const)('%j is refused', async ([change, rule]) => {
    const answer = await compare(change, 'reason');
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors![0]!.message).toContain(rule);
  });
});
