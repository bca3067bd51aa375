import { expect, test } from 'vitest';
import { compareTimes } from '../../../test/support/bench.ts';
import {
  createRandom,
  disparityIndices,
  estimateIndices,
  indexNoise,
  type DisparityGroup,
  type DisparityIndexId,
  type IndexEstimate,
} from '../src/index.ts';

// Values and errors need no peer on this machine to be checked: every index is written out below, as a textbook has it.

const practices = 31;
const measures = 3;
const months = 24;
const reference = 'group 4';
const ids = Object.keys(disparityIndices) as DisparityIndexId[];

interface Table {
  readonly rows: readonly (DisparityGroup & { readonly numerator: number })[];
  readonly direction: 'higher' | 'lower';
}

const random = createRandom(1);
const tables: readonly Table[] = Array.from({ length: practices * measures * months }, (_, index) => ({
  direction: index % measures === 0 ? 'lower' : 'higher',
  rows: Array.from({ length: 9 }, (__, rank) => {
    const population = 20 + random.below(400);
    const rate = 0.5 + 0.02 * rank;
    const deviation = Math.sqrt(population * rate * (1 - rate));
    const numerator = Math.min(population - 1, Math.max(1, Math.round(population * rate + deviation * random.normal())));
    return { group: `group ${rank}`, population, numerator, rank };
  }),
}));

/** A table as textbooks take it. */
interface Plain {
  readonly p: readonly number[];
  readonly y: readonly number[];
  readonly direction: 'higher' | 'lower';
}

const add = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = ({ p, y }: Plain) => add(y.map((value, j) => p[j]! * value));
const best = ({ y, direction }: Plain) => (direction === 'higher' ? Math.max(...y) : Math.min(...y));
const ridits = ({ p }: Plain) => p.map((share, j) => add(p.slice(0, j)) + share / 2);
const ratios = (table: Plain) => table.y.map((value) => value / mean(table));
const referenceOf = ({ y }: Plain) => y[4]!;
const byMembers = ({ p, y }: Plain, centre: number) => add(y.map((value, j) => p[j]! * Math.abs(value - centre)));
const alike = ({ y }: Plain, centre: number) => add(y.map((value) => Math.abs(value - centre))) / y.length;
const concentration = (table: Plain) => add(ridits(table).map((ridit, j) => table.p[j]! * table.y[j]! * (2 * ridit - 1)));
const variance = (table: Plain) => add(table.y.map((value, j) => table.p[j]! * (value - mean(table)) ** 2));
const attributable = (table: Plain) => best(table) - mean(table);
const atkinson = (epsilon: number) => (table: Plain) =>
  1 - add(ratios(table).map((ratio, j) => table.p[j]! * ratio ** (1 - epsilon))) ** (1 / (1 - epsilon));
const widest = (table: Plain, gaps: readonly number[]) =>
  (table.direction === 'higher' ? -1 : 1) * gaps.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0]!;

/** Ends of the regression of the estimates on their ridits, weighted by members. */
function ends(table: Plain): { readonly bottom: number; readonly top: number } {
  const places = ridits(table);
  const centre = add(places.map((x, j) => table.p[j]! * x));
  const slope =
    add(places.map((x, j) => table.p[j]! * (x - centre) * table.y[j]!)) /
    add(places.map((x, j) => table.p[j]! * (x - centre) ** 2));
  const bottom = mean(table) - slope * centre;
  return { bottom, top: bottom + slope };
}

/** Ends of the logistic curve through the groups, by Fisher scoring as in textbooks: a weighted regression of the working response. */
function logitEnds(table: Plain): { readonly bottom: number; readonly top: number } {
  const places = ridits(table);
  const curve = (a: number, b: number, x: number) => 1 / (1 + Math.exp(-a - b * x));
  let [a, b] = [Math.log(mean(table) / (1 - mean(table))), 0];
  for (let round = 0; round < 30; round += 1) {
    const m = places.map((x) => curve(a, b, x));
    const w = m.map((fitted, j) => table.p[j]! * fitted * (1 - fitted));
    const z = m.map((fitted, j) => a + b * places[j]! + (table.y[j]! - fitted) / (fitted * (1 - fitted)));
    const total = add(w);
    const centre = add(w.map((weight, j) => weight * places[j]!)) / total;
    const level = add(w.map((weight, j) => weight * z[j]!)) / total;
    const slope =
      add(w.map((weight, j) => weight * (places[j]! - centre) * z[j]!)) /
      add(w.map((weight, j) => weight * (places[j]! - centre) ** 2));
    const moved = Math.abs(slope - b);
    [a, b] = [level - slope * centre, slope];
    if (moved < 1e-10) break;
  }
  return { bottom: curve(a, b, 0), top: curve(a, b, 1) };
}

