import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { outcomeOf, spawnCall, type Outcome } from './support/call.ts';
import { newDirectory } from './support/files.ts';

const directory = newDirectory();
let first: Outcome;
beforeAll(async () => {
  first = await outcomeOf(spawnCall(['start', '--once'], { cwd: directory }));
});

describe('start --once', () => {
  test('goes the whole path and prints what a reader needs to weigh each number', () => {
    expect([first.code, first.error]).toEqual([0, '']);
    for (const said of [
      /Read [\d,]+ results of [\d,]+ members at 31 practices, checked and counted into [\d,]+ cells in \d+\.\d s; stored in \d+\.\d s/,
      /Released in \d+\.\d s/,
      /Release 1 · policy cms .* cells, [\d,]+ hidden/,
      /audit not-performed: internal use/,
      /CBP {2}.*\(higher is better; version .+\)/,
      /GSD9 {2}.*\(lower is better; version .+\)/,
      /COL {2}/,
      /rate {6}\d+\.\d % \(\d+\.\d % to \d+\.\d %, wilson 0\.95\), [\d,]+ of [\d,]+/,
      /gaps {6}\d of \d groups stand out from the rest \(0\.05 would by chance\)/,
      /months {4}CBP-MONTH: \d+ of \d+ charts show a signal \(Anhøj rules; \d\.\d would by chance\): .*practice-10/,
      /median {4}\d+ of 31 practices at or above the 50th percentile line/,
      /\[cms-core-set-medicaid-2021\]/,
    ])
      expect(first.out).toMatch(said);
  });

  test('keeps the sample in one place and leaves nothing open beside it', () => {
    expect(readdirSync(directory)).toEqual(['sample']);
    const files = readdirSync(join(directory, 'sample'));
    expect(files).toEqual(expect.arrayContaining(['equipoise.db', 'truth.json', 'results.csv']));
    expect(files.filter((file) => /-wal|-shm|\.new$/.test(file))).toEqual([]);
  });

  test('a second time uses what is there and says the same', async () => {
    const written = () => statSync(join(directory, 'sample', 'results.csv')).mtimeMs;
    const before = written();
    const second = await outcomeOf(spawnCall(['start', '--once'], { cwd: directory }));
    expect(second.code).toBe(0);
    expect(written()).toBe(before);
    expect(second.out).toContain('made by an earlier run; delete sample to make it anew');
    expect(second.out.slice(second.out.indexOf('Release 1'))).toBe(first.out.slice(first.out.indexOf('Release 1')));
  });
});

describe('serving', () => {
  const taken = createServer();
  beforeAll(() => new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void taken.close());
  const database = join(directory, 'sample', 'equipoise.db');

  test.for([
    ['start', []],
    ['serve', ['--db', database]],
  ] as const)('%s on a port that is taken says so and ends with 2', async ([verb, flags]) => {
    const { port } = taken.address() as AddressInfo;
    const { code, error } = await outcomeOf(spawnCall([verb, ...flags], { cwd: directory, env: { PORT: String(port) } }));
    expect([code, error]).toEqual([2, expect.stringContaining(`port ${port} is in use`) as string]);
  });

  test('beyond this machine is refused for a release that nobody has audited', async () => {
    const { code, error } = await outcomeOf(
      spawnCall(['serve', '--db', database, '--port', '0', '--host', '0.0.0.0'], { cwd: directory }),
    );
    expect(code).toBe(2);
    expect(error).toContain('release 1 is not audited');
  });

  test.for([
    ['start', ['--port', '0'], 'SIGINT'],
    ['serve', ['--db', database, '--port', '0'], 'SIGTERM'],
  ] as const)('%s answers over GraphQL until it is asked to stop, and ends cleanly', async ([verb, flags, signal]) => {
    const child = spawnCall([verb, ...flags], { cwd: directory });
    onTestFinished(() => void child.kill('SIGKILL')); // only when it has not ended by itself
    const ended = outcomeOf(child);
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout!.on('data', (chunk) => {
        text += String(chunk);
        const found = /(http:\/\/\S+)/.exec(text);
        if (found) resolve(found[1]!);
      });
      child.once('close', () => reject(new Error(`it ended before it served: ${text}`)));
    });
    const answer = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(await answer.json()).toMatchObject({ data: { __typename: 'Query' } });
    child.kill(signal);
    const { code, out, error } = await ended;
    expect([code, error]).toEqual([0, '']);
    expect(out.trimEnd().endsWith('ended')).toBe(true);
    expect(existsSync(`${database}-wal`)).toBe(false);
  });
});
