import {
  defineProgram,
  findProgram,
  ProgramError,
  programInForce,
  type ProgramInput,
  shippedPrograms,
} from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { required } from '../support.ts';

const example = required(findProgram('plan-to-provider-example')).written;
const index = required(findProgram('cms-health-equity-index')).written;
const stratified = required(findProgram('ncqa-race-ethnicity-stratification')).written;
const qti = required(findProgram('covered-california-qti')).written;

type Path = readonly (number | string)[];
type Json = Record<number | string, unknown>;

/** A copy of a program in which one place has another value; undefined takes it out. */
function changed(program: object, path: Path, value: unknown): ProgramInput {
  const copy = structuredClone(program) as Json;
  const owner = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, copy);
  const last = required(path.at(-1));
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return copy as unknown as ProgramInput;
}

/** The faults of a program; none when it holds together. */
function faultsOf(input: unknown): readonly string[] {
  try {
    // What holds together must also hold in a year.
    programInForce(defineProgram(input as ProgramInput, 'own.json'), { year: 2025, assume: { all: null } });
    return [];
  } catch (error) {
    if (error instanceof ProgramError) return error.faults;
    throw error;
  }
}

const term = 'must be a number, an object with value and verified or an object with byYear';

describe('the wrong thing in a place', () => {
  test.for<[Path, unknown, string]>([
    [['money', 'inputs', 'rate'], 'x', 'money.inputs.rate: must have another name: in a formula rate is reckoned, not stated'],
    [['money', 'inputs', 'base'], 'x', 'money.inputs.base: must have another name: in a formula base is reckoned, not stated'],
    [['measures', 0, 'parts', 0, 'direction'], 'up', 'measures.0.parts.0.direction: must be higher or lower, got "up"'],
    [['measures', 0, 'parts', 0, 'measure'], 7, 'measures.0.parts.0.measure: must be text, got 7'],
    [['measures', 0, 'parts'], [], 'measures.0.parts: must have at least 1'],
    [['measures', 0, 'parts'], undefined, 'measures.0.parts: is missing: it must be a list'],
    [['measures', 0, 'id'], 'C B P', 'measures.0.id: is letters, digits, dots, dashes and underscores, got "C B P"'],
    [['measures', 0, 'wieght'], 1, 'measures.0: must not have wieght; it may have id, title, parts, combine, weight'],
    [['measures', 0, 'weight'], '0.3', `measures.0.weight: ${term}, got "0.3"`],
    [['measures', 0, 'weight'], null, `measures.0.weight: ${term}, got null`],
    [['measures', 0, 'weight'], -0.3, 'measures.0.weight: must be at least 0, got -0.3'],
    [['measures', 0, 'weight'], { value: 'x', verified: false }, 'measures.0.weight.value: must be a number, got "x"'],
    [['measures', 0, 'weight'], { value: 0.3 }, 'measures.0.weight.verified: is missing: it must be true or false'],
    [
      ['measures', 0, 'weight'],
      { value: 0.3, verified: true },
      'measures.0.weight: a verified value needs a value and the source it was seen in',
    ],
    [
      ['measures', 0, 'weight'],
      { byYear: { 2025: { value: 0.3, verified: 'yes' } } },
      'measures.0.weight.byYear.2025.verified: must be true or false, got "yes"',
    ],
    [['measures', 0, 'weight'], { byYear: { 25: 0.3 } }, 'measures.0.weight.byYear.25: a name here is a year such as 2025'],
    [['kind'], 'gift', 'kind: must be penalty, bonus, withhold, regulatory, readiness or index, got "gift"'],
    [['id'], 'Own program', 'id: is lower-case letters, digits and dashes, got "Own program"'],
    [['measures'], {}, 'measures: must be a list, got an object'],
    [['money'], [], 'money: must be an object with base, inputs and share, got a list'],
    [['comparison'], 'exactly', 'comparison: must be exact or rounded-2-decimals, an object with value and verified'],
    [['missing'], { value: 'skip', verified: false }, 'missing.value: must be leave-out or zero, got "skip"'],
    [
      ['minimumDenominator'],
      29.5,
      'minimumDenominator: must be a whole number, an object with value and verified or an object with byYear, got 29.5',
    ],
    [['benchmark', 'set'], 'a-set', 'benchmark: names a population or a set, and not both'],
    [['benchmark', 'vintage'], 'newst', 'benchmark.vintage: must be newest, same-year or year-before or a number, got "newst"'],
    [['lines', 'goal'], { percentile: 175 }, 'lines.goal.percentile: must be below 100, got 175'],
    [['lines', 'goal'], { percent: 57.7 }, 'lines.goal.percent: must be text, got 57.7'],
    [['lines', 'goal'], { percent: '157.7' }, 'lines.goal.percent: must be at most 100, got 157.7'],
    [['lines', 'the goal'], { percentile: 75 }, 'lines."the goal": a name here is letters, digits, dots, dashes and underscores'],
    [['scales', 'ramp', 'scale'], 'lineal', 'scales.ramp.scale: must be cliff, linear-percentile, linear-rate, steps, '],
    [['scales', 'ramp', 'to'], 20, 'scales.ramp.to: must be above `from`: percentiles are in performance order, got 20'],
    [['scales', 'ramp', 'to'], undefined, 'scales.ramp.to: is missing: it must be a number'],
    [['strata', 'rule'], 'all', 'strata.rule: must be report, every-stratum or mean-of-strata, got "all"'],
    [['components', 0, 'kind'], 'gap', 'components.0.kind: must be gap-closure, completeness, stratified-reporting, '],
    [['components', 0, 'closed'], 50, 'components.0.closed: must be at most 1, got 50'],
    [['money', 'share'], 5, 'money.share: must be at most 1, got 5'],
    [['citations', 'example'], 'a page', 'citations.example: must be an object with title, got "a page"'],
  ])('%j is %j', ([path, value, fault]) => {
    const faults = faultsOf(changed(example, path, value));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`own.json: ${fault}`);
  });

  test.for([
    [5, '5'],
    ['text', '"text"'],
    [null, 'null'],
    [[], 'a list'],
  ] as const)('a program that is %j', ([input, got]) => {
    expect(faultsOf(input)).toEqual([`own.json: top level: must be an object, got ${got}`]);
  });
});

