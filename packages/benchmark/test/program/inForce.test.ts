import {
  defineProgram,
  everyTerm,
  findProgram,
  type InForceOptions,
  type Program,
  ProgramError,
  programInForce,
  type ProgramInput,
  shippedPrograms,
} from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { isSettled } from '../../src/program/term.ts';
import { required } from '../support.ts';

const inForce = (id: string, options: InForceOptions) => programInForce(required(findProgram(id)), options);
const qti = (options: Partial<InForceOptions> = {}) => inForce('covered-california-qti', { year: 2023, ...options });
const money = ({ money: found }: Program) => required(found);

function faultsOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ProgramError) return error.faults;
    throw error;
  }
  return [];
}

describe('years', () => {
  test.for([
    [2023, 0.008, 'verified'],
    [2024, 0.02, 'verified'],
    [2025, 0.03, 'verified'],
    [2026, 0.04, 'unverified'],
    [2027, null, 'unknown'],
  ] as const)('the premium at risk in %s is %s, %s', ([year, value, standing]) => {
    expect(money(qti({ year })).share).toMatchObject({ path: 'money.share', value, standing });
  });

  test('a year that the program does not state says which it does', () => {
    expect(money(qti({ year: 2027 })).share.note).toBe('stated for 2023, 2024, 2025, 2026, not for 2027');
  });

  test('a term without years holds in all', () => {
    for (const year of [1990, 2023, 2100]) expect(qti({ year }).lines.get('no-payment')?.value).toEqual({ percentile: 66 });
  });

  test('the source goes with the value of the year', () => {
    expect(money(qti({ year: 2023 })).share.source).toBe('covca-qti-page');
    expect(money(qti({ year: 2024 })).share.source).toBe('seed-001');
  });
});

describe('standing', () => {
  test('seen, recalled, not known, not there', () => {
    const { lines, measures, scale } = { ...qti(), scale: qti().measures[0]!.scale };
    expect(lines.get('no-payment')?.standing).toBe('verified');
    expect(measures[0]?.weight.standing).toBe('unverified');
    expect(scale.standing).toBe('unknown');
    expect(measures[0]?.strata.standing).toBe('absent');
  });

  test('dollars rest on what was seen, assumed or is not asked for', () => {
    const settled = (path: string, options: Partial<InForceOptions> = {}) => {
      const { measures } = qti(options);
      return [measures[0]!.weight, measures[0]!.scale, measures[0]!.strata, measures[0]!.benchmark].find(
        (term) => term.path === path,
      );
    };
    expect(isSettled(required(settled('benchmark')))).toBe(true);
    expect(isSettled(required(settled('strata')))).toBe(true);
    expect(isSettled(required(settled('scale')))).toBe(false);
    expect(isSettled(required(settled('measures.CBP.weight')))).toBe(false);
    expect(isSettled(required(settled('measures.CBP.weight', { assume: { 'measures.CBP.weight': null } })))).toBe(true);
  });

  test('bare values have the standing of the head', () => {
    const own: ProgramInput = {
      id: 'own',
      title: 'Our bonus',
      kind: 'bonus',
      status: 'example',
      payer: 'us',
      accountable: { level: 'practice', words: 'each practice' },
      citations: { contract: { title: 'Our contract' } },
      notKnown: [],
      measures: [{ id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: 1 }],
    };
    const weight = (head: Partial<ProgramInput>) =>
      programInForce(defineProgram({ ...own, ...head }), { year: 2025 }).measures[0]!.weight;
    expect(weight({})).toMatchObject({ value: 1, standing: 'unverified', source: null });
    expect(weight({ verified: true, source: 'contract' })).toMatchObject({ value: 1, standing: 'verified', source: 'contract' });
  });

  test('what a program leaves to the engine is settled: exact comparison, missing measures left out', () => {
    expect(qti().comparison).toMatchObject({ value: 'exact', standing: 'verified' });
    expect(qti().missing).toMatchObject({ value: 'leave-out', standing: 'verified' });
  });

  test('a measure that is silent takes the term of the program, under its path', () => {
    const { measures } = inForce('plan-to-provider-example', { year: 2025 });
    expect(measures.map(({ scale }) => [scale.path, scale.value])).toEqual([
      ['scale', 'ramp'],
      ['scale', 'ramp'],
      ['measures.COL.scale', 'steps'],
    ]);
  });
});

