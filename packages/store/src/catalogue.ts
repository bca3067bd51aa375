import {
  createFrameBuilder,
  type Annotation,
  type CellFrame,
  type Measure,
  type Organization,
  type Stratification,
} from '@equipoise/engine';
import { readCount } from './bulk.ts';
import type { Store } from './database.ts';

/** Everything that imports have brought, as of now: what a release is made from. */
export interface Holdings {
  readonly organizations: readonly Organization[];
  readonly measures: readonly Measure[];
  readonly stratifications: readonly Stratification[];
  readonly annotations: readonly Annotation[];
}

/** Organizations, declarations and annotations, in a fixed order. */
export async function readHoldings({ db }: Store): Promise<Holdings> {
  const declarations = await db
    .selectFrom('declaration')
    .select(['kind', 'declaration'])
    .orderBy('kind')
    .orderBy('place')
    .orderBy('id')
    .execute();
  const declared = (kind: string) =>
    declarations.filter((row) => row.kind === kind).map((row) => JSON.parse(row.declaration) as unknown);
  return {
    organizations: (await db
      .selectFrom('organization')
      .select(['id', 'name', 'kind', 'parent'])
      .orderBy('id')
      .execute()) as Organization[],
    measures: declared('measure') as Measure[],
    stratifications: declared('stratification') as Stratification[],
    annotations: await db
      .selectFrom('annotation')
      .select(['organization', 'measure', 'stratum', 'date', 'kind', 'text'])
      .orderBy('organization')
      .orderBy('date')
      .orderBy('kind')
      .orderBy('text')
      .execute(),
  };
}

/** All cells of all sources as one frame, in the order of their key. */
export function readCells(store: Store): CellFrame {
  const query = store.db
    .selectFrom('cell')
    .select([
      'measure',
      'period',
      'organization',
      'stratification',
      'stratum',
      'eligible',
      'excluded',
      'denominator',
      'numerator',
    ])
    .orderBy('measure')
    .orderBy('period')
    .orderBy('source')
    .orderBy('stratification')
    .orderBy('organization')
    .orderBy('stratum')
    .compile();
  const builder = createFrameBuilder();
  const counts = [0, 0, 0, 0];
  for (const row of store.sqlite.prepare(query.sql).raw().iterate() as IterableIterator<(string | number | null)[]>) {
    for (let c = 0; c < 4; c += 1) counts[c] = readCount(row[5 + c] as number | null);
    row.length = 5;
    builder.add(row as string[], counts);
  }
  return builder.build();
}