describe('what does not hold together', () => {
  test.for<[object, Path, unknown, string]>([
    [
      example,
      ['measures', 0, 'weight'],
      0.4,
      'measures: weights must add to 1, got CBP 0.4 + GSD9 0.3 + COL 0.2 + screening-gap 0.1 + self-reported 0.1 = 1.1',
    ],
    [
      example,
      ['measures', 0, 'weight'],
      undefined,
      'measures.0.weight: is missing: a scored measure has a weight where others have one',
    ],
    [
      example,
      ['measures', 0, 'weight'],
      { byYear: { 2024: 0.3, 2025: 0.35 } },
      'measures: weights must add to 1 in 2025, got CBP 0.35 + ',
    ],
    [qti, ['measures', 4, 'weight'], 0.2, 'measures.4.weight: must not be there: a measure that is only reported is not weighed'],
    [example, ['measures', 1, 'id'], 'CBP', 'measures.1.id: CBP is there twice'],
    [example, ['components', 0, 'id'], 'COL', 'components.0.id: COL is there twice'],
    [
      example,
      ['measures', 0, 'parts', 1],
      { measure: 'CBP', direction: 'higher' },
      'measures.0.parts.1.measure: CBP is there twice',
    ],
    [stratified, ['components', 0, 'measures', 3, 'id'], 'PPC', 'components.0.measures.3.id: PPC is there twice'],
    [example, ['scale'], 'rmp', 'scale: there is no scale rmp in this program; there are ramp, steps'],
    [example, ['measures', 2, 'scale'], 'rmp', 'measures.2.scale: there is no scale rmp in this program; there are ramp, steps'],
    [example, ['scale'], { byYear: { 2025: 'rmp' } }, 'scale.byYear.2025: there is no scale rmp in this program'],
    [
      example,
      ['scales', 'mpl'],
      { scale: 'cliff', line: 'MPL' },
      'scales.mpl: there is no line MPL in this program; there are floor, median, goal',
    ],
    [qti, ['components', 0, 'line'], 'gone', 'components.0.line: there is no line gone in this program; there are no-payment, '],
    [example, ['money', 'base'], 'premium', 'money.base: there is no input premium in this program; there are capitation'],
    [example, ['money', 'pool'], { by: 'score-times-input' }, 'money.pool: by score-times-input needs an input'],
    [
      example,
      ['money', 'pool'],
      { by: 'score-times-input', input: 'members' },
      'money.pool.input: there is no input members in this program',
    ],
    [
      index,
      ['components', 0, 'weights', 'BCS'],
      { value: 3, verified: false },
      'components.0.weights.BCS: there is no measure BCS in this program; there are CBP, GSD9, COL',
    ],
    [
      example,
      ['components', 0, 'reference'],
      'Hispanic or Latino',
      'components.0.reference: must be another stratum than the group, got Hispanic or Latino',
    ],
    [
      example,
      ['minimumDenominator', 'source'],
      'a-page',
      'minimumDenominator.source: a-page is not among the citations: example, hpsj-2025',
    ],
    [
      example,
      ['measures', 0, 'weight'],
      { value: 0.3, verified: true, source: 'a-page' },
      'measures.0.weight.source: a-page is not among the citations',
    ],
    [example, ['facts', 0, 'source'], 'a-page', 'facts.0.source: a-page is not among the citations'],
    [example, ['facts', 0, 'source'], undefined, 'facts.0: a verified fact needs the source it was seen in'],
    [example, ['source'], 'a-page', 'source: a-page is not among the citations'],
    [
      example,
      ['source'],
      undefined,
      'source: is missing: a head that says verified names the source of the values that stand bare',
    ],
  ])('%#: %j %j %j', ([program, path, value, fault]) => {
    const faults = faultsOf(changed(program, path, value));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`own.json: ${fault}`);
  });

  test('every fault is told, each on a line of its own', () => {
    const input = { ...example, scale: 'rmp', measures: example.measures.map((measure) => ({ ...measure, id: 'CBP' })) };
    expect(faultsOf(input)).toHaveLength(3);
    expect(() => defineProgram(input as ProgramInput)).toThrow(
      /^program: measures\.1\.id: .*\nprogram: measures\.2\.id: .*\nprogram: scale: /,
    );
  });

  test('weights are decimals: a tenth ten times over is 1', () => {
    const measures = Array.from({ length: 10 }, (_, n) => ({ ...example.measures[0], id: `M${n}`, weight: 0.1 }));
    expect(faultsOf({ ...example, measures, components: [] })).toEqual([]);
  });

  test('weights that are not known add to nothing, and are let pass', () => {
    expect(faultsOf(changed(example, ['measures', 0, 'weight'], { value: null, verified: false }))).toEqual([]);
  });
});

