import type { EstimateOptions } from '@equipoise/engine';
import type {
  BoundedGaps,
  ChartedSeries,
  ContractComparisonQuestion,
  ContractComparisonReport,
  CompletenessQuestion,
  CompletenessReport,
  ControlChartQuestion,
  ControlledSeries,
  Disparity,
  DisparityIndexQuestion,
  DisparityIndexReport,
  DisparityQuestion,
  GapBoundsQuestion,
  GapChange,
  GapChangeQuestion,
  GapControlledSeries,
  GapControlQuestion,
  PlacedRate,
  PlacementQuestion,
  ProgramQuestion,
  Question,
  Rate,
  Reports,
  RunChartQuestion,
  WithinPractices,
  WithinPracticesQuestion,
} from '@equipoise/reporting';
import DataLoader from 'dataloader';
import { awardsOf, type Awarded } from './awards.ts';

/** A question without the organizations, which the batch fills in. */
type About<Q> = Omit<Q, 'organizations'>;
type Batch<Q, Answer> = (organization: string, question: About<Q>) => Promise<readonly Answer[]>;

export interface Batches {
  readonly rates: Batch<Question & EstimateOptions, Rate>;
  readonly disparities: Batch<DisparityQuestion & Omit<EstimateOptions, 'method'>, Disparity>;
  readonly disparityIndices: Batch<DisparityIndexQuestion, DisparityIndexReport>;
  readonly contractComparisons: Batch<ContractComparisonQuestion, ContractComparisonReport>;
  readonly gapBounds: Batch<GapBoundsQuestion & { readonly level: number }, BoundedGaps>;
  readonly completeness: Batch<CompletenessQuestion & { readonly goal: number; readonly level: number }, CompletenessReport>;
  readonly gapChanges: Batch<GapChangeQuestion & { readonly level: number }, GapChange>;
  readonly withinPractices: Batch<WithinPracticesQuestion & { readonly level: number }, WithinPractices>;
  readonly runCharts: Batch<RunChartQuestion, ChartedSeries>;
  readonly controlCharts: Batch<ControlChartQuestion, ControlledSeries>;
  readonly gapControlCharts: Batch<GapControlQuestion & Omit<EstimateOptions, 'method'>, GapControlledSeries>;
  readonly placements: Batch<PlacementQuestion, PlacedRate>;
  readonly awards: Batch<ProgramQuestion, Awarded>;
}

/**
 * Gathers what the organizations of one page ask for, so that a page of practices costs one report and not one each.
 *
 * @param reports  reports over a release
 * @example Object.keys(createBatches({})) // ['rates', 'disparities', 'disparityIndices', 'contractComparisons', 'gapBounds', 'completeness', 'gapChanges', 'withinPractices', 'runCharts', 'controlCharts', 'gapControlCharts', 'placements', 'awards']
 */
export function createBatches(reports: Reports): Batches {
  return {
    rates: batch(
      ({ method, level, denominatorMin, ...question }) => reports.rates(question, options({ method, level, denominatorMin })),
      byOwner,
    ),
    disparities: batch(
      ({ level, denominatorMin, ...question }) => reports.disparities(question, options({ level, denominatorMin })),
      ({ groups }) => byOwner(groups[0]!),
    ),
    disparityIndices: batch((question) => reports.disparityIndices(question), byOwner),
    contractComparisons: batch((question) => reports.contractComparisons(question), byOwner),
    gapBounds: batch(({ level, ...question }) => reports.gapBounds(question, { level }), byOwner),
    completeness: batch(({ goal, level, ...question }) => reports.completeness(question, { goal, level }), byOwner),
    gapChanges: batch(({ level, ...question }) => reports.gapChanges(question, { level }), byOwner),
    withinPractices: batch(({ level, ...question }) => reports.withinPractices(question, { level }), byOwner),
    runCharts: batch((question) => reports.runCharts(question), byOwner),
    controlCharts: batch((question) => reports.controlCharts(question), byOwner),
    gapControlCharts: batch(
      ({ level, denominatorMin, ...question }) => reports.gapControlCharts(question, options({ level, denominatorMin })),
      byOwner,
    ),
    placements: batch((question) => reports.placements(question), byOwner),
    awards: batch(
      async (question) => awardsOf(await reports.programScores(question)),
      ({ score }) => score.organization,
    ),
  };
}

/** One loader for each distinct question; its keys are the organizations that ask it. */
function batch<Q extends object, Answer>(
  read: (question: About<Q> & { organizations: readonly string[] }) => Promise<readonly Answer[]>,
  ownerOf: (answer: Answer) => string,
): Batch<Q, Answer> {
  const loaders = new Map<string, DataLoader<string, readonly Answer[]>>();
  return (organization, question) => {
    const key = JSON.stringify(question);
    let loader = loaders.get(key);
    if (!loader) {
      loader = new DataLoader(async (organizations) => {
        const answers = Map.groupBy(await read({ ...question, organizations }), ownerOf);
        return organizations.map((id) => answers.get(id) ?? []);
      });
      loaders.set(key, loader);
    }
    return loader.load(organization);
  };
}

const byOwner = ({ organization }: { readonly organization: { readonly id: string } }): string => organization.id;

/** What a question leaves out is left to the defaults of reports. */
function options({
  method,
  level,
  denominatorMin,
}: { [Name in keyof EstimateOptions]: EstimateOptions[Name] | undefined }): EstimateOptions {
  return {
    ...(method !== undefined && { method }),
    ...(level !== undefined && { level }),
    ...(denominatorMin !== undefined && { denominatorMin }),
  };
}
