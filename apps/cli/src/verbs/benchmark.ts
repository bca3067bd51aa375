import { verbOfActions } from '../actions.ts';
import { importTable } from './benchmark/importTable.ts';
import { ladder } from './benchmark/ladder.ts';
import { place } from './benchmark/place.ts';
import { tables } from './benchmark/tables.ts';
import { template } from './benchmark/template.ts';

export const benchmark = verbOfActions({
  name: 'benchmark',
  summary:
    'Where a rate stands among percentiles, how sure that is, how many patients the next line takes; and whose percentiles.',
  actions: { place, ladder, tables, template, 'import-table': importTable },
  byDefault: 'place',
});
