import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verbs } from '../src/verbs/index.ts';
import { call } from './support/call.ts';
import { data, newDirectory, ownPercentiles, smallSample } from './support/files.ts';

const loaded = await Promise.all(Object.values(verbs).map(({ load }) => load()));
const here = process.cwd();
afterAll(() => process.chdir(here));

describe('every verb', () => {
  test.for(loaded)('$name: help names every flag and every example', async ({ name, flags, examples, summary }) => {
    for (const way of ['--help', '-h']) {
      const { code, out, error } = await call(name, way);
      expect([code, error]).toEqual([0, '']);
      expect(out).toContain(summary);
      for (const flag of flags) expect(out).toContain(`--${flag.name}${flag.value ? ` ${flag.value}` : ''}`);
      for (const example of examples) expect(out).toContain(example.call);
    }
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example.call.split(' ').slice(0, 2)).toEqual(['equipoise', name]);
  });

  test.for(loaded)('$name: help comes even when the call is not complete', async ({ name }) => {
    expect((await call(name, '--no-such-flag', '--help')).code).toBe(0);
  });

  test('the overview names them all, and the exit codes', async () => {
    for (const args of [['--help'], ['-h'], ['help']]) {
      const { code, out } = await call(...args);
      expect(code).toBe(0);
      for (const name of Object.keys(verbs)) expect(out).toContain(`  ${name} `);
      expect(out).toContain('0 done, 1 the data are at fault, 2 the call is at fault, 3 ours');
    }
    expect(await call('--version')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^equipoise \d+\.\d+\.\d+\n$/) as string,
    });
  });
});

describe('every example of help, run as it stands', () => {
  let members: string;
  beforeAll(() => {
    members = smallSample();
    writeFileSync(join(members, 'percentiles.csv'), ownPercentiles);
    writeFileSync(join(members, 'capitation.csv'), 'organization_id,capitation\npractice-01,1250000\npractice-05,480000.50\n');
  });
  // Reports of the members' directory read what its import and release have made, so the order of the verbs matters.
  const calls = loaded.flatMap((verb) => verb.examples.map((example) => example.call));

  test.for(calls.filter((text) => !text.includes('--cells')))('%s', async (text) => {
    process.chdir(members);
    // The one change: a port that nobody else can have.
    const { code, out, error } = await call(...text.replace('--port 4000', '--port 0').split(' ').slice(1));
    expect([code, error]).toEqual([0, '']);
    expect(out.length).toBeGreaterThan(20);
  });

  test.for(calls.filter((text) => text.includes('--cells')))('%s', async (text) => {
    process.chdir(data('nhs-ae'));
    const database = join(newDirectory(), 'nhs.db');
    const { code, out, error } = await call(...text.split(' ').slice(1), '--db', database);
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('cells: 12,765 rows');
    expect(existsSync(database)).toBe(true);
  });
});
