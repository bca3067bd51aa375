/**
 * The worked examples that are about scoring, each through a whole program: benchmarks and counts that put an organization
 * just where the example is. Where the sections of the reference file are tested:
 *
 *   percentile_rank_linear   test/placeRate.test.ts
 *   gaps_to_threshold        test/patientsToReach.test.ts, the floating-point traps and their scan with it
 *   probability_of_meeting   test/chanceOfMeeting.test.ts, test/chanceByYearEnd.test.ts
 *   dollars_at_risk          here; the scales alone in test/award/scales.test.ts
 *   gap_rules                here; the rules alone in test/award/gapClosure.test.ts and scales.test.ts
 *   ahrq_rule                test/award/gapClosure.test.ts, on the engine, which flags disparities: no program pays by it
 *   hei                      here
 *   calhhs_ddg_scores        nowhere yet: scores of disclosure, which decide what a release may show and no award
 */
import { readFileSync } from 'node:fs';
import {
  type Benchmark,
  defineBenchmark,
  defineProgram,
  type Direction,
  findProgram,
  prepareProgram,
  type ProgramInput,
  programInForce,
  programResults,
  type ProgramScore,
  type ResultRow,
  scoreProgram,
} from '@equipoise/benchmark';
import { healthEquityIndex } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { worked } from '../award/workedExamples.ts';
import { head, money } from './worlds.ts';

/** A table on which the percentile is the rate in percent, whatever the measure. */
function even(measure: string, population: string, direction: Direction = 'higher'): Benchmark {
  return defineBenchmark({
    set: `even-${population}`,
    measure,
    title: measure,
    population,
    peerGroup: 'plans on an even ladder',
    peers: null,
    measurementYear: 2022,
    performanceYear: null,
    vintage: 'measured in 2022',
    direction,
    unit: 'percent',
    source: 'made for the test',
    caveats: [],
    points: [5, 25, 50, 66, 75, 95].map((percentile) => ({
      percentile,
      text: String(direction === 'higher' ? percentile : 100 - percentile),
    })),
  });
}

const row = (measure: string, year: number, counts: readonly [number, number], stratum = 'all'): ResultRow => ({
  organization: 'plan',
  measure,
  year,
  by: stratum === 'all' ? 'total' : 'group',
  stratum,
  numerator: counts[0],
  denominator: counts[1],
});

describe('dollars at risk: the program of Covered California, 100 million dollars, four measures', () => {
  const ids = ['CBP', 'HBD8', 'COL', 'CIS10'];
  const { at_risk_fraction: fraction, cases, premium, weight_each: weight } = worked.dollarsAtRisk;

  async function score(percentiles: readonly number[], scale: string): Promise<ProgramScore> {
    const definition = findProgram('covered-california-qti')!;
    const program = programInForce(definition, { year: 2023, assume: { all: null, scale } });
    const prepared = await prepareProgram(
      program,
      ids.map((id) => even(id, 'marketplace-qrs')),
    );
    const results = programResults(ids.map((id, index) => row(id, 2023, [Math.round(percentiles[index]! * 10), 1000])));
    return scoreProgram(prepared, { results, inputs: { plan: { premium } } })[0]!;
  }

  test.for(
    cases.flatMap((example) => [
      { ...example, scale: 'cliff-66', payment: example.cliff_66_payment, share: example.cliff_66_share },
      { ...example, scale: 'linear-percentile-25-66', payment: example.linear_25_66_payment, share: example.linear_25_66_share },
    ]),
  )('at percentile $percentile on $scale each measure costs $payment', async ({ payment, percentile, scale, share }) => {
    const { dollars, measures, score: whole } = await score([percentile, percentile, percentile, percentile], scale);
    expect(dollars!.atRisk.cents).toBe(Math.round(premium * Number(fraction) * 100));
    const cents = Math.round(payment * 100);
    for (const measure of measures.filter(({ use }) => use === 'scored')) {
      expect(measure.share).toBe(weight);
      expect(1 - measure.achieved!).toBeCloseTo(share, 12);
      expect(measure.dollars!.cents).toBe(cents);
    }
    expect(whole).toBeCloseTo(1 - share, 12);
    expect(dollars!.total.cents).toBe(4 * cents);
    expect(dollars!.meaning).toBe('lost');
  });

  test('at the 40th percentile: 200,000 dollars on the cliff, 126,829.27 on the ramp', async () => {
    const at = async (scale: string) => (await score([40, 40, 40, 40], scale)).measures[0]!.dollars!.cents;
    expect([await at('cliff-66'), await at('linear-percentile-25-66')]).toEqual([20_000_000, 12_682_927]);
  });

  test('four measures at four percentiles cost the sum of the four', async () => {
    const four = [cases[0]!, cases[2]!, cases[3]!, cases[5]!];
    const { dollars } = await score(
      four.map(({ percentile }) => percentile),
      'linear-percentile-25-66',
    );
    expect(dollars!.total.cents).toBe(four.reduce((sum, one) => sum + Math.round(one.linear_25_66_payment * 100), 0));
  });

  test('without an assumption there is no dollar; the share at risk was read, so what stands at risk is known', async () => {
    const prepared = await prepareProgram(
      programInForce(findProgram('covered-california-qti')!, { year: 2023 }),
      ids.map((id) => even(id, 'marketplace-qrs')),
    );
    const results = programResults(ids.map((id) => row(id, 2023, [400, 1000])));
    const [{ dollars, measures, score: whole }] = scoreProgram(prepared, { results, inputs: { plan: { premium } } }) as [
      ProgramScore,
    ];
    expect(whole).toBeNull();
    expect(dollars!.total.cents).toBeNull();
    expect(dollars!.atRisk.cents).toBe(80_000_000);
    expect(measures[0]!.parts[0]!.total.placement!.percentile).toBe(40);
    expect(measures[0]!.reason).toBe(
      'its scale is not known: assume one of cliff-66, linear-percentile-25-66, linear-rate-25-66, step-table',
    );
  });
});

