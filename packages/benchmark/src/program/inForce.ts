import { scaleSchema } from '../award/scales/schema.ts';
import { type ReadAssumed, readAs, readBenchmark, readChoice, readNumber, readShare, readText, readWhole } from './assumed.ts';
import { type ProgramDefinition, weightTolerance } from './defineProgram.ts';
import type {
  BenchmarkChoice,
  Program,
  ProgramComponent,
  ProgramLine,
  ProgramMeasure,
  ProgramMoney,
  StrataRule,
} from './program.ts';
import { ProgramError } from './programError.ts';
import { lineSchema, poolSchema, strataSchema, type WrittenProgram } from './schema.ts';
import { type Assumptions, everything, type Term, termInForce, type TermInput } from './term.ts';

const comparisons = ['exact', 'rounded-2-decimals'] as const;
const missings = ['leave-out', 'zero'] as const;
const combinations = ['mean-of-shares', 'lowest-share', 'mean-of-rates'] as const;

/** What the caller says beside the program. */
export interface InForceOptions {
  /** Measurement year. */
  readonly year: number;
  /** Paths of terms, each with the value to assume, or with null for the one the file recalls; `all` for whatever it recalls. */
  readonly assume?: Readonly<Record<string, string | null>> | undefined;
}

/**
 * A program as it stands in one measurement year: every term resolved, with the caller's assumptions in the place of what nobody
 * verified.
 *
 * @param definition  from `defineProgram`
 * @param options     `year`; `assume`: `{ scale: 'cliff-66', 'measures.CBP.weight': null }`
 * @throws ProgramError when an assumption names no term of the program, its text is no value of that term, or the weights no
 *                      longer add to 1
 * @example programInForce(defineProgram({ id: 'own', title: 'Own', kind: 'bonus', status: 'example', payer: 'us', accountable: { level: 'practice', words: 'each practice' }, citations: {}, notKnown: [], measures: [{ id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: { value: 1, verified: false } }] }), { year: 2025 }).measures[0].weight.standing // 'unverified'
 */
export function programInForce(definition: ProgramDefinition, { year, assume = {} }: InForceOptions): Program {
  const { written } = definition;
  const assumptions = readAssumptions(assume);
  const terms: Term<unknown>[] = [];
  const inForce = <Value>(given: TermInput<Value> | undefined, path: string, read: ReadAssumed<Value>): Term<Value> => {
    const found = termInForce(given, {
      path,
      year,
      defaults: { verified: written.verified ?? false, source: written.source ?? null },
      assumptions,
      read,
    });
    terms.push(found);
    return found;
  };
  const context = { written, inForce };
  const program = {
    id: written.id,
    title: written.title,
    kind: written.kind,
    status: written.status,
    payer: written.payer,
    accountable: written.accountable,
    citations: written.citations,
    notKnown: written.notKnown,
    year,
    measures: written.measures.map((measure) => measureInForce(measure, context)),
    components: (written.components ?? []).map((component) => componentInForce(component, context)),
    lines: mapInForce(written.lines, (line, name) => inForce<ProgramLine>(line, `lines.${name}`, readAs(lineSchema))),
    scales: mapInForce(written.scales, (scale, name) => inForce(scale, `scales.${name}`, readAs(scaleSchema))),
    comparison: inForce(written.comparison ?? settled('exact' as const), 'comparison', readChoice(comparisons)),
    missing: inForce(written.missing ?? settled('leave-out' as const), 'missing', readChoice(missings)),
    points: written.points === undefined ? null : inForce(written.points, 'points', readNumber),
    money: moneyInForce(context),
  };
  const known = new Set(terms.map(({ path }) => path));
  const unknown = [...assumptions.keys()].filter((path) => path !== everything && !known.has(path));
  if (unknown.length > 0)
    throw new ProgramError([
      `${written.id}: --assume names ${unknown.join(', ')}, which is no term of this program; the terms are ${[...known].sort().join(', ')}`,
    ]);
  requireWhole(program, assume);
  return program;
}

/** Weights in a file add to 1; what the caller puts in their place must leave them so. */
function requireWhole({ id, measures, components }: Pick<Program, 'components' | 'id' | 'measures'>, assume: object): void {
  const weights = [...measures.filter(({ use }) => use === 'scored'), ...components].map(({ weight }) => weight);
  const stated = weights.filter(({ standing }) => standing !== 'absent');
  if (!stated.some(({ path }) => Object.hasOwn(assume, path)) || stated.some(({ value }) => value === null)) return;
  const total = stated.reduce((sum, { value }) => sum + value!, 0);
  if (Math.abs(total - 1) > weightTolerance)
    throw new ProgramError([
      `${id}: with what --assume says the weights must add to 1, got ${stated.map(({ path, value }) => `${path} ${value}`).join(' + ')} = ${Number(total.toPrecision(12))}`,
    ]);
}

