import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ladderSvg, type LadderRow } from '../src/index.ts';
import { anyLadder, ladder } from './support/models.ts';
import { all, numberOf, readXml, textBoxes, wordsOf, type TextBox } from './support/picture.ts';

const width = fc.constantFrom(240, 320, 640, 1200);
const rows: readonly LadderRow[] = [
  {
    label: 'A',
    value: 0.546,
    lower: 0.447,
    upper: 0.642,
    status: 'REPORTED',
    detail: '53 of 97',
    place: 'between the 25th and the 50th',
    next: { line: 1, patients: 3, chance: 0.27 },
  },
  { label: 'B', value: 0.66, lower: 0.626, upper: 0.692, status: 'REPORTED', place: 'at or above the 75th' },
  { label: 'C', value: 0.5, status: 'BELOW_MINIMUM', reason: 'not payable: 24 of 30', detail: '12 of 24' },
  { label: 'D', value: null, status: 'SUPPRESSED', reason: 'hidden' },
  { label: 'E', value: null, status: 'NO_DATA' },
];

test('every rate is drawn once, hollow where it does not count, and a row without a rate says why', () => {
  fc.assert(
    fc.property(anyLadder, width, (model, width) => {
      const root = readXml(ladderSvg(model, { width }));
      const drawn = model.rows.filter(({ value }) => value !== null);
      expect(all(root, '.points > .point').map((point) => point.getAttribute('class'))).toEqual(
        drawn.map(({ status }) => (status === 'REPORTED' ? 'point' : 'point ghosted')),
      );
      expect(all(root, '.interval')).toHaveLength(model.rows.filter(({ status }) => status === 'REPORTED').length);
      expect(all(root, '.reach')).toHaveLength(model.rows.filter(({ next }) => (next ?? null) !== null).length);
      expect(all(root, '.absent')).toHaveLength(model.rows.length - drawn.length);
      const hidden = model.rows.filter(({ status }) => status === 'SUPPRESSED').length;
      expect(all(root, '.hidden')).toHaveLength(hidden === 0 ? 0 : hidden + 1); // and once in the legend
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('rates, intervals, lines and the way to the next line lie on one scale', () => {
  const root = readXml(ladderSvg(ladder(rows)));
  const starts = (d: string) => [...d.matchAll(/M([\d.]+)/g)].map(([, x]) => Number(x));
  const d = (selector: string) => all(root, selector).map((element) => element.getAttribute('d')!);
  const [first, , third] = new Set(starts(d('.line')[0]!));
  const rateAt = (x: number) => 0.531 + ((x - first!) / (third! - first!)) * (0.621 - 0.531);
  const [a, b, c] = all(root, '.points circle').map((dot) => rateAt(numberOf(dot, 'cx')));
  expect(a).toBeCloseTo(0.546, 3);
  expect(b).toBeCloseTo(0.66, 3);
  expect(c).toBeCloseTo(0.5, 3);
  const [, from, to] = /^M([\d.]+) [\d.]+H([\d.]+)/.exec(d('.interval')[0]!)!.map(Number);
  expect(rateAt(from!)).toBeCloseTo(0.447, 3);
  expect(rateAt(to!)).toBeCloseTo(0.642, 3);
  const [, start, end] = /^M([\d.]+) [\d.]+V[\d.]+H([\d.]+)/.exec(d('.reach .way')[0]!)!.map(Number);
  expect(rateAt(start!)).toBeCloseTo(0.546, 3);
  expect(rateAt(end!)).toBeCloseTo(0.577, 3);
});

test.for([240, 640, 1200])(
  'says how many patients it takes, who was ranked and why a rate does not count, %i pixels wide',
  (width) => {
    const root = readXml(ladderSvg(ladder(rows), { width }));
    const text = all(root, 'text').map(wordsOf);
    const whole = text.join(' ');
    for (const words of [
      '3 patients to the 50th, chance 27%',
      'not payable: 24 of 30',
      'Percentiles among states (Medicaid & CHIP Core Set), measured in 2021.',
      'Source: CMS, Core Set of FFY 2022.',
      'higher is better',
      '54.6% (44.7 to 64.2)',
    ])
      expect(whole).toContain(words);
    expect(text).toEqual(
      expect.arrayContaining(['25th', '50th', '75th', '53.1%', '57.7%', '62.1%', 'hidden', 'no data', 'better']),
    );
    expect(all(root, '.point title').map(({ textContent }) => textContent)).toEqual([
      'A: 54.6% (95% interval 44.7 to 64.2, 53 of 97, between the 25th and the 50th). 3 patients to the 50th, chance 27%',
      'B: 66.0% (95% interval 62.6 to 69.2, at or above the 75th)',
      'C: 50.0% (12 of 24, not payable: 24 of 30)',
    ]);
    expect(all(root, '.absent > title').map(({ textContent }) => textContent)).toEqual(['D: hidden', 'E: no data']);
    expect(root.querySelector('desc')!.textContent).toBe(
      '1 of 2 practices meets the 50th percentile. 5 rows, 2 with a rate that counts; 1 of these has a line still to reach. ' +
        'Lines: 25th 53.1%, 50th 57.7%, 75th 62.1%. Higher is better. ' +
        'Percentiles among states (Medicaid & CHIP Core Set), measured in 2021. Source: CMS, Core Set of FFY 2022. ' +
        'Chance: that the underlying rate meets or beats the line, given the counts.',
    );
  },
);

/** Whether a horizontal or slanted piece of a path enters a box, by its ends and many places between. */
function enters(d: string, box: TextBox): boolean {
  const corners: (readonly [number, number])[] = [];
  for (const [, command, first, second] of d.matchAll(/([MLV])([\d.]+)(?: ([\d.]+))?/g)) {
    const at = command === 'V' ? ([corners.at(-1)![0], Number(first)] as const) : ([Number(first), Number(second)] as const);
    corners.push(at);
  }
  return corners.slice(1).some(([x, y], index) => {
    const [fromX, fromY] = corners[index]!;
    return Array.from({ length: 41 }, (_, step) => step / 40).some((share) => {
      const [atX, atY] = [fromX + share * (x - fromX), fromY + share * (y - fromY)];
      return atX > box.left && atX < box.right && atY > box.top && atY < box.bottom;
    });
  });
}

test('names of the lines are all there, and no leader runs through one', () => {
  fc.assert(
    fc.property(anyLadder, width, (model, width) => {
      const root = readXml(ladderSvg(model, { width }));
      const names = new Set(all(root, '.names text').map(wordsOf));
      const rates = new Set(model.lines.map(({ value }) => value));
      expect(all(root, '.names text')).toHaveLength(model.rows.length === 0 ? 0 : 2 * rates.size);
      const leaders = (root.querySelector('.leaders')?.getAttribute('d') ?? '').split(/(?=M)/);
      const boxes = textBoxes(root).filter(({ words }) => names.has(words));
      for (const leader of leaders) for (const box of boxes) expect(enters(leader, box) && [leader, box]).toBe(false);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('lines on one rate share a name, and one that somebody set is drawn as a target', () => {
  const lines = [
    { name: '50th', value: 0.577 },
    { name: '66th', value: 0.577 },
    { name: 'MPL', value: 0.577, fixed: true },
    { name: '90th', value: 0.7 },
  ];
  const root = readXml(ladderSvg(ladder([{ ...rows[0]!, next: { line: 2, patients: 3 } }], { lines })));
  expect(all(root, '.names text').map(wordsOf)).toEqual(['50th, 66th, MPL', '57.7%', '90th', '70.0%']);
  expect(all(root, '.line.fixed')).toHaveLength(1);
  expect(all(root, 'text').map(wordsOf)).toContain('3 patients to MPL');
});

test('the chance of the rate beneath and the chance by the end of the year are told apart', () => {
  const next = { line: 1, patients: 3, chance: 0.004, chanceByYearEnd: 0.995 };
  const text = all(readXml(ladderSvg(ladder([{ ...rows[0]!, next }]))), 'text').map(wordsOf);
  expect(text).toEqual(
    expect.arrayContaining([
      '3 patients to the 50th, chance under 1%, by year end over 99%',
      'Chance: that the underlying rate meets or beats the line, given the counts.',
      'By year end: that the reported rate does by then, at the stated chance of closing a gap.',
    ]),
  );
});

test('a line that no number of patients reaches says so; 0 and 100 percent lie on the axis', () => {
  const root = readXml(
    ladderSvg(
      ladder(
        [
          { label: 'none', value: 0, lower: 0, upper: 0.1, status: 'REPORTED', next: { line: 0, patients: null } },
          { label: 'all', value: 1, lower: 0.9, upper: 1, status: 'REPORTED' },
        ],
        {
          lines: [
            { name: '50th', value: 0 },
            { name: '90th', value: 1 },
          ],
        },
      ),
    ),
  );
  expect(all(root, 'text').map(wordsOf)).toContain('No number of patients reaches the 50th');
  const [none, all100] = all(root, '.points circle').map((dot) => numberOf(dot, 'cx'));
  const axis = /M([\d.]+) [\d.]+H([\d.]+)/;
  const ends = all(root, 'path')
    .map((line) => axis.exec(line.getAttribute('d')!))
    .findLast((found) => found !== null && Number(found[1]) === none);
  expect(Number(ends![2])).toBe(all100);
});

test('the axis runs as numbers do whichever way is better, and an arrow says which', () => {
  const order = (direction: 'higher' | 'lower') => {
    const root = readXml(ladderSvg(ladder(rows, { direction })));
    const boxes = textBoxes(root);
    const x = (words: string) => boxes.find((box) => box.words === words)!.left;
    expect(x('25th')).toBeLessThan(x('75th'));
    expect(all(root, 'text').map(wordsOf)).toContain(`Rate · ${direction} is better`);
    return x('better');
  };
  expect(order('lower')).toBeLessThan(order('higher'));
});

test('a hidden rate leaves the scale alone and says nothing but that it is hidden', () => {
  const marks = (svg: string) =>
    all(readXml(svg), '.interval, .point, .reach, .leaders').map((mark) => mark.outerHTML.replace(/<title>.*?<\/title>/, ''));
  const known = rows.slice(0, 1);
  expect(marks(ladderSvg(ladder([...known, { ...rows[3]!, label: 'A' }])))).toEqual(marks(ladderSvg(ladder(known))));
});

test('a long name never cuts the numbers off', () => {
  const long = {
    ...rows[0]!,
    label: 'The Community Health Centre of the Northern and the Southern Valley, Incorporated, of Los Angeles',
  };
  const root = readXml(ladderSvg(ladder([long]), { width: 240 }));
  expect(all(root, 'text').map(wordsOf)).toContain('54.6% (44.7 to 64.2)');
});

test('no rows say so', () => {
  const svg = ladderSvg(ladder([]));
  expect(all(readXml(svg), 'text').map(wordsOf)).toContain('No rates to show');
});
