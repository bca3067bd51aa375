import type { ConfigInput } from './config.ts';
import { csvLine } from './csvLine.ts';
import { tables, type TableName } from './tables.ts';

/** A configuration to start from. */
const starter: ConfigInput = {
  measures: [
    {
      id: 'foot-exam',
      title: 'Diabetic foot examination',
      direction: 'higher',
      window: 'rolling-12',
      ages: { from: 18, to: 75 },
      source: 'our quality committee, 2025',
    },
  ],
  stratifications: ['race-ethnicity', 'language', { id: 'housing-status', title: 'Housing status' }, ['race-ethnicity', 'sex']],
  policy: 'cms',
  columns: { members: { Housing: 'housing_status', phone: null } },
};

/**
 * Something to start from: the header and an example row of a table as CSV, or a configuration as JSON.
 *
 * @param what  a table, or `config`
 * @example templateOf('annotations').split('\n')[0] // 'organization_id,measure_id,stratum,date,kind,text'
 */
export function templateOf(what: TableName | 'config'): string {
  if (what === 'config') return `${JSON.stringify(starter, null, 2)}\n`;
  const { columns } = tables[what];
  return `${csvLine(columns.map(({ name }) => name))}\n${csvLine(columns.map(({ example }) => example))}\n`;
}
