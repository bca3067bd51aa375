import {
  type Explanation,
  explainScore,
  explanationRows,
  explanationText,
  type ProgramInput,
  type ProgramScore,
  programResults,
  type ResultRow,
  scoreProgram,
} from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { head, hide, money, type Part, prepare, type World, worlds, wide, year } from './worlds.ts';

const runs = { numRuns: 100, seed: 1 };

async function scoreAll(world: World): Promise<ProgramScore[]> {
  const { prepared, results, inputs } = await prepare(world);
  return scoreProgram(prepared, { results, organizations: world.organizations, inputs });
}

const every = (node: Explanation): Explanation[] => [node, ...node.children.flatMap(every)];
const below = (node: Explanation, label: string) => node.children.filter((child) => child.label === label);
const itemsOf = (tree: Explanation) => tree.children.filter(({ label }) => /^(M\d|gap|answers) /.test(label));

/** `$33.33 × 5 % × (1 − 36.5 %)` reckoned as it reads. */
function product(how: string): number {
  return how
    .split(' × ')
    .map((factor) => {
      const rest = /^\(1 − (.+) %\)$/.exec(factor)?.[1];
      if (rest !== undefined) return 1 - Number(rest) / 100;
      return factor.startsWith('$') ? Number(factor.slice(1).replaceAll(',', '')) : Number(factor.replace(/ %$/, '')) / 100;
    })
    .reduce((all, one) => all * one, 1);
}

/** Half a cent up, as money is rounded; the product of doubles is not read closer than a millionth of a cent. */
const cents = (dollars: number) => Math.floor(Number((100 * dollars).toFixed(6)) + 0.5);

test('each dollar is the product or the sum that it says, down to what was put in', async () => {
  let [products, sums] = [0, 0];
  await fc.assert(
    fc.asyncProperty(worlds(wide), async (world) => {
      for (const score of await scoreAll(world)) {
        const tree = explainScore(score);
        const whole = tree.children.find(({ unit }) => unit === 'dollars');
        for (const node of every(tree)) {
          if (node.unit !== 'dollars' || node.value === null || !node.how?.includes(' × ')) continue;
          expect(cents(node.value as number)).toBe(cents(product(node.how)));
          products += 1;
        }
        const items = itemsOf(tree).flatMap((item) => item.children.filter(({ label }) => label === whole!.label));
        if (whole!.value === null) continue;
        const sum = items.reduce((all, { value }) => all + cents((value as number | null) ?? 0), 0);
        const [cap] = below(whole!, 'cap');
        const cut = whole!.how!.includes('cut to the cap');
        expect(cents(whole!.value as number)).toBe(cut ? cents(cap!.value as number) : sum);
        const base = every(whole!).find(({ label }) => label === 'premium');
        expect(base!.value).toBe(world.base);
        sums += 1;
      }
    }),
    runs,
  );
  expect(products).toBeGreaterThan(300);
  expect(sums).toBeGreaterThan(50);
});

test('the score is the weighted mean that it says, and the counts are those put in', async () => {
  let scored = 0;
  await fc.assert(
    fc.asyncProperty(worlds(), async (world) => {
      for (const score of await scoreAll(world)) {
        const tree = explainScore(score);
        const [whole] = below(tree, 'score');
        if (whole!.value !== null) {
          const [terms, over] = whole!.how!.split(', over the ');
          const sum = terms!.split(' + ').reduce((all, term) => {
            const [, weight, achieved] = / ([\d.]+) % × ([\d.]+) %$/.exec(term)!;
            return all + (Number(weight) / 100) * (Number(achieved) / 100);
          }, 0);
          const weight = over === undefined ? 1 : Number.parseFloat(over) / 100;
          expect(Math.abs((whole!.value as number) - sum / weight)).toBeLessThan(1e-3 / weight); // two decimals of a percent are printed
          scored += 1;
        }
        for (const item of itemsOf(tree)) {
          for (const cell of every(item).filter(({ children }) => children.some(({ label }) => label === 'denominator'))) {
            const [numerator, denominator] = ['numerator', 'denominator'].map((label) => below(cell, label)[0]!.value);
            const [by, stratum] = cell.label.startsWith('group: ') ? ['group', cell.label.slice(7)] : ['total', 'all'];
            const found = world.rows.some(
              (row) =>
                row.organization === score.organization &&
                row.year === year &&
                row.by === by &&
                row.stratum === stratum &&
                row.numerator === numerator &&
                row.denominator === denominator,
            );
            expect(found).toBe(denominator !== null);
            if (typeof cell.value === 'number') expect(cell.value).toBe(Number(numerator) / Number(denominator));
          }
        }
      }
    }),
    runs,
  );
  expect(scored).toBeGreaterThan(50);
});

