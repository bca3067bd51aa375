import { maskValue, wholeFile, type Fault } from '../issue.ts';
import { tables, type TableName } from '../tables.ts';

/** What a reader of one format is asked: a file, its table, and where faults go. */
export interface FormatReading {
  readonly path: string;
  readonly table: TableName;
  /** Columns of the table, in its order. */
  readonly taken: readonly string[];
  /** The file's own names, from the configuration. */
  readonly names: Readonly<Record<string, string | null>>;
  readonly faults: Fault[];
}

/** What was read. */
export interface FormatLoaded {
  /** Records that could not be read at all, in order. */
  readonly lostRecords: readonly number[];
  readonly columns: ReadonlySet<string>;
}

export const nothingLoaded: FormatLoaded = { lostRecords: [], columns: new Set() };

/** A column as a file names it, and the record where the name stands when the format has no header. */
export interface GivenColumn {
  readonly name: string;
  readonly record: number | null;
}

/**
 * Finds the table's columns in a file: our column → its place among those given; null when none is there.
 *
 * A name that is not ours may be anything, a row of data that stands where the header should: only its shape is told.
 */
export function matchColumns(given: readonly GivenColumn[], reading: FormatReading): Map<string, number> | null {
  const { table, taken, names, faults } = reading;
  const places = new Map<string, number>();
  const unknown: number[] = [];
  given.forEach(({ name, record }, place) => {
    const raw = name.trim();
    const ours = Object.hasOwn(names, raw) ? names[raw]! : raw;
    if (ours === null) return;
    if (!taken.includes(ours)) unknown.push(place);
    else if (places.has(ours)) faults.push(repeatedColumn(ours, record));
    else places.set(ours, place);
  });
  if (places.size === 0) {
    faults.push(
      wholeFile(
        'no-header',
        `no column of ${table} is named in the first line`,
        `begin with the line: ${tables[table].columns.map(({ name }) => name).join(',')}`,
      ),
    );
    return null;
  }
  for (const place of unknown) faults.push(unknownColumn(given[place]!, place, reading));
  for (const { name, required } of tables[table].columns) {
    if (!required || places.has(name)) continue;
    faults.push({
      rule: 'missing-column',
      record: null,
      column: name,
      message: `the column ${name} is missing`,
      remedy: `add it; equipoise template ${table} prints a header`,
    });
  }
  return places;
}

function repeatedColumn(column: string, record: number | null): Fault {
  return { rule: 'repeated-column', record, column, message: `two columns stand for ${column}`, remedy: 'keep one' };
}

/** A name without what people write differently: case, spaces, underscores. */
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');

function unknownColumn({ name, record }: GivenColumn, place: number, { table, taken }: FormatReading): Fault {
  const meant = taken.find((column) => bare(column) === bare(name)) ?? 'its column here, or null to leave it out';
  const where = record === null ? `column ${place + 1}` : 'a key of this record';
  return {
    rule: 'unknown-column',
    record,
    column: null,
    message: `${where}, of the shape ${maskValue(name)!}, is no column of ${table}`,
    remedy: `leave it out, or name it in the configuration under columns.${table}: its name here → ${meant}`,
  };
}
