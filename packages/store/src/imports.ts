import {
  dimensionOf,
  type Annotation,
  type CellFrame,
  type Measure,
  type Organization,
  type Stratification,
} from '@equipoise/engine';
import { insertMany, storedCount } from './bulk.ts';
import { landWhole, type Store } from './database.ts';

/** What one import brings. */
export interface Import {
  readonly cells: CellFrame;
  readonly organizations: readonly Organization[];
  readonly annotations: readonly Annotation[];
  readonly measures: readonly Measure[];
  readonly stratifications: readonly Stratification[];
  /** Who sends it; null when the sender is not named. */
  readonly source: string | null;
  /** The same content is imported once. */
  readonly contentHash: string;
  /** When, for the journal alone; no answer depends on it. */
  readonly importedAt: string;
}

/** Thrown when an import disagrees with what other sources own; nothing was written. */
export class OwnershipError extends Error {
  override readonly name = 'OwnershipError';
}

/** The source of imports that name none. */
export const unnamedSource = 'default';

/**
 * Lands an import whole or not at all. For every measure and period that it brings, the cells that its source brought
 * before are replaced; other sources' and other periods' cells are untouched.
 *
 * @returns whether anything changed: the same content again changes nothing
 * @throws OwnershipError when another source owns a measure, period and organization of it, or when an import that names
 *   no source would drop organizations that an earlier one brought
 */
export async function importCells(store: Store, input: Import): Promise<{ changed: boolean; cells: number }> {
  return landWhole(store, async (db) => {
    const source = input.source ?? unnamedSource;
    if (await isCurrent(db, input, source)) return { changed: false, cells: input.cells.length };
    const conflict = await findConflict(db, input);
    if (conflict !== null) throw new OwnershipError(conflict);

    for (const organization of input.organizations) {
      await db
        .insertInto('organization')
        .values(organization)
        .onConflict((on) =>
          on.column('id').doUpdateSet({ name: organization.name, kind: organization.kind, parent: organization.parent }),
        )
        .execute();
    }
    // What earlier imports declared and this one does not know of still describes their cells.
    for (const [kind, declarations] of [
      ['measure', input.measures],
      ['stratification', input.stratifications],
    ] as const) {
      for (const [place, declaration] of declarations.entries()) {
        await db
          .insertInto('declaration')
          .values({ kind, id: declaration.id, place, declaration: JSON.stringify(declaration) })
          .onConflict((on) => on.columns(['kind', 'id']).doUpdateSet({ place, declaration: JSON.stringify(declaration) }))
          .execute();
      }
    }
    for (const organization of new Set(input.annotations.map(({ organization }) => organization))) {
      await db.deleteFrom('annotation').where('source', '=', source).where('organization', '=', organization).execute();
    }
    for (const annotation of input.annotations)
      await db
        .insertInto('annotation')
        .values({ ...annotation, source })
        .execute();

    const { id } = await db
      .insertInto('import')
      .values({ source, content_hash: input.contentHash, cells: input.cells.length, imported_at: input.importedAt })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const { measure, period } of slicesOf(input.cells)) {
      await db
        .deleteFrom('cell')
        .where('measure', '=', measure)
        .where('period', '=', period)
        .where('source', '=', source)
        .execute();
      await db
        .insertInto('import_slice')
        .values({ measure, period, source, import: id })
        .onConflict((on) => on.columns(['measure', 'period', 'source']).doUpdateSet({ import: id }))
        .execute();
    }
    const row = { measure: '', period: '', source: '', stratification: '', organization: '', stratum: '' };
    const counts = { eligible: 0, excluded: 0, denominator: 0, numerator: 0 };
    insertMany(store, db.insertInto('cell').values({ ...row, ...counts }), cellRows(input.cells, source));
    return { changed: true, cells: input.cells.length };
  });
}

type Reader = Pick<Store['db'], 'selectFrom'>;

