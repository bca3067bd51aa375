import { expect, test } from 'vitest';
import { proportionMethods, type ProportionMethodId } from '../../src/interval/proportion/methods.ts';
import { proportionInterval } from '../../src/interval/proportionInterval.ts';

test('the value is the plain rate and the interval says how it was made', () => {
  const { value, lower, upper, ...rest } = proportionInterval({ denominator: 148, numerator: 15 });
  expect(value).toBe(15 / 148);
  expect([lower?.toFixed(4), upper?.toFixed(4)]).toEqual(['0.0624', '0.1605']); // Newcombe 1998, table I
  expect(rest).toEqual({ method: 'wilson', level: 0.95, sides: 'two-sided', reason: null });
});

test('no rate without members: nulls and a reason by every method, never 0', () => {
  for (const method of Object.keys(proportionMethods) as ProportionMethodId[])
    expect(proportionInterval({ denominator: 0, numerator: 0 }, { method, level: 0.9, sides: 'upper' })).toEqual({
      value: null,
      lower: null,
      upper: null,
      method,
      level: 0.9,
      sides: 'upper',
      reason: 'denominator is 0',
    });
});

test('the open end of a one-sided interval is the end of the possible rates', () => {
  const counts = { denominator: 20, numerator: 7 };
  expect(proportionInterval(counts, { sides: 'lower' }).upper).toBe(1);
  expect(proportionInterval(counts, { sides: 'upper' }).lower).toBe(0);
});

test('what cannot be is refused, also for an empty cell', () => {
  expect(() => proportionInterval({ denominator: 0, numerator: 0 }, { level: 95 })).toThrow(
    'level is a fraction such as 0.95, got 95',
  );
  expect(() => proportionInterval({ denominator: 30, numerator: 31 })).toThrow('numerator 31 exceeds denominator 30');
  const misspelt = 'wilsen' as ProportionMethodId;
  expect(() => proportionInterval({ denominator: 30, numerator: 3 }, { method: misspelt })).toThrow(
    'method must be one of wilson, wilson-cc, clopper-pearson, mid-p, jeffreys, jeffreys-unadjusted, agresti-coull, likelihood-ratio, logit, arcsine, wald, wald-cc, got wilsen',
  );
});

test('each method goes by its id and says what it is for', () => {
  for (const [id, method] of Object.entries(proportionMethods)) {
    expect(method.id).toBe(id);
    for (const text of [method.title, method.paper, method.behaviour, method.use, method.avoid]) expect(text).not.toBe('');
  }
});
