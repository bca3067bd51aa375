import { ladder } from '@equipoise/benchmark';
import { expect, test } from 'vitest';
import { drawLadder, sentenceOfLadder } from '../src/index.ts';
import { all, plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher' },
  { id: 'GSD9', title: 'Glycemic status above 9 %', direction: 'lower' },
] as const;
const set = 'cms-core-set-medicaid-2021';
const month = '2025-01';

const world = (small: number) =>
  reportsOf({
    measures,
    policy: 'cms',
    organizations: [plan, ...['a', 'b', 'c', 'd', 'e'].map(practice)],
    cells: [
      all('CBP', month, 'a', 143, 79),
      all('CBP', month, 'b', 400, 300),
      all('CBP', month, 'c', 24, 12),
      all('CBP', month, 'd', small + 11, small),
      all('CBP', month, 'e', 0, 0),
      all('GSD9', month, 'a', 100, 60),
      ...(
        [
          ['White', 150, 90],
          ['Asian', 130, 70],
          ['Unknown', small + 2, small],
        ] as const
      ).map(([stratum, denominator, numerator]): Counts => [
        'CBP',
        month,
        'a',
        'race-ethnicity',
        stratum,
        denominator,
        numerator,
      ]),
    ],
  });
const { placements, provenance } = await world(4);
const organizations = ['a', 'b', 'c', 'd', 'e'];

test('a rate among the lines, with the patients to the next one, whose percentiles they are, and where the numbers come from', async () => {
  const placed = await placements({ measure: 'CBP', organizations: ['a'], benchmark: set });
  const picture = await drawLadder(placed, provenance);
  // The smallest whole number with at least 57.7 % of 143 is 83.
  expect(picture).toContain('4 patients to the 50th, chance ');
  expect(picture).toContain('57.7%');
  expect(picture).toContain('79 of 143');
  expect(picture).toContain('Percentiles among states (Medicaid &amp; CHIP Core Set), measured in 2021');
  expect(picture).toContain('Source: CMS');
  expect(picture).toContain('policy cms, audit not-performed, internal use');
  expect(sentenceOfLadder(placed)).toBe(
    'Practice a is between the 25th and the 50th percentile of states (Medicaid & CHIP Core Set); 4 more patients in the numerator take it to the 50th.',
  );
});

test('organizations under each other: those that are not placed have their reason, and count for nothing', async () => {
  const placed = await placements({ measure: 'CBP', organizations, benchmark: set, denominatorMin: 30 });
  const picture = await drawLadder(placed, provenance);
  expect(sentenceOfLadder(placed)).toBe(
    '1 of 2 practices meets the 50th percentile of states (Medicaid & CHIP Core Set); 3 are not placed.',
  );
  expect(picture).toContain('c: 50.0% (12 of 24, not payable: 24 of 30)');
  expect(picture).toContain('point ghosted');
  expect(picture).toContain('d: hidden by the release');
  expect(picture).toContain('e: ');
});

test('a hidden count is told by nothing', async () => {
  const draw = async (small: number) => {
    const reports = await world(small);
    return Promise.all(
      [{ organizations }, { organizations: ['a'], by: 'race-ethnicity' }].map(async (question) =>
        drawLadder(await reports.placements({ measure: 'CBP', benchmark: set, ...question }), reports.provenance),
      ),
    );
  };
  expect(await draw(7)).toEqual(await draw(4));
});

test('strata of one organization stand on the same lines', async () => {
  const placed = await placements({ measure: 'CBP', organizations: ['a'], by: 'race-ethnicity', benchmark: set });
  const picture = await drawLadder(placed, provenance);
  expect(picture).toContain('Practice a, 2025-01, by race-ethnicity');
  expect(picture).toContain('White: 60.0%');
  expect(picture).toContain('Asian: 53.8%');
  // The smallest whole number with at least 57.7 % of 130 is 76.
  expect(picture).toContain('6 patients to the 50th');
  expect(picture).toContain('Unknown: hidden by the release');
  expect(sentenceOfLadder(placed)).toBe('1 of 2 groups meets the 50th percentile of states (Medicaid & CHIP Core Set).');
});

test('where lower is better, a high rate has still to come down', async () => {
  const placed = await placements({ measure: 'GSD9', organizations: ['a'], benchmark: set });
  const picture = await drawLadder(placed, provenance);
  expect(picture).toContain('lower is better');
  expect(picture).toMatch(/\d+ patients to the 25th, chance /);
  expect(sentenceOfLadder(placed)).toMatch(
    /^Practice a is below the 25th percentile of states .*; \d+ fewer patients in the numerator take it to the 25th\.$/,
  );
});

