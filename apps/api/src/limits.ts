import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  print,
  type DocumentNode,
  type GraphQLSchema,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Refusal } from './refuse.ts';

/** What one request may ask. A page of 50 practices with a run chart each, or with 50 rates each, fits. */
export const limits = {
  /** Fields to resolve, those of a list counted as often as it is long. */
  complexity: 50_000,
  /** Fields inside of fields. */
  depth: 12,
  /** Fields written down, every alias and every use of a fragment counted. Tools that ask for the schema come near to it. */
  breadth: 300,
  /** Words and signs of the document. */
  tokens: 4_000,
};

interface Question {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Why a request may not run: a variable that its type does not take, or more than one request may ask. Variables count with
 * their values, so a page size cannot hide in one.
 *
 * @param question  a valid document, and the variables that came with it
 * @returns         no error when it may run
 * @example refusalsOf({ schema, document: { kind: 'Document', definitions: [] } }) // []
 */
export function refusalsOf({ schema, document, operationName, variables }: Question): readonly GraphQLError[] {
  const operation = getOperationAST(document, operationName);
  if (!operation) return []; // execution refuses it
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {});
  if (errors.length > 0) return errors.map(refuseVariable);
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const breadth = breadthOf(operation.selectionSet, new Map(fragments.map((fragment) => [fragment.name.value, fragment])));
  try {
    const definitions = [operation, ...fragments];
    const cost = complexityFromQuery({ kind: Kind.DOCUMENT, definitions }, { schema, variables: { ...variables } });
    return refuseCost({ ...cost, breadth });
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** Fields written down, a fragment counted wherever it is used; those that ask for the schema count too. */
function breadthOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known = new Map<string, number>(),
): number {
  let breadth = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const name = selection.name.value;
      const inside = known.get(name) ?? breadthOf(fragments.get(name)!.selectionSet, fragments, known);
      known.set(name, inside);
      breadth += inside;
    } else {
      if (selection.kind === Kind.FIELD) breadth += 1;
      if (selection.selectionSet) breadth += breadthOf(selection.selectionSet, fragments, known);
    }
  }
  return breadth;
}

/** Names the variable and its type, and keeps its value to itself. */
function refuseVariable({ nodes = [] }: GraphQLError): Refusal {
  const definition = nodes.find((node) => node.kind === Kind.VARIABLE_DEFINITION);
  const which = definition ? `Variable $${definition.variable.name.value} is not` : 'A variable is not';
  const wanted = definition ? `of its type ${print(definition.type)}` : 'of its type';
  return new Refusal('BAD_USER_INPUT', `${which} ${wanted}.`, { nodes, extensions: { http: { spec: true, status: 400 } } });
}

function refuseCost({ complexity, depth, breadth }: { complexity: number; depth: number; breadth: number }): Refusal[] {
  const extensions = { http: { spec: true, status: 400 } };
  if (depth > limits.depth) {
    return [new Refusal('QUERY_TOO_DEEP', `The query is ${depth} fields deep; the most is ${limits.depth}.`, { extensions })];
  }
  if (breadth > limits.breadth) {
    const message = `The query names ${breadth} fields, aliases counted; the most is ${limits.breadth}.`;
    return [new Refusal('QUERY_TOO_BROAD', message, { extensions })];
  }
  if (complexity > limits.complexity) {
    const message = `The query may ask for ${complexity} fields in all; the most is ${limits.complexity}. Take smaller pages.`;
    return [new Refusal('QUERY_TOO_COMPLEX', message, { extensions })];
  }
  return [];
}

/**
 * Holds every request to the limits before a resolver runs.
 *
 * @example Object.keys(useLimits()) // ['onParse', 'onExecute']
 */
export function useLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }));
    },
    onExecute({ args, setResultAndStopExecution }) {
      const { schema, document, operationName, variableValues } = args;
      const errors = refusalsOf({ schema, document, operationName, variables: variableValues });
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
}
