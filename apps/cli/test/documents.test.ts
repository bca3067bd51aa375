import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableNames } from '@equipoise/intake';
import { expect, test } from 'vitest';
import { call } from './support/call.ts';
import { newDirectory } from './support/files.ts';

test.for(tableNames)('%s: template and schema have the same columns', async (table) => {
  const template = await call('template', table);
  const schema = await call('schema', table);
  expect([template.code, schema.code]).toEqual([0, 0]);
  const header = template.out.split('\n')[0]!.split(',');
  const { properties } = JSON.parse(schema.out) as { properties: Record<string, unknown> };
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(header));
  const { out } = await call('dictionary');
  for (const column of header) expect(out).toContain(column);
});

test('the starter configuration is one that import takes', async () => {
  const directory = newDirectory();
  const config = join(directory, 'equipoise.config.json');
  writeFileSync(config, (await call('template', 'config')).out);
  const tables = ['organizations', 'cells'].map(async (table) => {
    writeFileSync(join(directory, `${table}.csv`), (await call('template', table)).out);
    return [`--${table}`, join(directory, `${table}.csv`)];
  });
  const { code, error } = await call(
    'validate',
    '--config',
    config,
    '--db',
    join(directory, 'x.db'),
    ...(await Promise.all(tables)).flat(),
  );
  expect([error, [0, 1].includes(code!)]).toEqual(['', true]); // the example rows may be at fault, the configuration is not
});