test('a fixed line is drawn beside the percentiles and may be the next one', async () => {
  const question = {
    measure: 'CBP',
    benchmark: set,
    lines: [
      { name: 'MPL', text: '56.00' },
      { name: 'goal', text: '99' },
    ],
  };
  const closure = { probability: 0.1 };
  const placed = await placements({ ...question, organizations: ['a'], closure });
  const picture = await drawLadder(placed, provenance, { closure });
  // 56 % of 143 is 80.08.
  expect(picture).toMatch(/2 patients to MPL, chance \d+%, by year end over 99%/);
  expect(picture).toContain('56.00%');
  expect(picture).toContain('line fixed');
  expect(picture).toContain('Chance of closing one open gap before the year ends: 0.1, as stated.');
  const tried = await drawLadder(placed, provenance, { closure: { closed: 3, tries: 20 } });
  expect(tried).toContain('estimated from 3 closed of 20 tried.');
  expect(sentenceOfLadder(placed)).toMatch(/^Practice a is between .*; 2 more patients in the numerator take it to MPL\.$/);
  const several = await placements({ ...question, organizations });
  expect(sentenceOfLadder(several)).toBe(
    '1 of 3 practices meets the 50th percentile of states (Medicaid & CHIP Core Set); 1 meets MPL; none meets goal; 2 are not placed.',
  );
});

test('rates held against the lines as reported say so', async () => {
  const question = { measure: 'CBP', organizations: ['a'], benchmark: set };
  expect(await drawLadder(await placements({ ...question, comparison: 'rounded-2-decimals' }), provenance)).toContain(
    'two decimals',
  );
  expect(await drawLadder(await placements(question), provenance)).not.toContain('two decimals');
});

test('more lines than have room: the tenths, the quartiles and the fixed ones are drawn, and the picture says so', async () => {
  const [one] = await placements({ measure: 'CBP', organizations: ['a'], benchmark: set });
  const fine = Array.from({ length: 99 }, (_, index) => ({ name: `P${index + 1}`, text: `${index + 1}`, percentile: index + 1 }));
  const climbed = ladder(
    { denominator: 143, numerator: 79 },
    { direction: 'higher', lines: [...fine, { name: 'goal', text: '99.5' }] },
  );
  const picture = await drawLadder([{ ...one!, ladder: climbed }], provenance);
  expect(picture).toContain('12 of the 100 lines are drawn: P10, P20, P25, P30, P40, P50, P60, P70, P75, P80, P90, goal.');
  expect(picture).toContain('7 patients to the P60'); // 60 % of 143 is 85.8
});

test('lines that a licence keeps in the house are not drawn, nor the patients to them; fixed lines and the band stay', async () => {
  const [one] = await placements({ measure: 'CBP', organizations: ['a'], benchmark: set, lines: [{ name: 'MPL', text: '60' }] });
  const licence = { redistributable: false, note: 'not redistributable' };
  const licensed = { ...one!, benchmark: { ...one!.benchmark, licence } };
  const picture = await drawLadder([licensed], provenance);
  for (const figure of ['52.1', '57.7', '62.1', '4 patients', '4 more']) expect(picture).not.toContain(figure);
  expect(picture).toContain('7 patients to MPL'); // 60 % of 143 is 85.8
  expect(picture).toContain('kept out of');
  expect(picture).toContain('between the 25th and the 50th');
  expect(sentenceOfLadder([licensed])).toMatch(/; the 50th is next\.$/);
});

test('a ratio has no lines for a rate: the rate is drawn, and why it is not placed', async () => {
  const [one] = await placements({ measure: 'CBP', organizations: ['a'], benchmark: set });
  const bare = {
    ...one!,
    benchmark: { ...one!.benchmark, unit: 'ratio' as const },
    placement: { ...one!.placement!, lines: [], next: null, band: null },
    ladder: { ...one!.ladder!, rungs: [], next: null },
    reason: 'a ratio of observed to expected',
  };
  const picture = await drawLadder([bare], provenance);
  expect(picture).toContain('Not placed: a ratio of observed to expected.');
  expect(picture).toContain('No rate is placed.');
  expect(picture).toContain('79 of 143');
  expect(picture).not.toContain('Percentiles');
});

test('all hidden: the published lines stand there, and no rate', async () => {
  const picture = await drawLadder(await placements({ measure: 'CBP', organizations: ['d'], benchmark: set }), provenance);
  expect(picture).toContain('50th');
  expect(picture).not.toContain('class="point"');
});

test('nothing to draw is refused', async () => {
  await expect(drawLadder([], provenance)).rejects.toThrow('a ladder needs at least one rate, got none');
});
