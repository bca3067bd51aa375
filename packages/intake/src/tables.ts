import { organizationKinds, recordedSources } from '@equipoise/engine';

/** What a column holds; decides which values it takes and how JSON Schema and the data dictionary describe it. */
export type ColumnKind =
  | 'identifier'
  | 'text'
  | 'code'
  | 'month'
  | 'date'
  | 'flag'
  | 'count'
  | 'age'
  | 'race'
  | 'ethnicity'
  | 'language';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** A row without it is at fault. */
  readonly required: boolean;
  readonly description: string;
  /** For a code: the values it takes. */
  readonly values?: readonly string[];
  readonly example: string;
}

export type TableName = 'organizations' | 'members' | 'results' | 'cells' | 'annotations';

export interface Table {
  readonly name: TableName;
  readonly description: string;
  readonly columns: readonly Column[];
  /** Columns that together name a row once. */
  readonly key: readonly string[];
}

const column = (name: string, kind: ColumnKind, description: string, example: string, more: Partial<Column> = {}): Column => ({
  name,
  kind,
  required: true,
  description,
  example,
  ...more,
});
const optional = { required: false };

/** The Equipoise tables: the one definition behind validation, the data dictionary, JSON Schema and templates. */
export const tables: Readonly<Record<TableName, Table>> = {
  organizations: {
    name: 'organizations',
    description: 'Who is measured: payers, the provider organizations they contract with, and practices.',
    key: ['organization_id'],
    columns: [
      column('organization_id', 'identifier', 'Name of the organization in all other tables', 'practice-01'),
      column('name', 'text', 'As printed in reports', 'Practice 01'),
      column('kind', 'code', 'Its level', 'practice', { values: organizationKinds.toReversed() }),
      column('parent_id', 'identifier', 'The organization above it; empty at the top', '', optional),
    ],
  },
  members: {
    name: 'members',
    description:
      'Who is counted, with what divides them. Read, folded and forgotten: no member is stored. Strata are as of this file.',
    key: ['member_id'],
    columns: [
      column('member_id', 'identifier', 'Any identifier that is the same in results', 'M0000001'),
      column('birth_date', 'date', 'ISO date; age is taken on the last day of each period', '1968-04-30', optional),
      column(
        'age',
        'age',
        'Years at the end of the period, in place of a birth date and only for an import of one period',
        '',
        optional,
      ),
      column('sex', 'code', 'Sex', 'female', { ...optional, values: ['female', 'male', 'other', 'unknown', 'f', 'm', 'o', 'u'] }),
      column(
        'race',
        'race',
        'CDC or OMB codes or names, `;` between; `asked-no-answer` and `unknown` are values',
        '2106-3;2054-5',
        optional,
      ),
      column(
        'ethnicity',
        'ethnicity',
        'CDC or OMB codes or names, `;` between; `asked-no-answer` and `unknown` are values',
        '2186-5',
        optional,
      ),
      column(
        'race_ethnicity_source',
        'code',
        'How race and ethnicity came to be known: `direct` from the member, `indirect` from a surname, a place or another record',
        'direct',
        { ...optional, values: recordedSources },
      ),
      column('race_source', 'code', 'How race came to be known, where it is not as `race_ethnicity_source` says', '', {
        ...optional,
        values: recordedSources,
      }),
      column('ethnicity_source', 'code', 'How ethnicity came to be known, where it is not as `race_ethnicity_source` says', '', {
        ...optional,
        values: recordedSources,
      }),
      column(
        'language',
        'language',
        'Language code (BCP 47, of which the primary subtag is kept, an ISO 639 code) or a name of the language table; `asked-no-answer` and `unknown` are values',
        'es',
        optional,
      ),
      column('line_of_business', 'text', 'Product line', 'medi-cal', optional),
    ],
  },
  results: {
    name: 'results',
    description: 'One member, one measure, one period: who was eligible, excluded, counted, and met the measure.',
    key: ['member_id', 'measure_id', 'period'],
    columns: [
      column('member_id', 'identifier', 'A member of the members table', 'M0000001'),
      column(
        'practice_id',
        'identifier',
        'The practice that answers for the member: an organization of kind practice',
        'practice-01',
      ),
      column('measure_id', 'identifier', 'A measure of the catalogue or the configuration; case counts', 'CBP'),
      column('period', 'month', 'Month in which the measurement window ends, YYYY-MM', '2025-12'),
      column('eligible', 'flag', '1 when the member belongs to the population', '1'),
      column('excluded', 'flag', '1 when an exclusion of the measure applies; then denominator is 0', '0'),
      column('denominator', 'flag', '1 when the member is counted', '1'),
      column('numerator', 'flag', '1 when the member met the measure; only with denominator 1', '1'),
    ],
  },
  cells: {
    name: 'cells',
    description: 'Counts that somebody else has already added up.',
    key: ['measure_id', 'period', 'organization_id', 'stratification', 'stratum'],
    columns: [
      column('measure_id', 'identifier', 'A measure of the catalogue or the configuration; case counts', 'CBP'),
      column('period', 'month', 'Month in which the measurement window ends, YYYY-MM', '2025-12'),
      column('organization_id', 'identifier', 'An organization', 'practice-01'),
      column('stratification', 'identifier', '`total`, a built-in stratification, or one of the configuration', 'race-ethnicity'),
      column('stratum', 'text', 'Its stratum; `all` for the total', 'White'),
      column('eligible', 'count', 'Members of the population; `<11` withholds a count', '412'),
      column('excluded', 'count', 'Of them excluded', '0'),
      column('denominator', 'count', 'Of them counted', '412'),
      column('numerator', 'count', 'Of those, who met the measure', '251'),
    ],
  },
  annotations: {
    name: 'annotations',
    description: 'Dated events that charts show: PDSA cycles and others. They never change a number.',
    key: [],
    columns: [
      column('organization_id', 'identifier', 'Where it happened', 'practice-01'),
      column('measure_id', 'identifier', 'The measure it is about; empty for all', 'CBP-MONTH', optional),
      column('stratum', 'text', 'The stratum it is about; empty for everybody', '', optional),
      column('date', 'date', 'ISO date', '2024-12-15'),
      column('kind', 'identifier', 'What it was: `pdsa`, `event`, `outage` …', 'pdsa'),
      column('text', 'text', 'One line for the chart', 'Home monitoring loans begin'),
    ],
  },
};

export const tableNames = Object.keys(tables) as readonly TableName[];

/** The columns that a table takes: its own and, for members, the declared stratifiers. */
export function columnNames(table: TableName, declared: readonly string[]): string[] {
  const own = tables[table].columns.map(({ name }) => name);
  return table === 'members' ? [...new Set([...own, ...declared])] : own;
}
