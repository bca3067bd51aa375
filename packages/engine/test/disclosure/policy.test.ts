import { describe, expect, test } from 'vitest';
import { definePolicy, suppressionPolicies, type SuppressionPolicy } from '../../src/disclosure/policy.ts';

const house: SuppressionPolicy = { id: 'house', title: 'House rule', hide: { from: 1, to: 5 }, source: 'board minute' };

describe('a policy of the user', () => {
  test('is taken as it stands', () => {
    expect(definePolicy(house)).toEqual(house);
    expect(definePolicy({ ...house, hide: null }).hide).toBeNull();
  });

  test.for([
    [{ id: 'House' }, 'policy House: an id is lower-case letters, digits and dashes'],
    [{ id: '' }, 'an id is lower-case letters'],
    [{ hide: undefined }, 'policy house: hide is missing; null hides nothing'],
    [{ hide: { from: 0, to: 10 } }, 'policy house: hide runs over whole counts from 1 up, got 0 to 10'],
    [{ hide: { from: 10, to: 1 } }, 'hide runs over whole counts from 1 up, got 10 to 1'],
    [{ hide: { from: 1, to: 10.5 } }, 'got 1 to 10.5'],
    [{ hide: { from: 1, to: Infinity } }, 'got 1 to Infinity'],
    [{ hide: { from: 1 } }, 'got 1 to undefined'],
  ])('with %o is refused', ([wrong, message]) => {
    expect(() => definePolicy({ ...house, ...(wrong as Partial<SuppressionPolicy>) })).toThrow(message as string);
  });
});

test('the policies that need no file are policies, with a source, under ids of their own', () => {
  for (const policy of suppressionPolicies) {
    expect(definePolicy(policy)).toBe(policy);
    expect(policy.source).not.toBe('');
  }
  expect(new Set(suppressionPolicies.map(({ id }) => id)).size).toBe(suppressionPolicies.length);
});

test('CMS and CalHHS hide 1 to 10, a policy of none hides nothing', () => {
  const range = Object.fromEntries(suppressionPolicies.map(({ id, hide }) => [id, hide]));
  expect(range).toEqual({ none: null, cms: { from: 1, to: 10 }, calhhs: { from: 1, to: 10 } });
});
