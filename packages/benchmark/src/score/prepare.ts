import { linesOfScale } from '../award/scales/applyScale.ts';
import type { Scale } from '../award/scales/schema.ts';
import { compileFormula, type Formula } from '../award/formula.ts';
import type { Benchmark } from '../benchmark.ts';
import type { Counts } from '../counts.ts';
import { createPlacer, type Placement } from '../placeRate.ts';
import { formulaInputs } from '../program/formulaInputs.ts';
import type { Program, ProgramComponent, ProgramLine, ProgramMeasure, ProgramPart } from '../program/program.ts';
import { describeTerm, isSettled, type Term } from '../program/term.ts';
import { type Mark, type RateComparison, readMark } from '../threshold.ts';
import { chooseBenchmark } from './chooseBenchmark.ts';
import { computedLines } from './computedLines.ts';
import { formulaFault } from './formulaFault.ts';

/** A named line that rates of one part are held against. */
export interface PreparedLine {
  readonly name: string;
  readonly percentile: number | null;
  readonly rate: number;
  readonly mark: Mark;
  readonly term: Term<ProgramLine>;
}

export interface PreparedPart extends ProgramPart {
  readonly benchmark: Benchmark | null;
  readonly benchmarkReason: string | null;
  readonly place: ((cell: Counts) => Placement) | null;
  readonly lines: readonly PreparedLine[];
}

export interface PreparedMeasure {
  readonly measure: ProgramMeasure;
  readonly parts: readonly PreparedPart[];
  readonly scale: Scale | null;
  /** Why there is no scale. */
  readonly scaleReason: string | null;
  readonly minimum: number;
  readonly comparison: RateComparison;
}

/** A program with its benchmarks found, its lines read and its formula compiled: made once, scored many times. */
export interface PreparedProgram {
  readonly program: Program;
  readonly measures: readonly PreparedMeasure[];
  readonly formula: Formula | null;
  /** Terms in use that are recalled or unknown, in words. */
  readonly unsettled: readonly string[];
  /** Their paths, by which they are assumed. */
  readonly unsettledPaths: readonly string[];
  /** What the caller assumed of the terms in use, in words: stands beside every dollar. */
  readonly assumptions: readonly string[];
}

/**
 * Makes a program ready to score.
 *
 * @param program  in force in its year
 * @param tables   the percentile tables at hand, shipped and imported
 * @returns        the program with what scoring needs, to be scored as often as one likes
 * @throws FormulaError when its formula is not arithmetic in the inputs there are
 * @example prepareProgram(programInForce(findProgram('plan-to-provider-example'), { year: 2025 }), benchmarkSets()).then(({ measures }) => measures[0].parts[0].benchmark.set) // 'cms-core-set-medicaid-2021'
 * @example prepareProgram(programInForce(findProgram('covered-california-qti'), { year: 2023 }), benchmarkSets()).then(({ unsettled }) => unsettled.length) // 6
 */
export async function prepareProgram(program: Program, tables: readonly Benchmark[]): Promise<PreparedProgram> {
  const measures = program.measures.map((measure) => prepareMeasure(measure, { program, tables }));
  const formula = await readFormula(program);
  const terms = termsInUse(program, measures);
  const unsettled = terms.filter((term) => !isSettled(term));
  return {
    program,
    measures,
    formula,
    unsettled: describeAll(unsettled),
    unsettledPaths: [...new Set(unsettled.map(({ path }) => path))].sort(),
    assumptions: [...describeAll(terms.filter(({ standing }) => standing === 'assumed')), ...computedLines(measures)].sort(),
  };
}

async function readFormula({ id, money }: Program): Promise<Formula | null> {
  const text = money?.formula?.value ?? null;
  if (text === null) return null;
  try {
    return await compileFormula(text, { inputs: [...formulaInputs, ...Object.keys(money?.inputs ?? {})] });
  } catch (error) {
    throw formulaFault(error, `money.formula of ${id}`);
  }
}

function describeAll(terms: readonly Term<unknown>[]): readonly string[] {
  return [...new Set(terms.map(describeTerm))].sort();
}

interface Context {
  readonly program: Program;
  readonly tables: readonly Benchmark[];
}

