import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from './context.ts';
import { internalNotice } from './schema/provenance.ts';

/**
 * Puts the release, its policy and its audit state into every answer, asked for or not: a number that is copied out of it
 * must not lose them.
 *
 * @param provenance  of the release that is served
 * @example typeof useProvenance({ use: 'shared' }).onExecute // 'function'
 */
export function useProvenance(provenance: Context['reports']['provenance']): Plugin {
  const said = { ...provenance, notice: provenance.use === 'internal' ? internalNotice : null };
  return {
    onExecute: () => ({
      onExecuteDone({ result, setResult }) {
        const answer = result as ExecutionResult;
        if (answer.data) setResult({ ...answer, extensions: { ...answer.extensions, provenance: said } });
      },
    }),
  };
}