interface Context {
  readonly written: WrittenProgram;
  readonly inForce: <Value>(given: TermInput<Value> | undefined, path: string, read: ReadAssumed<Value>) => Term<Value>;
}

/** What the engine itself fixes where a program is silent: no constant of the program. */
const settled = <Value>(value: Value) => ({ value, verified: true, source: 'default' });

function measureInForce(measure: WrittenProgram['measures'][number], { written, inForce }: Context): ProgramMeasure {
  const at = (name: string) => `measures.${measure.id}.${name}`;
  // A measure that is silent takes the program's term, under the program's path: one assumption serves them all.
  const own = <Value>(name: 'scale' | 'minimumDenominator' | 'benchmark' | 'strata', read: ReadAssumed<Value>): Term<Value> =>
    measure[name] === undefined
      ? inForce(written[name] as TermInput<Value> | undefined, name, read)
      : inForce(measure[name] as TermInput<Value>, at(name), read);
  return {
    id: measure.id,
    title: measure.title,
    use: measure.use ?? 'scored',
    parts: measure.parts.map(({ measure: id, direction, title }) => ({ measure: id, direction, title: title ?? id })),
    combine: inForce(measure.combine ?? settled('mean-of-shares' as const), at('combine'), readChoice(combinations)),
    weight: inForce(measure.weight, at('weight'), readShare),
    benchmark: own<BenchmarkChoice>('benchmark', readBenchmark),
    scale: own<string>('scale', readChoice(Object.keys(written.scales ?? {}))),
    minimumDenominator: own<number>('minimumDenominator', readWhole),
    strata: own<StrataRule>('strata', readAs(strataSchema)),
  };
}

function componentInForce(
  component: NonNullable<WrittenProgram['components']>[number],
  { written, inForce }: Context,
): ProgramComponent {
  const { id, title } = component;
  const number = (name: string, given: TermInput<number> | undefined, read: ReadAssumed<number>) =>
    inForce(given, `components.${id}.${name}`, read);
  const share = (name: string, given: TermInput<number> | undefined) => number(name, given, readShare);
  const whole = (name: string, given: TermInput<number> | undefined) => number(name, given, readWhole);
  const head = { id, title, weight: share('weight', component.weight) };
  switch (component.kind) {
    case 'gap-closure': {
      const owner = written.measures.find(({ parts }) => parts.some(({ measure }) => measure === component.measure));
      return {
        ...component,
        ...head,
        minimumDenominator:
          owner?.minimumDenominator === undefined
            ? inForce<number>(written.minimumDenominator, 'minimumDenominator', readWhole)
            : inForce<number>(owner.minimumDenominator, `measures.${owner.id}.minimumDenominator`, readWhole),
        closed: share('closed', component.closed),
        tolerance: share('tolerance', component.tolerance ?? settled(0)),
        yearsBack: component.yearsBack ?? 1,
      };
    }
    case 'completeness':
      return { ...component, ...head, measure: component.measure ?? null, threshold: share('threshold', component.threshold) };
    case 'stratified-reporting':
      return {
        ...component,
        ...head,
        minimumDenominator: whole('minimumDenominator', component.minimumDenominator),
        measures: component.measures.map((measure) => ({
          ...measure,
          title: measure.title ?? measure.id,
          firstYear: whole(`measures.${measure.id}.firstYear`, measure.firstYear),
        })),
      };
    case 'composite':
      return { ...component, ...head, reportable: share('reportable', component.reportable) };
    case 'health-equity-index':
      return {
        ...component,
        ...head,
        minimumMembers: whole('minimumMembers', component.minimumMembers),
        reliability: share('reliability', component.reliability),
        contracts: whole('contracts', component.contracts),
        weights: mapInForce(component.weights, (weight, name) => number(`weights.${name}`, weight, readNumber)),
      };
  }
}

function moneyInForce({ written: { money }, inForce }: Context): ProgramMoney | null {
  if (money === undefined) return null;
  return {
    base: money.base,
    inputs: money.inputs,
    share: inForce(money.share, 'money.share', readShare),
    cap: money.cap === undefined ? null : inForce(money.cap, 'money.cap', readShare),
    // Absent is a term too: a caller may try a formula where the default holds.
    formula: inForce(money.formula, 'money.formula', readText),
    pool: money.pool === undefined ? null : inForce(money.pool, 'money.pool', readAs(poolSchema)),
  };
}

function mapInForce<Given, Found>(
  given: Readonly<Record<string, Given>> | undefined,
  read: (value: Given, name: string) => Found,
): ReadonlyMap<string, Found> {
  return new Map(Object.entries(given ?? {}).map(([name, value]) => [name, read(value, name)]));
}

function readAssumptions(assume: Readonly<Record<string, string | null>>): Assumptions {
  return new Map(
    Object.entries(assume).map(([path, text]) => [path, text === null ? { recalled: true } : { recalled: false, text }]),
  );
}
