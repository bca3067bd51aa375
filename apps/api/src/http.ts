import type { Plugin } from 'graphql-yoga';

/**
 * Manners over HTTP: the address alone leads to the page at /graphql; a form of another web page is refused, for a browser
 * sends it without asking; no answer is kept by a cache.
 *
 * @example Object.keys(useHttpRules()) // ['onRequest', 'onRequestParse', 'onResponse']
 */
export function useHttpRules(): Plugin {
  return {
    onRequest({ url, fetchAPI, endResponse }) {
      if (url.pathname === '/') endResponse(new fetchAPI.Response(null, { status: 302, headers: { Location: '/graphql' } }));
    },
    onRequestParse({ request, fetchAPI, endResponse }) {
      const type = request.headers.get('content-type') ?? '';
      if (request.method === 'POST' && type.startsWith('application/x-www-form-urlencoded'))
        endResponse(new fetchAPI.Response(null, { status: 415 }));
    },
    onResponse({ response }) {
      response.headers.set('Cache-Control', 'no-store');
      response.headers.set('X-Content-Type-Options', 'nosniff');
    },
  };
}