test('values that stand bare are unverified unless the head vouches for them', () => {
  const { source: _, verified: __, ...head } = example;
  expect(faultsOf(head)).toEqual([]);
  expect(faultsOf({ ...head, verified: true })).toHaveLength(1);
});

describe('whatever is thrown at it', () => {
  /** Every place of a program, by its path. */
  const places = (json: unknown, above: Path = []): Path[] =>
    typeof json !== 'object' || json === null
      ? [above]
      : [above, ...Object.entries(json).flatMap(([key, value]) => places(value, [...above, key]))];
  const mutations = shippedPrograms().flatMap(({ written }) =>
    places(written)
      .slice(1)
      .map((path) => ({ written, path })),
  );

  test('JSON of any shape', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (input) => {
        expect(faultsOf(input)).not.toEqual([]);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('a shipped program with one place changed: it holds, or each fault says a place in the file', () => {
    const value = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('', '__proto__', 'constructor', -1, 1e308, {}, [], { byYear: {} }, { value: null, verified: true }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...mutations), value, ({ written, path }, given) => {
        for (const fault of faultsOf(changed(written, path, given)))
          expect(fault).toMatch(/^own\.json: ([$\w.-]|"(?:[^"\\]|\\.)*")+(: | level: )/);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('keys that name what every object has', () => {
    const input = JSON.parse(
      `{"__proto__": {"id": "own"}, "constructor": 1, "lines": {"__proto__": {"percentile": 5}, "constructor": {"percentile": 5}}}`,
    ) as unknown;
    expect(faultsOf(input).length).toBeGreaterThan(0);
    const named = changed(example, ['lines', 'constructor'], { percentile: 50 });
    expect(faultsOf(named)).toEqual([]);
    expect(faultsOf(changed(example, ['scale'], 'constructor'))).toHaveLength(1);
  });

  test('faults by the thousand are counted, and long values cut', () => {
    const measures = Array.from({ length: 500 }, () => ({ id: 'x'.repeat(1000) }));
    const faults = faultsOf({ ...example, measures });
    expect(faults).toHaveLength(51);
    expect(faults.at(-1)).toMatch(/^own\.json: and \d+ more$/);
    expect(Math.max(...faults.map(({ length }) => length))).toBeLessThan(300);
  });

  test('nesting deeper than any reader goes', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    expect(faultsOf({ ...example, measures: deep }).length).toBeGreaterThan(0);
    expect(faultsOf({ ...example, scale: deep }).length).toBeGreaterThan(0);
  });
});
