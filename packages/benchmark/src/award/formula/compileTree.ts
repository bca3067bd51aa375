import { allowed, FormulaError, quoted } from './formulaError.ts';
import { type Leaf, plainNumber } from './leaves.ts';
import { nearest } from './nearest.ts';

/** A node of a parsed tree, with the fields of the kinds that are allowed. */
export type ParsedNode = { toString(): string } & (
  | { readonly type: 'ConstantNode'; readonly value: unknown }
  | { readonly type: 'SymbolNode'; readonly name: string }
  | { readonly type: 'ParenthesisNode'; readonly content: ParsedNode }
  | {
      readonly type: 'OperatorNode';
      readonly op: string;
      readonly fn: string;
      readonly implicit: boolean;
      readonly args: readonly ParsedNode[];
    }
  | { readonly type: 'FunctionNode'; readonly fn: ParsedNode; readonly args: readonly ParsedNode[] }
  | {
      readonly type: 'ConditionalNode';
      readonly condition: ParsedNode;
      readonly trueExpr: ParsedNode;
      readonly falseExpr: ParsedNode;
    }
  | { readonly type: keyof typeof forbidden }
);

/** What the parser also reads, and a formula may not use. */
const forbidden = {
  AccessorNode: 'takes a property of something',
  ArrayNode: 'is a list',
  AssignmentNode: 'gives a value to a name',
  BlockNode: 'is several formulas in one',
  FunctionAssignmentNode: 'defines a function',
  IndexNode: 'takes a part of something',
  ObjectNode: 'is an object',
  RangeNode: 'is a range',
  RelationalNode: 'is a chain of comparisons (write a < b and b < c)',
} as const;

/** The value of a node, given the inputs in the order in which they were declared. */
export type Step = (inputs: readonly number[]) => number;

/** Arithmetic by the name that the parser gives it; `most` is null where there may be any number of arguments. */
export interface Operation {
  readonly least: number;
  readonly most: number | null;
  /** A comparison is worth 1 when it holds, else 0. */
  readonly run: (...values: number[]) => number;
}

export interface Vocabulary {
  readonly leaves: readonly Leaf[];
  readonly inputs: readonly string[];
  readonly operators: ReadonlyMap<string, Operation>;
  readonly functions: ReadonlyMap<string, Operation>;
}

export interface CompiledTree {
  readonly run: Step;
  readonly used: ReadonlySet<string>;
}

/**
 * Turns a parsed tree into functions of ours, node by node: what is not on the lists has no function, so it cannot run.
 *
 * @throws FormulaError at the first node, from left to right, that is not arithmetic over the inputs
 */