/** Why an import may not land, in words; null when it may. The same question that `importCells` asks, for a dry run. */
export async function findConflict(
  db: Reader,
  input: Pick<Import, 'cells' | 'source'> & Partial<Pick<Import, 'organizations'>>,
): Promise<string | null> {
  const source = input.source ?? unnamedSource;
  const known = await db.selectFrom('organization').select(['id', 'parent']).execute();
  const parents = new Map([...known, ...(input.organizations ?? [])].map(({ id, parent }) => [id, parent]));
  const brought = organizationsBySlice(input.cells);
  for (const { measure, period } of slicesOf(input.cells)) {
    const owners = await db
      .selectFrom('cell')
      .select(['source', 'organization'])
      .distinct()
      .where('measure', '=', measure)
      .where('period', '=', period)
      .execute();
    const here = brought.get(`${measure}\n${period}`)!;
    const other = owners.find((owner) => owner.source !== source && here.has(owner.organization));
    if (other) {
      return `measure ${measure}, period ${period}: source ${other.source} has brought organization ${other.organization} already; leave it out, or import as --source ${other.source} to replace`;
    }
    const others = new Map(owners.filter((owner) => owner.source !== source).map((owner) => [owner.organization, owner.source]));
    const nested = findAbove(here, others, parents) ?? findAbove(others.keys(), here, parents);
    if (nested) {
      return `measure ${measure}, period ${period}: organization ${nested.high} stands above ${nested.low}, and another source has brought one of them: patients would be counted twice; leave one of them out`;
    }
    const dropped = owners.filter((owner) => owner.source === source && !here.has(owner.organization));
    if (input.source === null && dropped.length > 0) {
      return (
        `measure ${measure}, period ${period}: an earlier import brought ${dropped.length} more, such as ${dropped[0]!.organization}. To correct the measure and period, send all of its organizations again; ` +
        `to add organizations of another sender, name it with --source NAME; to replace all that was there, import as --source ${unnamedSource}`
      );
    }
  }
  return null;
}

/** The first organization that has one of `highs` somewhere above it. */
function findAbove(
  lows: Iterable<string>,
  highs: Pick<ReadonlySet<string>, 'has'>,
  parents: ReadonlyMap<string, string | null>,
): { low: string; high: string } | null {
  for (const low of lows) {
    const seen = new Set([low]);
    for (let at = parents.get(low); at !== undefined && at !== null && !seen.has(at); at = parents.get(at)) {
      if (highs.has(at)) return { low, high: at };
      seen.add(at);
    }
  }
  return null;
}

/** Whether all that this content brought is still what the database holds. */
async function isCurrent(db: Reader, { contentHash, cells }: Import, source: string): Promise<boolean> {
  const last = await db
    .selectFrom('import')
    .select('id')
    .where('content_hash', '=', contentHash)
    .where('source', '=', source)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!last) return false;
  const latest = await db.selectFrom('import').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  if (latest.id === last.id) return true;
  const slices = slicesOf(cells);
  const held = await db.selectFrom('import_slice').select(['measure', 'period']).where('import', '=', last.id).execute();
  // Organizations and declarations of a later import may differ, so content without cells is taken in again.
  return slices.length > 0 && held.length === slices.length;
}

/** The measures and periods of a frame. */
function slicesOf(cells: CellFrame): { measure: string; period: string }[] {
  const [measure, period] = [dimensionOf(cells, 'measure'), dimensionOf(cells, 'period')];
  const seen = new Uint8Array(measure.members.length * period.members.length);
  for (let row = 0; row < cells.length; row += 1) seen[measure.codes[row]! * period.members.length + period.codes[row]!] = 1;
  const slices: { measure: string; period: string }[] = [];
  seen.forEach((is, key) => {
    if (is === 1)
      slices.push({
        measure: measure.members[Math.floor(key / period.members.length)]!,
        period: period.members[key % period.members.length]!,
      });
  });
  return slices;
}

function organizationsBySlice(cells: CellFrame): Map<string, Set<string>> {
  const [measure, period, organization] = ['measure', 'period', 'organization'].map((name) => dimensionOf(cells, name));
  const bySlice = new Map<string, Set<string>>();
  for (let row = 0; row < cells.length; row += 1) {
    const slice = `${measure!.members[measure!.codes[row]!]!}\n${period!.members[period!.codes[row]!]!}`;
    let organizations = bySlice.get(slice);
    if (!organizations) bySlice.set(slice, (organizations = new Set()));
    organizations.add(organization!.members[organization!.codes[row]!]!);
  }
  return bySlice;
}

function* cellRows(cells: CellFrame, source: string): Generator<(string | number | null)[]> {
  const [measure, period, stratification, organization, stratum] = [
    'measure',
    'period',
    'stratification',
    'organization',
    'stratum',
  ].map((name) => dimensionOf(cells, name));
  const { eligible, excluded, denominator, numerator } = cells.columns;
  for (let row = 0; row < cells.length; row += 1) {
    yield [
      measure!.members[measure!.codes[row]!]!,
      period!.members[period!.codes[row]!]!,
      source,
      stratification!.members[stratification!.codes[row]!]!,
      organization!.members[organization!.codes[row]!]!,
      stratum!.members[stratum!.codes[row]!]!,
      storedCount(eligible![row]!),
      storedCount(excluded![row]!),
      storedCount(denominator![row]!),
      storedCount(numerator![row]!),
    ];
  }
}
