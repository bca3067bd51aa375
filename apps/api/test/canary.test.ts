import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Reports } from '@equipoise/reporting';
import type { Store } from '@equipoise/store';
import { apiOver, openReleases, type Api } from '../src/index.ts';
import { post } from './support/ask.ts';
import { openFixture } from './support/fixture.ts';

/** What a careless client might send: it must neither come back nor be written down. */
const canary = 'MRN4711x0815';
const asNumber = 47110815;

let store: Store;
let api: Api;
const logged: string[] = [];
const printed = vi.fn<(...printed: unknown[]) => void>();
let failing: Reports;
beforeAll(async () => {
  store = await openFixture();
  const releases = openReleases(store);
  const reports = await releases.find();
  failing = { ...reports, rates: () => Promise.reject(new Error(`no such row: ${canary}`)) };
  api = apiOver({ releases, reports, log: (line) => logged.push(line) });
});
afterAll(() => store.close());

beforeEach(() => {
  logged.length = 0;
  printed.mockReset();
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) vi.spyOn(console, method).mockImplementation(printed);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (printed(text), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (printed(text), true));
  return () => vi.restoreAllMocks();
});

/** Everything that the outside world gets to see of an answer. */
async function seen(response: Response): Promise<string> {
  return [response.status, response.statusText, JSON.stringify([...response.headers]), await response.text()].join('\n');
}

const leaks = (text: string) => text.toLowerCase().includes(canary.toLowerCase()) || text.includes(String(asNumber));

/** Where the marked value or the code shows: in the answer, in what was written down. */
async function tracesOf(response: Response, code: string) {
  const answer = await seen(response);
  const written = [...logged, ...printed.mock.calls.flat().map(String)].join('\n');
  return { leaks: [answer, written].filter(leaks), refused: [answer, written].every((text) => text.includes(code)) };
}
const noTrace = { leaks: [], refused: true };

const json = (query: string, variables: unknown = {}, more: object = {}) => JSON.stringify({ query, variables, ...more });

