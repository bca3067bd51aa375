export { apiOver, createApi, type Api, type ApiOptions } from './api.ts';
export { openReleases, type Context, type Releases } from './context.ts';
export { exampleQuery } from './example.ts';
export { limits } from './limits.ts';
export type { Log } from './safeErrors.ts';
export { schema } from './schema/index.ts';
export { createServer, PortInUseError, UnauditedReleaseError, type RunningServer, type ServerOptions } from './server.ts';
