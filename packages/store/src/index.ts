export {
  importBenchmarkTables,
  listBenchmarkTables,
  readBenchmarkTables,
  type Landed,
  type NewBenchmarkTable,
  type StoredTable,
  type TableKey,
} from './benchmarkTables.ts';
export { readCells, readHoldings, type Holdings } from './catalogue.ts';
export { openForReading, openForWriting, openIfFinished, StoreError, type Store } from './database.ts';
export { findConflict, importCells, OwnershipError, unnamedSource, type Import } from './imports.ts';
export { canonicalJson, hashOf } from './contentHash.ts';
export { importProgram, listPrograms, readProgram, type NewProgram, type StoredProgram } from './programs.ts';
export {
  eachReleasedCounts,
  listReleases,
  readRelease,
  readReleasedCells,
  writeRelease,
  type Audit,
  type CellQuery,
  type NewRelease,
  type Release,
  type ReleasedCell,
  type ReleasedCounts,
} from './releases.ts';
export {
  listSettlements,
  readSettlement,
  writeSettlement,
  type NewSettlement,
  type Settled,
  type Settlement,
  type SettlementHead,
} from './settlements.ts';
