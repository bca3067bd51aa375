import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

// Frozen: imports nothing of ours. Small and safe to repeat, for not every database rolls back a table that it made.
export const programs: Migration = {
  async up(db: Kysely<unknown>) {
    const text = sql`varchar(64)`;
    const long = sql`varchar(255)`;
    await db.schema
      .createTable('benchmark_table')
      .ifNotExists()
      .addColumn('set_id', long, (column) => column.notNull())
      .addColumn('measure', text, (column) => column.notNull())
      .addColumn('population', long, (column) => column.notNull())
      .addColumn('measurement_year', 'integer', (column) => column.notNull())
      .addColumn('licence', 'text', (column) => column.notNull())
      .addColumn('redistributable', 'integer', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('content_hash', text, (column) => column.notNull())
      .addColumn('imported_at', text, (column) => column.notNull())
      .addPrimaryKeyConstraint('benchmark_table_key', ['set_id', 'measure', 'population', 'measurement_year'] as never)
      .execute();
    await db.schema
      .createTable('program')
      .ifNotExists()
      .addColumn('id', text, (column) => column.primaryKey())
      .addColumn('definition', 'text', (column) => column.notNull())
      .addColumn('content_hash', text, (column) => column.notNull())
      .addColumn('imported_at', text, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('settlement')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('program', text, (column) => column.notNull())
      .addColumn('year', 'integer', (column) => column.notNull())
      .addColumn('release', 'integer', (column) => column.notNull())
      .addColumn('definition', 'text', (column) => column.notNull())
      .addColumn('assumptions', 'text', (column) => column.notNull())
      .addColumn('inputs', 'text', (column) => column.notNull())
      .addColumn('basis', 'text', (column) => column.notNull())
      .addColumn('result', 'text', (column) => column.notNull())
      .addColumn('content_hash', text, (column) => column.notNull())
      .addColumn('attested_by', long, (column) => column.notNull())
      .addColumn('attested_at', text, (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .execute();
    // What was settled and attested stays what it was, whoever writes: a correction is another settlement.
    const guards = {
      update: 'before update on settlement',
      delete: 'before delete on settlement',
      // A row that replaces another fires no trigger of a deletion.
      replace: 'before insert on settlement when exists (select 1 from settlement where number = new.number)',
    };
    for (const [name, when] of Object.entries(guards)) {
      await sql`
        create trigger if not exists ${sql.raw(`settlement_no_${name}`)} ${sql.raw(when)}
        begin select raise(abort, 'a settlement is never changed'); end
      `.execute(db);
    }
  },
};