const textbook: Readonly<Record<DisparityIndexId, (table: Plain) => number>> = {
  range: ({ y }) => Math.max(...y) - Math.min(...y),
  'widest-gap-from-rest': (table) =>
    widest(
      table,
      table.y.map((value, j) => value - (mean(table) - table.p[j]! * value) / (1 - table.p[j]!)),
    ),
  'widest-gap-from-mean': (table) =>
    widest(
      table,
      table.y.map((value) => value - mean(table)),
    ),
  'widest-gap-from-reference': (table) =>
    widest(
      table,
      table.y.map((value) => value - referenceOf(table)),
    ),
  'between-group-variance': variance,
  'between-group-sd': (table) => Math.sqrt(variance(table)),
  'coefficient-of-variation': (table) => (100 * Math.sqrt(variance(table))) / mean(table),
  'mean-difference-from-best': (table) => byMembers(table, best(table)),
  'mean-difference-from-best-unweighted': (table) => alike(table, best(table)),
  'mean-difference-from-mean': (table) => byMembers(table, mean(table)),
  'mean-difference-from-mean-unweighted': (table) => alike(table, mean(table)),
  'mean-difference-from-reference': (table) => byMembers(table, referenceOf(table)),
  'mean-difference-from-reference-unweighted': (table) => alike(table, referenceOf(table)),
  'index-of-disparity': (table) => (100 * byMembers(table, mean(table))) / mean(table),
  'index-of-disparity-unweighted': (table) => (100 * alike(table, mean(table))) / mean(table),
  'index-of-disparity-from-best': (table) =>
    (100 * add(table.y.map((value) => Math.abs(value - best(table))))) / (table.y.length - 1) / best(table),
  'theil-index': (table) => add(ratios(table).map((ratio, j) => table.p[j]! * ratio * Math.log(ratio))),
  'mean-log-deviation': (table) => -add(ratios(table).map((ratio, j) => table.p[j]! * Math.log(ratio))),
  'generalised-entropy-2': (table) => variance(table) / (2 * mean(table) ** 2),
  'atkinson-0.5': atkinson(0.5),
  'atkinson-1': (table) => 1 - Math.exp(add(ratios(table).map((ratio, j) => table.p[j]! * Math.log(ratio)))),
  'atkinson-2': atkinson(2),
  'population-attributable-risk': attributable,
  'population-attributable-fraction': (table) => (100 * attributable(table)) / mean(table),
  'absolute-concentration-index': concentration,
  'relative-concentration-index': (table) => concentration(table) / mean(table),
  'erreygers-index': (table) => 4 * concentration(table),
  'wagstaff-index': (table) => concentration(table) / (mean(table) * (1 - mean(table))),
  'slope-index-of-inequality': (table) => ends(table).top - ends(table).bottom,
  'relative-index-of-inequality-pamuk': (table) => (ends(table).top - ends(table).bottom) / mean(table),
  'relative-index-of-inequality-kunst-mackenbach': (table) => ends(table).top / ends(table).bottom,
  'slope-index-of-inequality-logit': (table) => logitEnds(table).top - logitEnds(table).bottom,
  'relative-index-of-inequality-pamuk-logit': (table) => (logitEnds(table).top - logitEnds(table).bottom) / mean(table),
  'relative-index-of-inequality-kunst-mackenbach-logit': (table) => logitEnds(table).top / logitEnds(table).bottom,
};

function plainOf({ rows, direction }: Table): Plain {
  const total = add(rows.map(({ population }) => population));
  return {
    p: rows.map(({ population }) => population / total),
    y: rows.map(({ numerator, population }) => numerator / population),
    direction,
  };
}

/** Every index as a textbook has it. */
const plainValues = (table: Table) => ids.map((id) => textbook[id](plainOf(table)));

/** With its error by the delta method, each slope from two values of the index a step apart. */
function plainErrors(table: Table): number[] {
  const { p, y, direction } = plainOf(table);
  const errors = table.rows.map(({ population }, j) => Math.sqrt((y[j]! * (1 - y[j]!)) / population));
  return ids.map((id) =>
    Math.hypot(
      ...errors.map((error, j) => {
        const at = (step: number) => textbook[id]({ p, y: y.map((value, k) => (k === j ? value + step : value)), direction });
        return ((at(STEP) - at(-STEP)) / (2 * STEP)) * error;
      }),
    ),
  );
}
const STEP = 1e-6;

const oursOf = ({ rows, direction }: Table): readonly IndexEstimate[] =>
  estimateIndices(rows, { indices: ids, direction, referenceGroup: reference });

