import {
  type Benchmark,
  defineBenchmark,
  defineProgram,
  type Direction,
  prepareProgram,
  type PreparedProgram,
  type ProgramInput,
  programInForce,
  type ResultRow,
} from '@equipoise/benchmark';

export const year = 2025;
export const inputs = { a: { premium: 10_000 }, b: { premium: 20_000 } };

/** What a program of these tests says unless told. */
export const head = {
  id: 'test',
  title: 'A program of a test',
  kind: 'bonus',
  status: 'live',
  payer: 'nobody',
  accountable: { level: 'practice', words: 'each practice' },
  verified: true,
  source: 'test',
  citations: { test: { title: 'This test' } },
  notKnown: [],
  benchmark: { population: 'peers' },
  lines: { goal: { percentile: 90 } },
  scales: {
    cliff: { scale: 'cliff', line: 50 },
    unpublished: { scale: 'cliff', line: 66 },
    steps: {
      scale: 'steps',
      steps: [
        { line: 10, achieved: 0.25 },
        { line: 50, achieved: 0.5 },
        { line: 'goal', achieved: 1 },
      ],
    },
    percentile: { scale: 'linear-percentile', from: 10, to: 90 },
    rate: { scale: 'linear-rate', from: 10, to: 'goal' },
    improvement: { scale: 'attainment-improvement', threshold: 10, benchmark: 90, rounding: 'whole' },
    target: { scale: 'gap-to-goal', goal: 90, reduction: 0.5 },
    failures: { scale: 'failure-rate-reduction', reduction: 0.3 },
  },
  scale: 'cliff',
  money: { base: 'premium', inputs: { premium: 'Premium in dollars' }, share: 0.05 },
} as const satisfies Omit<ProgramInput, 'measures'>;

/** Percentiles of a measure at the 10th, 50th and 90th, in percent. */
export function table(measure: string, texts: readonly [string, string, string], direction: Direction = 'higher'): Benchmark {
  const [low, middle, high] = texts;
  return defineBenchmark({
    set: 'test',
    measure,
    title: measure,
    population: 'peers',
    peerGroup: 'peers of a test',
    peers: null,
    measurementYear: year,
    performanceYear: null,
    vintage: `measured in ${year}`,
    direction,
    unit: 'percent',
    source: 'a test',
    caveats: [],
    points: [
      { percentile: 10, text: low },
      { percentile: 50, text: middle },
      { percentile: 90, text: high },
    ],
  });
}

export function prepare(input: ProgramInput, tables: readonly Benchmark[]): Promise<PreparedProgram> {
  return prepareProgram(programInForce(defineProgram(input), { year }), tables);
}

/** `120/200` of a measure: of everybody, or of one stratum. */
export function row(measure: string, counts: string, where: Partial<ResultRow> = {}): ResultRow {
  const [numerator, denominator] = counts.split('/').map(Number);
  return {
    organization: 'a',
    measure,
    year,
    by: 'total',
    stratum: 'all',
    numerator: numerator!,
    denominator: denominator!,
    ...where,
  };
}
