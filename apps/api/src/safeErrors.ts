import { GraphQLError, Kind, type ASTNode, type DocumentNode, type GraphQLErrorExtensions } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Refusal, type RefusalCode } from './refuse.ts';

/** What is written of a request that was refused: the name of its operation and a code. Never a value, never a message. */
export type Log = (line: string) => void;

/**
 * The only door by which errors leave. Libraries quote what a client sent (`got invalid value "…"`), and a client may have sent
 * what names a patient; here every message is ours, or speaks of names in the query alone.
 *
 * @param log  takes one line for each error
 * @example Object.keys(useSafeErrors(() => {})) // ['onExecute', 'onResultProcess']
 */
export function useSafeErrors(log: Log): Plugin {
  const operations = new WeakMap<Request, string>();
  return {
    onExecute({ args: { document, operationName, contextValue } }) {
      const { definitions } = document as DocumentNode;
      // The name as the document has it: what merely claims to be a name is not written down.
      const named = definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
      );
      const name = operationName ? named.find((candidate) => candidate === operationName) : named[0];
      if (name) operations.set(contextValue.request, name);
    },
    onResultProcess({ request, result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      const errors = result.errors.map(safeError);
      for (const { code } of errors) log(`graphql operation=${operations.get(request) ?? 'unnamed'} code=${code}`);
      setResult({ ...result, errors });
    },
  };
}

/**
 * An error in words that may leave.
 *
 * @param error  whatever a library or a resolver made
 * @returns      the same when the words are ours, else what a client can act upon: code, message, place in the query
 * @example safeError({ message: 'Int cannot represent "MRN-1"', extensions: {} }).message // 'Something went wrong here; the log has the code.'
 */
export function safeError(error: GraphQLError): Refusal {
  const root = rootOf(error);
  const { nodes, source, positions, path } = error;
  const { code, message, http } = root instanceof Refusal ? ours(root) : inOurWords(root);
  return new Refusal(code, message, {
    nodes,
    source,
    positions,
    path,
    extensions: http ? { http } : {},
  });
}

interface Words {
  readonly code: RefusalCode;
  readonly message: string;
  /** The status of the whole answer; null when the rest of it stands. */
  readonly http: Http | null;
}
/** `spec`: not under the older media type, where such an answer has the status 200. */
interface Http {
  readonly status: number;
  readonly spec?: boolean;
}

const ours = ({ code, message, extensions }: Refusal): Words => ({ code, message, http: httpOf(extensions) });

function inOurWords(error: GraphQLError): Words {
  const http = httpOf(error.extensions);
  const bad = (code: RefusalCode, message: string): Words => ({ code, message, http: http ?? { status: 400 } });
  if (error.message.includes('tokens. Parsing aborted')) return bad('QUERY_TOO_BROAD', 'The query is too long.');
  if (error.originalError instanceof SyntaxError) return bad('BAD_REQUEST', 'What should be JSON is not.');
  switch (error.extensions['code']) {
    case 'GRAPHQL_PARSE_FAILED':
      return bad('GRAPHQL_PARSE_FAILED', 'The query is not GraphQL: see line and column.');
    case 'GRAPHQL_VALIDATION_FAILED':
      return bad('GRAPHQL_VALIDATION_FAILED', invalid(error));
    case 'OPERATION_RESOLUTION_FAILURE':
      return bad('OPERATION_RESOLUTION_FAILURE', 'The document has no operation of that name.');
    default:
  }
  if (http?.status === 405) return bad('METHOD_NOT_ALLOWED', 'Queries come by GET or POST.');
  if (http?.status === 413) return bad('REQUEST_ENTITY_TOO_LARGE', 'The request is larger than 1 MB.');
  if (http && http.status < 500)
    return bad('BAD_REQUEST', 'The request is not one JSON object with query, variables and operationName.');
  if (!error.originalError && error.nodes?.[0]?.kind === Kind.VARIABLE) {
    const message = 'A variable is null where the argument must have a value.';
    return { code: 'BAD_USER_INPUT', message, http: error.path ? null : { status: 400, spec: true } };
  }
  const message = 'Something went wrong here; the log has the code.';
  return { code: 'INTERNAL_SERVER_ERROR', message, http: error.path ? null : { status: 500 } };
}

/** The validator speaks of names in the query, which is safe, or quotes a literal, which is not. */
function invalid({ message, nodes = [] }: GraphQLError): string {
  return nodes.length > 0 && nodes.every(isName)
    ? message
    : 'A literal is not of the type that its argument takes: see line and column.';
}

const names = new Set<string>([
  Kind.NAME,
  Kind.FIELD,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
  Kind.VARIABLE,
  Kind.VARIABLE_DEFINITION,
  Kind.NAMED_TYPE,
  Kind.FRAGMENT_SPREAD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_DEFINITION,
  Kind.OPERATION_DEFINITION,
]);
const isName = ({ kind }: ASTNode): boolean => names.has(kind);

/** An executor wraps what a resolver threw, at times more than once. */
function rootOf(error: GraphQLError): GraphQLError {
  return error.originalError instanceof GraphQLError ? rootOf(error.originalError) : error;
}

function httpOf({ http }: GraphQLErrorExtensions): Http | null {
  return typeof (http as Partial<Http> | undefined)?.status === 'number' ? (http as Http) : null;
}
