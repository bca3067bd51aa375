import { describe, expect, test } from 'vitest';
import { sentenceOfBounds, sentenceOfCompleteness } from '../src/index.ts';
import { all, practice, plan, reportsOf, type Counts, type World } from './support/world.ts';

const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher' }] as const;
const cell = (id: string, stratification: string, stratum: string, denominator: number, numerator = denominator): Counts => [
  'CBP',
  '2025-01',
  id,
  stratification,
  stratum,
  denominator,
  numerator,
];
const sourced = (id: string, counts: Readonly<Record<string, number>>, of = 'race-ethnicity'): Counts[] => {
  const cells = Object.entries(counts).map(([stratum, count]) => cell(id, `${of}-source`, stratum, count));
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [all('CBP', '2025-01', id, total, total), ...cells];
};
const worldOf = (cells: readonly Counts[], more: Partial<World> = {}) => reportsOf({ measures, cells, ...more });
const a = { 'self-reported': 243, indirect: 40, declined: 9, unknown: 20 };
const b = { 'self-reported': 90, indirect: 10 };

describe('completeness', () => {
  test('of a practice and, added up, of the plan', async () => {
    const reports = await worldOf([...sourced('a', a), ...sourced('b', b)]);
    const [ofPlan] = await reports.completeness({ measure: 'CBP' });
    expect(ofPlan!.completeness).toMatchObject({
      members: 412,
      selfReported: { members: 333, share: 333 / 412 },
      indirect: { members: 50 },
      declined: { members: 9 },
      unknown: { members: 20 },
      goal: { met: true, membersToReach: 0 },
    });
    const [ofA, ofB] = await reports.completeness({ measure: 'CBP', organizations: ['a', 'b'] });
    expect(ofA!.completeness.goal).toEqual({ share: 0.8, met: false, membersToReach: 7 });
    expect(ofA!.reason).toBeNull();
    // No cell among others: nobody.
    expect(ofB!.completeness).toMatchObject({ members: 100, declined: { members: 0, share: 0 }, goal: { met: true } });
    expect(sentenceOfCompleteness(ofA!)).toBe(
      'Of the 312 patients in CBP at Practice a 243 have self-reported race and ethnicity: 77.9 % (95 % interval 73.0 to 82.1) ' +
        'is below the goal of 80 %, which 7 more would reach. Of the others: known indirectly 12.8 %, declined 2.9 %, unknown 6.4 %.',
    );
    expect(sentenceOfCompleteness(ofB!)).toContain('90.0 % (95 % interval 82.6 to 94.5) meets the goal of 80 %.');
  });

  test('against another goal, at another level, of race alone', async () => {
    const reports = await worldOf([...sourced('a', a), ...sourced('a', { 'self-reported': 156, unknown: 156 }, 'race').slice(1)]);
    const question = { measure: 'CBP', organizations: ['a'] };
    const [lower] = await reports.completeness(question, { goal: 0.75, level: 0.9 });
    expect(lower!.completeness).toMatchObject({ goal: { share: 0.75, met: true }, level: 0.9 });
    const [race] = await reports.completeness({ ...question, of: 'race' });
    expect(race!.completeness.selfReported.share).toBe(0.5);
    expect(sentenceOfCompleteness(race!)).toContain('156 have self-reported race: 50.0 %');
    await expect(reports.completeness(question, { goal: 80 })).rejects.toThrow('goal is a fraction between 0 and 1, got 80');
  });

  test('a share that misses its goal by a hair is never printed as the goal', async () => {
    const counts = { 'self-reported': 7_999, unknown: 2_001 };
    const [found] = await (await worldOf(sourced('a', counts))).completeness({ measure: 'CBP', organizations: ['a'] });
    expect(sentenceOfCompleteness(found!)).toContain('79.99 % (95 % interval');
    expect(sentenceOfCompleteness(found!)).toContain('is below the goal of 80 %, which 1 more would reach');
  });

  test('files that do not say where answers came from, here or in one practice of several', async () => {
    const untold = all('CBP', '2025-01', 'b', 100, 50);
    const reports = await worldOf([...sourced('a', a), untold]);
    const [ofPlan] = await reports.completeness({ measure: 'CBP' });
    expect(ofPlan!.reason).toBe(
      'the members files of 1 of 2 practices do not say where answers came from: look at practices one by one',
    );
    expect(ofPlan!.completeness).toMatchObject({ members: null, selfReported: { share: null }, goal: { met: null } });
    const [ofA, ofB] = await reports.completeness({ measure: 'CBP', organizations: ['a', 'b'] });
    expect(ofA!.reason).toBeNull();
    expect(ofB!.reason).toBe('the members files do not say where answers came from: they have no race_ethnicity_source');
    expect(sentenceOfCompleteness(ofB!)).toBe(
      'How complete race and ethnicity is at Practice b cannot be told: the members files do not say where answers came from: they have no race_ethnicity_source.',
    );
    const silent = await worldOf([untold]);
    expect((await silent.completeness({ measure: 'CBP' }))[0]!.reason).toContain('the members files do not say');
  });

  test('an organization without data has none, and an unknown name is refused', async () => {
    const reports = await worldOf(sourced('a', a), { organizations: [plan, practice('a'), practice('b')] });
    expect((await reports.completeness({ measure: 'CBP', organizations: ['b'] }))[0]!.reason).toBe(
      'the release has no cell here',
    );
    await expect(reports.completeness({ measure: 'TEA' })).rejects.toThrow('measure TEA is not in the release');
  });

  test('what the release hides leaves no trace: the share of those who say it themselves stands, or nothing does', async () => {
    const [some, fewer] = await Promise.all(
      [9, 3].map(async (declined) => {
        const counts = { ...a, declined, unknown: 29 - declined };
        return (await (await worldOf(sourced('a', counts), { policy: 'cms' })).completeness({ measure: 'CBP' }))[0]!;
      }),
    );
    expect(some!.completeness.declined).toMatchObject({ members: null, share: null, reason: 'a count is not known' });
    expect(some!.completeness.selfReported.share).toBe(243 / 312);
    expect(some!.completeness.asked.share).toBeNull();
    // Those who are unknown are shown, and differ; all else is the same.
    expect({ ...some!.completeness, unknown: null }).toEqual({ ...fewer!.completeness, unknown: null });
    expect(sentenceOfCompleteness(some!)).toContain('declined hidden');
    const few = { 'self-reported': 8, indirect: 30, unknown: 30 };
    const [hidden] = await (await worldOf(sourced('a', few), { policy: 'cms' })).completeness({ measure: 'CBP' });
    expect(hidden).toMatchObject({
      reason: 'hidden by the release',
      completeness: { members: null, selfReported: { members: null }, unknown: { members: null } },
    });
  });
});

