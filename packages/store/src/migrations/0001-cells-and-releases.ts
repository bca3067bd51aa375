import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

// Frozen: imports nothing of ours. Small and safe to repeat, for not every database rolls back a table that it made.
export const cellsAndReleases: Migration = {
  async up(db: Kysely<unknown>) {
    const text = sql`varchar(64)`;
    const long = sql`varchar(255)`;
    const count = sql`double precision`;
    await db.schema
      .createTable('organization')
      .ifNotExists()
      .addColumn('id', text, (column) => column.primaryKey())
      .addColumn('name', long, (column) => column.notNull())
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('parent', text)
      .execute();
    await db.schema
      .createTable('declaration')
      .ifNotExists()
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('id', long, (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('declaration', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('declaration_key', ['kind', 'id'] as never)
      .execute();
    await db.schema
      .createTable('annotation')
      .ifNotExists()
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('measure', text)
      .addColumn('stratum', long)
      .addColumn('date', text, (column) => column.notNull())
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('source', long, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('import')
      .ifNotExists()
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('source', long, (column) => column.notNull())
      .addColumn('content_hash', text, (column) => column.notNull())
      .addColumn('cells', 'integer', (column) => column.notNull())
      .addColumn('imported_at', text, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('import_slice')
      .ifNotExists()
      .addColumn('measure', text, (column) => column.notNull())
      .addColumn('period', text, (column) => column.notNull())
      .addColumn('source', long, (column) => column.notNull())
      .addColumn('import', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('import_slice_key', ['measure', 'period', 'source'] as never)
      .execute();
    await db.schema
      .createTable('cell')
      .ifNotExists()
      .addColumn('measure', text, (column) => column.notNull())
      .addColumn('period', text, (column) => column.notNull())
      .addColumn('source', long, (column) => column.notNull())
      .addColumn('stratification', long, (column) => column.notNull())
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('stratum', long, (column) => column.notNull())
      .addColumn('eligible', count)
      .addColumn('excluded', count)
      .addColumn('denominator', count)
      .addColumn('numerator', count)
      .addPrimaryKeyConstraint('cell_key', ['measure', 'period', 'source', 'stratification', 'organization', 'stratum'] as never)
      .execute();
    await db.schema
      .createTable('release')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('policy', text, (column) => column.notNull())
      .addColumn('audit', text, (column) => column.notNull())
      .addColumn('data_through', text, (column) => column.notNull())
      .addColumn('cells', 'integer', (column) => column.notNull())
      .addColumn('hidden', 'integer', (column) => column.notNull())
      .addColumn('content_hash', text, (column) => column.notNull())
      .addColumn('engine_version', text, (column) => column.notNull())
      .addColumn('manifest', 'text', (column) => column.notNull())
      .execute();
    // The key is the order in which reports read: a series of one organization, then its strata.
    await db.schema
      .createTable('released_cell')
      .ifNotExists()
      .addColumn('release', 'integer', (column) => column.notNull())
      .addColumn('measure', text, (column) => column.notNull())
      .addColumn('stratification', long, (column) => column.notNull())
      .addColumn('organization', text, (column) => column.notNull())
      .addColumn('period', text, (column) => column.notNull())
      .addColumn('stratum', long, (column) => column.notNull())
      .addColumn('eligible', count)
      .addColumn('excluded', count)
      .addColumn('denominator', count)
      .addColumn('numerator', count)
      .addColumn('status', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('released_cell_key', [
        'release',
        'measure',
        'stratification',
        'organization',
        'period',
        'stratum',
      ] as never)
      .execute();
  },
};
