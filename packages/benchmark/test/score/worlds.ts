import {
  type Benchmark,
  defineBenchmark,
  defineProgram,
  type Direction,
  prepareProgram,
  type PreparedProgram,
  type ProgramInput,
  programInForce,
  type ProgramResults,
  programResults,
  type ResultRow,
} from '@equipoise/benchmark';
import * as fc from 'fast-check';

export const year = 2025;
export const percentiles = [10, 25, 50, 66, 75, 90] as const;
export const groups = ['A', 'B', 'C'] as const;

/** One rate that a program looks at: its percentiles in tenths of a percent, in performance order. */
export interface Part {
  readonly measure: string;
  readonly direction: Direction;
  readonly tenths: readonly number[];
}

export interface World {
  readonly input: ProgramInput;
  readonly parts: readonly Part[];
  readonly rows: readonly ResultRow[];
  readonly organizations: readonly string[];
  readonly base: number;
}

/** Ready to score. */
export interface Prepared {
  readonly prepared: PreparedProgram;
  readonly results: ProgramResults;
  readonly inputs: Readonly<Record<string, { readonly premium: number }>>;
}

export function table({ measure, direction, tenths }: Part): Benchmark {
  return defineBenchmark({
    set: 'test',
    measure,
    title: measure,
    population: 'test-plans',
    peerGroup: 'plans of a test',
    peers: null,
    measurementYear: year - 1,
    performanceYear: null,
    vintage: `measured in ${year - 1}`,
    direction,
    unit: 'percent',
    source: 'a test',
    caveats: [],
    points: percentiles.map((percentile, index) => ({ percentile, text: String(tenths[index]! / 10) })),
  });
}

export async function prepare(
  { base, input, organizations, parts, rows }: World,
  assume: Readonly<Record<string, string | null>> = {},
): Promise<Prepared> {
  const program = programInForce(defineProgram(input), { year, assume });
  return {
    prepared: await prepareProgram(program, parts.map(table)),
    results: programResults(rows),
    inputs: Object.fromEntries(organizations.map((id) => [id, { premium: base }])),
  };
}

/** What a program of these tests has, whatever else it says. */
export const head: Omit<ProgramInput, 'kind' | 'measures'> = {
  id: 'test',
  title: 'A program of a test',
  status: 'live',
  payer: 'nobody',
  accountable: { level: 'practice', words: 'each practice' },
  verified: true,
  source: 'test',
  citations: { test: { title: 'This test' } },
  notKnown: [],
  benchmark: { population: 'test-plans' },
};

export const money = { base: 'premium', inputs: { premium: 'Premium in dollars' }, share: 0.05 };

export const scaleTable = {
  cliff: { scale: 'cliff', line: 50 },
  named: { scale: 'cliff', line: 'goal' },
  ramp: { scale: 'linear-percentile', from: 25, to: 66 },
  rate: { scale: 'linear-rate', from: 25, to: 75 },
  steps: {
    scale: 'steps',
    steps: [
      { line: 25, achieved: 0.25 },
      { line: 66, achieved: 0.8 },
      { line: 90, achieved: 1 },
    ],
    otherwise: 0.1,
  },
} as const satisfies NonNullable<ProgramInput['scales']>;

/** Beside those, scales that look at the year before; what a plain sheet does not reckon. */
export const everyScale = {
  ...scaleTable,
  ten: { scale: 'attainment-improvement', threshold: 50, benchmark: 90 },
  gap: { scale: 'gap-to-goal', goal: 75, reduction: 0.1 },
  failures: { scale: 'failure-rate-reduction' },
  between: { scale: 'linear-percentile', from: 5, to: 95 },
} as const satisfies NonNullable<ProgramInput['scales']>;

/** Also what leaves a share undetermined. */
export const wide = { scales: everyScale, meanRates: true } as const;

export const goal = '55.5';

const direction = fc.constantFrom<Direction>('higher', 'lower');

/** Lines of one decimal that get better from percentile to percentile. */
function partOf(measure: string): fc.Arbitrary<Part> {
  return fc
    .record({
      direction,
      tenths: fc.uniqueArray(fc.integer({ min: 20, max: 980 }), { minLength: 6, maxLength: 6 }),
    })
    .map((one) => ({
      measure,
      direction: one.direction,
      tenths: one.tenths.toSorted((a, b) => (one.direction === 'higher' ? a - b : b - a)),
    }));
}

interface Size {
  readonly denominator: number;
  readonly numerator: number;
}

const size: fc.Arbitrary<Size> = fc
  .integer({ min: 0, max: 80 })
  .chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
  );

/** A total and its strata, of a year and the one before. */
function rowsOf(organization: string, measure: string): fc.Arbitrary<ResultRow[]> {
  const ofYear = (when: number) =>
    fc.tuple(...groups.map(() => size)).map((sizes) => {
      const key = { organization, measure, year: when };
      const sum = (pick: (one: Size) => number) => sizes.reduce((total, one) => total + pick(one), 0);
      const total = { denominator: sum((one) => one.denominator), numerator: sum((one) => one.numerator) };
      return [
        { ...key, by: 'total', stratum: 'all', ...total },
        ...sizes.map((one, index) => ({ ...key, by: 'group', stratum: groups[index]!, ...one })),
      ];
    });
  return fc.tuple(ofYear(year), ofYear(year - 1), fc.integer({ min: 0, max: 9 })).map(
    ([now, before, luck]) => (luck === 0 ? [] : luck === 1 ? now : [...now, ...before]), // nobody reported, or nobody before
  );
}

