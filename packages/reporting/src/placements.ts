import { benchmarkSets, defaultBenchmark, findBenchmark, placeRate, type Benchmark, type Placement } from '@equipoise/benchmark';
import type { Release, Store } from '@equipoise/store';
import { UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

export interface PlacementQuestion extends Question {
  /** Id of a benchmark set; by default the one that suits the measure best. */
  readonly benchmark?: string | undefined;
  readonly denominatorMin?: number | undefined;
}

/** A rate among published percentiles; without a placement, the reason. */
export interface PlacedRate extends Rate {
  readonly benchmark: Benchmark;
  readonly placement: Placement | null;
  readonly reason: string | null;
}

/** Places every rate of a question. */
export async function readPlacements(store: Store, release: Release, question: PlacementQuestion): Promise<PlacedRate[]> {
  const { benchmark: set, denominatorMin = 0, ...rest } = question;
  const rates = await readRates(store, release, rest, { denominatorMin });
  const benchmark = benchmarkFor(rest.measure, set);
  return rates.map((rate) => {
    const { status, denominator, numerator, reason } = rate.estimate;
    if (status !== 'REPORTED' || denominator === null || numerator === null)
      return { ...rate, benchmark, placement: null, reason };
    const placement = placeRate({ denominator, numerator }, benchmark);
    return { ...rate, benchmark, placement, reason: placement.reason };
  });
}

/** The benchmark that a measure is placed on. */
export function benchmarkFor(measure: string, set?: string): Benchmark {
  const found = set === undefined ? defaultBenchmark(measure) : findBenchmark({ measure, set });
  if (found) return found;
  const sets = benchmarkSets().filter((benchmark) => benchmark.measure === measure);
  const choice = sets.length === 0 ? 'no public table has it' : `there are ${sets.map((benchmark) => benchmark.set).join(', ')}`;
  throw new UnknownNameError('benchmark', `no benchmark ${set ?? ''} for measure ${measure}: ${choice}`.replace('  ', ' '));
}