/** Where two groups tie, or one is at the mean, an index of absolute differences has no slope to compare. */
function isSmooth(table: Table): boolean {
  const { y, ...rest } = plainOf(table);
  const sorted = [...y, mean({ y, ...rest })].toSorted((a, b) => a - b);
  return sorted.every((value, j) => j === 0 || value - sorted[j - 1]! > 10 * STEP);
}

/** The exact error of the variance differs from that by its slopes. */
const byItsSlopes = ids.filter((id) => id !== 'between-group-variance');

test(`${ids.length} indices of 31 practices × 3 measures × 24 months, 9 groups each`, () => {
  for (const table of tables) {
    const values = plainValues(table);
    for (const [index, { value }] of oursOf(table).entries()) expect(value).toBeCloseTo(values[index]!, 9);
  }
  const smooth = tables.filter(isSmooth).slice(0, 200);
  expect(smooth).toHaveLength(200);
  for (const table of smooth) {
    const errors = plainErrors(table);
    const ours = oursOf(table);
    const off = byItsSlopes.filter((id) => {
      const place = ids.indexOf(id);
      return Math.abs(ours[place]!.standardError! / errors[place]! - 1) > 1e-4;
    });
    expect(off).toEqual([]);
  }
  const title = `${ids.length} indices of ${tables.length.toLocaleString('en')} tables of 9 groups`;
  const ours = { name: 'values, errors and intervals', run: () => tables.map(oursOf).length };
  compareTimes(title, {
    ours,
    against: { name: 'the textbook, values only', run: () => tables.map(plainValues).length },
    rounds: 3,
  });
  compareTimes(title, {
    ours,
    against: { name: 'the textbook, values and errors by finite differences', run: () => tables.map(plainErrors).length },
    rounds: 3,
  });
  console.log("R's healthequal: not on this machine, so there is no ratio to it");
});

const draws = 1000;
const month = tables.slice(0, practices * measures);

/** A binomial draw by inversion from 0 upwards. */
function drawBinomial(trials: number, rate: number, uniform: number): number {
  let weight = (1 - rate) ** trials;
  let below = weight;
  let count = 0;
  while (uniform > below && count < trials) {
    weight *= ((trials - count) / (count + 1)) * (rate / (1 - rate));
    below += weight;
    count += 1;
  }
  return count;
}

/** The textbook's noise floors: every index of every draw, kept and sorted; signed ones by their size, ratios by the larger of itself and its inverse. */
function plainNoise({ rows, direction }: Table, seed: number): { readonly mean: number; readonly percentile95: number }[] {
  const source = createRandom(seed);
  const { p, y } = plainOf({ rows, direction });
  const shared = mean({ p, y, direction });
  const drawn = ids.map((): number[] => []);
  for (let round = 0; round < draws; round += 1) {
    const sample = rows.map(({ population }) => drawBinomial(population, shared, source.uniform()) / population);
    for (const [index, id] of ids.entries()) {
      const value = textbook[id]({ p, y: sample, direction });
      const isRatio = id.startsWith('relative-index-of-inequality-kunst-mackenbach');
      drawn[index]!.push(isRatio ? Math.max(value, 1 / value) : Math.abs(value));
    }
  }
  return drawn.map((values) => ({
    mean: add(values) / draws,
    percentile95: values.toSorted((a, b) => a - b)[Math.ceil(0.95 * draws) - 1]!,
  }));
}

const oursNoise = ({ rows, direction }: Table, seed: number) =>
  indexNoise(rows, { direction, indices: ids, referenceGroup: reference, draws, seed }).indices;

test(`noise floors of ${ids.length} indices, ${draws} draws, 31 practices × 3 measures`, () => {
  // The named reference is that of the attributable risks too, and theirs then.
  const shared = ids.filter((id) => !id.startsWith('population-attributable'));
  for (const table of month.slice(0, 3)) {
    const plain = plainNoise(table, 2);
    const ours = oursNoise(table, 1);
    // Two simulations of 1,000 draws: each mean is within some 8 % of the other's, squares vary most.
    const off = shared.filter((id) => {
      const [mine, theirs] = [ours[ids.indexOf(id)]!, plain[ids.indexOf(id)]!];
      return (
        Math.abs(Math.log(mine.mean! / theirs.mean)) > 0.15 || Math.abs(Math.log(mine.percentile95! / theirs.percentile95)) > 0.2
      );
    });
    expect(off).toEqual([]);
  }
  compareTimes(`noise floors of ${ids.length} indices, ${draws} draws each, ${month.length} tables of 9 groups`, {
    ours: { name: 'indexNoise', run: () => month.map((table, index) => oursNoise(table, index + 1)).length },
    against: { name: 'the textbook', run: () => month.map((table, index) => plainNoise(table, index + 1)).length },
    rounds: 1,
  });
});