export function compileTree(root: ParsedNode, { functions, inputs, leaves, operators }: Vocabulary): CompiledTree {
  const used = new Set<string>();
  let passed = 0; // leaves met so far: the walk goes from left to right, as the text does
  const columnNow = () => leaves[passed]?.column ?? 1;
  const run = compile(root);
  const rest = leaves[passed];
  if (rest !== undefined)
    throw new FormulaError(`${quoted(rest.text)} is not a number or a name; a formula may use ${allowed}`, rest.column);
  return { run, used };

  function compile(node: ParsedNode): Step {
    switch (node.type) {
      case 'ParenthesisNode':
        return compile(node.content);
      case 'ConstantNode':
        return compileNumber(node.value);
      case 'SymbolNode':
        return compileInput(node.name);
      case 'OperatorNode':
        return compileOperator(node);
      case 'FunctionNode':
        return compileFunction(node);
      case 'ConditionalNode': {
        const [condition, yes, no] = [compile(node.condition), compile(node.trueExpr), compile(node.falseExpr)];
        return (values) => (condition(values) !== 0 ? yes(values) : no(values));
      }
      default:
        throw refusal(node, Object.hasOwn(forbidden, node.type) ? forbidden[node.type] : `is a ${String(node.type)}`);
    }
  }

  function refusal(node: ParsedNode, what: string): FormulaError {
    return new FormulaError(`${quoted(node.toString())} ${what}; a formula may use ${allowed}`, columnNow());
  }

  function compileNumber(value: unknown): Step {
    const { column, text = '' } = leaves[passed++] ?? {};
    // The parser makes constants of text, true and Infinity too, and of 1e999 what no double holds.
    const number = plainNumber.test(text) ? Number(text) : NaN;
    if (number !== value || !Number.isFinite(number))
      throw new FormulaError(`${quoted(text)} is not a number in plain digits; a formula may use ${allowed}`, column);
    return () => number;
  }

  function compileInput(name: string): Step {
    const column = columnNow();
    passed += 1;
    const place = inputs.indexOf(name);
    if (place >= 0) {
      used.add(name);
      return (values) => values[place] ?? NaN;
    }
    if (functions.has(name)) throw new FormulaError(`${name} is a function: write ${name}(…)`, column);
    const meant = nearest(name, inputs);
    const hint = meant === null ? '' : `; did you mean ${meant}?`;
    const list = inputs.length === 0 ? 'there are none' : `they are ${inputs.toSorted().join(', ')}`;
    throw new FormulaError(`${quoted(name)} is not an input${hint} (${list})`, column);
  }

  function compileOperator(node: ParsedNode & { readonly type: 'OperatorNode' }): Step {
    if (node.implicit) throw refusal(node, 'multiplies without a *');
    if (node.fn === 'and' || node.fn === 'or') {
      const [left, right] = node.args.map(compile) as [Step, Step];
      return node.fn === 'and'
        ? (values) => Number(left(values) !== 0 && right(values) !== 0)
        : (values) => Number(left(values) !== 0 || right(values) !== 0);
    }
    const operation = operators.get(node.fn);
    if (operation === undefined) throw refusal(node, `uses ${quoted(node.op)}`);
    return stepOf(node, operation);
  }

  function compileFunction(node: ParsedNode & { readonly type: 'FunctionNode' }): Step {
    if (node.fn.type !== 'SymbolNode') throw refusal(node, 'calls what is not the name of a function');
    const { name } = node.fn;
    const operation = functions.get(name);
    if (operation === undefined) {
      if (inputs.includes(name)) throw refusal(node, `calls the input ${name} like a function (write ${name} * (…) to multiply)`);
      const meant = nearest(name, functions.keys());
      throw refusal(
        node,
        `calls ${quoted(name)}, which is not a function here${meant === null ? '' : `; did you mean ${meant}?`}`,
      );
    }
    const { least, most } = operation;
    if (node.args.length < least || node.args.length > (most ?? Infinity)) {
      const wanted = most === null ? `${least} or more` : least === most ? String(least) : `${least} or ${most}`;
      throw refusal(node, `has ${node.args.length} arguments, ${name} takes ${wanted}`);
    }
    return stepOf(node, operation);
  }

  function stepOf(
    node: ParsedNode & { readonly args: readonly ParsedNode[]; readonly type: 'FunctionNode' | 'OperatorNode' },
    { run: operate }: Operation,
  ): Step {
    const column = columnNow();
    if (node.type === 'FunctionNode') passed += 1; // the function's name is a leaf, an operator is none
    const args = node.args.map(compile);
    return (values) => {
      const arguments_ = args.map((arg) => arg(values));
      const value = operate(...arguments_);
      // Every step, not the end alone: min(1, x / 0) would hide it.
      if (!Number.isFinite(value)) throw new FormulaError(`${quoted(node.toString())} ${whyNot(node, arguments_)}`, column);
      return value;
    };
  }
}

function whyNot({ fn }: { readonly fn: unknown }, [first = NaN, second = NaN]: readonly number[]): string {
  const name = String(fn);
  if (name === 'divide' && second === 0) return 'divides by 0';
  if (name === 'sqrt') return 'takes the root of a negative number';
  if (name === 'pow' && first < 0 && !Number.isInteger(second)) return 'has no real value';
  if (name === 'round') return 'rounds to a number of decimals that is not whole from 0 to 15';
  return 'has no finite value';
}
