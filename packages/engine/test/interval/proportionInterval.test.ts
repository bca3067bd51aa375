import { expect, test } from 'vitest';
import { proportionMethods, type ProportionMethodId } from '../../src/interval/proportion/methods.ts';
import { proportionInterval } from '../../src/interval/proportionInterval.ts';

test('the value is the plain rate and the interval says how it was made', () => {
  const { value, lower, upper, ...rest } = proportionInterval({ denominator: 148, numerator: 15 });
  expect(value).toBe(15 / 148);
  expect([lower?.toFixed(4), upper?.toFixed(4)]).toEqual(['0.0624', '0.1605']); // Newcombe 1998, table I
  expect(rest).toEqual({ method: 'wilson', level: 0.95, sides: 'two-sided', reason: null });
});

test('no rate without members: nulls and a reason, never 0', () => {
  expect(proportionInterval({ denominator: 0, numerator: 0 }, { level: 0.9 })).toEqual({
    value: null,
    lower: null,
    upper: null,
    method: 'wilson',
    level: 0.9,
    sides: 'two-sided',
    reason: 'denominator is 0',
  });
});

test('what cannot be is refused, also for an empty cell', () => {
  expect(() => proportionInterval({ denominator: 0, numerator: 0 }, { level: 95 })).toThrow(
    'level is a fraction such as 0.95, got 95',
  );
  expect(() => proportionInterval({ denominator: 30, numerator: 31 })).toThrow('numerator 31 exceeds denominator 30');
  const misspelt = 'wilsen' as ProportionMethodId;
  expect(() => proportionInterval({ denominator: 30, numerator: 3 }, { method: misspelt })).toThrow(
    'method must be one of wilson, got wilsen',
  );
});

test('each method goes by its id and says what it is for', () => {
  for (const [id, method] of Object.entries(proportionMethods)) {
    expect(method.id).toBe(id);
    for (const text of [method.title, method.paper, method.behaviour, method.use, method.avoid]) expect(text).not.toBe('');
  }
});
