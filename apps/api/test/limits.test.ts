import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reports } from '@equipoise/reporting';
import { apiOver, exampleQuery, limits, openReleases, type Api } from '../src/index.ts';
import { ask, codesOf, post } from './support/ask.ts';
import { openFixture } from './support/fixture.ts';
import type { Store } from '@equipoise/store';

let store: Store;
let api: Api;
let reports: Reports;
let asked = 0;
beforeAll(async () => {
  store = await openFixture();
  const releases = openReleases(store);
  reports = await releases.find();
  const counting: Reports = { ...reports, rates: (...question) => ((asked += 1), reports.rates(...question)) };
  api = apiOver({ releases, reports: counting, log: () => {} });
});
afterAll(() => store.close());

const rates = (first: number | string) =>
  `rates(measure: "CBP", first: ${first}) { ... on RateConnection { nodes { stratum estimate { value lower upper status } } } }`;
const repeated = (count: number, field: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => field(index)).join(' ');

test.for([
  { what: 'the example', query: () => exampleQuery(reports.release) },
  {
    what: '50 practices with 50 rates each',
    query: () => `{ organizations(kind: PRACTICE, first: 50) { nodes { name ${rates(50)} } } }`,
  },
  {
    what: '50 practices with a run chart each',
    query: () =>
      '{ organizations(kind: PRACTICE, first: 50) { nodes { name runChart(measure: "CBP-MONTH") { ... on RunChart { verdict sentence points { period estimate { value denominator } } } } } } }',
  },
  {
    what: '50 practices with their gaps',
    query: () =>
      '{ organizations(first: 50) { nodes { disparities(measure: "CBP", by: "race-ethnicity") { ... on Disparity { groups { stratum gap { value lower upper } } } } } } }',
  },
  { what: '200 organizations', query: () => '{ organizations(first: 200) { nodes { id name kind parent { id } } } }' },
  { what: 'the schema, as tools ask for it', query: () => getIntrospectionQuery() },
  {
    what: 'the schema with every option, as GraphiQL asks',
    query: () =>
      getIntrospectionQuery({
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
  },
])('allowed: $what', async ({ query }) => {
  const { errors, status } = await ask(api, query());
  expect(errors).toBeUndefined();
  expect(status).toBe(200);
});

const nested = (depth: number): string => (depth === 0 ? 'id' : `parent { ${nested(depth - 1)} }`);

test.for([
  {
    what: 'pages of pages of pages',
    query: `{ organizations(first: 200) { nodes { children(first: 200) { nodes { ${rates(200)} } } } } }`,
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    what: 'a page size beyond all',
    query: `{ organizations(first: 1000000000) { nodes { ${rates(1)} } } }`,
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    what: 'a page size in a variable',
    query: `query ($n: Int!) { organizations(first: $n) { nodes { ${rates(1)} } } }`,
    variables: { n: 1_000_000_000 },
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    what: 'a page size in the default of a variable',
    query: `query ($n: Int! = 1000000000) { organizations(first: $n) { nodes { ${rates(1)} } } }`,
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    what: 'a nested page size in a variable',
    query: `query ($n: Int!) { organizations(first: 100) { nodes { ${rates('$n')} } } }`,
    variables: { n: 1_000_000 },
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    what: 'a fragment used again and again',
    query: `query { ${repeated(40, (n) => `a${n}: organizations(first: 50) { ...page }`)} } fragment page on OrganizationConnection { nodes { ${rates(50)} } }`,
    code: 'QUERY_TOO_BROAD',
  },
  {
    what: 'aliases of a report',
    query: `{ organization(id: "PR-01") { ... on Organization { ${repeated(250, (n) => `a${n}: rates(measure: "CBP", level: 0.${n + 100}) { __typename }`)} } } }`,
    code: 'QUERY_TOO_BROAD',
  },
  {
    what: 'aliases of the cheapest gaps',
    query: `{ organization(id: "PR-01") { ... on Organization { ${repeated(25, (n) => `a${n}: cheapestGaps(program: "plan-to-provider-example", goal: { kind: SCORE, amount: 0.${n + 10} }) { __typename }`)} } } }`,
    code: 'QUERY_TOO_COMPLEX',
  },
  {
    what: 'aliases of what would be',
    query: `{ organization(id: "PR-01") { ... on Organization { ${repeated(25, (n) => `a${n}: whatIf(program: "plan-to-provider-example", close: [{ measure: "CBP", count: ${n + 1} }]) { __typename }`)} } } }`,
    code: 'QUERY_TOO_COMPLEX',
  },
  { what: 'aliases of __typename', query: `{ ${repeated(600, (n) => `a${n}: __typename`)} }`, code: 'QUERY_TOO_BROAD' },
  { what: 'depth', query: `{ organization(id: "PR-01") { ... on Organization { ${nested(30)} } } }`, code: 'QUERY_TOO_DEEP' },
  {
    what: 'depth in a fragment named __schema',
    query: `{ organization(id: "PR-01") { ...__schema } } fragment __schema on Organization { ${nested(30)} }`,
    code: 'QUERY_TOO_DEEP',
  },
  { what: 'length', query: `{ ${'__typename '.repeat(limits.tokens)} }`, code: 'QUERY_TOO_BROAD' },
  {
    what: 'the schema over and over',
    query: `{ ${repeated(100, (n) => `a${n}: __schema { types { fields { args { name description } } } }`)} }`,
    code: 'QUERY_TOO_BROAD',
  },
  {
    what: 'the schema times the schema, by fragments',
    query: `{ ${repeated(20, (n) => `a${n}: __schema { ...types }`)} }
      fragment types on __Schema { ${repeated(20, (n) => `b${n}: types { ...fields }`)} }
      fragment fields on __Type { ${repeated(20, (n) => `c${n}: fields { name }`)} }`,
    code: 'QUERY_TOO_BROAD',
  },
  {
    what: 'the schema in circles',
    query: `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  { what: 'a fragment of itself', query: '{ ...a } fragment a on Query { ...a }', code: 'GRAPHQL_VALIDATION_FAILED' },
])('refused before anything is read: $what', async ({ query, variables, code }) => {
  const before = asked;
  const answer = await ask(api, query, variables);
  expect(codesOf(answer)).toEqual([code]);
  expect(answer.data).toBeUndefined();
  expect(answer.status).toBe(400);
  expect(asked).toBe(before);
});

const small = '{ provenance { release } }';

test('a body of more than 1 MB is refused, whatever it says of its length', async () => {
  const large = JSON.stringify({ query: small, variables: { filler: 'x'.repeat(1_000_001) } });
  expect((await post(api, large)).status).toBe(413);
  const chunks = new Blob([large]).stream();
  const streamed = await api.fetch('http://127.0.0.1/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: chunks,
    duplex: 'half',
  } as RequestInit);
  expect(streamed.status).toBe(413);
});

test.for([
  { type: 'application/x-www-form-urlencoded', body: `query=${encodeURIComponent(small)}` },
  { type: 'application/x-www-form-urlencoded; charset=utf-8', body: `query=${encodeURIComponent(small)}` },
  { type: 'Application/X-WWW-Form-Urlencoded', body: `query=${encodeURIComponent(small)}` },
  {
    type: 'multipart/form-data; boundary=b',
    body: `--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: small })}\r\n--b--\r\n`,
  },
  { type: 'text/plain', body: JSON.stringify({ query: small }) },
])('what a form of another web page can send is refused: $type', async ({ type, body }) => {
  expect((await post(api, body, { 'Content-Type': type })).status).toBe(415);
});

test('several queries in one body are refused, and no other web page may read an answer', async () => {
  const batch = await post(api, JSON.stringify([{ query: small }, { query: small }]), { Origin: 'https://elsewhere.example' });
  expect(batch.status).toBe(400);
  expect(await batch.text()).not.toContain('release');
  const answer = await post(api, JSON.stringify({ query: small }), { Origin: 'https://elsewhere.example' });
  expect(answer.status).toBe(200);
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('queries may come by GET; a page, a health check and the way to them answer too', async () => {
  const get = (path: string, accept: string) => api.fetch(`http://127.0.0.1${path}`, { headers: { Accept: accept } });
  const answer = await get(`/graphql?query=${encodeURIComponent(small)}`, 'application/json');
  expect(await answer.json()).toMatchObject({ data: { provenance: { release: 1 } } });
  expect((await get('/health', '*/*')).status).toBe(200);
  expect((await get('/nothing', 'text/html')).status).toBe(404);
  const root = await get('/', 'text/html');
  expect([root.status, root.headers.get('location')]).toEqual([302, '/graphql']);
  const page = await (await get('/graphql', 'text/html')).text();
  expect(page).toContain('<title>Equipoise</title>');
  expect(page).toContain(JSON.stringify(exampleQuery(reports.release)));
  expect((await api.fetch('http://127.0.0.1/graphql', { method: 'PUT' })).status).toBe(405);
});

test('the page needs no other address', async () => {
  const page = await (await api.fetch('http://127.0.0.1/graphql', { headers: { Accept: 'text/html' } })).text();
  expect(page.length).toBeGreaterThan(1_000_000);
  expect(page).not.toMatch(/<(script|link|img|iframe)[^>]*(src|href)="(https?:)?\/\//i);
  expect(page).not.toMatch(/@import\s+url|url\(["']?https?:/i);
});
