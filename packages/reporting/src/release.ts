import { engineVersion, rollUpOrganizations, withholdSmallCells, type SuppressionPolicy } from '@equipoise/engine';
import { readCells, readHoldings, readRelease, writeRelease, type Release, type Store } from '@equipoise/store';

/** Thrown when there is nothing to release. */
export class EmptyReleaseError extends Error {
  override readonly name = 'EmptyReleaseError';
}

/**
 * Makes a release: every cell of the imports, added up to every organization above, with what the policy looks at hidden.
 * After this nothing is added up again. No audit against subtraction is made, and the release says so.
 *
 * @returns the release, and whether it is a new one: the same cells under the same policy are the same release
 * @throws EmptyReleaseError when no cell was imported
 */
export async function buildRelease(store: Store, policy: SuppressionPolicy): Promise<{ release: Release; changed: boolean }> {
  const holdings = await readHoldings(store);
  const cells = readCells(store);
  if (cells.length === 0) throw new EmptyReleaseError('the database holds no cells: equipoise import brings them');
  const parents = new Map(holdings.organizations.map(({ id, parent }) => [id, parent]));
  const withheld = withholdSmallCells(rollUpOrganizations(cells, parents), policy);
  const { number, changed } = await writeRelease(store, { withheld, holdings, policy, audit: 'not-performed', engineVersion });
  return { release: (await readRelease(store, number))!, changed };
}
