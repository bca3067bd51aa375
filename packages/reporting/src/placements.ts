import {
  benchmarkLines,
  benchmarkSets,
  createPlacer,
  defaultBenchmark,
  ladder,
  selectBenchmark,
  withDerivedLines,
  type Benchmark,
  type Ladder,
  type LadderOrder,
  type NamedLine,
  type Placement,
  type StandingOptions,
} from '@equipoise/benchmark';
import type { Measure } from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { benchmarkTables } from './benchmarkTables.ts';
import { findMeasure, QuestionError, UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

export interface PlacementQuestion extends Question, StandingOptions {
  /** Id of a benchmark set, or of a population for its newest; by default the shipped one that suits the measure best. */
  readonly benchmark?: string | undefined;
  /** Whether percentiles that nobody published, but that follow from the rates of those ranked, count as lines. */
  readonly includeDerived?: boolean | undefined;
  /** Fixed lines, such as a minimum performance level, beside the published percentiles on the ladder. */
  readonly lines?: readonly NamedLine[] | undefined;
  /** Of the ladder: `performance` unless told. */
  readonly order?: LadderOrder | undefined;
}

/** A rate among published percentiles; without a placement, the reason. */
export interface PlacedRate extends Rate {
  readonly benchmark: Benchmark;
  readonly placement: Placement | null;
  /** The published percentiles and the fixed lines of the question in one row; null without a rate of patients to show. */
  readonly ladder: Ladder | null;
  readonly reason: string | null;
}

/** Places every rate of a question. */
export async function readPlacements(store: Store, release: Release, question: PlacementQuestion): Promise<PlacedRate[]> {
  const {
    benchmark: set,
    closure,
    comparison,
    denominatorMin = 0,
    includeDerived = false,
    lines = [],
    order,
    ...rest
  } = question;
  const rates = await readRates(store, release, rest, { denominatorMin });
  const published = benchmarkFor(rest.measure, set, await benchmarkTables(store));
  requireDirection(published, findMeasure(release, rest.measure));
  const benchmark = includeDerived ? withDerivedLines(published) : published;
  const options = { closure, comparison, denominatorMin };
  const place = createPlacer(benchmark, options);
  const rungs = benchmark.unit === 'percent' ? [...benchmarkLines(benchmark), ...lines] : lines;
  return rates.map((rate) => {
    const { status, denominator, numerator, reason } = rate.estimate;
    const none = { ...rate, benchmark, placement: null, ladder: null };
    if (denominator === null || numerator === null) return { ...none, reason };
    const placement = place({ denominator, numerator });
    if (status !== 'REPORTED') return { ...none, reason: placement.reason };
    const climbed = ladder({ denominator, numerator }, { ...options, direction: benchmark.direction, lines: rungs, order });
    return { ...rate, benchmark, placement, ladder: climbed, reason: placement.reason };
  });
}

/** A table of the other direction would call the worst rates the best. */
function requireDirection({ direction, set }: Benchmark, measure: Measure): void {
  if (direction === measure.direction) return;
  throw new QuestionError(
    `the table ${set} says of ${measure.id} that ${direction} is better, and of the measure ${measure.direction} is: import it the right way round`,
  );
}

/**
 * The benchmark that a measure is placed on.
 *
 * @param asked   id of a set or of a population; when left out the shipped one that suits it best, else the only set there is
 * @param tables  those at hand; the shipped ones when left out
 * @throws UnknownNameError when none is at hand, or several are and nothing tells which
 */
export function benchmarkFor(measure: string, asked?: string, tables: readonly Benchmark[] = benchmarkSets()): Benchmark {
  const shipped = asked === undefined ? defaultBenchmark(measure) : null;
  if (shipped) return shipped;
  const sets = [...new Set(tables.filter((benchmark) => benchmark.measure === measure).map(({ set }) => set))];
  const named = asked ?? (sets.length === 1 ? sets[0] : undefined);
  if (named !== undefined) {
    const newest = { measure, measurementYear: 'newest' } as const;
    const inSet = selectBenchmark(tables, { ...newest, set: named });
    const chosen = inSet.candidates.some(({ set }) => set === named)
      ? inSet
      : selectBenchmark(tables, { ...newest, population: named });
    if (chosen.benchmark) return chosen.benchmark;
    // A table without lines is found all the same: it says why it places nobody.
    const [only, ...others] = chosen.candidates;
    if (chosen.status === 'without-lines' && only && others.length === 0) return only;
    if (chosen.status !== 'missing') throw new UnknownNameError('benchmark', chosen.reason!);
  }
  const choice = sets.length === 0 ? 'no public table has it' : `there are ${sets.join(', ')}`;
  throw new UnknownNameError('benchmark', `no benchmark ${asked ?? ''} for measure ${measure}: ${choice}`.replace('  ', ' '));
}
