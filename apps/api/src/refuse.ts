import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/** Stable words for programs; the message beside them is for people. */
export type RefusalCode =
  | 'BAD_CURSOR'
  | 'BAD_PAGE_SIZE'
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'INTERNAL_SERVER_ERROR'
  | 'METHOD_NOT_ALLOWED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'QUERY_TOO_BROAD'
  | 'QUERY_TOO_COMPLEX'
  | 'QUERY_TOO_DEEP'
  | 'REQUEST_ENTITY_TOO_LARGE';

/** An error whose message is ours: it repeats no value that a client sent. */
export class Refusal extends GraphQLError {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, message: string, { extensions, ...place }: GraphQLErrorOptions = {}) {
    super(message, { ...place, extensions: { ...extensions, code } });
    this.code = code;
  }
}