describe('gap rules', () => {
  const year = 2025;

  async function score(change: Partial<ProgramInput>, rows: readonly ResultRow[], direction: Direction = 'higher') {
    const input: ProgramInput = { ...head, kind: 'bonus', measures: [], money, ...change };
    const prepared = await prepareProgram(programInForce(defineProgram(input), { year }), [even('M', 'test-plans', direction)]);
    return scoreProgram(prepared, { results: programResults(rows), inputs: { plan: { premium: 1_000_000 } } })[0]!;
  }

  const closures = worked.gapRules.filter(({ rule }) => rule.startsWith('absolute_gap_closure'));
  test.for(closures)('$rule through a component of a program', async (example) => {
    const percent = (value: number | undefined): [number, number] => [Math.round(value! * 10), 1000];
    const component = {
      kind: 'gap-closure',
      id: 'gap',
      title: 'Half of the gap',
      weight: 1,
      measure: 'M',
      direction: 'higher',
      by: 'group',
      group: 'A',
      reference: 'B',
      closed: 0.5,
    } as const;
    const scored = await score({ components: [component] }, [
      row('M', year - 1, percent(example.baseline_group), 'A'),
      row('M', year - 1, percent(example.baseline_reference), 'B'),
      row('M', year, percent(example.current_group), 'A'),
      row('M', year, percent(example.current_reference), 'B'),
    ]);
    const [gap] = scored.components;
    const fact = (label: string) => gap!.facts.find((one) => one.label === label)!.value as number;
    expect(100 * fact('gap at baseline')).toBeCloseTo(example.gap_baseline!, 12);
    expect(100 * fact('gap now')).toBeCloseTo(example.gap_current!, 12);
    expect(fact('part of the gap closed')).toBeCloseTo(example.closed_fraction!, 12);
    const trap = example.rule.endsWith('trap');
    expect(gap!.achieved).toBe(trap ? 0 : 1);
    expect(scored.dollars!.total.cents).toBe(trap ? 0 : 5_000_000);
    expect(gap!.cautions).toEqual(trap ? ['levelling down: the gap narrowed while the reference got worse'] : []);
  });

  /** A program of one measure under one scale. */
  const under = (scale: NonNullable<ProgramInput['scales']>[string], direction: Direction = 'higher'): Partial<ProgramInput> => ({
    scales: { it: scale },
    scale: 'it',
    measures: [{ id: 'M', title: 'M', parts: [{ measure: 'M', direction }], weight: 1 }],
  });

  test.for(worked.gapRules.filter(({ rule }) => rule === 'gap_to_goal'))(
    'gap to goal: $actual_reduction of $target_reduction points earns $score',
    async ({ actual_reduction: actual, score: expected, target_reduction: target }) => {
      // From 15 % at baseline to a goal of 75 %: a tenth of the gap is 6 points.
      const change = under({ scale: 'gap-to-goal', goal: 75, reduction: target! / 60 });
      const scored = await score(change, [
        row('M', year - 1, [150, 1000]),
        row('M', year, [150 + Math.round(actual! * 10), 1000]),
      ]);
      expect(scored.measures[0]!.achieved).toBeCloseTo(expected!, 12);
      expect(scored.dollars!.total.cents).toBe(Math.round(expected! * 5_000_000));
    },
  );

  test.for(worked.gapRules.filter(({ rule }) => rule.startsWith('failure_rate_reduction')))(
    '$rule: from $baseline the target is $target',
    async ({ baseline, rule, target }) => {
      const direction: Direction = rule.endsWith('lower_is_better') ? 'lower' : 'higher';
      const at = async (numerator: number) =>
        (
          await score(
            under({ scale: 'failure-rate-reduction' }, direction),
            [row('M', year - 1, [baseline! * 10, 1000]), row('M', year, [numerator, 1000])],
            direction,
          )
        ).measures[0]!.achieved;
      const short = direction === 'higher' ? -1 : 1;
      expect([await at(target! * 10), await at(target! * 10 + short)]).toEqual([1, 0]);
    },
  );
});

