import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectLiteral, readDeclarations, readExamples, testExamples } from '../../../test/support/examples.ts';

await testExamples(join(import.meta.dirname, '../src'));

describe('the checker itself', () => {
  test.for([
    [0.25531, '0.2553'],
    [1.7764821e-33, '1.7765e-33'],
    [{ lower: -0.03814, name: 'a 1.5' }, "{ lower: -0.0381, name: 'a 1.5' }"],
    [new Float64Array([1, NaN]), '[1, NaN]'],
    [new RangeError('numerator 31 exceeds denominator 30'), 'throws numerator 31 exceeds'],
    [null, 'null'],
  ] as const)('accepts %o for %s', ([actual, literal]) => {
    expect(() => expectLiteral(actual, literal)).not.toThrow();
  });

  test.for([
    [0.25536, '0.2553'],
    [0.2553, '0'],
    [30.4, '30'],
    [{ lower: 1, upper: 2 }, '{ lower: 1 }'],
    [new RangeError('numerator 31'), "'numerator 31'"],
    [3, 'throws numerator 31'],
    [null, '0'],
    [NaN, 'null'],
  ] as const)('refuses %o for %s', ([actual, literal]) => {
    expect(() => expectLiteral(actual, literal)).toThrow('expected');
  });

  test('reads declarations with their own comment, and examples line by line', () => {
    const text =
      '/** One. @example no */\nexport const one = 1;\n\n/**\n * @example two() // 2\n */\nexport function two() {}\nexport async function three() {}\n';
    expect(readDeclarations(text).map(({ name, doc }) => [name, doc.includes('two()')])).toEqual([
      ['one', false],
      ['two', true],
      ['three', false],
    ]);
    expect(readExamples('two.ts', text)).toEqual([{ file: 'two.ts', call: 'two()', result: '2' }]);
    expect(() => readExamples('two.ts', ' * @example two()')).toThrow('two.ts: @example two() has no // RESULT');
  });
});
