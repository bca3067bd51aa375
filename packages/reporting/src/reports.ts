import { engineVersion, type EstimateOptions } from '@equipoise/engine';
import { readRelease, type Release, type Store } from '@equipoise/store';
import { readDisparities, type Disparity, type DisparityQuestion } from './disparities.ts';
import { readDisparityIndices, type DisparityIndexQuestion, type DisparityIndexReport } from './disparityIndices.ts';
import { readControlCharts, type ControlChartQuestion, type ControlledSeries } from './controlCharts.ts';
import { readFunnel, type FunnelQuestion, type FunnelReport } from './funnels.ts';
import { readGapChanges, type GapChange, type GapChangeQuestion } from './gapChanges.ts';
import { readPlacements, type PlacedRate, type PlacementQuestion } from './placements.ts';
import { UnknownNameError, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';
import { readRunCharts, type ChartedSeries, type RunChartQuestion } from './runCharts.ts';
import { readSummary, type MeasureSummary } from './summary.ts';

/** What stands beside every answer: the same release and the same question give the same bytes. */
export interface Provenance {
  readonly release: number;
  readonly dataThrough: string;
  readonly policy: string;
  readonly audit: string;
  /** `internal` until an audit has shown that no hidden cell can be recovered. */
  readonly use: 'internal' | 'shared';
  /** Version of the engine that computes the answer; the release says which one made it. */
  readonly engineVersion: string;
}

/** Every answer that apps give, over one release. */
export interface Reports {
  readonly release: Release;
  readonly provenance: Provenance;
  rates(question: Question, options?: EstimateOptions): Promise<Rate[]>;
  disparities(question: DisparityQuestion, options?: EstimateOptions): Promise<Disparity[]>;
  disparityIndices(question: DisparityIndexQuestion): Promise<DisparityIndexReport[]>;
  gapChanges(question: GapChangeQuestion, options?: Pick<EstimateOptions, 'level'>): Promise<GapChange[]>;
  runCharts(question: RunChartQuestion, options?: EstimateOptions): Promise<ChartedSeries[]>;
  controlCharts(question: ControlChartQuestion, options?: EstimateOptions): Promise<ControlledSeries[]>;
  funnel(question: FunnelQuestion, options?: EstimateOptions): Promise<FunnelReport>;
  placements(question: PlacementQuestion): Promise<PlacedRate[]>;
  summary(): Promise<MeasureSummary[]>;
}

/**
 * Reports over a release. Reads released cells and nothing rawer.
 *
 * @param store   an open database
 * @param number  which release; by default the newest
 * @throws UnknownNameError when there is no such release
 */
export async function createReports(store: Store, number?: number): Promise<Reports> {
  const release = await readRelease(store, number);
  if (!release) {
    throw new UnknownNameError(
      'release',
      number === undefined ? 'the database holds no release: equipoise release makes one' : `there is no release ${number}`,
    );
  }
  return {
    release,
    provenance: provenanceOf(release),
    rates: (question, options = {}) => readRates(store, release, question, options),
    disparities: (question, options = {}) => readDisparities(store, release, question, options),
    disparityIndices: (question) => readDisparityIndices(store, release, question),
    gapChanges: (question, options = {}) => readGapChanges(store, release, question, options),
    runCharts: (question, options = {}) => readRunCharts(store, release, question, options),
    controlCharts: (question, options = {}) => readControlCharts(store, release, question, options),
    funnel: (question, options = {}) => readFunnel(store, release, question, options),
    placements: (question) => readPlacements(store, release, question),
    summary: () => readSummary(store, release),
  };
}

function provenanceOf({ number, dataThrough, policy, audit }: Release): Provenance {
  return {
    release: number,
    dataThrough,
    policy: policy.id,
    audit,
    use: audit === 'passed' ? 'shared' : 'internal',
    engineVersion,
  };
}
