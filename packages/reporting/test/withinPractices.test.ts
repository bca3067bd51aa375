import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReports, sentenceOfWithin, type WithinPractices } from '../src/index.ts';
import { plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' }] as const;
const ids = ['a', 'b', 'c', 'd'];
const organizations = [plan, ...ids.map(practice)];
const cell = (id: string, stratum: string, denominator: number, numerator: number): Counts => [
  'CBP',
  '2025-12',
  id,
  'sex',
  stratum,
  denominator,
  numerator,
];
const worldOf = (cells: readonly Counts[], policy = 'none') => reportsOf({ measures, policy, cells, organizations });
const question = { measure: 'CBP', by: 'sex', group: 'female' } as const;
const splitOf = async (cells: readonly Counts[], { policy = 'none', ...terms }: { policy?: string; reference?: string } = {}) =>
  (await (await worldOf(cells, policy)).withinPractices({ ...question, ...terms }))[0]!;

/** Practice a does badly for all and sees most women: 40 % and 45 %; b does well: 77 % and 80 %. */
const simpson = [
  cell('a', 'female', 900, 405),
  cell('a', 'male', 100, 40),
  cell('b', 'female', 100, 80),
  cell('b', 'male', 900, 693),
];

describe('by hand', async () => {
  const split = await splitOf(simpson);

  test('a gap of 24.8 points is one of −4 inside practices: all of it, and more, is who is seen where', () => {
    expect(split.whole.gap).toBeCloseTo((40 + 693 - 405 - 80) / 1000, 12);
    // Weights 90 and 90; inside a 40 − 45, inside b 77 − 80.
    expect(split.within.gap).toBeCloseTo((0.4 - 0.45 + (0.77 - 0.8)) / 2, 12);
    expect(split.between.gap).toBeCloseTo(0.248 + 0.04, 12);
    expect(split.practices.map(({ weight }) => weight)).toEqual([0.5, 0.5]);
    expect(split.practices.map(({ gap }) => gap)).toEqual([expect.closeTo(-0.05, 12), expect.closeTo(-0.03, 12)]);
    // Cochran-Mantel-Haenszel: Σ (met − expected) over √Σ variance is 1.1671, of which the normal distribution has 0.2432 beyond on both sides.
    expect(split.within.p).toBeCloseTo(0.24316964537589658, 9);
    expect(split.kitagawa.within.gap! + split.kitagawa.between.gap!).toBeCloseTo(split.whole.gap!, 12);
    expect(split.heterogeneity.q).toBeCloseTo(0.0894499, 6);
    expect(split).toMatchObject({ hidden: 0, absent: 2, partialRest: 0, covered: { group: 1, reference: 1 }, reversed: true });
  });

  test('is said in words, with the paradox', () => {
    const { lower, upper } = split.within;
    const signed = (gap: number) => `${gap < 0 ? '−' : '+'}${(100 * Math.abs(gap)).toFixed(1)}`;
    expect(sentenceOfWithin(split)).toBe(
      `Female members are 24.8 points worse off than all other members: −4.0 within practices (95 % interval ${signed(lower!)} to ${signed(upper!)}) ` +
        `and +28.8 between them (${signed(split.between.lower!)} to ${signed(split.between.upper!)}; positive = worse off). ` +
        'Female members are seen more in practices that do worse for everybody. Too few members to tell the part within practices from none. ' +
        "Beware of Simpson's paradox: inside practices female members are better off, and overall worse off. " +
        'From practice to practice the gap differs no more than by chance (p 0.76). 2 practices reported nothing.',
    );
  });
});

test('a whole gap that chance may have made is no paradox, and small arms only seem to differ', async () => {
  // Inside each practice female 2 points better off, overall 0.2 worse off.
  const even = await splitOf([
    cell('a', 'female', 600, 252),
    cell('a', 'male', 500, 200),
    cell('b', 'female', 400, 328),
    cell('b', 'male', 500, 400),
    cell('c', 'female', 9, 9),
    cell('c', 'male', 9, 0),
    cell('d', 'female', 9, 0),
    cell('d', 'male', 9, 9),
  ]);
  expect(even.reversed).toBe(true);
  const told = sentenceOfWithin(even);
  expect(told).not.toContain('paradox');
  expect(told).toContain('Inside practices female members are better off, overall worse off by no more than chance.');
  expect(told).toMatch(
    /The gap seems to differ from practice to practice, with .* \(p below 0\.001\), but 2 of 4 practices have fewer than 50/,
  );
});

test('parts that go one way make up the whole, told the way it goes', async () => {
  const worse = [
    cell('a', 'female', 800, 320),
    cell('a', 'male', 200, 100),
    cell('b', 'female', 200, 120),
    cell('b', 'male', 800, 560),
  ];
  const women = sentenceOfWithin(await splitOf(worse));
  expect(women).toMatch(
    /^Of the 22\.0 points by which female members are worse off than all other members, 10\.0 stand within practices \(95 % interval \d.*\) and 12\.0 between them \(\d.*\)\. Female members are seen more in practices that do worse/,
  );
  const [men] = await (await worldOf(worse)).withinPractices({ ...question, group: 'male', reference: 'female' });
  expect(sentenceOfWithin(men!)).toMatch(
    /^Of the 22\.0 points by which male members are better off than female members, 10\.0 stand within practices \(95 % interval \d.*\) and 12\.0 between them \(\d.*\)\. Male members are seen more in practices that do better/,
  );
});

test('a practice that sees one of the two only counts in the whole and between, never within', async () => {
  const split = await splitOf([...simpson, cell('c', 'male', 50, 45)]);
  expect(split.emptyArms).toEqual([{ practice: 'c', without: 'group' }]);
  expect(split.within.gap).toBeCloseTo(-0.04, 12);
  expect(split.whole.gap).toBeCloseTo((40 + 693 + 45) / 1050 - 0.485, 12);
  expect(split.practices[2]).toMatchObject({ weight: 0, gap: null, reason: 'no members of female' });
  expect(split.kitagawa.within).toMatchObject({ gap: null, reason: 'practices without members of one group: c' });
  expect(sentenceOfWithin(split)).toContain('1 practice without female (c) counts in the whole and between, never within.');
});

describe('practices that the release hides', () => {
  test('leave no trace: whatever their counts, the answer is the same, and it says of whom it is', async () => {
    const found = await Promise.all(
      [
        [10, 9],
        [10, 2],
        [1, 0],
      ].map(([denominator, numerator]) =>
        splitOf([...simpson, cell('c', 'female', denominator!, numerator!), cell('c', 'male', 400, 200)], { policy: 'cms' }),
      ),
    );
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
    const open = await splitOf(simpson);
    for (const part of ['whole', 'within', 'between', 'practices', 'kitagawa', 'heterogeneity'] as const)
      expect(found[0]![part]).toEqual(open[part]);
    expect(found[0]).toMatchObject({ hidden: 1, absent: 1, covered: { group: 0.95 } });
    expect(JSON.stringify(found[0])).not.toContain('"c"');
    expect(sentenceOfWithin(found[0]!)).toContain(
      'All of this is of 2 of 3 practices, which see at least 95 % of female members: in the other one the release hides one of the two.',
    );
  });

  test('a rest without a group that is hidden there is of the others, and says so', async () => {
    const found = await Promise.all(
      [9, 1].map((numerator) => splitOf([...simpson, cell('a', 'other', 10, numerator)], { policy: 'cms' })),
    );
    expect(found[1]).toEqual(found[0]);
    expect(found[0]).toMatchObject({ hidden: 0, partialRest: 1, referenceStrata: ['male'] });
    expect(sentenceOfWithin(found[0]!)).toContain('In 1 practice the others lack groups that the release hides there.');
  });

  test('where all are hidden there is no split, and nobody is said to have no members', async () => {
    const split = await splitOf([cell('a', 'female', 4, 2), cell('a', 'male', 300, 100)], { policy: 'cms' });
    expect(split.whole).toMatchObject({ gap: null, reason: 'no practice shows members of both' });
    expect(sentenceOfWithin(split)).toBe(
      'No split to tell: no practice shows members of both. The release hides one of the two in the only practice. 3 practices reported nothing.',
    );
  });

  test('the share that is covered never tells a count that may be hidden', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 12, max: 400 }), fc.integer({ min: 1, max: 10 }), async (shown, hidden) => {
        const cells = [
          cell('a', 'female', shown, 0),
          cell('a', 'male', 50, 0),
          cell('c', 'female', hidden, 0),
          cell('c', 'male', 50, 0),
        ];
        const { covered } = await splitOf(cells, { policy: 'cms' });
        const members = shown + hidden;
        const compatible = Array.from({ length: 10 }, (_, k) => k + 1).filter((other) => {
          // Who knows the organization's own count asks which hidden counts would give the same answer.
          const steps = Math.min(20, Math.floor(members / 11));
          return (Math.floor(((members - other) / members) * steps) / steps || null) === covered.group;
        });
        expect(covered.group === null || compatible.length >= 5).toBe(true);
        expect(covered.group ?? 0).toBeLessThanOrEqual(shown / members);
      }),
      { seed: 1, numRuns: 10 },
    );
  });
});

