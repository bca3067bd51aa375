/**
 * Arithmetic read and reckoned apart from mathjs, by precedence climbing over its own tokens: what formulas are held against.
 * Null where the text is not arithmetic over the inputs, NaN where a step has no finite value.
 */
export function reckon(text: string, values: Readonly<Record<string, number>>): number | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  let place = 0;
  try {
    const thunk = conditional();
    if (place < tokens.length) return null;
    return run(thunk);
  } catch (error) {
    if (error === notArithmetic) return null;
    throw error;
  }

  function take(...wanted: readonly string[]): string | null {
    const token = tokens?.[place];
    if (token === undefined || !wanted.includes(token)) return null;
    place += 1;
    return token;
  }

  function must(token: string): void {
    if (take(token) === null) throw notArithmetic;
  }

  function conditional(): Thunk {
    const condition = logical(0);
    if (take('?') === null) return condition;
    const yes = logical(0); // a conditional between ? and : stands in parentheses: mathjs reads none there
    must(':');
    const no = conditional();
    return () => (condition() === 0 ? no() : yes());
  }

  /** `or` binds least, then `and`, then one comparison. */
  function logical(level: 0 | 1): Thunk {
    const next = () => (level === 0 ? logical(1) : comparison());
    let left = next();
    while (take(level === 0 ? 'or' : 'and') !== null) {
      const [a, b] = [left, next()];
      left = level === 0 ? () => Number(a() !== 0 || b() !== 0) : () => Number(a() !== 0 && b() !== 0);
    }
    return left;
  }

  function comparison(): Thunk {
    const left = infix(0);
    const sign = take(...Object.keys(comparisons));
    if (sign === null) return left;
    const right = infix(0);
    if (take(...Object.keys(comparisons)) !== null) throw notArithmetic; // a < b < c
    return finite((a = NaN, b = NaN) => Number(comparisons[sign]?.(a, b)), [left, right]);
  }

  function infix(level: 0 | 1): Thunk {
    const next = () => (level === 0 ? infix(1) : prefix());
    let left = next();
    for (;;) {
      const sign = take(...(level === 0 ? ['+', '-'] : ['*', '/']));
      if (sign === null) return left;
      left = finite(
        (a = NaN, b = NaN) => (sign === '+' ? a + b : sign === '-' ? a - b : sign === '*' ? a * b : a / b),
        [left, next()],
      );
    }
  }

  function prefix(): Thunk {
    const sign = take('-', '+', 'not');
    if (sign === null) return power();
    return finite((a = NaN) => (sign === '-' ? -a : sign === '+' ? a : Number(a === 0)), [prefix()]);
  }

  function power(): Thunk {
    const base = operand();
    return take('^') === null ? base : finite((a = NaN, b = NaN) => Math.pow(a, b), [base, prefix()]);
  }

  function operand(): Thunk {
    const token = tokens?.[place++];
    if (token === undefined) throw notArithmetic;
    if (token === '(') {
      const inner = conditional();
      must(')');
      return inner;
    }
    if (/^[\d.]/.test(token)) return literal(Number(token));
    const found = functions.get(token);
    if (found === undefined) {
      if (!/^[a-z]/i.test(token) || !Object.hasOwn(values, token)) throw notArithmetic;
      return literal(values[token] ?? NaN);
    }
    must('(');
    const args = [conditional()];
    while (take(',') !== null) args.push(conditional());
    must(')');
    if (args.length > found.most) throw notArithmetic;
    return finite(found.of, args);
  }
}

type Thunk = () => number;

const notArithmetic = new Error('not arithmetic');
const noValue = new Error('no value');

function run(thunk: Thunk): number {
  try {
    return thunk() + 0;
  } catch (error) {
    if (error === noValue) return NaN;
    throw error;
  }
}

function finite(of: (...values: number[]) => number, args: readonly Thunk[]): Thunk {
  return () => {
    const value = of(...args.map((arg) => arg()));
    if (!Number.isFinite(value)) throw noValue;
    return value;
  };
}

function literal(value: number): Thunk {
  if (!Number.isFinite(value)) throw notArithmetic;
  return () => value;
}

function tokensOf(text: string): readonly string[] | null {
  const token = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[a-z_$][\w$]*|[<>=!]=|[-+*/^()<>?:,])|$)/iy;
  const tokens: string[] = [];
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (found === null) return null;
    if (found[1] !== undefined) tokens.push(found[1]);
  }
  return tokens;
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(1e-12 * Math.max(Math.abs(a), Math.abs(b)), 1e-15);
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b && !same(a, b),
  '<=': (a, b) => a < b || same(a, b),
  '>': (a, b) => a > b && !same(a, b),
  '>=': (a, b) => a > b || same(a, b),
  '==': same,
  '!=': (a, b) => !same(a, b),
};

const functions: ReadonlyMap<string, { readonly most: number; of(...values: number[]): number }> = new Map([
  ['abs', { most: 1, of: (x = NaN) => (x < 0 ? -x : x) }],
  ['ceil', { most: 1, of: (x = NaN) => (same(x, Math.round(x)) && !same(x, Math.ceil(x)) ? Math.round(x) : Math.ceil(x)) }],
  ['floor', { most: 1, of: (x = NaN) => (same(x, Math.round(x)) && !same(x, Math.floor(x)) ? Math.round(x) : Math.floor(x)) }],
  ['max', { most: Infinity, of: (...all) => all.reduce((a, b) => (b > a ? b : a)) }],
  ['min', { most: Infinity, of: (...all) => all.reduce((a, b) => (b < a ? b : a)) }],
  [
    'round',
    { most: 2, of: (x = NaN, places = 0) => (places >= 0 && places <= 15 && places % 1 === 0 ? rounded(x, places) : NaN) },
  ],
  ['sqrt', { most: 1, of: (x = NaN) => Math.sqrt(x) }],
]);

/** Half away from zero, on the printed digits. */
function rounded(x: number, places: number): number {
  const [digits = '', exponent = '0'] = Math.abs(x).toString().split('e');
  const [whole = '', part = ''] = digits.split('.');
  const cut = part.length - Number(exponent) - places; // digits to drop, or negative: none
  if (cut <= 0) return x;
  const ten = 10n ** BigInt(cut);
  const units = (BigInt(whole + part) + ten / 2n) / ten;
  return Math.sign(x) * Number(`${units}e-${places}`);
}
