import { periodsBetween } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { drawControlChart, drawFunnel, drawGaps, drawRunChart } from '../src/index.ts';
import { all, plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'CBP-MONTH', title: 'Blood pressure by month', direction: 'higher' },
  { id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12', monthly: 'CBP-MONTH' },
] as const;
const months = periodsBetween('2023-01', '2024-12');
const ids = ['a', 'b', 'c'];

/** Month six of each practice and practice c of the last month are hidden, whatever their small count. */
const world = (small: number) =>
  reportsOf({
    measures,
    policy: 'cms',
    organizations: [plan, ...ids.map(practice)],
    annotations: [{ organization: 'a', measure: null, stratum: null, date: '2023-12-11', kind: 'pdsa', text: 'cuffs & <calm>' }],
    cells: months.flatMap((month, index) =>
      ids.flatMap((id): Counts[] => {
        const hidden = index === 5 || (id === 'c' && index === 23);
        const numerator = (index < 12 ? 50 : 65) + (index % 3);
        const counts = hidden ? ([small + 1, small] as const) : ([100, numerator] as const);
        return [all('CBP-MONTH', month, id, ...counts), all('CBP', month, id, ...counts)];
      }),
    ),
  });

async function picturesOf(small: number): Promise<string[]> {
  const { runCharts, controlCharts, funnel, provenance } = await world(small);
  const pictures: Promise<string>[] = [];
  for (const measure of ['CBP', 'CBP-MONTH']) {
    for (const series of await runCharts({ measure, organizations: ids, rules: 'ihi', calibrated: true }))
      pictures.push(drawRunChart(series, provenance));
    for (const chart of ['p', 'pp', 'i', 'ip'] as const) {
      for (const series of await controlCharts({ measure, organizations: ids, chart }))
        pictures.push(drawControlChart(series, provenance));
    }
    pictures.push(drawFunnel(await funnel({ measure }), provenance));
  }
  return Promise.all(pictures);
}
const pictures = await picturesOf(4);
const [, monthly] = [pictures.slice(0, pictures.length / 2), pictures.slice(pictures.length / 2)];

describe('pictures', () => {
  test('are SVG with the sentence, the counts behind each point, annotations, and where the numbers come from', () => {
    for (const picture of pictures) {
      expect(picture).toMatch(/^<svg [^>]*role="img"[^]*<\/svg>$/);
      expect(picture).toContain('policy cms, audit not-performed, internal use');
    }
    const [runChart = ''] = monthly;
    expect(runChart).toContain('Blood pressure by month');
    expect(runChart).toContain('2023-01: 50.0% (50 of 100');
    expect(runChart).toContain('cuffs &amp; &lt;calm&gt;');
    expect(runChart).toContain('Rules: ihi.');
  });

  test('show hidden months as withheld, and tell one hidden count from another by nothing', async () => {
    expect(monthly[0]).toContain('2023-06: withheld');
    expect(await picturesOf(7)).toEqual(pictures);
  });

  test('of points that share patients say why there is no verdict', () => {
    expect(pictures[0]).toContain('No verdict:');
    expect(pictures[3]).toContain('Described, not judged');
    expect(pictures[3]).not.toContain('Upper limit');
  });

  test('of a funnel name the period and count the hidden', () => {
    expect(monthly.at(-1)).toContain('2024-12');
    expect(monthly.at(-1)).toContain('Left out: 1 hidden by the release.');
  });
});

test('limits of few months are drawn with the caution that they are for trial', async () => {
  const { controlCharts, provenance } = await world(4);
  const [few, many] = await Promise.all(
    ['2024-06', '2023-01'].map(async (from) => (await controlCharts({ measure: 'CBP-MONTH', organizations: ['a'], from }))[0]!),
  );
  expect(await drawControlChart(few!, provenance)).toContain('Only 7 points: the limits are for trial until there are 12.');
  expect(await drawControlChart(many!, provenance)).not.toContain('for trial');
});

test('phases, months left out and a target are drawn', async () => {
  const { runCharts, controlCharts, provenance } = await world(4);
  const question = { measure: 'CBP-MONTH', organizations: ['a'], phases: ['2024-01'], exclude: ['2024-03'], freeze: 6 };
  const [run] = await runCharts(question);
  const [control] = await controlCharts({ ...question, target: 0.9 });
  for (const picture of [await drawRunChart(run!, provenance), await drawControlChart(control!, provenance)]) {
    expect(picture).toContain('left out of the calculation');
    expect(picture).toContain('of the baseline, carried on');
  }
  expect(await drawControlChart(control!, provenance)).toContain('Target 90');
});

test('gaps are drawn with what chance alone would show; a hidden group is named and nothing else', async () => {
  const draw = async (small: number) => {
    const strata = { White: [400, 280], Asian: [300, 180], 'Some Other Race': [small + 1, small] } as const;
    const { disparities, provenance } = await reportsOf({
      measures,
      policy: 'cms',
      cells: Object.entries(strata).map(([stratum, [denominator, numerator]]): Counts => [
        'CBP-MONTH',
        '2024-12',
        'a',
        'race-ethnicity',
        stratum,
        denominator,
        numerator,
      ]),
    });
    const [found] = await disparities({ measure: 'CBP-MONTH', organizations: ['a'], by: 'race-ethnicity' }, {});
    return drawGaps(found!, provenance);
  };
  const picture = await draw(4);
  expect(picture).toContain('Asian members are 10.0 points worse off than all other members');
  expect(picture).toContain('180 of 300');
  expect(picture).toContain('not compared (hidden by the release)');
  expect(await draw(7)).toBe(picture);
});
