import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '@equipoise/store';
import { createApi, type Api } from '../src/index.ts';
import { ask, codesOf } from './support/ask.ts';
import { openFixture, organizations } from './support/fixture.ts';

let store: Store;
let api: Api;
beforeAll(async () => {
  store = await openFixture();
  api = await createApi({ store, log: () => {} });
});
afterAll(() => store.close());

interface Page {
  totalCount: number;
  nodes: Record<string, string>[];
  edges: { cursor: string; node: Record<string, string> }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}
const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const page = (fields: string) => `{ totalCount nodes { ${fields} } edges { cursor node { ${fields} } } ${pageInfo} }`;

/** The lists of the API: how to ask for a page, and where it stands in the answer. */
const lists = [
  {
    list: 'organizations',
    query: `query ($first: Int!, $after: String) { page: organizations(first: $first, after: $after) ${page('id')} }`,
    whole: organizations.map(({ id }) => id).toSorted(),
    name: ({ id }: Record<string, string>) => id,
  },
  {
    list: 'measures',
    query: `query ($first: Int!, $after: String) { page: measures(first: $first, after: $after) ${page('id')} }`,
    whole: ['CBP', 'CBP-MONTH'],
    name: ({ id }: Record<string, string>) => id,
  },
  {
    list: 'children of the payer',
    query: `query ($first: Int!, $after: String) { page: organization(id: "PLAN") { ... on Organization { children(first: $first, after: $after) ${page('id')} } } }`,
    whole: organizations
      .filter(({ parent }) => parent === 'PLAN')
      .map(({ id }) => id)
      .toSorted(),
    name: ({ id }: Record<string, string>) => id,
  },
  {
    list: 'rates of a practice',
    query: `query ($first: Int!, $after: String) { page: organization(id: "PR-02") { ... on Organization { rates(measure: "CBP", by: "race-ethnicity", from: "2025-11", first: $first, after: $after) { ... on RateConnection ${page('stratum period')} } } } }`,
    whole: ['2025-11', '2025-12'].flatMap((period) =>
      ['Hispanic or Latino', 'Asian', 'White', 'Unknown'].map((stratum) => `${period} ${stratum}`),
    ),
    name: ({ stratum, period }: Record<string, string>) => `${period} ${stratum}`,
  },
];

describe.for(lists)('$list', ({ query, whole, name }) => {
  const read = async (variables: Record<string, unknown>): Promise<Page> => {
    const { data, errors } = await ask<{ page: Page & { children?: Page; rates?: Page } }>(api, query, variables);
    expect(errors).toBeUndefined();
    return data.page.children ?? data.page.rates ?? data.page;
  };

  test('pages of any size, one after the other, are the whole list and nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async (first) => {
        const seen: string[] = [];
        let after: string | null = null;
        for (;;) {
          const answer: Page = await read({ first, after });
          expect(answer.totalCount).toBe(whole.length);
          expect(answer.nodes).toEqual(answer.edges.map(({ node }) => node));
          expect(answer.pageInfo.startCursor).toBe(answer.edges[0]!.cursor);
          expect(answer.pageInfo.endCursor).toBe(answer.edges.at(-1)!.cursor);
          expect(answer.pageInfo.hasPreviousPage).toBe(after !== null);
          seen.push(...answer.nodes.map((node) => name(node)!));
          if (!answer.pageInfo.hasNextPage) break;
          expect(answer.nodes).toHaveLength(first);
          after = answer.pageInfo.endCursor;
        }
        expect(seen).toEqual(whole);
      }),
      { seed: 1, numRuns: 15 },
    );
  });

  test('a cursor names one place, the same whatever the size of the page', async () => {
    const all = await read({ first: 200 });
    const one = await read({ first: 1, after: all.edges[0]!.cursor });
    expect(one.edges[0]).toEqual(all.edges[1]);
    expect(new Set(all.edges.map(({ cursor }) => cursor)).size).toBe(whole.length);
    expect(await read({ first: 5, after: all.pageInfo.endCursor })).toMatchObject({
      nodes: [],
      totalCount: whole.length,
      pageInfo: { hasNextPage: false, startCursor: null, endCursor: null },
    });
  });

  test.for([0, -1, 201])('a page of %i is refused', async (first) => {
    expect(codesOf(await ask(api, query, { first }))).toEqual(['BAD_PAGE_SIZE']);
  });

  test('a cursor of nowhere is refused, and so is a page size of null', async () => {
    expect(codesOf(await ask(api, query, { first: 5, after: 'bm93aGVyZQ' }))).toEqual(['BAD_CURSOR']);
    expect(codesOf(await ask(api, query, { first: null }))).toEqual(['BAD_USER_INPUT']);
  });
});

test('a page size of null is refused as a literal too, and through a variable that may be null', async () => {
  expect(codesOf(await ask(api, '{ organizations(first: null) { totalCount } }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  const nullable = 'query ($first: Int = 5) { organizations(first: $first) { totalCount } }';
  expect(codesOf(await ask(api, nullable, { first: null }))).toEqual(['BAD_USER_INPUT']);
  expect((await ask(api, nullable)).errors).toBeUndefined();
});

test('so is any other argument that must have a value', async () => {
  const query = `query ($level: Float = 0.9) { organization(id: "PR-01") { ... on Organization {
    name disparities(measure: "CBP", by: "race-ethnicity", level: $level) { __typename } } } }`;
  expect(codesOf(await ask(api, query, { level: null }))).toEqual(['BAD_USER_INPUT']);
  expect((await ask(api, query)).errors).toBeUndefined();
});

test('a list of one kind is counted and paged within that kind', async () => {
  const query =
    'query ($after: String) { organizations(kind: PRACTICE, first: 5, after: $after) { totalCount nodes { kind } edges { cursor } } }';
  const { data } = await ask<{ organizations: Page }>(api, query);
  expect(data.organizations).toMatchObject({ totalCount: 12, nodes: Array.from({ length: 5 }, () => ({ kind: 'PRACTICE' })) });
  // The payer's own place is none of this list.
  const payer = Buffer.from('PLAN').toString('base64url');
  expect(codesOf(await ask(api, query, { after: payer }))).toEqual(['BAD_CURSOR']);
});