test('rows and text cover each step, in order, and never show what is not there', async () => {
  await fc.assert(
    fc.asyncProperty(worlds(wide), fc.array(fc.nat(), { maxLength: 4 }), async (world, places) => {
      for (const score of await scoreAll(hide(world, places).world)) {
        const tree = explainScore(score);
        const [nodes, rows, lines] = [every(tree), explanationRows(tree), explanationText(tree).split('\n')];
        expect(rows.map(({ label, value }) => [label, value])).toEqual(nodes.map(({ label, value }) => [label, value]));
        expect(lines).toHaveLength(nodes.length);
        for (const [index, { depth, label }] of rows.entries()) expect(lines[index]).toMatch(`${'  '.repeat(depth)}${label}: `);
        expect(lines.join('\n')).not.toMatch(/NaN|undefined|null|\[object|Infinity|\(\)|, ,|\.\.|: :| {3}\S+ {2}/);
        for (const { reason, value } of nodes) if (value === null && reason !== null) expect(reason).not.toBe('');
        for (const { value } of nodes) expect(Number.isNaN(value)).toBe(false);
      }
    }),
    runs,
  );
});

test('a long reason is said once, not beside each measure that it stops', async () => {
  await fc.assert(
    fc.asyncProperty(worlds(), async (world) => {
      const unverified = { ...world, input: { ...world.input, verified: false } };
      for (const score of await scoreAll(unverified)) {
        const text = explanationText(explainScore(score));
        expect(text.match(/no dollars from terms that nobody verified/g)).toHaveLength(1);
        expect(score.unsettled.length).toBeGreaterThan(3);
        for (const term of score.unsettled) expect(text.split(term).length).toBeLessThanOrEqual(3); // a component rests on its own
      }
    }),
    { ...runs, numRuns: 30 },
  );
});

describe('in the words of who reads it', () => {
  const part: Part = { measure: 'CBP', direction: 'higher', tenths: [400, 500, 550, 600, 650, 700] };
  const cell = (when: number, counts: readonly [number, number], stratum = 'all', measure = 'CBP'): ResultRow => ({
    organization: 'practice-07',
    measure,
    year: when,
    by: stratum === 'all' ? 'total' : 'group',
    stratum,
    numerator: counts[0],
    denominator: counts[1],
  });
  const program = (change: Partial<ProgramInput>): ProgramInput => ({
    ...head,
    kind: 'bonus',
    scales: { ramp: { scale: 'linear-percentile', from: 25, to: 75 } },
    scale: 'ramp',
    lines: { goal: { percentile: 66 } },
    minimumDenominator: 30,
    measures: [{ id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: 1 }],
    money,
    ...change,
  });
  const world = (input: ProgramInput, rows: readonly ResultRow[], parts: readonly Part[] = [part]): World => ({
    input,
    parts,
    rows,
    organizations: ['practice-07'],
    base: 100_000,
  });
  const textOf = async (input: ProgramInput, rows: readonly ResultRow[], parts?: readonly Part[]) =>
    explanationText(explainScore((await scoreAll(world(input, rows, parts)))[0]!)).split('\n');

  test('a bonus on a ramp, whole', async () => {
    expect(await textOf(program({ points: 100 }), [cell(year, [114, 200]), cell(year - 1, [1000, 2000])])).toEqual([
      'A program of a test: practice-07, 2025',
      '  dollars earned: $3,140.00, the sum over measures and components',
      '    dollars on offer: $5,000.00 = $100,000.00 × 5 %',
      '      premium: $100,000.00',
      '      share of it: 5 %, money.share, verified (test)',
      '  score: 62.8 % = CBP 100 % × 62.8 %',
      '    points: 62.8',
      '  CBP Blood pressure: 62.8 %. At the 56.4th percentile, on a ramp from 0 at the 25th percentile to 1 at the 75th percentile: 62.8 % is earned.',
      '    dollars earned: $3,140.00 = $100,000.00 × 5 % × 100 % × 62.8 %',
      '    weight: 100 %, measures.CBP.weight, verified (test)',
      '    scale: ramp, scale, verified (test)',
      '    smallest payable denominator: 30, minimumDenominator, verified (test)',
      '    CBP: 57 % = 114 of 200',
      '      numerator: 114',
      '      denominator: 200',
      '      at baseline: 1,000 of 2,000',
      '      percentile: 56.4th, between the 50th and the 66th',
      '      line 10th: 40 %, met; chance over 99.9 %',
      '      line 25th: 50 %, met; chance 97.6 %',
      '      line 50th: 55 %, met; chance 71.5 %',
      '      line 66th (goal): 60 %, short by 6 patients; chance 19.3 %',
      '      line 75th: 65 %, short by 16 patients; chance 1.0 %',
      '      line 90th: 70 %, short by 26 patients; chance under 0.1 %',
      '      achieved: 62.8 %',
      '      benchmark: test: plans of a test, measured in 2024',
      '  chance: that the underlying rate meets or beats the line, by the counts alone (Jeffreys posterior)',
    ]);
  });

  // Chances by scipy 1.17: beta.sf(line, x + 1/2, n - x + 1/2).
  test('one patient short is one patient', async () => {
    expect(await textOf(program({}), [cell(year, [119, 200])])).toContain(
      '      line 66th (goal): 60 %, short by 1 patient; chance 44.1 %',
    );
  });

  test('what is too small or hidden says so once, and is never 0', async () => {
    const small = await textOf(program({}), [cell(year, [18, 24])]);
    expect(small).toContain('  CBP Blood pressure: – (not payable: 24 of 30)');
    expect(small).toContain('    CBP: 75 % = 18 of 24');
    expect(small).toContain('  score: – (nothing is payable)');
    expect(small.filter((line) => line.includes('24 of 30'))).toHaveLength(1);
    const hidden = await textOf(program({}), [{ ...cell(year, [1, 2]), denominator: null, numerator: null }]);
    expect(hidden).toContain('  CBP Blood pressure: – (hidden by the release)');
    expect(hidden).toContain('  dollars earned: –, between $0.00 and $5,000.00 (CBP: hidden by the release)');
    expect(hidden).toContain('  score: –, between 0 % and 100 % (CBP: hidden by the release)');
    expect(hidden.join('\n')).not.toContain(': 0 %');
  });

  test('what counts as nothing is named so, in the measure, the score and the dollars', async () => {
    const lines = await textOf(program({ kind: 'penalty', missing: 'zero' }), [cell(year, [18, 24])]);
    expect(lines).toContain('  score: 0 % = CBP 100 % × 0 %');
    expect(lines).toContain('  CBP Blood pressure: – (not payable: 24 of 30; counted as nothing achieved)');
    expect(lines).toContain('    dollars lost: $5,000.00 = $100,000.00 × 5 % × 100 % × (1 − 0 %)');
  });

  test('strata that count say which of them it is', async () => {
    const rows = [cell(year, [114, 200]), cell(year, [55, 100], 'A'), cell(year, [44, 80], 'B'), cell(year, [15, 20], 'C')];
    const lowest = await textOf(program({ strata: { by: ['group'], rule: 'every-stratum' } }), rows);
    expect(lowest).toContain('  CBP Blood pressure: 50 %. The lowest of the total and of A 50 %, B 50 %.');
    expect(lowest).toContain('    strata: the lowest of the total and those by group, strata, verified (test)');
    expect(lowest).toContain('      group: C: 75 % = 15 of 20 (not payable: 20 of 30)');
    const mean = await textOf(program({ strata: { by: ['group'], rule: 'mean-of-strata' } }), rows);
    expect(mean).toContain('  CBP Blood pressure: 50 %. The mean of A 50 %, B 50 %.');
  });

  test('several parts are told apart', async () => {
    const parts = [part, { ...part, measure: 'COL' }];
    const measures: ProgramInput['measures'] = [
      {
        id: 'both',
        title: 'Two rates',
        parts: [
          { measure: 'CBP', direction: 'higher', title: 'Blood pressure' },
          { measure: 'COL', direction: 'higher', title: 'Screening' },
        ],
        weight: 1,
      },
    ];
    const rows = [cell(year, [114, 200]), cell(year, [100, 200], 'all', 'COL')];
    const shares = await textOf(program({ measures }), rows, parts);
    expect(shares).toContain('  both Two rates: 31.4 %. The mean of its 2 parts: Blood pressure 62.8 %, Screening 0 %.');
    const rates = await textOf(program({ measures: [{ ...measures[0]!, combine: 'mean-of-rates' }] }), rows, parts);
    expect(rates).toContain('    mean rate: 53.5 % = (57 % + 50 %) / 2');
    expect(rates).toContain(
      '  both Two rates: 35 %. At the 42.5th percentile, on a ramp from 0 at the 25th percentile to 1 at the 75th percentile: 35 % is earned.',
    );
    expect(rates).toContain('    how its parts count: mean-of-rates, measures.both.combine, verified (test)');
  });

  test('a formula stands with its inputs', async () => {
    const lines = await textOf(program({ money: { ...money, formula: 'base * share * max(0, rate - 0.5)' } }), [
      cell(year, [114, 200]),
    ]);
    expect(lines).toContain('    formula for each measure: base * share * max(0, rate - 0.5), money.formula, verified (test)');
    expect(lines).toContain(
      '    dollars earned: $350.00 = base * share * max(0, rate - 0.5), with base 100000, rate 0.57, share 0.05',
    );
  });

  test('an assumption stands beside the dollars and at the end', async () => {
    const { prepared, results, inputs } = await prepare(
      world(program({ scale: { value: null, verified: false } }), [cell(year, [114, 200])]),
      { scale: 'ramp' },
    );
    const lines = explanationText(explainScore(scoreProgram(prepared, { results, inputs })[0]!)).split('\n');
    expect(lines[1]).toBe('  dollars earned: $3,140.00, the sum over measures and components, assuming scale = ramp (assumed)');
    expect(lines.at(-1)).toBe('  assumed: scale = ramp (assumed)');
    expect(lines).toContain('    scale: ramp, scale, assumed');
  });

  test('an organization with no results at all', async () => {
    const { prepared, inputs } = await prepare(world(program({}), []));
    const [score] = scoreProgram(prepared, { results: programResults([]), organizations: ['practice-07'], inputs });
    const lines = explanationText(explainScore(score!)).split('\n');
    expect(lines).toContain('  dollars earned: – (nothing is payable)');
    expect(lines).toContain('  CBP Blood pressure: – (no data)');
  });
});
