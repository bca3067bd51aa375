import type { Generated } from 'kysely';

/** The tables of a database. A count that was withheld is null. */
export interface Schema {
  organization: { id: string; name: string; kind: string; parent: string | null };
  /** Each declaration as of the last import that had it, as JSON. */
  declaration: { kind: 'measure' | 'stratification'; id: string; place: number; declaration: string };
  annotation: {
    organization: string;
    measure: string | null;
    stratum: string | null;
    date: string;
    kind: string;
    text: string;
    source: string;
  };
  import: { id: Generated<number>; source: string; content_hash: string; cells: number; imported_at: string };
  /** Which import last brought a measure's period from a source. */
  import_slice: { measure: string; period: string; source: string; import: number };
  cell: CellRow & { source: string };
  release: {
    number: number;
    policy: string;
    audit: string;
    data_through: string;
    cells: number;
    hidden: number;
    content_hash: string;
    engine_version: string;
    /** Organizations, measures, stratifications, annotations and the policy as they were, as JSON. */
    manifest: string;
  };
  released_cell: CellRow & { release: number; status: string };
  /** The user's own percentiles, as JSON. */
  benchmark_table: {
    set_id: string;
    measure: string;
    population: string;
    measurement_year: number;
    licence: string;
    redistributable: number;
    content: string;
    content_hash: string;
    imported_at: string;
  };
  program: { id: string; definition: string; content_hash: string; imported_at: string };
  /** Rows that the database itself refuses to change. */
  settlement: {
    number: Generated<number>;
    program: string;
    year: number;
    release: number;
    definition: string;
    assumptions: string;
    inputs: string;
    basis: string;
    result: string;
    content_hash: string;
    attested_by: string;
    attested_at: string;
    note: string;
  };
}

interface CellRow {
  measure: string;
  stratification: string;
  organization: string;
  period: string;
  stratum: string;
  eligible: number | null;
  excluded: number | null;
  denominator: number | null;
  numerator: number | null;
}
