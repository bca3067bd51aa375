import { createReports, type Reports } from '@equipoise/reporting';
import { listReleases, type Store } from '@equipoise/store';
import { createBatches, type Batches } from './batches.ts';

/** All that a resolver sees: reports over released cells, and nothing rawer. */
export interface Context {
  /** Over the release that this server serves. */
  readonly reports: Reports;
  readonly releases: Releases;
  /** The same reports, asked for many organizations at once. */
  readonly batches: Batches;
}

/** The releases of a database. One that is found is kept: it never changes. */
export interface Releases {
  /** Newest first. */
  numbers(): Promise<readonly number[]>;
  /**
   * One by its number; the newest when none is given.
   *
   * @throws UnknownNameError when there is no such release
   */
  find(number?: number): Promise<Reports>;
}

/**
 * The releases of an open database, each read once.
 *
 * @param store  an open database
 * @example typeof openReleases({}).find // 'function'
 */
export function openReleases(store: Store): Releases {
  const known = new Map<number, Reports>();
  return {
    numbers: () => listReleases(store),
    async find(number) {
      const held = number === undefined ? undefined : known.get(number);
      if (held) return held;
      const reports = await createReports(store, number);
      known.set(reports.release.number, reports);
      return reports;
    },
  };
}

/**
 * What one request works with. Batches live as long as the request: nothing is remembered from one asker to the next.
 *
 * @param served  the reports that answer, and the releases beside them
 * @example createContext({ reports: {}, releases: {} }).batches.rates.length // 2
 */
export function createContext({ reports, releases }: Pick<Context, 'reports' | 'releases'>): Context {
  return { reports, releases, batches: createBatches(reports) };
}