function prepareMeasure(measure: ProgramMeasure, context: Context): PreparedMeasure {
  const { program } = context;
  const name = measure.scale.value;
  const scale = name === null ? null : (program.scales.get(name) ?? null);
  return {
    measure,
    parts: measure.parts.map((part) => preparePart(part, { ...context, measure })),
    scale: scale?.value ?? null,
    scaleReason: (scale?.value ?? null) === null ? whyNoScale(measure.scale, scale, program) : null,
    minimum: measure.minimumDenominator.value ?? 0,
    comparison: program.comparison.value ?? 'exact',
  };
}

function whyNoScale({ path, standing, value }: Term<string>, scale: Term<Scale> | null, { scales }: Program): string {
  const choice = [...scales.keys()].join(', ');
  if (standing === 'absent') return 'the program scales nothing here';
  if (value === null) return `its ${path} is not known: assume one of ${choice}`;
  return scale === null ? `there is no scale ${value}: there are ${choice}` : describeTerm(scale);
}

function preparePart(
  part: ProgramPart,
  { measure, program, tables }: Context & { readonly measure: ProgramMeasure },
): PreparedPart {
  const comparison = program.comparison.value ?? 'exact';
  const { benchmark, reason } = chooseBenchmark(tables, { choice: measure.benchmark, part, year: program.year });
  const lines = Array.from(program.lines, ([name, term]) => prepareLine(name, { term, benchmark, part, comparison }));
  return {
    ...part,
    benchmark,
    benchmarkReason: reason,
    place: benchmark === null ? null : createPlacer(benchmark, { comparison }),
    lines: lines.filter((line) => line !== null),
  };
}

/** A line of the program for one part; null where its percentile was not published, for a line is never interpolated. */
function prepareLine(
  name: string,
  {
    term,
    benchmark,
    part,
    comparison,
  }: {
    readonly term: Term<ProgramLine>;
    readonly benchmark: Benchmark | null;
    readonly part: ProgramPart;
    readonly comparison: RateComparison;
  },
): PreparedLine | null {
  if (term.value === null) return null;
  const percentile = 'percentile' in term.value ? term.value.percentile : null;
  const published = benchmark?.lines.find((line) => line.percentile === percentile);
  const text = 'percent' in term.value ? term.value.percent : published?.text;
  if (text === undefined) return null;
  const mark = readMark({ comparison, direction: part.direction, thresholdPercent: text });
  return { name, percentile, rate: Number(`${text}e-2`), mark, term };
}

/** Every term that a score of this program rests on. */
function termsInUse(program: Program, measures: readonly PreparedMeasure[]): Term<unknown>[] {
  const { components, money } = program;
  const scored = measures.filter(({ measure }) => measure.use === 'scored');
  return [
    ...scored.flatMap(({ measure }) => {
      const { benchmark, combine, minimumDenominator, scale, strata, weight } = measure;
      const named = scale.value === null ? undefined : program.scales.get(scale.value);
      return [
        weight,
        scale,
        benchmark,
        minimumDenominator,
        strata,
        ...(measure.parts.length > 1 ? [combine] : []),
        ...(named ? [named] : []),
      ];
    }),
    ...linesInUse(program, scored),
    ...components.filter(({ weight }) => weight.standing !== 'absent').flatMap((component) => componentTerms(component, program)),
    program.comparison,
    program.missing,
    ...(money === null ? [] : [money.share, money.cap, money.formula, money.pool].filter((term) => term !== null)),
  ];
}

/** Lines that a scale in use names. */
function linesInUse({ lines }: Program, measures: readonly PreparedMeasure[]): Term<unknown>[] {
  const named = new Set(measures.flatMap(({ scale }) => (scale === null ? [] : linesOfScale(scale))));
  return Array.from(lines, ([name, term]) => ({ name, term })).flatMap(({ name, term }) => (named.has(name) ? [term] : []));
}

/** The terms of a component, also those that stand deeper: of its line, its measures, its weights. */
function componentTerms(component: ProgramComponent, { lines }: Program): Term<unknown>[] {
  const own = Object.values(component).filter(isTerm);
  switch (component.kind) {
    case 'composite':
      return [...own, lines.get(component.line)].filter(isTerm);
    case 'stratified-reporting':
      return [...own, ...component.measures.map(({ firstYear }) => firstYear)];
    case 'health-equity-index':
      return [...own, ...component.weights.values()];
    default:
      return own;
  }
}

const isTerm = (value: unknown): value is Term<unknown> => typeof value === 'object' && value !== null && 'standing' in value;