describe('a marked value leaves no trace', () => {
  test.for([
    {
      where: 'a variable of the wrong type',
      body: json('query Q($n: Int!) { organizations(first: $n) { totalCount } }', { n: canary }),
      code: 'BAD_USER_INPUT',
    },
    {
      where: 'a number that is too large',
      body: json('query Q($n: Int!) { organizations(first: $n) { totalCount } }', { n: asNumber * 1e6 }),
      code: 'BAD_USER_INPUT',
    },
    {
      where: 'an object for an id',
      body: json('query Q($id: ID!) { organization(id: $id) { __typename } }', { id: { mrn: canary } }),
      code: 'BAD_USER_INPUT',
    },
    {
      where: 'an enum in a variable',
      body: json('query Q($k: OrganizationKind) { organizations(kind: $k) { totalCount } }', { k: canary }),
      code: 'BAD_USER_INPUT',
    },
    { where: 'variables that are no object', body: json('{ provenance { release } }', [canary]), code: 'BAD_REQUEST' },
    {
      where: 'a string literal',
      body: json(`query Q { organizations(first: "${canary}") { totalCount } }`),
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      where: 'a number literal',
      body: json(`query Q { organization(id: ${asNumber}.5) { __typename } }`),
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      where: 'an enum literal',
      body: json(`query Q { organizations(kind: ${canary}) { totalCount } }`),
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      where: 'a list literal',
      body: json(`query Q { organizations(first: ["${canary}"]) { totalCount } }`),
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      where: 'an object literal',
      body: json(`query Q { organizations(first: { mrn: "${canary}" }) { totalCount } }`),
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      where: 'the default of a variable',
      body: json(`query Q($n: Int! = "${canary}") { organizations(first: $n) { totalCount } }`),
      code: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      where: 'a query that cannot be read',
      body: json(`query Q { organizations(first: "${canary}) { totalCount } }`),
      code: 'GRAPHQL_PARSE_FAILED',
    },
    { where: 'a string where a name should be', body: json(`query Q { "${canary}" }`), code: 'GRAPHQL_PARSE_FAILED' },
    {
      where: 'an unknown operation',
      body: json('query Q { provenance { release } }', {}, { operationName: canary }),
      code: 'OPERATION_RESOLUTION_FAILURE',
    },
    {
      where: 'a parameter that nobody knows',
      body: json('{ provenance { release } }', {}, { [canary]: canary }),
      code: 'BAD_REQUEST',
    },
    { where: 'a cursor', body: json(`query Q { organizations(after: "${canary}") { totalCount } }`), code: 'BAD_CURSOR' },
    { where: 'bad JSON', body: `{"query": "{ provenance { release } }", "variables": {"mrn": ${canary}`, code: 'BAD_REQUEST' },
    { where: 'a body that is a string', body: JSON.stringify(canary), code: 'BAD_REQUEST' },
    { where: 'a body that is nothing but the value', body: canary, code: 'BAD_REQUEST' },
  ])('$where', async ({ body, code }) => {
    expect(await tracesOf(await post(api, body), code)).toEqual(noTrace);
    // Under the older media type too, where the status is another.
    expect(await tracesOf(await post(api, body, { Accept: 'application/json' }), code)).toEqual(noTrace);
  });

  test.for([
    `organization(id: "${canary}") { ... on NotFound { message } }`,
    `measure(id: "${canary}") { ... on NotFound { message } }`,
    ...[
      `rates(measure: "${canary}")`,
      `rates(measure: "CBP", by: "${canary}")`,
      `rates(measure: "CBP", period: "${canary}")`,
      `rates(measure: "CBP", from: "${canary}")`,
      `disparities(measure: "CBP", by: "race-ethnicity", reference: "${canary}")`,
      `gapChange(measure: "CBP-MONTH", by: "race-ethnicity", group: "${canary}", from: "2025-11", to: "2025-12")`,
      `gapChange(measure: "CBP", by: "race-ethnicity", group: "Asian", from: "${canary}", to: "2025-12")`,
      `gapWithinPractices(measure: "CBP", by: "race-ethnicity", group: "${canary}")`,
      `gapWithinPractices(measure: "CBP", by: "race-ethnicity", group: "Asian", reference: "${canary}")`,
      `gapControlChart(measure: "CBP", by: "race-ethnicity", group: "${canary}")`,
      `gapControlChart(measure: "CBP", by: "race-ethnicity", group: "Asian", reference: "${canary}")`,
      `runChart(measure: "CBP", by: "race-ethnicity", stratum: "${canary}")`,
      `runChart(measure: "CBP", phases: ["${canary}"])`,
      `controlChart(measure: "${canary}")`,
      `controlChart(measure: "CBP", exclude: ["${canary}"])`,
      `funnel(measure: "CBP", by: "race-ethnicity", stratum: "${canary}")`,
      `funnel(measure: "CBP", period: "${canary}")`,
      `placement(measure: "CBP", benchmark: "${canary}")`,
    ].map((field) => `organization(id: "PR-01") { ... on Organization { ${field} { ... on NotFound { missing message } } } }`),
  ])('an id: %s', async (field) => {
    const answer = await seen(await post(api, json(`query Q { ${field} }`)));
    expect(answer).toContain('No ');
    expect(answer).not.toContain(canary);
    expect([...logged, ...printed.mock.calls.flat()]).toEqual([]);
  });

  test.for([`rollUp: "${canary}"`, `referenceGroup: "${canary}"`, `unit: -${asNumber}`, `level: ${asNumber}`])(
    'a term of a contract: %s',
    async (term) => {
      const terms = ['rollUp: null', 'referenceGroup: null', 'unit: 100', 'level: 0.95'].map((usual) =>
        usual.split(':')[0] === term.split(':')[0] ? term : usual,
      );
      const contract = `{ index: RANGE, direction: HIGHER, scale: ABSOLUTE, weights: NONE, framing: AS_MEASURED, denominatorMin: 0, source: OTHER, correction: NONE, ${terms.join(', ')} }`;
      const query = `query Q { organization(id: "PR-01") { ... on Organization { disparityIndex(measure: "CBP", by: "race-ethnicity", contract: ${contract}) { __typename } } } }`;
      expect(await tracesOf(await post(api, json(query)), 'BAD_USER_INPUT')).toEqual(noTrace);
    },
  );

  test.for([
    `rollUp: "${canary}"`,
    `referenceGroup: "${canary}"`,
    `benchmark: ${asNumber}`,
    `unit: -${asNumber}`,
    `denominatorMin: -${asNumber}`,
  ])('a term of a contract of comparisons: %s', async (term) => {
    const usual = ['rollUp: null', 'unit: 100', 'denominatorMin: 0'].filter((one) => one.split(':')[0] !== term.split(':')[0]);
    const contract = `{ comparison: RATIO, direction: HIGHER, scale: RELATIVE, weights: NONE, framing: AS_MEASURED, source: OTHER, correction: NONE, level: 0.95, ${[...usual, term].join(', ')} }`;
    const query = `query Q { organization(id: "PR-01") { ... on Organization { contractComparison(measure: "CBP", by: "race-ethnicity", contract: ${contract}) { __typename } } } }`;
    expect(await tracesOf(await post(api, json(query)), 'BAD_USER_INPUT')).toEqual(noTrace);
  });

  test('headers and the address', async () => {
    const headers = {
      'X-Patient': canary,
      Referer: `http://x/${canary}`,
      Cookie: canary,
      Authorization: canary,
      Origin: `http://${canary}`,
    };
    expect(await tracesOf(await post(api, json('query Q { nothing }'), headers), 'GRAPHQL_VALIDATION_FAILED')).toEqual(noTrace);
    expect(await tracesOf(await post(api, json('query Q { nothing }'), { 'Content-Length': canary }), 'BAD_REQUEST')).toEqual(
      noTrace,
    );
    const get = (path: string) => api.fetch(`http://127.0.0.1${path}`);
    expect(await tracesOf(await get(`/graphql?query={provenance{release}}&variables={"mrn":${canary}`), 'BAD_REQUEST')).toEqual(
      noTrace,
    );
    expect(await tracesOf(await get(`/graphql?query={provenance{release}}&extensions=${canary}`), 'BAD_REQUEST')).toEqual(
      noTrace,
    );
    expect(await tracesOf(await get(`/graphql?${canary}=${canary}`), 'BAD_REQUEST')).toEqual(noTrace);
    expect(await seen(await get(`/${canary}`))).not.toContain(canary);
  });

  test('what breaks inside: the answer has a code, the log has the operation and the code', async () => {
    const broken = apiOver({ reports: failing, releases: openReleases(store), log: (line) => logged.push(line) });
    const query =
      'query Rates { organization(id: "PR-01") { ... on Organization { name rates(measure: "CBP") { __typename } } } }';
    expect(await tracesOf(await post(broken, json(query)), 'INTERNAL_SERVER_ERROR')).toEqual(noTrace);
    expect(logged).toEqual(['graphql operation=Rates code=INTERNAL_SERVER_ERROR']);
  });
});

test('names in a query may come back: they help, and are no values', async () => {
  const answer = await seen(await post(api, json('query Q { organisations { totalCount } }')));
  expect(answer).toContain('Cannot query field');
  expect(answer).toContain('organizations');
});

test('a refused variable is named with its type', async () => {
  const answer = await seen(
    await post(api, json('query Q($n: Int!) { organizations(first: $n) { totalCount } }', { n: 'many' })),
  );
  expect(answer).toContain('Variable $n is not of its type Int!.');
  expect(logged).toEqual(['graphql operation=Q code=BAD_USER_INPUT']);
});
