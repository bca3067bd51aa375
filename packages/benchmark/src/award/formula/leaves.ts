import { FormulaError, quoted } from './formulaError.ts';

/** A number, name or other beginning in the text of a formula. */
export interface Leaf {
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

/** A number as a formula may have it. The parser also knows 0x1F. */
export const plainNumber = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const longest = 1000;
const deepest = 50;
const leaf = /0[xXoObB]\w*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[A-Za-z_$][A-Za-z0-9_$]*|"(?:\\.|[^"\\])*"?|'|[[{]/g;
const words = new Set(['and', 'or', 'not']);
const marks: Readonly<Record<string, string>> = {
  '#': 'begins a comment, and a formula has none',
  '%': 'is not an operator here: write 0.05 for 5 %',
};

/**
 * The numbers and names of a formula with their columns, from left to right: the parsed tree has no columns, but its leaves come in
 * the same order. Refuses what must not reach the parser at all: characters that only look like ASCII, endless or bottomless texts.
 *
 * @throws FormulaError
 */
export function readLeaves(text: string): readonly Leaf[] {
  if (text.trim() === '') throw new FormulaError('there is nothing in it');
  if (text.length > longest) throw new FormulaError(`it has ${text.length} characters, and may have ${longest}`);
  const strange = /[^\n\r\t\x20-\x7e]|[#%]/u.exec(text);
  if (strange !== null) throw new FormulaError(describe(strange[0]), strange.index + 1);
  let depth = 0;
  for (const [place, character] of [...text].entries()) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth > deepest) throw new FormulaError(`parentheses stand ${deepest} deep at most`, place + 1);
  }
  return [...text.matchAll(leaf)]
    .filter(([found]) => !words.has(found))
    .map((match) => ({ text: match[0], column: match.index + 1 }));
}

function describe(character: string): string {
  const mark = marks[character];
  if (mark !== undefined) return `${quoted(character)} ${mark}`;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `${JSON.stringify(character)} (U+${code}) is not a plain character: a formula is written in ASCII`;
}
