import type { ObjectRef } from '@pothos/core';
import { builder } from '../builder.ts';
import { Refusal } from '../refuse.ts';

/** One page of a list, in the list's own fixed order. */
export interface Page<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}
interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}
interface PageQuestion {
  readonly first: number;
  readonly after?: string | null | undefined;
}

const firstMax = 200;

/** The arguments of every list. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    required: true,
    defaultValue: 50,
    description: `How many to return, from 1 to ${firstMax}.`,
  }),
  after: t.string({ description: 'Return what comes after this cursor; leave it out to begin at the beginning.' }),
}));

/**
 * What a list costs: a page of so many nodes, on top of what finding them costs.
 *
 * @param field  cost of finding them, in fields
 * @example pageCost(20)({ first: 50 }) // { field: 20, multiplier: 50 }
 */
export const pageCost =
  (field = 5) =>
  ({ first }: PageQuestion) => ({ field, multiplier: first });

/**
 * Cuts a page from a list.
 *
 * @param items     the whole list in a fixed order
 * @param question  how many, and after which cursor
 * @param keyOf     what names an item in the list, the same tomorrow
 * @throws Refusal when `first` is out of range or the cursor is none of this list
 * @example pageOf(['a', 'b', 'c'], { first: 2 }, (item) => item).edges.map(({ node }) => node) // ['a', 'b']
 */
export function pageOf<Node>(items: readonly Node[], { first, after }: PageQuestion, keyOf: (item: Node) => string): Page<Node> {
  if (!(Number.isInteger(first) && first >= 1 && first <= firstMax))
    throw new Refusal('BAD_PAGE_SIZE', `first is a whole number from 1 to ${firstMax}`);
  const cursors = items.map((item) => Buffer.from(keyOf(item)).toString('base64url'));
  const start = after === null || after === undefined ? 0 : cursors.indexOf(after) + 1;
  if (start === 0 && typeof after === 'string')
    throw new Refusal('BAD_CURSOR', 'after is not a cursor of this list: take endCursor of a page with the same arguments');
  return {
    edges: items.slice(start, start + first).map((node, index) => ({ node, cursor: cursors[start + index]! })),
    totalCount: items.length,
    hasNextPage: start + first < items.length,
    hasPreviousPage: start > 0,
  };
}

const PageInfoRef = builder.objectRef<Page<unknown>>('PageInfo').implement({
  description: 'Where a page stands in its list.',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more follow.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', { description: 'Whether some come before.' }),
    startCursor: t.string({
      nullable: true,
      description: 'Cursor of the first on this page; null when the page is empty.',
      resolve: ({ edges }) => edges[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'Cursor of the last on this page, to give as after for the next one; null when the page is empty.',
      resolve: ({ edges }) => edges.at(-1)?.cursor ?? null,
    }),
  }),
});

export type Ref<Shape> = ObjectRef<typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never, Shape>;

/**
 * Declares the connection and edge types of a list.
 *
 * @param name   of its nodes' type
 * @param node   the type
 * @param nodes  what its nodes are called in descriptions, in the plural
 * @example connectionOf('Example', MeasureRef, 'examples').name // 'ExampleConnection'
 */
export function connectionOf<Node>(name: string, node: Ref<Node>, nodes: string) {
  const EdgeRef = builder.objectRef<Edge<Node>>(`${name}Edge`).implement({
    description: `One of the ${nodes}, with its place in the list.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Names this place in the list; opaque, the same tomorrow.' }),
      // The compiler cannot see that a generic node is what its own type resolves.
      node: t.field({ type: node, description: `One of the ${nodes}.`, resolve: (edge) => edge.node as never }),
    }),
  });
  return builder.objectRef<Page<Node>>(`${name}Connection`).implement({
    description: `A page of ${nodes}.`,
    fields: (t) => ({
      // The field that holds the page has multiplied by its size already.
      edges: t.field({
        type: [EdgeRef],
        complexity: { field: 1, multiplier: 1 },
        description: `The ${nodes} of this page, each with its cursor.`,
        resolve: ({ edges }) => edges,
      }),
      nodes: t.field({
        type: [node],
        complexity: { field: 1, multiplier: 1 },
        description: `The ${nodes} of this page.`,
        resolve: ({ edges }) => edges.map((edge) => edge.node) as never,
      }),
      pageInfo: t.field({ type: PageInfoRef, description: 'Where this page stands in its list.', resolve: (page) => page }),
      totalCount: t.exposeInt('totalCount', { description: `How many ${nodes} there are on all pages together.` }),
    }),
  });
}