describe('the Health Equity Index', () => {
  const hei = JSON.parse(readFileSync(new URL('../fixtures/workedExamples/healthEquityIndex.json', import.meta.url), 'utf8')) as {
    readonly weights: readonly number[];
    readonly contracts: Readonly<
      Record<
        string,
        { readonly points: readonly (number | null)[]; readonly hei: number | null; readonly eligible_half_rule: boolean }
      >
    >;
  };
  const contracts = Object.entries(hei.contracts);

  test.for(contracts)('contract %s through the engine', ([, { eligible_half_rule: eligible, hei: expected, points }]) => {
    const index = healthEquityIndex({
      measures: points.map((one, place) => ({ measure: `M${place + 1}`, weight: hei.weights[place]!, points: one ?? NaN })),
      measuresPossible: points.length,
      socialRiskShare: 0.5,
      medianShare: 0.5,
    });
    expect(index.eligible).toBe(eligible);
    if (expected === null) expect(index.reward).toBe(0);
    else expect(index.score).toBeCloseTo(expected, 12);
  });

  /** Who is in which third of a measure: contracts of the examples, and others that fill the thirds. */
  const thirds = [
    { top: ['A', 'B', 'E'], middle: ['D', 'x1', 'x2'], bottom: ['C', 'x3', 'x4'] },
    { top: ['A', 'x1', 'x2'], middle: ['B', 'C', 'D'], bottom: ['x3', 'x4', 'x5'] },
    { top: ['A', 'C', 'E', 'F'], middle: ['D', 'x1', 'x2', 'x3'], bottom: ['B', 'x4', 'x5', 'x6'] },
  ];
  const rows = thirds.flatMap(({ bottom, middle, top }, place) =>
    [...bottom, ...middle, ...top].flatMap((organization, rank): ResultRow[] => {
      const key = { organization, measure: `M${place + 1}`, year: 2025 };
      const risk = { denominator: 1000, numerator: 100 + 50 * rank };
      return [
        { ...key, by: 'total', stratum: 'all', denominator: 2000, numerator: 1000 },
        { ...key, by: 'social-risk', stratum: 'yes', ...risk },
      ];
    }),
  );

  const program: ProgramInput = {
    ...head,
    kind: 'index',
    status: 'never-paid',
    measures: hei.weights.map((_, place) => {
      const id = `M${place + 1}`;
      return { id, title: id, parts: [{ measure: id, direction: 'higher' }], use: 'reporting' };
    }),
    components: [
      {
        kind: 'health-equity-index',
        id: 'index',
        title: 'Index',
        weight: 1,
        by: 'social-risk',
        risk: ['yes'],
        minimumMembers: 500,
        reliability: 0.5,
        contracts: 3,
        weights: Object.fromEntries(hei.weights.map((weight, place) => [`M${place + 1}`, weight])),
      },
    ],
  };

  test('contracts A to F through a program, each in the thirds that the example says', async () => {
    const prepared = await prepareProgram(programInForce(defineProgram(program), { year: 2025 }), []);
    const scores = scoreProgram(prepared, { results: programResults(rows) });
    for (const [name, { hei: expected, points }] of contracts) {
      const { components, score } = scores.find(({ organization }) => organization === name)!;
      const [index] = components;
      const facts = new Map(index!.facts.map(({ label, value }) => [label, value]));
      expect(points.map((_, place) => facts.get(`M${place + 1}: points`))).toEqual(
        points.map((one) => one ?? 'no data by social-risk'),
      );
      if (expected === null) {
        expect(index).toMatchObject({
          achieved: null,
          status: 'BELOW_MINIMUM',
          reason: 'points on 1 of 3 measures, half of them are needed',
        });
        expect(score).toBeNull();
      } else {
        expect(facts.get('index')).toBeCloseTo(expected, 12);
        expect(index!.achieved).toBeCloseTo((expected + 1) / 2, 12);
        expect(facts.get('reward in stars, never paid')).toBeCloseTo(0.4 * Math.max(0, expected), 12);
      }
      expect(index!.cautions).toEqual(['never paid: the rule was withdrawn before it paid anything']);
    }
  });
});
