import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Store } from '@equipoise/store';
import { createContext, openReleases, type Context } from './context.ts';
import { exampleQuery } from './example.ts';
import { useHttpRules } from './http.ts';
import { useLimits } from './limits.ts';
import { useSafeErrors, type Log } from './safeErrors.ts';
import { schema } from './schema/index.ts';
import { useProvenance } from './useProvenance.ts';

const quiet = () => {};
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** The API as a function from a request to an answer; it needs no port. */
export type Api = YogaServerInstance<object, Context>;

export interface ApiOptions {
  readonly store: Store;
  /** Which release to serve; by default the newest of now. */
  readonly release?: number | undefined;
  /** Takes a line for each refused request: operation and code. By default to standard error. */
  readonly log?: Log | undefined;
}

/**
 * The API over one release of an open database. It serves that release for as long as it lives.
 *
 * @throws UnknownNameError when there is no such release
 * @example typeof createApi // 'function'
 */
export async function createApi({ store, release, log }: ApiOptions): Promise<Api> {
  const releases = openReleases(store);
  return apiOver({ releases, reports: await releases.find(release), log });
}

/**
 * The API over reports that are open already.
 *
 * @param served  the reports that answer, the releases beside them, and who is told of refusals
 * @example typeof apiOver // 'function'
 */
export function apiOver({
  reports,
  releases,
  log = console.error,
}: Pick<Context, 'reports' | 'releases'> & Pick<ApiOptions, 'log'>): Api {
  return createYoga<object, Context>({
    schema,
    context: () => createContext({ reports, releases }),
    // Errors first, so that a request which the limits refuse has its operation named in the log.
    plugins: [useHttpRules(), useSafeErrors(log), useLimits(), useProvenance(reports.provenance)],
    // All errors leave by useSafeErrors, and the library's own log would quote them.
    maskedErrors: false,
    logging: silent,
    batching: false,
    multipart: false,
    // No other web page may read an answer.
    cors: false,
    maxRequestBodySize: 1_000_000,
    landingPage: false,
    graphiql: { title: 'Equipoise', defaultQuery: exampleQuery(reports.release) },
    renderGraphiQL,
  });
}
