import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rollUpOrganizations } from '../../src/cell/hierarchy.ts';
import { OverlapError, rollUp } from '../../src/cell/rollUp.ts';
import { frameOf, tableOf, type Row } from './frames.ts';

const dimensions = { organization: 'exclusive', stratum: 'exclusive' } as const;
const frame = (rows: readonly Row[]) => frameOf(rows, { dimensions });

/** Organizations 0 … n − 1, each under one of a lower number or under none: every forest, and no cycle. */
const forest = fc
  .array(fc.nat(), { minLength: 1, maxLength: 12 })
  .map(
    (parents) =>
      new Map(
        parents.map((parent, index) => [`org ${index}`, parent % (index + 1) === index ? null : `org ${parent % (index + 1)}`]),
      ),
  );
const network = forest.chain((parentOf) =>
  fc.record({
    parentOf: fc.constant(parentOf),
    rows: fc.array(
      fc.record({
        members: fc.tuple(fc.constantFrom(...parentOf.keys()), fc.constantFrom('White', 'Asian')),
        counts: fc.tuple(fc.nat(400), fc.nat(400)),
      }),
      { maxLength: 40 },
    ),
  }),
);

test("an organization's cells are its own and those of everybody below, as recursion from the top finds them", () => {
  fc.assert(
    fc.property(network, ({ parentOf, rows }) => {
      const below = (organization: string): string[] => [
        organization,
        ...[...parentOf].filter(([, parent]) => parent === organization).flatMap(([child]) => below(child)),
      ];
      const expected: Record<string, readonly number[]> = {};
      for (const organization of parentOf.keys()) {
        const members = below(organization);
        for (const stratum of ['White', 'Asian']) {
          const own = rows.filter((row) => members.includes(row.members[0] ?? '') && row.members[1] === stratum);
          if (own.length === 0) continue;
          const total = (index: number) => own.reduce((sum, { counts }) => sum + (counts[index] ?? NaN), 0);
          expected[`${organization} | ${stratum}`] = [total(0), total(1)];
        }
      }
      expect(tableOf(rollUpOrganizations(frame(rows), parentOf))).toEqual(expected);
    }),
    { seed: 1 },
  );
});

describe('edges', () => {
  const rows: readonly Row[] = [
    { members: ['clinic', 'White'], counts: [30, 3] },
    { members: ['surgery', 'White'], counts: [NaN, 1] },
  ];

  test('an organization that nobody placed stands for itself, and a parent without cells of its own appears', () => {
    expect(tableOf(rollUpOrganizations(frame(rows.slice(0, 1)), new Map([['clinic', 'network']])))).toEqual({
      'clinic | White': [30, 3],
      'network | White': [30, 3],
    });
  });

  test('a withheld count withholds every sum above it', () => {
    const parents = new Map([
      ['clinic', 'network'],
      ['surgery', 'network'],
    ]);
    expect(tableOf(rollUpOrganizations(frame(rows), parents))['network | White']).toEqual([NaN, 4]);
  });

  test.for([
    { length: 1, parents: [['clinic', 'clinic']] },
    {
      length: 2,
      parents: [
        ['clinic', 'network'],
        ['network', 'clinic'],
      ],
    },
    {
      length: 3,
      parents: [
        ['clinic', 'network'],
        ['network', 'payer'],
        ['payer', 'network'],
      ],
    },
  ] as const)('refuses a circle of $length', ({ parents }) => {
    expect(() => rollUpOrganizations(frame(rows.slice(0, 1)), new Map(parents))).toThrow(
      /organization (clinic|network) is above itself/,
    );
  });

  test('organizations that hold each other are not added again', () => {
    const everywhere = rollUpOrganizations(frame(rows), new Map([['clinic', 'network']]));
    expect(() => rollUp(everywhere, ['stratum'])).toThrow(OverlapError);
    expect(() => rollUpOrganizations(everywhere, new Map([['clinic', 'network']]))).toThrow(OverlapError);
  });

  test('a frame without organizations is refused', () => {
    expect(() => rollUpOrganizations(frameOf([]), new Map())).toThrow('the frame has no dimension organization');
  });
});
