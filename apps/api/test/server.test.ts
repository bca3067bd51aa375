import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '@equipoise/store';
import { createServer, PortInUseError, UnauditedReleaseError } from '../src/index.ts';
import { openFixture } from './support/fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await openFixture();
});
afterAll(() => store.close());

const body = JSON.stringify({ query: '{ organization(id: "PR-01") { ... on Organization { name } } provenance { use } }' });
const headers = { 'Content-Type': 'application/json' };

test('a real request over a real port', async () => {
  const server = await createServer({ store, port: 0 });
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
  const answer = await fetch(`${server.url}graphql`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ data: { organization: { name: 'Practice 1' }, provenance: { use: 'INTERNAL' } } });
  expect((await fetch(`${server.url}health`)).status).toBe(200);
  expect(await (await fetch(server.url, { headers: { Accept: 'text/html' } })).text()).toContain('<title>Equipoise</title>');
  expect(
    (await fetch(`${server.url}graphql`, { method: 'POST', headers, body: `{"query":"${'x'.repeat(1_000_001)}"}` })).status,
  ).toBe(413);
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow('fetch failed');
});

test('a port that is in use says which, and what to do', async () => {
  const first = await createServer({ store, port: 0 });
  const second = createServer({ store, port: first.port });
  await expect(second).rejects.toThrow(PortInUseError);
  await expect(second).rejects.toThrow(
    `port ${first.port} is in use: stop what listens there, or choose another with PORT=${first.port + 1}`,
  );
  await first.close();
  await (await createServer({ store, port: first.port })).close();
});

test.for(['0.0.0.0', '::', '192.0.2.1'])('a release that is not audited is not served on %s', async (host) => {
  await expect(createServer({ store, port: 0, host })).rejects.toThrow(UnauditedReleaseError);
  await expect(createServer({ store, port: 0, host })).rejects.toThrow('release 1 is not audited');
});

test('unless its keeper allows it', async () => {
  const server = await createServer({ store, port: 0, host: '0.0.0.0', allowUnaudited: true });
  expect((await fetch(`http://127.0.0.1:${server.port}/health`)).status).toBe(200);
  await server.close();
});

test('a web page that points its own name at this machine gets nothing', async () => {
  const server = await createServer({ store, port: 0 });
  const statusFor = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const options = {
        port: server.port,
        host: '127.0.0.1',
        path: '/graphql?query={provenance{release}}',
        headers: { Host: host },
      };
      request(options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  expect(await statusFor('rebound.example')).toBe(403);
  expect(await statusFor(`rebound.example:${server.port}`)).toBe(403);
  expect(await statusFor(`localhost:${server.port}`)).toBe(200);
  expect(await statusFor(`[::1]:${server.port}`)).toBe(200);
  await server.close();
});

test('closing does not wait for a connection that says nothing', async () => {
  const server = await createServer({ store, port: 0 });
  const kept = await fetch(`${server.url}health`, { headers: { Connection: 'keep-alive' } });
  await kept.text();
  const silent = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => silent.once('connect', resolve));
  const started = Date.now();
  await server.close();
  expect(Date.now() - started).toBeLessThan(8_000);
  silent.destroy();
});

test('a release that is not there is refused before a port is taken', async () => {
  await expect(createServer({ store, port: 0, release: 5 })).rejects.toThrow('there is no release 5');
});
