import type { Benchmark } from '../benchmark.ts';
import type { BenchmarkChoice, ProgramPart } from '../program/program.ts';
import type { Term } from '../program/term.ts';
import { selectBenchmark } from '../selectBenchmark.ts';

/** The benchmark that a program means for a part, or why there is none at hand. */
export interface ChosenBenchmark {
  readonly benchmark: Benchmark | null;
  readonly reason: string | null;
}

/** Finds the percentiles that a program names among the tables at hand. Tables without lines place nobody, so they are passed over. */
export function chooseBenchmark(
  tables: readonly Benchmark[],
  { choice, part, year }: { readonly choice: Term<BenchmarkChoice>; readonly part: ProgramPart; readonly year: number },
): ChosenBenchmark {
  const none = (reason: string | null): ChosenBenchmark => ({ benchmark: null, reason });
  if (choice.standing === 'absent') return none('the program names no benchmark');
  if (choice.value === null)
    return none(`its ${choice.path} is not known: assume a population, such as ${choice.path}=medicaid-chip-state`);
  const { population, set, vintage } = choice.value;
  // A set is one publication, as a rule, so it needs no year; where the program names one, that one and no other.
  const asked = vintage === undefined && set !== undefined ? undefined : measurementYear(vintage ?? 'newest', year);
  const { benchmark, candidates, reason, status } = selectBenchmark(
    tables.filter(({ lines }) => lines.length > 0),
    {
      measure: part.measure,
      ...(population === undefined ? {} : { population }),
      ...(set === undefined ? {} : { set }),
      ...(asked === undefined ? {} : { measurementYear: asked }),
    },
  );
  if (status === 'missing') return none(missing({ choice: choice.value, path: choice.path, part, candidates, asked }));
  if (benchmark === null) return none(reason);
  if (benchmark.direction !== part.direction)
    return none(`${benchmark.set} has ${part.measure} with ${benchmark.direction} better, the program with ${part.direction}`);
  return { benchmark, reason: null };
}

function measurementYear(vintage: NonNullable<BenchmarkChoice['vintage']>, year: number): number | 'newest' {
  if (vintage === 'same-year') return year;
  return vintage === 'year-before' ? year - 1 : vintage;
}

/** Whose percentiles are missing, and whose there are. */
function missing({
  choice: { population, set },
  path,
  part,
  candidates,
  asked,
}: {
  readonly choice: BenchmarkChoice;
  readonly path: string;
  readonly part: ProgramPart;
  readonly candidates: readonly Benchmark[];
  readonly asked: number | 'newest' | undefined;
}): string {
  const others = [...new Set(candidates.map((table) => table.population))].sort();
  const instead = others.length === 0 ? '' : `, or assume ${path}=${others.join(' or ')}`;
  const when = typeof asked === 'number' ? ` measured in ${asked}` : '';
  return `no percentiles of ${set ?? population}${when} for ${part.measure} are at hand: import a table${instead}`;
}