test('a lower-is-better measure mirrors the gaps', async () => {
  const misses = simpson.map(([m, period, id, by, stratum, n, x]): Counts => [m, period, id, by, stratum, n, n - x]);
  const reports = await reportsOf({ measures: [{ ...measures[0], direction: 'lower' }], cells: misses, organizations });
  const [mirrored] = await reports.withinPractices(question);
  const open = await splitOf(simpson);
  for (const part of ['whole', 'within', 'between'] as const)
    for (const limit of ['gap', 'lower', 'upper', 'standardError'] as const)
      expect(mirrored![part][limit]).toBeCloseTo(open[part][limit]!, 12);
});

describe('what is refused', async () => {
  const reports = await worldOf([...simpson, cell('a', 'Unknown', 100, 50)]);
  test.for([
    [{ group: 'Martian' }, 'group Martian is not a stratum here; they are female, male, Unknown'],
    [{ reference: 'Martian' }, 'reference Martian is not a stratum here'],
    [{ reference: 'female' }, 'a group has no gap to itself'],
    [{ group: 'Unknown' }, 'the group stands for no answer'],
    [{ by: undefined }, 'name a stratification with by'],
    [{ period: '2020-01' }, 'period 2020-01 is not in the release'],
  ] as const)('%j', async ([terms, rule]) => {
    await expect(reports.withinPractices({ ...question, ...terms })).rejects.toThrow(rule);
  });
});

test('an answer is of the practices under each organization: an IPA, or a practice by itself', async () => {
  const ipa = { id: 'ipa', name: 'The IPA', kind: 'provider_organization', parent: 'plan' } as const;
  const { store } = await reportsOf({
    measures,
    cells: [...simpson, cell('c', 'female', 40, 20), cell('c', 'male', 40, 30)],
    organizations: [plan, ipa, { ...practice('a'), parent: 'ipa' }, practice('b'), { ...practice('c'), parent: 'ipa' }],
  });
  const reports = await createReports(store);
  const found = await reports.withinPractices({ ...question, organizations: ['ipa', 'b', 'plan'] });
  const practices = ({ practices: inside }: WithinPractices) => inside.map((gap) => gap.practice.id);
  expect(found.map(practices)).toEqual([['a', 'c'], ['b'], ['a', 'b', 'c']]);
  expect(found[1]!.between.gap).toBeCloseTo(0, 12);
  expect(sentenceOfWithin(found[1]!)).toContain('It is one practice, so nothing lies between.');
});