describe('assumptions', () => {
  test('the value that the file recalls', () => {
    const [cbp, hbd8] = qti({ assume: { 'measures.CBP.weight': null } }).measures;
    expect(cbp?.weight).toMatchObject({ value: 0.25, standing: 'assumed' });
    expect(hbd8?.weight).toMatchObject({ value: 0.25, standing: 'unverified' });
  });

  test('all that the file recalls, and no more', () => {
    const { measures, lines } = qti({ assume: { all: null } });
    for (const { use, weight } of measures) expect(weight.standing).toBe(use === 'scored' ? 'assumed' : 'absent');
    expect(measures[0]?.scale.standing).toBe('unknown'); // nothing is recalled of it
    expect(lines.get('no-payment')?.standing).toBe('verified');
  });

  test('a value in place of what nobody knows, once for every measure that takes it', () => {
    const { measures } = qti({ assume: { scale: 'cliff-66' } });
    for (const { scale } of measures) expect(scale).toMatchObject({ path: 'scale', value: 'cliff-66', standing: 'assumed' });
  });

  test('a value in place of one that was seen', () => {
    const { lines } = qti({ assume: { 'lines.no-payment': '{"percentile": 50}' } });
    expect(lines.get('no-payment')).toMatchObject({ value: { percentile: 50 }, standing: 'assumed', source: null });
  });

  test('values of every kind', () => {
    const assume = {
      benchmark: 'mips-ehr',
      comparison: 'rounded-2-decimals',
      minimumDenominator: '30',
      missing: 'zero',
      strata: '{"by": ["race"], "rule": "every-stratum"}',
      'scales.step-table': '{"scale": "steps", "steps": [{"line": 50, "achieved": 0.5}]}',
      'money.share': '0.01',
      'components.removal.reportable': '0.75',
    };
    const program = qti({ assume });
    const [cbp] = program.measures;
    expect(cbp?.benchmark.value).toEqual({ population: 'mips-ehr' });
    expect(program.comparison.value).toBe('rounded-2-decimals');
    expect(cbp?.minimumDenominator.value).toBe(30);
    expect(program.missing.value).toBe('zero');
    expect(cbp?.strata.value).toEqual({ by: ['race'], rule: 'every-stratum' });
    expect(program.scales.get('step-table')?.value).toEqual({ scale: 'steps', steps: [{ line: 50, achieved: 0.5 }] });
    expect(money(program).share.value).toBe(0.01);
    expect(program.components[0]).toMatchObject({ reportable: { value: 0.75, standing: 'assumed' } });
    expect(qti({ assume: { benchmark: 'set:cms-mips-ehr-2023-py2025' } }).measures[0]?.benchmark.value).toEqual({
      set: 'cms-mips-ehr-2023-py2025',
    });
  });

  test.for([
    ['measures.CBP.weight', 'a quarter', 'must be a fraction from 0 to 1, such as 0.05, got "a quarter"'],
    ['measures.CBP.weight', '', 'must be a fraction from 0 to 1, such as 0.05, got ""'],
    ['measures.CBP.weight', '-1', 'must be a fraction from 0 to 1, such as 0.05, got "-1"'],
    ['money.share', '5', 'must be a fraction from 0 to 1, such as 0.05, got "5"'],
    ['components.removal.reportable', '50 %', 'must be a fraction from 0 to 1, such as 0.05, got "50 %"'],
    ['minimumDenominator', '29.5', 'must be a whole number of at least 0, got "29.5"'],
    ['minimumDenominator', '1e3', 'must be a whole number of at least 0, got "1e3"'],
    ['scale', 'clif', 'must be cliff-66 or linear-percentile-25-66 or linear-rate-25-66 or step-table, got "clif"'],
    ['comparison', 'exactly', 'must be exact or rounded-2-decimals, got "exactly"'],
    ['benchmark', 'two words', 'must be a population such as mips-ehr, or set: and the id of a set, got "two words"'],
    ['lines.no-payment', '66', 'top level: must be an object with percentile or an object with percent, got 66'],
    ['lines.no-payment', '{"percentile": 166}', 'percentile: must be below 100, got 166'],
    ['lines.no-payment', 'sixty-six', 'must be JSON, got "sixty-six"'],
    ['scales.step-table', '{"scale": "stairs"}', 'scale: must be cliff, linear-percentile, '],
    ['scales.step-table', '{"scale": "cliff"}', 'line: '],
  ] as const)('%s: %s is refused', ([path, text, rule]) => {
    const faults = faultsOf(() => qti({ assume: { [path]: text } }));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`--assume ${path}: ${rule}`);
  });

  test.for(['measures.BCS.weight', 'weight', 'measures', '', '__proto__', 'constructor'])('%j is no term', (path) => {
    const [fault, ...others] = faultsOf(() => qti({ assume: Object.fromEntries([[path, null]]) }));
    expect(others).toEqual([]);
    expect(fault).toContain(`--assume names ${path}, which is no term of this program; the terms are benchmark, comparison, `);
    expect(fault).toContain('measures.CBP.weight');
  });

  test('every term that a file writes can be assumed by its path', () => {
    for (const program of shippedPrograms()) {
      for (const { path } of everyTerm(program.written))
        expect(faultsOf(() => programInForce(program, { year: 2025, assume: { [path]: null } }))).toEqual([]);
    }
  });
});

test('weights that the caller assumes leave the whole at 1', () => {
  const qti = findProgram('covered-california-qti')!;
  expect(() => programInForce(qti, { year: 2023, assume: { 'measures.CBP.weight': '0.45' } })).toThrow(
    'covered-california-qti: with what --assume says the weights must add to 1, got measures.CBP.weight 0.45 + measures.HBD8.weight 0.25 + measures.COL.weight 0.25 + measures.CIS10.weight 0.25 = 1.2',
  );
  const shifted = { 'measures.CBP.weight': '0.4', 'measures.COL.weight': '0.1' };
  expect(programInForce(qti, { year: 2023, assume: shifted }).measures[0]?.weight.value).toBe(0.4);
});
