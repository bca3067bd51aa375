import type { ProgramScore, ScoredCell, ScoredComponent, ScoredMeasure } from '../score/types.ts';

/** A value before and after, null where it is not determined, and what it grew by. */
export interface BeforeAfter {
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
}

/** One cell whose counts or place differ. */
export interface CellChange {
  readonly measure: string;
  readonly by: string;
  readonly stratum: string;
  readonly denominator: BeforeAfter;
  readonly numerator: BeforeAfter;
  readonly rate: BeforeAfter;
  /** Null outside the published lines: the bands say where. */
  readonly percentile: BeforeAfter;
  readonly band: { readonly before: string | null; readonly after: string | null };
  /** Patients to the next published line. */
  readonly patientsToNext: BeforeAfter;
}

/** A measure or component that differs. */
export interface ItemChange {
  readonly id: string;
  readonly title: string;
  readonly kind: ScoredComponent['kind'] | ScoredMeasure['kind'];
  readonly achieved: BeforeAfter;
  readonly dollars: BeforeAfter;
  readonly cells: readonly CellChange[];
  /** Of a component: the numbers it rests on that differ, such as the gap now. */
  readonly facts: readonly ({ readonly label: string } & BeforeAfter)[];
}

/** What differs between two scores of one organization. */
export interface ScoreChange {
  readonly organization: string;
  readonly differs: boolean;
  readonly score: BeforeAfter;
  readonly points: BeforeAfter;
  readonly dollars: BeforeAfter;
  readonly pool: BeforeAfter;
  readonly items: readonly ItemChange[];
}

/**
 * What differs between two scorings: before and after a change, or one year and another.
 *
 * @param before  scores by organization
 * @param after   the same organizations scored again
 * @returns       for each organization of either, in order: score, points, dollars, and the measures, components and cells that differ
 * @example compareScores([], []) // []
 */
export function compareScores(before: readonly ProgramScore[], after: readonly ProgramScore[]): ScoreChange[] {
  const later = new Map(after.map((score) => [score.organization, score]));
  const earlier = new Map(before.map((score) => [score.organization, score]));
  const organizations = new Set([...earlier.keys(), ...later.keys()]);
  return Array.from(organizations, (id) => compareOne(id, earlier.get(id), later.get(id)));
}

function compareOne(organization: string, before: ProgramScore | undefined, after: ProgramScore | undefined): ScoreChange {
  const of = (pick: (score: ProgramScore) => number | null | undefined) =>
    beforeAfter(before && pick(before), after && pick(after));
  const ofDollars = (pick: (score: ProgramScore) => number | null | undefined) =>
    dollarsBeforeAfter(before && pick(before), after && pick(after));
  const whole = {
    score: of(({ score }) => score),
    points: of(({ points }) => points),
    dollars: ofDollars(({ dollars }) => dollars?.total.cents),
    pool: ofDollars(({ dollars }) => dollars?.pool?.cents),
  };
  const items = compareItems(itemsOf(before), itemsOf(after));
  return { organization, differs: items.length > 0 || Object.values(whole).some(isChange), ...whole, items };
}

type Item = ScoredComponent | ScoredMeasure;

const itemsOf = (score: ProgramScore | undefined): readonly Item[] =>
  score === undefined ? [] : [...score.measures, ...score.components];

function compareItems(before: readonly Item[], after: readonly Item[]): ItemChange[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return Array.from(ids, (id) =>
    compareItem(
      before.find((item) => item.id === id),
      after.find((item) => item.id === id),
    ),
  ).filter(
    ({ achieved, cells, dollars, facts }) => isChange(achieved) || isChange(dollars) || cells.length > 0 || facts.length > 0,
  );
}

function compareItem(before: Item | undefined, after: Item | undefined): ItemChange {
  const { id, kind, title } = (after ?? before)!;
  return {
    id,
    title,
    kind,
    achieved: beforeAfter(before?.achieved, after?.achieved),
    dollars: dollarsBeforeAfter(before?.dollars?.cents, after?.dollars?.cents),
    cells: pairs(cellsOf(before), cellsOf(after), ({ by, measure, stratum }) => JSON.stringify([measure, by, stratum]))
      .map(compareCell)
      .filter(({ band, ...cell }) => band.before !== band.after || [cell.rate, cell.denominator, cell.numerator].some(isChange)),
    facts: pairs(factsOf(before), factsOf(after), ({ label }) => label)
      .map(([then, now]) => ({ label: (now ?? then)!.label, ...beforeAfter(then?.value, now?.value) }))
      .filter(isChange),
  };
}

function cellsOf(item: Item | undefined): readonly ScoredCell[] {
  return item?.kind === 'measure' ? item.parts.flatMap(({ strata, total }) => [total, ...strata]) : [];
}

function factsOf(item: Item | undefined): readonly { readonly label: string; readonly value: number }[] {
  if (item === undefined || item.kind === 'measure') return [];
  return item.facts.flatMap(({ label, value }) => (typeof value === 'number' ? [{ label, value }] : []));
}

type Pair<Value> = readonly [Value | undefined, Value | undefined];

function pairs<Value>(before: readonly Value[], after: readonly Value[], keyOf: (value: Value) => string): Pair<Value>[] {
  const [then, now] = [before, after].map((values) => new Map(values.map((value) => [keyOf(value), value])));
  return Array.from(new Set([...then!.keys(), ...now!.keys()]), (key) => [then!.get(key), now!.get(key)]);
}

function compareCell([before, after]: Pair<ScoredCell>): CellChange {
  const { by, measure, stratum } = (after ?? before)!;
  const of = (pick: (cell: ScoredCell) => number | null | undefined) => beforeAfter(before && pick(before), after && pick(after));
  return {
    measure,
    by,
    stratum,
    denominator: of(({ denominator }) => denominator),
    numerator: of(({ numerator }) => numerator),
    rate: of(({ rate }) => rate),
    percentile: of(({ placement }) => placement?.percentile),
    band: { before: before?.placement?.band ?? null, after: after?.placement?.band ?? null },
    patientsToNext: of(({ placement }) => placement?.next?.patientsToReach),
  };
}

function beforeAfter(before: number | null | undefined, after: number | null | undefined): BeforeAfter {
  const known = { before: before ?? null, after: after ?? null };
  return { ...known, change: known.before === null || known.after === null ? null : known.after - known.before };
}

/** Whole cents as dollars: the difference is taken in cents, so that it is one of dollars and cents too. */
function dollarsBeforeAfter(before: number | null | undefined, after: number | null | undefined): BeforeAfter {
  const cents = beforeAfter(before, after);
  return { before: inDollars(cents.before), after: inDollars(cents.after), change: inDollars(cents.change) };
}

const isChange = ({ before, after }: BeforeAfter): boolean => before !== after;

const inDollars = (cents: number | null): number | null => (cents === null ? null : cents / 100);
