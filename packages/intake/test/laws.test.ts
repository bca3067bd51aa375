import { createRandom, rollUp, type CellFrame } from '@equipoise/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsByName, readRows, sound, workspace, type Row } from './support.ts';

const files = workspace();
const organizations = ['P1', 'P2', 'P3'].map((id) => sound.organization(id));
const config = { stratifications: [['race', 'sex'] as [string, string]] };

interface Person {
  readonly member: Row;
  readonly results: readonly Row[];
}
const flags = fc.constantFrom(
  { eligible: '1', excluded: '0', denominator: '1', numerator: '1' },
  { eligible: '1', excluded: '0', denominator: '1', numerator: '0' },
  { eligible: '1', excluded: '1', denominator: '0', numerator: '0' },
  { eligible: '1', excluded: '0', denominator: '0', numerator: '0' },
  { eligible: '0', excluded: '0', denominator: '0', numerator: '0' },
);
const person = fc.record({
  birth_date: fc.constantFrom('1950-02-03', '1980-12-31', '2001-01-01', '2010-06-06'),
  sex: fc.constantFrom('f', 'm', ''),
  race: fc.constantFrom('2106-3', '2054-5', '2106-3;2054-5', 'asked-no-answer', ''),
  practice_id: fc.constantFrom('P1', 'P2', 'P3'),
  results: fc.uniqueArray(
    fc.record({ measure_id: fc.constantFrom('CBP', 'COL'), period: fc.constantFrom('2025-11', '2025-12'), flags }),
    { selector: ({ measure_id, period }) => `${measure_id} ${period}`, minLength: 1, maxLength: 4 },
  ),
});
const people = fc.array(person, { minLength: 1, maxLength: 12 }).map((drawn) =>
  drawn.map(({ practice_id, results, ...member }, index): Person => ({
    member: { member_id: `M${index}`, ...member },
    results: results.map(({ flags, ...row }) => sound.result(`M${index}`, { practice_id, ...row, ...flags })),
  })),
);

async function count(some: readonly Person[]): Promise<CellFrame> {
  const { cells, issues } = await readRows(
    files,
    { organizations, members: some.map(({ member }) => member), results: some.flatMap(({ results }) => results) },
    { config },
  );
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  return cells!;
}

/** The rows of both, over a common dictionary. */
function append(first: CellFrame, second: CellFrame): CellFrame {
  const dimensions = Object.entries(first.dimensions).map(([name, { members, codes, membership }]) => {
    const other = second.dimensions[name]!;
    const all = [...new Set([...members, ...other.members])];
    return [
      name,
      {
        members: all,
        membership,
        codes: Uint32Array.from([...codes, ...[...other.codes].map((code) => all.indexOf(other.members[code]!))]),
      },
    ] as const;
  });
  const columns = Object.entries(first.columns).map(
    ([name, column]) => [name, Float64Array.from([...column, ...second.columns[name]!])] as const,
  );
  return {
    length: first.length + second.length,
    dimensions: Object.fromEntries(dimensions),
    columns: Object.fromEntries(columns),
  };
}

test('counting disjoint members apart and adding is counting them together', async () => {
  await fc.assert(
    fc.asyncProperty(people, fc.nat(), async (everybody, cut) => {
      const at = cut % (everybody.length + 1);
      const [some, rest] = [await count(everybody.slice(0, at)), await count(everybody.slice(at))];
      const together = await count(everybody);
      const added = rollUp(append(some, rest), Object.keys(together.dimensions));
      expect(cellsByName(added)).toEqual(cellsByName(together));
    }),
    { seed: 1, numRuns: 12 },
  );
});

test('the order of rows changes nothing, and the same input has the same name', async () => {
  const random = createRandom(1);
  const everybody = fc.sample(people, { seed: 1, numRuns: 20 }).flatMap((some, group) =>
    some.map(({ member, results }): Person => ({
      member: { ...member, member_id: `${group} ${member['member_id']!}` },
      results: results.map((row) => ({ ...row, member_id: `${group} ${row['member_id']!}` })),
    })),
  );
  const shuffled = [...everybody];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  expect(shuffled).not.toEqual(everybody);
  expect(await count(shuffled)).toEqual(await count(everybody));

  const given = { organizations, members: everybody.map(({ member }) => member) };
  const [first, again] = [await readRows(files, given), await readRows(files, given)];
  expect(first.contentHash).toMatch(/^[0-9a-f]{64}$/);
  expect(again.contentHash).toBe(first.contentHash);
  expect((await readRows(files, given, { config })).contentHash).not.toBe(first.contentHash);
  expect((await readRows(files, { ...given, members: given.members.slice(1) })).contentHash).not.toBe(first.contentHash);
});
