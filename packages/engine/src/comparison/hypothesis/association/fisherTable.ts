import { TIE } from '../discrete.ts';
import { fromChance, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import { fisherTwoSided } from '../twoProportions/fisher.ts';
import { urnChances, urnCount } from '../urn.ts';
import { marginsOf, type Table } from './table.ts';

/**
 * Fisher's test of a table of any size: the chance, margins given, of every table no likelier than the observed one.
 *
 * Columns are filled one after the other. What is still to come depends only on what is left of each row, so tables meet in
 * nodes, and each node knows the likeliest and the rarest way on: a path that can only end rare, or cannot, is not followed.
 *
 * Source: Mehta and Patel 1983, JASA 78:427.
 */
export function fisherTable(table: Table): Outcome {
  const counted = withoutEmptyMargins(table);
  const { total } = marginsOf(counted);
  if (total === 0) return noTest('the table holds no counts');
  if (counted.length < 2 || (counted[0]?.length ?? 0) < 2) return fromChance(1); // no other table has these margins
  const [[a = NaN, b = NaN] = [], [c = NaN, d = NaN] = []] = counted;
  if (counted.length === 2 && counted[0]?.length === 2)
    return fisherTwoSided({ group: { denominator: a + b, numerator: a }, reference: { denominator: c + d, numerator: c } });
  try {
    return fromChance(chanceOfRarerTables(fewestRows(counted)));
  } catch (error) {
    if (!(error instanceof TooManyTables)) throw error;
    return noTest('too many tables have these margins to go through them: take chi-square');
  }
}

/** What may be spent on one table, about a second: in units of one way to fill a column. */
const PURSE = 1e7;
/** A way that leads to another node costs more, for the node has to be found. */
const NODE_COST = 12;
/** So does a bundle of paths that comes to a node. */
const BUNDLE_COST = 3;

class TooManyTables extends Error {}

/** A place that tables meet in, known by the column that comes next and by what is left of the rows. */
interface Node {
  /** Chances of the likeliest and the rarest way from here to the end. */
  readonly likeliest: number;
  readonly rarest: number;
  /** Ways to fill the next column; none where only two columns are left, the second of which takes what the first leaves. */
  readonly ways: readonly Way[];
  /** Where two columns are left: the chance of all ways that are no likelier than this. */
  readonly chanceUpTo: (ceiling: number) => number;
}

interface Way {
  readonly to: Node;
  readonly chance: number;
}

/** Paths that have come to a node with one chance between them, and the chance of all of them together. */
interface Bundle {
  readonly chance: number;
  mass: number;
}

function chanceOfRarerTables(table: Table): number {
  const ceiling = chanceOf(table) * (1 + TIE);
  const spend = purse();
  let total = 0;
  let here = new Map<Node, Map<number, Bundle>>();
  let next: typeof here = new Map();
  const arrive = (node: Node, chance: number, mass: number): void => {
    spend(BUNDLE_COST);
    if (chance * node.likeliest <= ceiling) total += mass; // all that may follow adds up to 1
    else if (chance * node.rarest > ceiling) return;
    else if (node.ways.length === 0) total += mass * node.chanceUpTo(ceiling / chance);
    else {
      let bundles = next.get(node);
      if (bundles === undefined) next.set(node, (bundles = new Map()));
      const key = Math.round(Math.log(chance) * 1e10); // far finer than a tie
      const bundle = bundles.get(key);
      if (bundle === undefined) bundles.set(key, { chance, mass });
      else bundle.mass += mass;
    }
  };
  arrive(firstNode(table), 1, 1);
  while (next.size > 0) {
    here = next;
    next = new Map();
    for (const [node, bundles] of here)
      for (const { chance, mass } of bundles.values())
        for (const way of node.ways) arrive(way.to, chance * way.chance, mass * way.chance);
  }
  return total;
}

/** Pays for steps, and gives up when they are too many. */
function purse(): (cost: number) => void {
  let left = PURSE;
  return (cost) => {
    left -= cost;
    if (left < 0) throw new TooManyTables();
  };
}

/** The network of all tables with the margins of this one, by its first node. */
function firstNode(table: Table): Node {
  const { rows, columns } = marginsOf(table);
  const order = columns.toSorted((a, b) => a - b); // few ways fork; the many ways to fill the larger columns need no nodes
  const known = order.map(() => new Map<string, Node>());
  const spend = purse();
  const nodeAt = (column: number, rest: readonly number[]): Node => {
    const ordered = rest.toSorted((a, b) => b - a); // which row is which does not matter to what may follow
    const key = ordered.join();
    let node = known[column]!.get(key);
    if (node === undefined)
      known[column]!.set(key, (node = column === order.length - 2 ? lastFork(ordered) : fork(column, ordered)));
    return node;
  };
  const fork = (column: number, rest: readonly number[]): Node => {
    const ways: Way[] = [];
    let likeliest = 0;
    let rarest = Infinity;
    eachFilling(rest, order[column]!, (left, chance) => {
      spend(NODE_COST);
      const to = nodeAt(column + 1, left);
      likeliest = Math.max(likeliest, chance * to.likeliest);
      rarest = Math.min(rarest, chance * to.rarest);
      ways.push({ to, chance });
    });
    return { likeliest, rarest, ways, chanceUpTo: () => NaN };
  };
  const lastFork = (rest: readonly number[]): Node => {
    const found: number[] = [];
    eachFilling(rest, order.at(-2)!, (_, chance) => {
      spend(1);
      found.push(chance);
    });
    const chances = Float64Array.from(found).sort();
    return { likeliest: chances.at(-1)!, rarest: chances[0]!, ways: [], chanceUpTo: chanceUpTo(chances) };
  };
  return nodeAt(0, rows);
}

/** Sum of those of some rising chances that are at most a ceiling. */
function chanceUpTo(chances: Float64Array): (ceiling: number) => number {
  const sums = new Float64Array(chances.length + 1);
  for (const [at, chance] of chances.entries()) sums[at + 1] = sums[at]! + chance;
  return (ceiling) => {
    let [below, above] = [0, chances.length];
    while (below < above) {
      const middle = (below + above) >>> 1;
      if (chances[middle]! <= ceiling) below = middle + 1;
      else above = middle;
    }
    return sums[below]!;
  };
}

/** Every way to share a column out over what is left of the rows, with its chance when people fall at random. */
function eachFilling(rest: readonly number[], column: number, visit: (left: readonly number[], chance: number) => void): void {
  const left = [...rest];
  const fill = (row: number, draws: number, population: number, chance: number): void => {
    const successes = rest[row]!;
    if (row === rest.length - 1) {
      left[row] = successes - draws;
      visit(left, chance);
      return;
    }
    const { least, chances } = urnChances({ population, successes, draws });
    for (let at = 0; at < chances.length; at += 1) {
      left[row] = successes - least - at;
      fill(row + 1, draws - least - at, population - successes, chance * chances[at]!);
    }
  };
  fill(
    0,
    column,
    rest.reduce((a, b) => a + b, 0),
    1,
  );
}

/** The chance of the table among all with its margins, filled column by column, cell by cell. */
function chanceOf(table: Table): number {
  const { rows, columns } = marginsOf(table);
  const rest = [...rows];
  let chance = 1;
  for (const [j, column] of columns.entries()) {
    let population = rest.reduce((a, b) => a + b, 0);
    let draws = column;
    for (const [i, row] of table.entries()) {
      const successes = rest[i] ?? NaN;
      const taken = row[j] ?? NaN;
      chance *= urnCount({ population, successes, draws }).pmf(taken);
      population -= successes;
      draws -= taken;
      rest[i] = successes - taken;
    }
  }
  return chance;
}

function withoutEmptyMargins(table: Table): Table {
  const { rows, columns } = marginsOf(table);
  return table.filter((_, i) => rows[i] !== 0).map((row) => row.filter((_, j) => columns[j] !== 0));
}

/** Turned so that fewer rows than columns are to be kept in mind. */
function fewestRows(table: Table): Table {
  const columns = table[0] ?? [];
  return table.length <= columns.length ? table : columns.map((_, j) => table.map((row) => row[j] ?? NaN));
}
