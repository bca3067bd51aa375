import type { Api } from '../../src/index.ts';

export interface Answer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions?: { readonly code?: string };
  }[];
  /** The answer as sent. */
  readonly text: string;
}

/** Puts a question to the API as a client would, with no port between. */
export async function ask<Data = Record<string, never>>(
  api: Pick<Api, 'fetch'>,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer<Data>> {
  const response = await post(api, JSON.stringify({ query, variables }));
  const text = await response.text();
  return { status: response.status, text, ...(JSON.parse(text) as Omit<Answer<Data>, 'status' | 'text'>) };
}

export async function post(
  api: Pick<Api, 'fetch'>,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return api.fetch('http://127.0.0.1/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', ...headers },
    body,
  });
}

export const codesOf = ({ errors = [] }: Pick<Answer<unknown>, 'errors'>): (string | undefined)[] =>
  errors.map(({ extensions }) => extensions?.code);
