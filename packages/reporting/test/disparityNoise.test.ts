import { describe, expect, test } from 'vitest';
import { noiseOfGaps, sentenceOfGaps, type Disparity } from '../src/index.ts';
import { reportsOf, type Counts } from './support/world.ts';

const cell = (stratum: string, denominator: number, numerator: number): Counts => [
  'CBP',
  '2025-01',
  'a',
  'race-ethnicity',
  stratum,
  denominator,
  numerator,
];
const disparityOf = async (cells: readonly Counts[], more: object = {}, policy = 'none', options = {}): Promise<Disparity> => {
  const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher' }] as const;
  const reports = await reportsOf({ measures, policy, cells });
  const [found] = await reports.disparities({ measure: 'CBP', by: 'race-ethnicity', ...more }, options);
  return found!;
};

describe('what chance makes of the widest gap', () => {
  test('two groups of one size: the mean of |difference|, and its 95th percentile, of a normal', async () => {
    const noise = noiseOfGaps(await disparityOf([cell('White', 2000, 1000), cell('Asian', 2000, 1000)]))!;
    const deviation = Math.sqrt((2 * 0.25) / 2000);
    expect(noise.gaps).toBe(1); // told from both sides
    expect(noise.mean! / (deviation * Math.sqrt(2 / Math.PI))).toBeCloseTo(1, 1);
    expect(noise.percentile95! / (deviation * 1.96)).toBeCloseTo(1, 1);
    expect(noise.verdict).toBe('too few to tell');
  });

  test('a reference has as many gaps as there are other groups', async () => {
    const cells = [cell('White', 900, 600), cell('Asian', 900, 400), cell('Some Other Race', 900, 500)];
    expect(noiseOfGaps(await disparityOf(cells, { reference: 'White' }))).toMatchObject({ gaps: 2, verdict: 'beyond chance' });
    expect(noiseOfGaps(await disparityOf(cells))).toMatchObject({ gaps: 3 });
  });

  test('nothing to compare, nothing to expect', async () => {
    const alone = await disparityOf([cell('White', 100, 60), cell('Unknown', 40, 10)]);
    expect(noiseOfGaps(alone)).toBeNull();
    expect(sentenceOfGaps(alone, null)).toBe('No group has a gap that can be shown.');
  });

  test('a group below the minimum takes no part', async () => {
    const cells = [cell('White', 900, 600), cell('Asian', 900, 400)];
    const small = await disparityOf([...cells, cell('Some Other Race', 12, 1)], {}, 'none', { denominatorMin: 30 });
    expect(noiseOfGaps(small)).toEqual(noiseOfGaps(await disparityOf(cells)));
  });

  test('the count of a hidden group leaves no trace, whatever it is', async () => {
    const cells = [cell('White', 900, 600), cell('Asian', 900, 400)];
    const [one, other] = await Promise.all(
      [9, 2].map((met) => disparityOf([...cells, cell('Some Other Race', 10, met)], {}, 'cms')),
    );
    expect(noiseOfGaps(one!)).toEqual(noiseOfGaps(other!));
    const [first, second] = [one!, other!].map((found) => sentenceOfGaps(found, noiseOfGaps(found)));
    expect(first).toBe(second);
    expect(first).not.toContain('Some Other Race');
  });
});

describe('the sentence', () => {
  const cells = [cell('White', 1000, 700), cell('Asian', 1000, 600)];

  test('names the widest gap, its interval for all together, and chance', async () => {
    const disparity = await disparityOf(cells, { reference: 'White' });
    const noise = { gaps: 1, mean: 0.017, percentile95: 0.042, verdict: 'beyond chance' } as const;
    expect(sentenceOfGaps(disparity, noise)).toBe(
      'Asian members are 10.0 points worse off than White members, 95 % interval 5.8 to 14.1; such a gap would be 1.7 on average, and 4.2 one time in twenty, by chance alone.',
    );
  });

  test('tells of those who are better off with limits turned round', async () => {
    const disparity = await disparityOf(cells, { reference: 'Asian' });
    expect(sentenceOfGaps(disparity, null)).toBe(
      'White members are 10.0 points better off than Asian members, 95 % interval 5.8 to 14.1.',
    );
  });

  test('names groups that are numbers as such', async () => {
    const disparity = await disparityOf([cell('1', 1000, 700), cell('2', 1000, 600)], { reference: '1' });
    expect(sentenceOfGaps(disparity, null)).toMatch(/^Members of group 2 are 10\.0 points worse off than members of group 1,/);
  });

  test('says when there are too few to tell, and when there is no gap at all', async () => {
    const few = await disparityOf([cell('White', 20, 12), cell('Asian', 20, 11)]);
    expect(sentenceOfGaps(few, noiseOfGaps(few))).toMatch(/; such a gap would be .* too few members to tell\.$/);
    // Small groups can lie 30 points off by chance; a large one that lies 10 off with an interval above 0 is no matter of chance.
    const mixed = await disparityOf([
      cell('White', 5000, 3500),
      cell('Asian', 1000, 600),
      cell('Some Other Race', 10, 7),
      cell('Two or More Races', 10, 7),
    ]);
    expect(noiseOfGaps(mixed)!.verdict).toBe('too few to tell');
    expect(sentenceOfGaps(mixed, noiseOfGaps(mixed))).toMatch(
      /^Asian members are 10\.0 points worse off .* with all 4 taken together; .* by chance alone, small groups being among them\.$/,
    );
    // Four of ten lie 28 points off: the widest gap, and no finding. The one that is goes first.
    const tiny = await disparityOf([cell('White', 5000, 3500), cell('Asian', 1000, 600), cell('Some Other Race', 10, 4)]);
    expect(sentenceOfGaps(tiny, noiseOfGaps(tiny))).toMatch(/^White members are 10\.2 points better off /);
    const alone = await disparityOf([...cells, cell('Two or More Races', 1000, 650)], { simultaneous: false });
    expect(sentenceOfGaps(alone, null)).toMatch(/interval [\d.]+ to [\d.]+ by itself\.$/);
    const none = await disparityOf([cell('White', 20, 12), cell('Asian', 40, 24)]);
    expect(sentenceOfGaps(none, null)).toContain('as well off as all other members');
  });
});
