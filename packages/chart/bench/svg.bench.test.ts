import { lineY, dot, gridY, plot, ruleY } from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { compareTimes } from '../../../test/support/bench.ts';
import { runChartSvg, type SeriesModel } from '../src/index.ts';

const charts = 200;

/** Run charts of 36 months: a median, a line, a point a month with its tooltip. No random numbers: only places differ. */
const models = Array.from({ length: charts }, (_, chart): SeriesModel => {
  const points = Array.from({ length: 36 }, (_, month) => ({
    label: `${2022 + Math.floor(month / 12)}-${`${(month % 12) + 1}`.padStart(2, '0')}`,
    value: 0.55 + 0.05 * Math.sin(1.7 * month + chart),
    status: 'REPORTED' as const,
  }));
  return {
    title: `Practice ${chart}`,
    unit: 'percent',
    points,
    phases: [{ start: 0, end: 35, centre: 0.55 }],
  };
});

const { document } = new JSDOM().window;

function plotted({ title, points, phases }: SeriesModel): string {
  return plot({
    document: document as never, // our few words about jsdom are not the DOM's types
    title,
    width: 640,
    x: { type: 'point', tickFormat: (label: string, index: number) => (index % 6 === 0 ? label : '') },
    y: { percent: true },
    marks: [
      gridY(),
      ruleY([phases![0]!.centre!]),
      lineY(points, { x: 'label', y: 'value' }),
      dot(points, { x: 'label', y: 'value', fill: 'black', title: ({ label, value }) => `${label}: ${value}` }),
    ],
  }).outerHTML;
}

const circles = (svg: string) => svg.match(/<circle/g)?.length;

test(`${charts} run charts of 36 months as SVG text`, () => {
  for (const model of models.slice(0, 20)) {
    expect(circles(runChartSvg(model))).toBe(36);
    expect(circles(plotted(model))).toBe(36);
  }
  const start = performance.now();
  for (let round = 0; round < 20; round += 1) models.forEach((model) => runChartSvg(model));
  console.log(`run charts of 36 months: ${Math.round((20_000 * charts) / (performance.now() - start))} a second`);
  // Plot draws into a document, here jsdom's. It is asked for less: no legend, no name at the median, no axis words.
  compareTimes(`${charts} run charts of 36 months`, {
    ours: { name: 'runChartSvg', run: () => models.map((model) => runChartSvg(model).length) },
    against: { name: 'Observable Plot', run: () => models.map((model) => plotted(model).length) },
    rounds: 5,
  });
});