const components: NonNullable<ProgramInput['components']> = [
  {
    kind: 'gap-closure',
    id: 'gap',
    title: 'Half of the gap of A',
    measure: 'M1',
    direction: 'higher',
    by: 'group',
    group: 'A',
    reference: 'rest',
    closed: 0.5,
    tolerance: 0.05,
  },
  { kind: 'completeness', id: 'answers', title: 'Answers', measure: 'M1', by: 'group', counted: ['A', 'B'], threshold: 0.8 },
];

export interface WorldOptions {
  readonly kinds?: readonly ('bonus' | 'penalty' | 'withhold')[];
  readonly withComponents?: boolean;
  readonly missing?: readonly ('leave-out' | 'zero')[];
  readonly scales?: NonNullable<ProgramInput['scales']>;
  /** Also means of rates, whose parts have one direction. */
  readonly meanRates?: boolean;
}

/** Programs over measures M1, M2 … of one or two parts, and results of practices, all visible. */
export function worlds({
  kinds = ['bonus', 'penalty', 'withhold'],
  withComponents = true,
  missing = ['leave-out', 'zero'],
  scales = scaleTable,
  meanRates = false,
}: WorldOptions = {}): fc.Arbitrary<World> {
  const shape = fc.record({
    kind: fc.constantFrom(...kinds),
    measures: fc.array(
      fc.record({
        parts: fc.constantFrom(1, 1, 1, 2),
        weight: fc.integer({ min: 0, max: 9 }),
        scale: fc.constantFrom(...Object.keys(scales)),
        combine: fc.constantFrom(
          'mean-of-shares' as const,
          'lowest-share' as const,
          ...(meanRates ? ['mean-of-rates' as const] : []),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    components: withComponents ? fc.subarray(components) : fc.constant([] as typeof components),
    minimumDenominator: fc.constantFrom(0, 30),
    missing: fc.constantFrom(...missing),
    comparison: fc.constantFrom('exact' as const, 'rounded-2-decimals' as const),
    rule: fc.constantFrom(null, 'report' as const, 'every-stratum' as const, 'mean-of-strata' as const),
    cap: fc.constantFrom(null, 0.03),
    share: fc.constantFrom(0.05, 0.008, 1),
    base: fc.constantFrom(100_000_000, 200_000, 33.33, 0),
    organizations: fc.integer({ min: 1, max: 3 }),
  });
  return shape.chain((chosen) => {
    const measures = chosen.measures.map((measure, index) => {
      const id = `M${index + 1}`;
      return { ...measure, id, partIds: measure.parts === 1 ? [id] : [`${id}a`, `${id}b`] };
    });
    const partIds = measures.flatMap((measure) => measure.partIds);
    const organizations = Array.from({ length: chosen.organizations }, (_, index) => `practice-${index + 1}`);
    const data = [...new Set([...partIds, 'M1'])];
    return fc
      .record({
        parts: fc.tuple(...partIds.map(partOf)),
        rows: fc.tuple(...organizations.flatMap((id) => data.map((measure) => rowsOf(id, measure)))),
      })
      .map(({ parts, rows }): World => {
        const part = (id: string) => parts[partIds.indexOf(id)]!;
        const total = Math.max(1, measures.reduce((sum, { weight }) => sum + weight, 0) + chosen.components.length);
        const lone = measures.every(({ weight }) => weight === 0) && chosen.components.length === 0;
        const input: ProgramInput = {
          ...head,
          kind: chosen.kind,
          lines: { goal: { percent: goal } },
          scales,
          minimumDenominator: chosen.minimumDenominator,
          missing: chosen.missing,
          comparison: chosen.comparison,
          ...(chosen.rule === null ? {} : { strata: { by: ['group'], rule: chosen.rule } }),
          measures: measures.map(({ combine, id, scale, weight }, index) => ({
            id,
            title: `Measure ${id}`,
            parts: measures[index]!.partIds.map((one) => ({ measure: one, direction: part(one).direction })),
            combine,
            scale,
            weight: lone ? (index === 0 ? 1 : 0) : weight / total,
          })),
          components: chosen.components.map((component) => ({ ...component, weight: 1 / total })),
          money: { ...money, share: chosen.share, ...(chosen.cap === null ? {} : { cap: chosen.cap }) },
        };
        return { input, parts, rows: rows.flat(), organizations, base: chosen.base };
      });
  });
}

/** The same world with some of the cells of the year hidden; those are listed. */
export function hide(world: World, places: readonly number[]): { readonly world: World; readonly hidden: readonly number[] } {
  const hidden = [...new Set(places.map((place) => place % Math.max(1, world.rows.length)))];
  const rows = world.rows.map((row, index) => (hidden.includes(index) ? { ...row, denominator: null, numerator: null } : row));
  return { world: { ...world, rows }, hidden };
}
