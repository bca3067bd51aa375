import { describe, expect, test } from 'vitest';
import { ConfigError, policyNamed, readConfig } from '../src/index.ts';

const measure = { id: 'foot-exam', title: 'Foot exam', direction: 'higher' as const };
const stratification = (more: object) => ({ stratifications: [{ id: 'housing', ...more }] });

describe('what is refused', () => {
  test.for<[string, unknown, string]>([
    ['no object', 7, 'configuration: top level: '],
    ['an unknown key', { measure: [] }, 'top level: Unrecognized key: "measure"'],
    ['an unknown key of a measure', { measures: [{ ...measure, weight: 1 }] }, 'measures.0: Unrecognized key: "weight"'],
    ['an unknown table', { columns: { patients: {} } }, 'columns: Unrecognized key: "patients"'],
    ['a measure without a direction', { measures: [{ id: 'a', title: 'A' }] }, 'measures.0.direction: '],
    ['a direction that is none', { measures: [{ ...measure, direction: 'up' }] }, 'measures.0.direction: '],
    ['a window that is none', { measures: [{ ...measure, window: 'week' }] }, 'measures.0.window: '],
    ['a statistic that is none', { measures: [{ ...measure, statistic: 'median' }] }, 'measures.0.statistic: '],
    ['an id with a space', { measures: [{ ...measure, id: 'foot exam' }] }, 'measure foot exam: id is 1 to 64 letters'],
    ['an empty title', { measures: [{ ...measure, title: ' ' }] }, 'measure foot-exam: title is missing'],
    [
      'ages the wrong way round',
      { measures: [{ ...measure, ages: { from: 75, to: 18 } }] },
      'ages must run from low to high, got 75 to 18',
    ],
    ['ages that are not whole', { measures: [{ ...measure, ages: { from: 1.5, to: 18 } }] }, 'measures.0.ages.from: '],
    ['a measure twice', { measures: [measure, measure] }, 'foot-exam is declared twice'],
    [
      'a monthly twin that is nowhere',
      { measures: [{ ...measure, monthly: 'foot-exam-month' }] },
      'measure foot-exam: monthly names foot-exam-month, which is no measure',
    ],
    [
      'a measure that is its own monthly twin',
      { measures: [{ ...measure, monthly: 'foot-exam' }] },
      'monthly must name another measure',
    ],
    [
      'a stratification that is nowhere',
      { stratifications: ['housing'] },
      'stratification housing is neither built in nor declared; built in are total, race-ethnicity',
    ],
    [
      'a crossing of one that is nowhere',
      { stratifications: [['sex', 'housing']] },
      'stratification housing is neither built in nor declared',
    ],
    ['a crossing of three', { stratifications: [['sex', 'race', 'language']] }, 'stratifications.0'],
    [
      'a crossing with the total',
      { stratifications: [['sex', 'total']] },
      'stratification total: a crossing joins two exclusive dimensions',
    ],
    [
      'a crossing of one that overlaps',
      { stratifications: [{ id: 'housing', exclusive: false }, ['sex', 'housing']] },
      'stratification housing: a crossing joins two exclusive dimensions',
    ],
    [
      'a crossing twice',
      {
        stratifications: [
          ['sex', 'race'],
          ['sex', 'race'],
        ],
      },
      'sex-by-race is declared twice',
    ],
    ['an id in capitals', { stratifications: [{ id: 'Housing' }] }, 'stratification Housing: an id is lower-case letters'],
    ['a stratification twice', { stratifications: [{ id: 'housing' }, { id: 'housing' }] }, 'housing is declared twice'],
    [
      'a column that differs from ours only in case',
      stratification({ column: 'Language' }),
      'the columns language and Language of members differ only in case',
    ],
    ['a policy that is nowhere', { policy: 'strict' }, 'policy strict is not one of none, cms, calhhs'],
    ['a policy that hides zero', { policy: { id: 'own', title: 'Own', source: 'us', hide: { from: 0, to: 5 } } }, 'policy'],
    [
      'a policy the wrong way round',
      { policy: { id: 'own', title: 'Own', source: 'us', hide: { from: 9, to: 5 } } },
      'policy own: hide runs over whole counts from 1 up, got 9 to 5',
    ],
    ...(['none', 'cms', 'calhhs'].map((id) => [
      `a policy that calls itself ${id}`,
      { policy: { id, title: 'Own', source: 'us', hide: null } },
      `policy ${id} is built in; a policy of your own needs an id of its own`,
    ]) as [string, unknown, string][]),
    ...(['member_id', 'birth_date', 'age', 'Member_ID', 'BIRTH_DATE', ' Age '].map((column) => [
      `a stratifier on ${JSON.stringify(column)}`,
      stratification({ column }),
      `stratification housing: ${column} is of one member`,
    ]) as [string, unknown, string][]),
    ['a stratifier that is age by its id', { stratifications: [{ id: 'age' }] }, 'stratification age: age is of one member'],
    [
      'a stratifier that is the identifier by its id',
      { stratifications: [{ id: 'member-id' }] },
      'stratification member-id: member_id is of one member',
    ],
    ['a column with a NUL', stratification({ column: 'a\0b' }), 'holds a control or an invisible format character'],
    ['a column with a tab', stratification({ column: 'a\tb' }), 'holds a control or an invisible format character'],
    ['a stratum with a NUL', stratification({ strata: ['a\0b'] }), 'holds a control or an invisible format character'],
    [
      'a mapped column with a NUL',
      { columns: { members: { 'a\0': 'race' } } },
      'columns.members: "a\\u0000" holds the character NUL',
    ],
    ['an order of no strata', stratification({ order: 'worst-first' }), 'stratification housing: order worst-first is of strata'],
    [
      'an order of one stratum',
      stratification({ order: 'best-first', strata: ['own', 'Unknown'] }),
      'stratification housing: order best-first needs two strata that are answers, got own',
    ],
    ['an order that is none', stratification({ order: 'up', strata: ['a', 'b'] }), 'stratifications.0'],
    ['a stratum named rest', stratification({ strata: ['own', 'Rest'] }), 'a stratum cannot be named Rest'],
    [
      'a stratum with the separator of crossings, in one that is crossed',
      { stratifications: [{ id: 'housing', strata: ['own / rented'] }, ['housing', 'sex']] },
      "stratification housing: the stratum own / rented holds the separator of crossings, ' / '",
    ],
    ...(['constructor', 'toString', '__proto__', 'hasOwnProperty'].map((id) => [
      `a measure named ${id}`,
      { measures: [{ ...measure, id }] },
      `measure ${id}: the id is reserved`,
    ]) as [string, unknown, string][]),
    ['a stratification named constructor', { stratifications: [{ id: 'constructor' }] }, 'the id is reserved'],
    [
      'a policy named constructor',
      { policy: { id: 'constructor', title: 'Own', source: 'us', hide: null } },
      'policy constructor: the id is reserved',
    ],
    [
      'a column that is mapped to none of ours',
      { columns: { results: { pat: 'patient_id' } } },
      'columns.results.pat: results has no column patient_id; it has member_id',
    ],
    ['a column that is mapped to a number', { columns: { results: { pat: 3 } } }, 'columns.results.pat: '],
  ])('%s', ([, input, message]) => {
    expect(() => readConfig(input)).toThrow(ConfigError);
    expect(() => readConfig(input)).toThrow(message);
  });

  test('every fault has a line, and each names the file', () => {
    const input = { measures: [{ id: 'a' }], policies: 1 };
    expect(() => readConfig(input, 'equipoise.config.json')).toThrow(
      /^(equipoise\.config\.json: .+\n){2,}equipoise\.config\.json: .+$/,
    );
  });
});

