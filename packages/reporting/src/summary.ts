import { defaultBenchmark, lineAt } from '@equipoise/benchmark';
import type { Estimate, Measure, Organization } from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { readDisparities, type Disparity } from './disparities.ts';
import { practicesUnder, topOrganizations } from './question.ts';
import { readPlacements } from './placements.ts';
import { readRates } from './rates.ts';
import { expectFalseSignals, isJudged, readRunCharts, type ChartedSeries } from './runCharts.ts';

/** The state of one measure at the top, and of its practices. */
export interface MeasureSummary {
  readonly measure: Measure;
  readonly organization: Organization;
  readonly period: string;
  readonly estimate: Estimate;
  /** How many of the practices below sent anything for the period: the sums cover those. */
  readonly practices: { readonly all: number; readonly withData: number };
  readonly disparity: Disparity | null;
  readonly charts: {
    /** The measure whose months are judged. */
    readonly measure: string;
    readonly signals: readonly ChartedSeries[];
    /** Practices with enough months to judge, and all of them. */
    readonly judged: number;
    readonly practices: number;
    /** How many of the judged would signal though nothing changed. */
    readonly expectedByChance: number;
  } | null;
  readonly median: {
    readonly rateText: string;
    readonly peerGroup: string;
    readonly vintage: string;
    readonly set: string;
    readonly caveats: readonly string[];
    readonly met: number;
    readonly placed: number;
    readonly practices: number;
  } | null;
}

/**
 * One paragraph a measure: rate, gaps, practices with a run-chart signal, practices at the median line.
 * Batches of charts are judged by the Anhøj rules alone: they cry wolf least.
 */
export async function readSummary(store: Store, release: Release): Promise<MeasureSummary[]> {
  const held = release.measures.filter(({ id }) => Object.hasOwn(release.periods, id));
  const twins = new Set(held.map(({ monthly }) => monthly));
  const summaries: MeasureSummary[] = [];
  for (const measure of held.filter(({ id }) => !twins.has(id))) {
    for (const organization of topOrganizations(release)) {
      const question = { measure: measure.id, organizations: [organization.id] };
      const rates = await readRates(store, release, { ...question, from: release.periods[measure.id]![0] }, {});
      // A database may hold several payers, each with measures of its own.
      if (rates.every(({ estimate }) => estimate.status === 'NO_DATA')) continue;
      const rate = rates.at(-1);
      const practices = practicesUnder(release, organization).map(({ id }) => id);
      const [disparity = null] = await readDisparities(store, release, { ...question, by: 'race-ethnicity' }, {});
      summaries.push({
        measure,
        organization,
        period: rate!.period,
        estimate: rate!.estimate,
        practices: {
          all: practices.length,
          withData: (await readRates(store, release, { ...question, organizations: practices }, {})).filter(
            (practice) => practice.estimate.status !== 'NO_DATA',
          ).length,
        },
        disparity,
        charts: await summarizeCharts(store, release, measure, practices),
        median: await summarizeMedian(store, release, measure, practices),
      });
    }
  }
  return summaries;
}

async function summarizeCharts(
  store: Store,
  release: Release,
  measure: Measure,
  practices: readonly string[],
): Promise<MeasureSummary['charts']> {
  const charted = measure.monthly !== null && Object.hasOwn(release.periods, measure.monthly) ? measure.monthly : measure.id;
  const series = await readRunCharts(store, release, { measure: charted, organizations: practices }, {});
  const judged = series.filter(isJudged);
  if (judged.length === 0) return null;
  return {
    measure: charted,
    signals: judged.filter(({ verdict }) => verdict === 'SIGNAL'),
    judged: judged.length,
    practices: series.length,
    expectedByChance: expectFalseSignals(judged)!.expected,
  };
}

async function summarizeMedian(
  store: Store,
  release: Release,
  measure: Measure,
  practices: readonly string[],
): Promise<MeasureSummary['median']> {
  const benchmark = defaultBenchmark(measure.id);
  const line = benchmark && lineAt(benchmark, 50);
  if (!benchmark || !line) return null;
  const placed = (await readPlacements(store, release, { measure: measure.id, organizations: practices })).flatMap(
    ({ placement }) => (placement && placement.lines.length > 0 ? [placement] : []),
  );
  return {
    rateText: `${line.text} %`,
    peerGroup: benchmark.peerGroup,
    vintage: benchmark.vintage,
    set: benchmark.set,
    caveats: benchmark.caveats,
    met: placed.filter(({ lines }) => lines.some(({ percentile, met }) => percentile === 50 && met)).length,
    placed: placed.length,
    practices: practices.length,
  };
}
