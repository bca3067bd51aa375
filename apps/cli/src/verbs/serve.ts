import { createServer } from '@equipoise/api';
import { openForReading } from '@equipoise/store';
import { databaseOf } from '../context.ts';
import { dbFlag, portOf, releaseFlag } from '../flags.ts';
import { exit, UsageError, type Terminal, type Verb } from '../verb.ts';

export const serve: Verb = {
  name: 'serve',
  summary:
    'Serves a release over GraphQL, with GraphiQL to try it. A release that is not audited is served to this machine alone.',
  flags: [
    { name: 'port', value: 'PORT', help: 'port (default the environment variable PORT, else 4000)' },
    { name: 'host', value: 'ADDRESS', help: 'address to listen on (default 127.0.0.1)' },
    { name: 'allow-unaudited', help: 'listen beyond this machine although hidden cells might be worked out from those shown' },
    releaseFlag,
    dbFlag,
  ],
  examples: [{ call: 'equipoise serve --port 4000', why: 'the newest release on http://localhost:4000' }],
  async run(given, terminal) {
    return serveRelease(databaseOf(given), terminal, {
      port: portOf(given.text('port') ?? terminal.env.PORT ?? '4000'),
      host: given.text('host') ?? '127.0.0.1',
      allowUnaudited: given.has('allow-unaudited'),
      release: given.number('release'),
    });
  },
};

/** Serves until the user asks to stop, then ends what is under way and leaves. */
export async function serveRelease(
  database: string,
  terminal: Terminal,
  { port, host, allowUnaudited, release }: { port: number; host: string; allowUnaudited: boolean; release: number | undefined },
): Promise<number> {
  const store = await openForReading(database);
  try {
    const server = await createServer({ store, port, host, allowUnaudited, ...(release === undefined ? {} : { release }) }).catch(
      explain,
    );
    terminal.out(`GraphQL and GraphiQL on ${server.url.replace('127.0.0.1', 'localhost')} · Ctrl-C ends it\n`);
    await terminal.interrupted();
    await server.close();
    terminal.out('\nended\n');
    return exit.done;
  } finally {
    await store.close();
  }
}

/** What the system says of an address that cannot be listened on, in words. */
function explain(error: unknown): never {
  const { code = '' } = error as { code?: string };
  if (['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EACCES'].includes(code)) {
    throw new UsageError(
      code === 'EACCES' ? 'this port needs more rights: choose one from 1024 up' : '--host is no address of this machine',
      { cause: error },
    );
  }
  throw error;
}
