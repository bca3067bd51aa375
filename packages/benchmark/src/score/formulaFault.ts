import { FormulaError } from '../award/formula/formulaError.ts';

/** The error of a formula, with where it was used; any other error as it is. */
export function formulaFault(error: unknown, where: string): unknown {
  if (!(error instanceof FormulaError)) return error;
  return new FormulaError(`${where}: ${error.message.replace(/^formula(, column \d+)?: /, '')}`, error.column);
}
