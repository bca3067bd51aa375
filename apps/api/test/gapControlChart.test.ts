import { createReports, type GapControlledSeries } from '@equipoise/reporting';
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

type Chart = Record<string, unknown> & { points: Record<string, unknown>[]; sentence: string; svg: string };
const chartOf = (args: string, { measure = 'CBP-MONTH', id = 'PR-01' } = {}) =>
  ask<{ organization: { gapControlChart: Chart } }>(
    api,
    `{ organization(id: "${id}") { ... on Organization { gapControlChart(measure: "${measure}", by: "race-ethnicity", ${args}) {
      ... on GapControlChart { group reference referenceStrata chart chosen why caution verdict sentence reason centre rules svg chanceOfSignal
        phases { start end observed centre } signals { rule completed stretches { periods way left levellingDown change { value fromGroup fromReference } } }
        points { period estimate { value lower upper status group { numerator denominator } } centre lower upper z } }
      ... on NotFound { missing } } } } }`,
  );

test('is as reports have it, in numbers, in words and as a picture', async () => {
  const { data } = await chartOf('group: "Hispanic or Latino", from: "2025-11"');
  const [found] = (await (
    await createReports(store)
  ).gapControlCharts({
    measure: 'CBP-MONTH',
    by: 'race-ethnicity',
    group: 'Hispanic or Latino',
    from: '2025-11',
    organizations: ['PR-01'],
  })) as [GapControlledSeries];
  const chart = data.organization.gapControlChart;
  expect(chart).toMatchObject({
    group: 'Hispanic or Latino',
    reference: 'rest',
    referenceStrata: ['White'],
    chart: 'P',
    chosen: true,
    verdict: 'NO_SIGNAL',
    sentence: found.sentence,
    caution: 'Only 2 gaps: the limits are for trial until there are 12.',
    centre: found.centre,
    signals: [],
    phases: [{ start: '2025-11', end: '2025-12', observed: 2, centre: found.centre }],
  });
  // 110 of 150 less 90 of 200, then less 100 of 200.
  expect(chart.points.map(({ estimate }) => (estimate as { value: number }).value)).toEqual([
    expect.closeTo(110 / 150 - 90 / 200, 12),
    expect.closeTo(110 / 150 - 100 / 200, 12),
  ]);
  expect(chart.points[0]).toMatchObject({ estimate: { status: 'REPORTED', group: { numerator: 90, denominator: 200 } } });
  expect(chart.svg).toMatch(/^<svg [^]*Gap in points[^]*<\/svg>$/);
});

describe('what has no verdict', () => {
  test('months that share patients are drawn only', async () => {
    const { data } = await chartOf('group: "White"', { measure: 'CBP' });
    expect(data.organization.gapControlChart).toMatchObject({
      verdict: 'DESCRIPTIVE',
      chart: null,
      chanceOfSignal: null,
      signals: [],
    });
  });

  test('a hidden group has no number', async () => {
    const { data } = await chartOf('group: "Asian", from: "2025-11"', { id: 'PR-02' });
    expect(data.organization.gapControlChart).toMatchObject({ verdict: 'TOO_THIN', centre: null });
    for (const point of data.organization.gapControlChart.points)
      expect(point).toMatchObject({
        estimate: { value: null, group: null, status: 'SUPPRESSED' },
        lower: null,
        upper: null,
        z: null,
      });
  });

  test('a group that is not there, or not at this organization, is not found', async () => {
    for (const group of ['Martian', 'Asian'])
      expect((await chartOf(`group: "${group}"`)).data.organization.gapControlChart).toEqual({ missing: 'STRATUM' });
  });

  test('parts of a question that do not go together are refused in words', async () => {
    for (const [args, rule] of [
      ['group: "White", reference: "White"', 'a group has no gap to itself'],
      ['group: "White", target: 5', 'the target of a gap must be a fraction from -1 to 1'],
      ['group: "White", level: 95', 'level is a fraction between 0 and 1'],
      ['group: "White", freeze: 0', 'freeze must be a whole number of months'],
    ]) {
      const answer = await chartOf(args!);
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(answer.errors![0]!.message).toContain(rule);
    }
  });
});
