import { dimensionOf, type CellFrame } from './frame.ts';
import { OverlapError, rollUp } from './rollUp.ts';

/**
 * Adds every cell to its organization and to all organizations above it: practice → provider organization → payer.
 * In the result organizations overlap (a payer holds its practices), and `rollUp` will not add over them again.
 *
 * @param frame     cells with a dimension `organization`
 * @param parentOf  organization → the one above it; absent or null at the top
 * @returns         one row for each combination that occurs, the organizations above after those of the frame
 * @throws RangeError when an organization is above itself
 * @throws OverlapError when the organizations overlap already: their cells are in each other's sums
 * @example Array.from(rollUpOrganizations({ length: 2, dimensions: { organization: { members: ['A', 'B'], codes: Uint32Array.of(0, 1), membership: 'exclusive' } }, columns: { denominator: Float64Array.of(30, 12) } }, new Map([['A', 'payer'], ['B', 'payer']])).columns.denominator) // [30, 12, 42]
 */
export function rollUpOrganizations(frame: CellFrame, parentOf: ReadonlyMap<string, string | null>): CellFrame {
  const { members, codes, membership } = dimensionOf(frame, 'organization');
  if (membership === 'overlapping') throw new OverlapError('organization');
  const all = [...members];
  const index = new Map(all.map((member, code) => [member, code]));
  const chains = members.map((member) => chainAbove(member, parentOf).map((organization) => codeOf(organization, all, index)));
  const depth = chains.reduce((deepest, chain) => Math.max(deepest, chain.length), 0);
  const rows: number[] = [];
  const organizations: number[] = [];
  for (let level = 0; level < depth; level += 1) {
    for (let row = 0; row < frame.length; row += 1) {
      const organization = chains[codes[row]!]![level];
      if (organization === undefined) continue;
      rows.push(row);
      organizations.push(organization);
    }
  }
  const pick = Uint32Array.from(rows);
  const dimensions = Object.fromEntries(
    Object.entries(frame.dimensions).map(([name, dimension]) => [
      name,
      name === 'organization'
        ? { members: all, codes: Uint32Array.from(organizations), membership: 'overlapping' as const }
        : { ...dimension, codes: pick.map((row) => dimension.codes[row]!) },
    ]),
  );
  const columns = Object.fromEntries(
    Object.entries(frame.columns).map(([name, column]) => [name, Float64Array.from(pick, (row) => column[row]!)]),
  );
  return rollUp({ length: pick.length, dimensions, columns }, Object.keys(frame.dimensions));
}

/** The organization itself and those above it, from below. */
function chainAbove(organization: string, parentOf: ReadonlyMap<string, string | null>): string[] {
  const chain: string[] = [];
  for (let at: string | null | undefined = organization; at !== null && at !== undefined; at = parentOf.get(at)) {
    if (chain.includes(at)) throw new RangeError(`organization ${at} is above itself`);
    chain.push(at);
  }
  return chain;
}

function codeOf(member: string, members: string[], index: Map<string, number>): number {
  let code = index.get(member);
  if (code === undefined) {
    code = members.push(member) - 1;
    index.set(member, code);
  }
  return code;
}
