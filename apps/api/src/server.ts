import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiOver, type ApiOptions } from './api.ts';
import { openReleases } from './context.ts';

/** Thrown when another program listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;
  constructor(port: number, options?: ErrorOptions) {
    super(`port ${port} is in use: stop what listens there, or choose another with PORT=${port + 1}`, options);
    this.port = port;
  }
}

/** Thrown when a release that is for internal use would be served to other machines. */
export class UnauditedReleaseError extends Error {
  override readonly name = 'UnauditedReleaseError';
  constructor(release: number, host: string) {
    super(
      `release ${release} is not audited, so it is served on this machine alone (127.0.0.1), not on ${host}; ` +
        'whoever has seen that its readers may see the patients behind it can allow it (allowUnaudited; equipoise serve --allow-unaudited)',
    );
  }
}

export interface ServerOptions extends ApiOptions {
  /** 4000 by default; 0 takes a free one. */
  readonly port?: number | undefined;
  /** 127.0.0.1 by default. */
  readonly host?: string | undefined;
  /** Serves a release that is not audited on any host: its small cells may be recovered by subtraction. */
  readonly allowUnaudited?: boolean | undefined;
}

export interface RunningServer {
  /** Where it listens, with a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, lets those under way finish, and ends; what is not done after a while is cut off. */
  close(): Promise<void>;
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** Milliseconds that requests under way have to finish; browsers keep open connections on which they say nothing. */
const closingTime = 2_000;

/**
 * Serves the API of a database over HTTP until it is closed.
 *
 * @param options  an open database, and where to listen
 * @throws UnauditedReleaseError when the release is for internal use and the host is not this machine
 * @throws PortInUseError when another program has the port
 * @throws UnknownNameError when there is no such release
 * @example typeof createServer // 'function'
 */
export async function createServer({
  store,
  release,
  log,
  port = 4000,
  host = '127.0.0.1',
  allowUnaudited = false,
}: ServerOptions): Promise<RunningServer> {
  const releases = openReleases(store);
  const reports = await releases.find(release);
  const local = loopback.has(host);
  if (!local && !allowUnaudited && reports.release.audit !== 'passed')
    throw new UnauditedReleaseError(reports.release.number, host);
  const api = apiOver({ reports, releases, log });
  const server = createHttpServer(local ? onlyForThisMachine(api) : api);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, { cause: error }) : error),
    );
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`,
    port: bound,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const deadline = setTimeout(() => server.closeAllConnections(), closingTime);
      await closed;
      clearTimeout(deadline);
      await api.dispose();
    },
  };
}

/** A web page elsewhere can point its own name at 127.0.0.1 and then read what answers there, unless the name is looked at. */
function onlyForThisMachine(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (loopback.has(hostnameOf(request))) return void listener(request, response);
    response.writeHead(403, { 'Content-Type': 'text/plain' }).end('This server answers to 127.0.0.1 and localhost alone.\n');
  };
}

/** `127.0.0.1:4000` → `127.0.0.1`, `[::1]:4000` → `::1`. */
function hostnameOf({ headers: { host = '' } }: IncomingMessage): string {
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
}
