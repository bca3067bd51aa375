import { createFrameBuilder, measureCatalogue, stratificationCatalogue, suppressionPolicies } from '@equipoise/engine';
import { buildRelease, createReports, sentenceOfBounds, sentenceOfCompleteness } from '@equipoise/reporting';
import { importCells, openForWriting, type Store } from '@equipoise/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type Api } from '../src/index.ts';
import { ask, codesOf } from './support/ask.ts';

let store: Store;
let api: Api;
beforeAll(async () => {
  store = await openStore();
  api = await createApi({ store });
});
afterAll(() => store.close());

/** Two practices: one of 312 patients who are mostly known, one with few who declined. */
async function openStore(): Promise<Store> {
  const opened = await openForWriting(':memory:');
  const frame = createFrameBuilder();
  const add = (practice: string, stratification: string, stratum: string, denominator: number, numerator: number) =>
    frame.add(['CBP', '2025-12', practice, stratification, stratum], [denominator, 0, denominator, numerator]);
  for (const [practice, declined] of [
    ['A', 19],
    ['B', 9],
  ] as const) {
    add(practice, 'total', 'all', 303 + declined, 200);
    add(practice, 'race-ethnicity-source', 'self-reported', 243, 150);
    add(practice, 'race-ethnicity-source', 'indirect', 40, 25);
    add(practice, 'race-ethnicity-source', 'declined', declined, declined);
    add(practice, 'race-ethnicity-source', 'unknown', 20, 20);
    add(practice, 'race-ethnicity', 'Black or African American', 100, 50);
    add(practice, 'race-ethnicity', 'White', 183, 130);
    add(practice, 'race-ethnicity', 'Unknown', 20 + (practice === 'A' ? 19 : 0), 15);
    if (practice === 'B') add(practice, 'race-ethnicity', 'Asked But No Answer', declined, 5);
  }
  await importCells(opened, {
    cells: frame.build(),
    organizations: ['A', 'B', 'C'].map((id) => ({ id, name: `Practice ${id}`, kind: 'practice', parent: null })),
    annotations: [],
    measures: measureCatalogue,
    stratifications: stratificationCatalogue,
    source: null,
    contentHash: 'test',
    importedAt: '2026-01-01T00:00:00.000Z',
  });
  await buildRelease(
    opened,
    suppressionPolicies.find(({ id }) => id === 'cms')!,
  );
  return opened;
}

const field = async (id: string, call: string) => {
  const { data, errors } = await ask<{ organization: Record<string, Record<string, unknown>> }>(
    api,
    `{ organization(id: "${id}") { ... on Organization { answer: ${call} } } }`,
  );
  return { answer: data?.organization?.['answer'], errors: errors ?? [] };
};

describe('completeness', () => {
  const told = `{ ... on Completeness { of denominator selfReported { count share lower upper } declined { count share reason } asked { share }
    goal { share met patientsToReach } floor { met } sentence reason provenance { release } } ... on NotFound { missing } }`;

  test('is what the report says', async () => {
    const { answer } = await field('A', `completeness(measure: "CBP") ${told}`);
    const [report] = await (await createReports(store)).completeness({ measure: 'CBP', organizations: ['A'] });
    const { selfReported, asked } = report!.completeness;
    expect(answer).toEqual({
      of: 'RACE_ETHNICITY',
      denominator: 322,
      selfReported: { count: 243, share: 243 / 322, lower: selfReported.lower, upper: selfReported.upper },
      declined: { count: 19, share: 19 / 322, reason: null },
      asked: { share: asked.share },
      goal: { share: 0.8, met: false, patientsToReach: 15 },
      floor: { met: true },
      sentence: sentenceOfCompleteness(report!),
      reason: null,
      provenance: { release: 1 },
    });
  });

  test('against a goal of the asker; a hidden count is null', async () => {
    const { answer } = await field('B', `completeness(measure: "CBP", goal: 0.75) ${told}`);
    expect(answer).toMatchObject({
      declined: { count: null, share: null, reason: 'a count is not known' },
      asked: { share: null },
      goal: { share: 0.75, met: true, patientsToReach: 0 },
    });
  });

  test('race alone says that the imports have no source of its own', async () => {
    const { answer } = await field('A', `completeness(measure: "CBP", of: RACE) ${told}`);
    expect(answer).toMatchObject({
      denominator: null,
      reason: 'the members files do not say where answers came from: they have no race_source of its own',
    });
  });

  test('names that there are not, and a goal in percent', async () => {
    expect((await field('A', `completeness(measure: "TEA") ${told}`)).answer).toEqual({ missing: 'MEASURE' });
    expect((await field('C', `completeness(measure: "CBP") ${told}`)).answer).toEqual({ missing: 'CELLS' });
    const { errors } = await field('A', `completeness(measure: "CBP", goal: 80) ${told}`);
    expect(codesOf({ errors })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('bounds of gaps', () => {
  const told = `{ ... on BoundedGaps { reference unanswered { denominator numerator } unansweredShare
    groups { stratum reason bounds { gap lowest highest lower upper signHolds level } } sentence reason } ... on NotFound { missing } }`;

  test('are what the report says', async () => {
    const { answer } = await field('A', `gapBounds(measure: "CBP") ${told}`);
    const [report] = await (await createReports(store)).gapBounds({ measure: 'CBP', by: 'race-ethnicity', organizations: ['A'] });
    expect(answer).toMatchObject({
      reference: 'rest',
      unanswered: { denominator: 39, numerator: 15 },
      unansweredShare: 39 / 322,
      sentence: sentenceOfBounds(report!),
      reason: null,
    });
    const [black, white, unknown] = answer!['groups'] as Record<string, unknown>[];
    const { method: _, reason: __, unknownShare: ___, ...bounds } = report!.groups[0]!.bounds!;
    expect(black).toEqual({ stratum: 'Black or African American', reason: null, bounds });
    expect(bounds.highest).toBeCloseTo((130 + 15) / (183 + 15) - 50 / (100 + 24), 12);
    expect(white).toMatchObject({ stratum: 'White', bounds: { lowest: -bounds.highest! } });
    expect(unknown).toEqual({ stratum: 'Unknown', reason: 'not an answer: belongs to one of the groups', bounds: null });
  });

  test('there are none where those without an answer are hidden', async () => {
    const { answer } = await field('B', `gapBounds(measure: "CBP", reference: "White") ${told}`);
    expect(answer).toMatchObject({
      unanswered: null,
      unansweredShare: null,
      reason: 'how many did not answer is hidden by the release',
      sentence: 'No bounds to tell: how many did not answer is hidden by the release.',
    });
  });

  test('names that there are not, and a level that no bound has', async () => {
    expect((await field('A', `gapBounds(measure: "CBP", reference: "Asian") ${told}`)).answer).toEqual({ missing: 'STRATUM' });
    expect((await field('C', `gapBounds(measure: "CBP") ${told}`)).answer).toEqual({ missing: 'CELLS' });
    const { errors } = await field('A', `gapBounds(measure: "CBP", level: 0.5) ${told}`);
    expect(codesOf({ errors })).toEqual(['BAD_USER_INPUT']);
  });
});
