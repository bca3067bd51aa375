import {
  createFrameBuilder,
  defineMeasure,
  stratificationCatalogue,
  suppressionPolicies,
  type MeasureDeclaration,
  type StratificationDeclaration,
  defineStratification,
  type Annotation,
  type Organization,
} from '@equipoise/engine';
import { importCells, openForWriting, type Store } from '@equipoise/store';
import { buildRelease, createReports, type Reports } from '../../src/index.ts';

/** One cell: measure, month, practice, stratification, stratum, denominator, numerator. */
export type Counts = readonly [string, string, string, string, string, number, number];

export interface World {
  readonly cells: readonly Counts[];
  readonly measures: readonly MeasureDeclaration[];
  readonly organizations?: readonly Organization[];
  readonly stratifications?: readonly StratificationDeclaration[];
  readonly annotations?: readonly Annotation[];
  readonly policy?: string;
}

export const plan: Organization = { id: 'plan', name: 'The plan', kind: 'payer', parent: null };
export const practice = (id: string): Organization => ({ id, name: `Practice ${id}`, kind: 'practice', parent: 'plan' });
export const all = (measure: string, period: string, id: string, denominator: number, numerator: number): Counts => [
  measure,
  period,
  id,
  'total',
  'all',
  denominator,
  numerator,
];

/** Reports over a release of these cells and nothing else. */
export async function reportsOf(world: World): Promise<Reports & { readonly store: Store }> {
  const builder = createFrameBuilder();
  for (const [measure, period, organization, stratification, stratum, denominator, numerator] of world.cells)
    builder.add([measure, period, organization, stratification, stratum], [denominator, 0, denominator, numerator]);
  const store = await openForWriting(':memory:');
  await importCells(store, {
    cells: builder.build(),
    organizations: world.organizations ?? [plan, practice('a'), practice('b')],
    annotations: world.annotations ?? [],
    measures: world.measures.map(defineMeasure),
    stratifications: [...stratificationCatalogue, ...(world.stratifications ?? []).map(defineStratification)],
    source: null,
    contentHash: 'test',
    importedAt: '2025-01-01T00:00:00.000Z',
  });
  const policy = suppressionPolicies.find(({ id }) => id === (world.policy ?? 'none'))!;
  await buildRelease(store, policy);
  return { store, ...(await createReports(store)) };
}
