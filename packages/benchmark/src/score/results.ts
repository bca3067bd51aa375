/** What names one cell of a program's results: the measurement year stands for the period it ends in. */
export interface ResultKey {
  readonly organization: string;
  readonly measure: string;
  readonly year: number;
  /** Stratification; `total` holds everybody, in the stratum `all`. */
  readonly by: string;
  readonly stratum: string;
}

/** Counts as a release shows them; null where it hides them. */
export interface ResultCell {
  readonly denominator: number | null;
  readonly numerator: number | null;
}

export interface ResultRow extends ResultKey, ResultCell {}

/** The results a program is scored on. Nothing but counts: a program never sees a member. */
export interface ProgramResults {
  readonly organizations: readonly string[];
  /** Null where nobody reported anything. */
  cell(key: ResultKey): ResultCell | null;
  /** The strata that occur and stand for an answer, in the order of reports. */
  strata(key: Omit<ResultKey, 'stratum'>): readonly string[];
}

export const everybody = { by: 'total', stratum: 'all' } as const;

/**
 * Results from rows of counts.
 *
 * @param rows        one for each organization, measure, year, stratification and stratum; whole counts, or null where hidden
 * @param unanswered  strata that stand for no answer, such as `Unknown`: in totals, never judged on their own; or a question that
 *                    tells them, where stratifications differ in it
 * @returns           the results, organizations in order of appearance
 * @throws RangeError when a row is there twice, or its counts are not whole with a numerator of at most the denominator
 * @example programResults([{ organization: 'a', measure: 'CBP', year: 2025, by: 'total', stratum: 'all', denominator: 143, numerator: 79 }]).organizations // ['a']
 */
export function programResults(
  rows: Iterable<ResultRow>,
  unanswered: readonly string[] | ((row: ResultRow) => boolean) = ['Unknown'],
): ProgramResults {
  const isUnanswered = typeof unanswered === 'function' ? unanswered : ({ stratum }: ResultRow) => unanswered.includes(stratum);
  const tables: Tables = new Map();
  const organizations = new Set<string>();
  for (const row of rows) {
    const { cells, strata } = tableFor(tables, row);
    const ofStratum = getOrAdd(cells, row.stratum, () => new Map<string, ResultCell>());
    if (ofStratum.has(row.organization)) throw new RangeError(`results of ${nameOf(row)} are there twice`);
    if (!isPossible(row))
      throw new RangeError(
        `results of ${nameOf(row)} must be whole counts with a numerator of at most the denominator, got ${row.numerator} of ${row.denominator}`,
      );
    ofStratum.set(row.organization, row);
    organizations.add(row.organization);
    if (!isUnanswered(row)) getOrAdd(strata, row.organization, () => []).push(row.stratum);
  }
  const tableOf = ({ by, measure, year }: TableKey) => tables.get(by)?.get(measure)?.get(year);
  return {
    organizations: [...organizations],
    cell: (key) => tableOf(key)?.cells.get(key.stratum)?.get(key.organization) ?? null,
    strata: (key) => tableOf(key)?.strata.get(key.organization) ?? [],
  };
}

/** Cells by stratum and organization, and the strata of each organization. */
interface Table {
  readonly cells: Map<string, Map<string, ResultCell>>;
  readonly strata: Map<string, string[]>;
}

type TableKey = Pick<ResultKey, 'by' | 'measure' | 'year'>;

/** What few rows share comes last: a look-up builds no key, and there are few maps. */
type Tables = Map<string, Map<string, Map<number, Table>>>;

function tableFor(tables: Tables, { by, measure, year }: TableKey): Table {
  const ofMeasures = getOrAdd(tables, by, () => new Map<string, Map<number, Table>>());
  const ofYears = getOrAdd(ofMeasures, measure, () => new Map<number, Table>());
  return getOrAdd(ofYears, year, () => ({ cells: new Map(), strata: new Map() }));
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

const nameOf = ({ by, measure, organization, stratum, year }: ResultKey): string =>
  `${organization} ${measure} ${year} ${by} ${stratum}`;

function isPossible({ denominator, numerator }: ResultCell): boolean {
  return isCount(denominator) && isCount(numerator) && (denominator === null || numerator === null || numerator <= denominator);
}

const isCount = (count: number | null): boolean => count === null || (Number.isSafeInteger(count) && count >= 0);
