import { expect, test } from 'vitest';
import { rateMethods, type RateMethodId } from '../../src/interval/rate/methods.ts';
import { rateInterval } from '../../src/interval/rateInterval.ts';

test('the value is events per exposure and the interval says how it was made', () => {
  const { value, lower, upper, ...rest } = rateInterval({ events: 14, exposure: 400 }, { method: 'exact' });
  expect(value).toBe(14 / 400);
  expect([lower?.toFixed(6), upper?.toFixed(6)]).toEqual(['0.019135', '0.058724']); // StatsDirect's worked example
  expect(rest).toEqual({ method: 'exact', level: 0.95, sides: 'two-sided', reason: null });
});

test('no rate without exposure: nulls and a reason, by every method', () => {
  for (const method of Object.keys(rateMethods) as RateMethodId[])
    expect(rateInterval({ events: 0, exposure: 0 }, { method, level: 0.9, sides: 'lower' })).toEqual({
      value: null,
      lower: null,
      upper: null,
      method,
      level: 0.9,
      sides: 'lower',
      reason: 'exposure is 0',
    });
});

test('no events in some exposure are a rate of 0 with an upper limit: Hanley and Lippman-Hand 1983, JAMA 249:1743, the rule of three', () => {
  const { value, lower, upper } = rateInterval({ events: 0, exposure: 1 }, { sides: 'upper' });
  expect([value, lower, upper?.toFixed(2)]).toEqual([0, 0, '3.00']);
});

test('the open end of a lower limit is infinite', () => {
  expect(rateInterval({ events: 5, exposure: 2 }, { sides: 'lower' }).upper).toBe(Infinity);
});

test('the default is exact below 10 events and Byar from 10 on', () => {
  const by = (events: number, method?: RateMethodId): unknown => {
    const { lower, upper } = rateInterval({ events, exposure: 310 }, method === undefined ? {} : { method });
    return { lower, upper };
  };
  expect(by(9)).toEqual(by(9, 'exact'));
  expect(by(9)).not.toEqual(by(9, 'byar'));
  expect(by(10)).toEqual(by(10, 'byar'));
});

test('what cannot be is refused, also without exposure', () => {
  expect(() => rateInterval({ events: 0, exposure: 0 }, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
  expect(() => rateInterval({ events: 3, exposure: 0 })).toThrow('events 3 without any exposure');
  expect(() => rateInterval({ events: -1, exposure: 10 })).toThrow('events must be a number of at least 0, got -1');
  expect(() => rateInterval({ events: 1, exposure: Infinity })).toThrow('exposure must be a number of at least 0, got Infinity');
  const misspelt = 'biar' as RateMethodId;
  expect(() => rateInterval({ events: 1, exposure: 10 }, { method: misspelt })).toThrow(
    'method must be one of phe, exact, byar, byar-half, mid-p, jeffreys, jeffreys-unadjusted, score, wald, got biar',
  );
});

test('each method goes by its id and says what it is for', () => {
  for (const [id, method] of Object.entries(rateMethods)) {
    expect(method.id).toBe(id);
    for (const text of [method.title, method.paper, method.behaviour, method.use, method.avoid]) expect(text).not.toBe('');
  }
});
