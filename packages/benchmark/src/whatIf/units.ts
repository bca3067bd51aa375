import type { GapClosureComponent } from '../program/program.ts';
import type { PreparedMeasure } from '../score/prepare.ts';
import type { ScoredComponent, ScoredMeasure } from '../score/types.ts';
import { NotSeparable } from './notSeparable.ts';
import type { Plan, Unit } from './worth.ts';

/** A program taken apart: what closing gaps moves, in units that share no data, and what it leaves as it is. */
export interface Separated {
  readonly units: readonly Unit[];
  readonly fixed: readonly (ScoredComponent | ScoredMeasure)[];
}

/**
 * Takes a program apart into units whose worth adds up: measures and gap closures that use the same data stay together.
 *
 * @throws NotSeparable when what is weighed looks at several measures at once, at other organizations, or the dollars are pooled
 */
export function separate({ aim, before, prepared }: Plan): Separated {
  const { components, money } = prepared.program;
  if (aim === 'dollars' && (money?.pool ?? null) !== null)
    throw new NotSeparable('what one organization gets from the pool hangs on all the others, so no gap has a worth of its own');
  const weighed = new Set([...before.measures, ...before.components].flatMap(({ id, share }) => (share === null ? [] : [id])));
  const counting = components.filter(({ id }) => weighed.has(id));
  for (const { id, kind } of counting) {
    if (kind === 'composite') throw new NotSeparable(`${id} weighs the mean of all rates, so no measure has a worth of its own`);
    if (kind === 'health-equity-index')
      throw new NotSeparable(`${id} ranks the organizations, so what a gap is worth hangs on the others`);
  }
  const parts: Unit[] = [
    ...prepared.measures
      .filter(({ measure }) => weighed.has(measure.id))
      .map((measure) => ({ measures: [measure], components: [] })),
    ...counting.flatMap((component) => (component.kind === 'gap-closure' ? [{ measures: [], components: [component] }] : [])),
  ];
  return {
    units: parts.reduce(joinUnit, []),
    fixed: before.components.filter(({ kind, share }) => share !== null && kind !== 'gap-closure'),
  };
}

/** The ids of the measures in the data that a unit looks at. */
export function dataOf({ components, measures }: Unit): readonly string[] {
  const ids = [
    ...measures.flatMap(({ parts }) => parts.map(({ measure }) => measure)),
    ...components.map(({ measure }) => measure),
  ];
  return [...new Set(ids)];
}

/** Units, in order, where those that share data with the next one have become one with it. */
function joinUnit(units: readonly Unit[], next: Unit): readonly Unit[] {
  const shares = (unit: Unit) => dataOf(unit).some((id) => dataOf(next).includes(id));
  const joined = [...units.filter(shares), next];
  const one = {
    measures: joined.flatMap(({ measures }): readonly PreparedMeasure[] => measures),
    components: joined.flatMap(({ components }): readonly GapClosureComponent[] => components),
  };
  const place = units.findIndex(shares);
  if (place < 0) return [...units, one];
  return units.flatMap((unit, index) => (index === place ? [one] : shares(unit) ? [] : [unit]));
}