describe('bounds of gaps over those who did not answer', () => {
  const known = [cell('a', 'sex', 'female', 100, 50), cell('a', 'sex', 'male', 100, 70)];
  const question = { measure: 'CBP', by: 'sex', organizations: ['a'] };

  test('by hand: whoever the 20 are, 10 of whom met it', async () => {
    const reports = await worldOf([...known, cell('a', 'sex', 'Unknown', 20, 10)]);
    const [found] = await reports.gapBounds(question);
    const [female, male, unknown] = found!.groups;
    expect(female!.bounds).toMatchObject({ lowest: 70 / 110 - 60 / 110, highest: 80 / 110 - 50 / 110, signHolds: true });
    expect(female!.bounds!.gap).toBeCloseTo(0.2, 12);
    expect(male!.bounds!.lowest).toBeCloseTo(-female!.bounds!.highest!, 12);
    expect(unknown).toEqual({
      stratum: 'Unknown',
      status: 'REPORTED',
      bounds: null,
      reason: 'not an answer: belongs to one of the groups',
    });
    expect(found).toMatchObject({ unanswered: { denominator: 20, numerator: 10 }, unansweredShare: 20 / 220, reason: null });
    expect(sentenceOfBounds(found!)).toBe(
      'Whoever the 9.1 % without an answer are, the gap of female members to all other members, 20.0 points among those who answered, ' +
        'lies between 9.1 and 27.3 (95 % interval −1.8 to 37.2; positive = worse off): ' +
        'they are worse off in any case, though too few to tell from chance.',
    );
    const [named] = await reports.gapBounds({ ...question, reference: 'male' });
    expect(named!.groups.map(({ bounds, reason }) => bounds?.highest ?? reason)).toEqual([
      80 / 110 - 50 / 110,
      'the reference',
      'not an answer: belongs to one of the groups',
    ]);
  });

  test('of several gaps the sentence picks none by its size: it tells whose sign holds', async () => {
    // Of 40 half met it. female: 810/1030 − 520/1020 to 830/1030 − 500/1020; male: 800/1020 − 530/1030 to 820/1020 − 510/1030
    const told = async (unknown: number) => {
      const cells = [
        cell('a', 'sex', 'female', 1000, 500),
        cell('a', 'sex', 'male', 1000, 800),
        cell('a', 'sex', 'other', 10, 10),
        cell('a', 'sex', 'Unknown', unknown, unknown / 2),
      ];
      return sentenceOfBounds((await (await worldOf(cells)).gapBounds(question))[0]!);
    };
    const few = await told(40);
    expect(few).toMatch(
      /^Whoever the 2\.0 % without an answer are, female members are 27\.7 to 31\.6 points worse off than all other members \(95 % interval /,
    );
    expect(few).toMatch(/; male members are 27\.0 to 30\.9 points better off than all other members \(/);
    expect(few).toMatch(/Who they are could turn the gap of the other group\.$/);
    expect(await told(2000)).toBe(
      'Who the 49.9 % without an answer are could turn the gap of each of 3 groups to all other members.',
    );
  });

  test('a reference that is hidden, or is no answer', async () => {
    const reports = await worldOf([...known, cell('a', 'sex', 'other', 5, 2), cell('a', 'sex', 'Unknown', 40, 20)], {
      policy: 'cms',
    });
    const [found] = await reports.gapBounds({ ...question, reference: 'other' });
    expect(found!.groups[0]!.reason).toBe('nothing to compare with: the reference other is not shown');
    await expect(reports.gapBounds({ ...question, reference: 'Unknown' })).rejects.toThrow('the reference stands for no answer');
  });

  test('nobody is unknown: both bounds are the gap; many are: even its sign is open', async () => {
    const [sure] = await (await worldOf(known)).gapBounds(question);
    const { gap, lowest, highest } = sure!.groups[0]!.bounds!;
    expect([lowest, highest]).toEqual([gap, gap]);
    const [open] = await (await worldOf([...known, cell('a', 'sex', 'Unknown', 200, 100)])).gapBounds(question);
    expect(open!.groups[0]!.bounds!.signHolds).toBe(false);
    expect(sentenceOfBounds(open!)).toContain('which of the two is worse off depends on who they are');
  });

  test('hidden: the unknown, a group, all but one group', async () => {
    const ask = async (cells: readonly Counts[]) => (await (await worldOf(cells, { policy: 'cms' })).gapBounds(question))[0]!;
    const hidden = await ask([...known, cell('a', 'sex', 'Unknown', 9, 4)]);
    expect(hidden).toMatchObject({ unanswered: null, unansweredShare: null });
    expect(hidden.groups[0]).toEqual({
      stratum: 'female',
      status: 'REPORTED',
      bounds: null,
      reason: 'how many did not answer is hidden by the release',
    });
    expect(sentenceOfBounds(hidden)).toBe('No bounds to tell: how many did not answer is hidden by the release.');
    const other = await ask([...known, cell('a', 'sex', 'other', 5, 2), cell('a', 'sex', 'Unknown', 40, 20)]);
    expect(other.groups.find(({ stratum }) => stratum === 'other')!.reason).toBe('hidden by the release');
    expect(other.groups[0]!.bounds!.highest).toBeCloseTo(90 / 120 - 50 / 120, 12);
    const alone = await ask([known[0]!, cell('a', 'sex', 'male', 5, 2)]);
    expect(alone.groups[0]!.reason).toBe('nothing to compare with: no other group is shown');
  });

  test('what cannot be asked', async () => {
    const reports = await worldOf(known);
    await expect(reports.gapBounds({ measure: 'CBP' })).rejects.toThrow('name a stratification with by');
    await expect(reports.gapBounds({ ...question, reference: 'Martian' })).rejects.toThrow(
      'reference Martian is not a stratum here',
    );
  });
});
