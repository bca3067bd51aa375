import { expect, test } from 'vitest';
import { compareTimes } from '../../../test/support/bench.ts';
import {
  chartMany,
  createRandom,
  findRuns,
  judgeAnhoej,
  judgeRuns,
  ruleFamilies,
  type ControlBatchOptions,
  type ControlRule,
} from '../src/index.ts';
import { plainRule } from '../test/runchart/control/plainRules.ts';

const series = 5_000;
const months = 36;
const random = createRandom(1);
const denominators = Float64Array.from({ length: series * months }, () => 40 + random.below(161));
const numerators = denominators.map((size) =>
  Math.min(size, Math.max(0, Math.round(size * 0.6 + Math.sqrt(size * 0.24) * random.normal()))),
);
const values = numerators.map((numerator, index) => (100 * numerator) / denominators[index]!);
const proportions = { numerators, denominators, lengths: months };
const rates = { events: numerators, exposures: denominators, lengths: months };
const numbers = { values: values.map((value) => value + 1), lengths: months };

/** The rules of all families, each once: some stand in several. */
const allRules = [
  ...new Map(
    Object.values(ruleFamilies).flatMap(({ rules }) => rules.map((rule) => [JSON.stringify(rule), rule] as const)),
  ).values(),
];
const fourRules = ruleFamilies['making-data-count'].rules;

/** The plain way: a chart as a textbook computes it, one object a point, every window of every rule looked at. */
function plainChart(first: number, rules: readonly ControlRule[]) {
  const rows = Array.from({ length: months }, (_, index) => ({ x: numerators[first + index]!, n: denominators[first + index]! }));
  const total = rows.reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 });
  const centre = total.x / total.n;
  const points = rows.map(({ x, n }) => {
    const sigma = Math.sqrt((centre * (1 - centre)) / n);
    const value = x / n;
    const lower = Math.max(0, centre - 3 * sigma);
    const upper = Math.min(1, centre + 3 * sigma);
    return { value, lower, upper, z: (value - centre) / sigma };
  });
  const z = points.map((point) => point.z);
  const value = points.map((point) => point.value);
  return { points, found: rules.map((rule) => plainFinds(z, value, rule)) };
}

function plainFinds(z: readonly number[], value: readonly number[], rule: ControlRule): boolean {
  if (rule.rule !== 'long-run' && rule.rule !== 'few-crossings' && rule.rule !== 'runs-test')
    return plainRule(z, value, rule).ends.length > 0;
  const { above, below, runs } = findRuns(z, 0);
  const useful = above + below;
  if (rule.rule === 'runs-test') return /too/.test(judgeRuns({ useful, runs: runs.length }).verdict ?? '');
  const longestRun = Math.max(...runs.map((run) => run.length));
  const { longRun, fewCrossings } = judgeAnhoej({ useful, longestRun, crossings: runs.length - 1 });
  return rule.rule === 'long-run' ? longRun : fewCrossings;
}

const chartAll = (rules: readonly ControlRule[]) => chartMany(proportions, { chart: 'p', rules, falseSignals: null });
const plainAll = (rules: readonly ControlRule[]) =>
  Array.from({ length: series }, (_, index) => plainChart(index * months, rules));

test('P charts of 5,000 series of 36 months, all rule families', () => {
  const { limits, byRule } = chartAll(allRules);
  plainAll(allRules).forEach(({ points, found }, index) => {
    const place = index * months;
    expect(byRule.map(({ signals }) => signals[index] === 1)).toEqual(found);
    const off = points.map(
      ({ lower, upper }, month) =>
        Math.abs(lower - limits!.lower[place + month]!) + Math.abs(upper - limits!.upper[place + month]!),
    );
    expect(Math.max(...off)).toBeLessThan(1e-14);
  });
  for (const [name, rules] of [
    ['4 rules', fourRules],
    [`all ${allRules.length} rules`, allRules],
  ] as const) {
    compareTimes(`5,000 P charts of 36 points, ${name}`, {
      ours: { name: 'chartMany', run: () => chartAll(rules).found },
      against: { name: 'the textbook', run: () => plainAll(rules).length },
      rounds: 3,
    });
  }
});

test('points per second of every chart', () => {
  const charts: readonly (readonly [ControlBatchOptions['chart'], Parameters<typeof chartMany>[0]])[] = [
    ['i', numbers],
    ['mr', numbers],
    ['c', numbers],
    ['g', numbers],
    ['t', numbers],
    ['p', proportions],
    ['pp', proportions],
    ['ip', proportions],
    ['u', rates],
    ['up', rates],
  ];
  const lines = charts.map(([chart, columns]) => {
    const speeds = [[], fourRules, allRules].map((rules) =>
      pointsPerSecond(() => chartMany(columns, { chart, rules, falseSignals: null })),
    );
    return `${chart.padEnd(4)}${speeds.map((speed) => `${(speed / 1e6).toFixed(1)} million`.padStart(16)).join('')}`;
  });
  console.log(
    [
      `Points per second, 5,000 series of 36: limits; with 4 rules; with all ${allRules.length}`,
      ...lines,
      'Peers as measured elsewhere, on another day: PowerBI-SPC, P limits and 4 rules, 1.24 million; qikit, P limits and the Anhøj',
      'rules, 0.47 million; qcc 2.7, P limits, 0.06 million; NHSRplotthedots 0.006 million; qicharts2 0.001 million',
    ].join('\n'),
  );
  expect(lines).toHaveLength(charts.length);
});

/** The middle of five runs after one to warm up. */
function pointsPerSecond(run: () => unknown): number {
  const times = Array.from({ length: 6 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  const middle = times.slice(1).toSorted((a, b) => a - b)[2]!;
  return (series * months) / (middle / 1000);
}