describe('what is completed', () => {
  test('nothing is the built-in catalogue', () => {
    const config = readConfig({});
    expect(config.measures.map(({ id }) => id)).toEqual(['CBP', 'CBP-MONTH', 'GSD9', 'GSD9-MONTH', 'COL', 'COL-MONTH']);
    expect(config.stratifications.map(({ id }) => id)).toContain('race-ethnicity');
    expect(config.policy.id).toBe('cms');
    expect(config.columns).toEqual({});
  });

  test('measures are added with their defaults, or replace a built-in one', () => {
    const { measures } = readConfig({
      measures: [measure, { id: 'COL', title: 'Own', direction: 'higher', monthly: 'COL-MONTH' }],
    });
    expect(measures).toHaveLength(7);
    expect(measures.find(({ id }) => id === 'foot-exam')).toMatchObject({
      window: 'month',
      version: '1',
      ages: null,
      monthly: null,
    });
    expect(measures.find(({ id }) => id === 'COL')).toMatchObject({ title: 'Own', ages: null });
  });

  test('an order of advantage, from either end, and none unless it is declared', () => {
    const orderOf = (more: object) =>
      readConfig(stratification({ strata: ['own', 'rent', 'Unknown'], ...more })).stratifications.find(
        ({ id }) => id === 'housing',
      )!.order;
    expect(orderOf({ order: 'best-first' })).toBe('best-first');
    expect(orderOf({ order: null })).toBeNull();
    expect(orderOf({})).toBeNull();
    expect(new Set(readConfig({}).stratifications.map(({ order }) => order))).toEqual(new Set([null]));
  });

  test('stratifications: built-in, declared, crossed, whatever their order', () => {
    const { stratifications } = readConfig({
      stratifications: [['housing', 'sex'], 'language', { id: 'housing', strata: ['a', 'b'] }],
    });
    const crossed = stratifications.find(({ id }) => id === 'housing-by-sex')!;
    expect(crossed).toMatchObject({ crosses: ['housing', 'sex'], exclusive: true, exhaustive: true, column: null });
    expect(crossed.strata).toContain('b / Unknown');
    expect(stratifications.find(({ id }) => id === 'housing')).toMatchObject({ column: 'housing', unanswered: ['Unknown'] });
  });

  test('a policy by name or as it is declared', () => {
    expect(readConfig({ policy: 'none' }).policy.hide).toBeNull();
    expect(readConfig({ policy: { id: 'own', title: 'Own', source: 'us', hide: { from: 1, to: 4 } } }).policy.hide).toEqual({
      from: 1,
      to: 4,
    });
    expect(() => policyNamed('strict')).toThrow(RangeError);
  });

  test('columns may be mapped to ours, to a declared stratifier, or to nothing', () => {
    const columns = { members: { Wohnung: 'housing', phone: null }, results: { pat: 'member_id' } };
    expect(readConfig({ ...stratification({}), columns }).columns).toEqual(columns);
  });
});
