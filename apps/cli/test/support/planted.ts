import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suppressionPolicies } from '@equipoise/engine';
import { readConfig, readTables } from '@equipoise/intake';
import { buildRelease, createReports, type Reports } from '@equipoise/reporting';
import { importCells, openForWriting, type Store } from '@equipoise/store';
import { generateProgram, writeProgram, type Truth } from '@equipoise/synth';

export interface Planted {
  readonly truth: Truth;
  readonly store: Store;
  /** Nothing hidden. */
  readonly internal: Reports;
  /** Counts of 1 to 10 hidden. */
  readonly safe: Reports;
}

/** A program with planted truth, taken the whole way: files, cells, releases, reports. */
export async function plantedProgram({ seed, scale = 1 }: { seed: number; scale?: number }): Promise<Planted> {
  const directory = mkdtempSync(join(tmpdir(), 'equipoise-planted-'));
  try {
    const program = generateProgram({ seed, scale });
    writeProgram(program, directory);
    const config = readConfig({});
    const names = ['organizations', 'members', 'results', 'annotations'] as const;
    const files = Object.fromEntries(names.map((table) => [table, [join(directory, `${table}.csv`)]]));
    const { cells, organizations, annotations, contentHash, issueCounts } = await readTables(files, { config });
    if (!cells) throw new Error(`the program has faults: ${JSON.stringify(issueCounts)}`);
    const store = await openForWriting(':memory:');
    const { measures, stratifications } = config;
    const landing = { cells, organizations, annotations, measures, stratifications, source: null, contentHash, importedAt: '' };
    await importCells(store, landing);
    const released = async (policy: string) => {
      const { release } = await buildRelease(
        store,
        suppressionPolicies.find(({ id }) => id === policy)!,
      );
      return createReports(store, release.number);
    };
    return { truth: program.truth, store, internal: await released('none'), safe: await released('cms') };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
