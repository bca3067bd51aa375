export { readCells, readHoldings, type Holdings } from './catalogue.ts';
export { openForReading, openForWriting, openIfFinished, StoreError, type Store } from './database.ts';
export { findConflict, importCells, OwnershipError, unnamedSource, type Import } from './imports.ts';
export {
  listReleases,
  readRelease,
  readReleasedCells,
  writeRelease,
  type Audit,
  type CellQuery,
  type NewRelease,
  type Release,
  type ReleasedCell,
} from './releases.ts';
