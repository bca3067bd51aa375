import { findProgram } from '@equipoise/benchmark';
import { expect, test } from 'vitest';
import { isAmount, programFaults, readProgramInputs } from '../src/index.ts';

const definition = findProgram('plan-to-provider-example')!;
const organizations = ['a', 'b'].map((id) => ({ id, name: id, kind: 'practice' as const, parent: null }));
const read = (text: string) => readProgramInputs(text, { name: 'inputs.csv', definition, organizations });

test('inputs by organization: any order of columns, quotes, an empty field states nothing, a byte order mark is passed over', () => {
  expect(read('\uFEFFcapitation,organization_id\r\n"1000.5",a\r\n,b\r\n\r\n')).toEqual({
    inputs: { a: { capitation: 1000.5 }, b: {} },
    faults: [],
  });
});

test.for([
  ['organization_id,capitation\na,1e6\n', 2, 'capitation', 'in plain digits, got 1e6'],
  ['organization_id,capitation\na,-1\n', 2, 'capitation', 'of at least 0'],
  ['organization_id,capitation\na,1\na,2\n', 3, 'organization_id', 'organization a is there twice'],
  ['organization_id,capitation\nz,1\n', 2, 'organization_id', 'organization z is not in the release'],
  ['organization_id,capitation,capitation\na,1,2\n', 1, 'capitation', 'the column is there twice'],
  ['organization_id,capitaton\na,1\n', 1, 'capitaton', 'has no such input; the columns may be organization_id, capitation'],
  ['organization;capitation\na;1\n', 1, null, 'there is no column organization_id'],
  ['organization_id,capitation\na,"1\n', 2, null, 'a quote is not closed'],
  ['', null, null, 'there is no column organization_id'],
] as const)('%j', ([text, line, column, message]) => {
  const { faults, inputs } = read(text);
  expect(inputs).toEqual({});
  expect(faults).toContainEqual({ file: 'inputs.csv', line, column, message: expect.stringContaining(message) as string });
});

test('an amount is plain digits', () => {
  expect(['0', '12.50', '100000000'].map(isAmount)).toEqual([true, true, true]);
  expect(['', '1,000', '-1', '1e9', '.5', 'Infinity', '9'.repeat(400)].map(isAmount)).toEqual(Array(7).fill(false));
});

test('without a database a program is held against the shipped tables alone', async () => {
  const at = { store: null, release: null, year: 2025 };
  expect(await programFaults(definition, at)).toEqual([]);
  const faults = await programFaults(findProgram('covered-california-qti')!, at);
  expect(new Set(faults.map(({ kind, place }) => `${place} ${kind}`))).toEqual(new Set(['benchmark not-at-hand']));
  expect(faults[0]!.message).toContain('no percentiles of marketplace-qrs for CBP are at hand');
});
