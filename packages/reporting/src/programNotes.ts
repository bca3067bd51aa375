import { keptOutBy, type PreparedProgram, type ProgramDefinition, type ScaleId } from '@equipoise/benchmark';
import type { Organization } from '@equipoise/engine';
import type { Release } from '@equipoise/store';
import { notesOfPeriods } from './programPeriods.ts';
import type { ProgramBasis } from './programScores.ts';

/** What a reader should know beside the scores. */
export function notesOf(release: Release, { definition, organizations, periods, prepared }: ProgramBasis): readonly string[] {
  return [
    ...notesOfLevel(definition, organizations),
    ...notesOfPeriods(periods, prepared.program.year),
    ...notesOfStrata(release, prepared),
    ...notesOfLicences(prepared),
  ];
}

/** A rule on strata that nobody reports judges the total alone. */
function notesOfStrata({ stratifications }: Release, { measures }: PreparedProgram): string[] {
  const held = new Set(stratifications.map(({ id }) => id));
  const asked = new Set(measures.flatMap(({ measure }) => measure.strata.value?.by ?? []));
  const absent = [...asked].filter((by) => !held.has(by));
  return absent.length === 0 ? [] : [`The release has nothing by ${absent.join(', ')}: no stratum of it is judged.`];
}

/** Scales that pay by how far a rate has come between two lines. */
const ramps: readonly ScaleId[] = ['attainment-improvement', 'gap-to-goal', 'linear-percentile', 'linear-rate'];

/**
 * A share on a ramp lies on the straight line between two figures of the table: two awards are two equations, and give both. The
 * awards are the finding and stay; who passes them on must know.
 */
function notesOfLicences({ measures }: PreparedProgram): string[] {
  const told = measures.flatMap(({ measure, parts, scale }) =>
    measure.use === 'scored' && scale !== null && ramps.includes(scale.scale)
      ? parts.flatMap(({ benchmark }) => (benchmark !== null && keptOutBy(benchmark) !== null ? [benchmark.set] : []))
      : [],
  );
  return [...new Set(told)].map(
    (set) =>
      `Shares and dollars on a ramp between percentiles of ${set} let its figures be worked out: its licence holds for them too.`,
  );
}

function notesOfLevel({ written: { accountable } }: ProgramDefinition, organizations: readonly Organization[]): string[] {
  const others = [...new Set(organizations.map(({ kind }) => kind))].filter((kind) => kind !== accountable.level);
  return others.map((kind) => `The program judges ${accountable.words}; these are scores as if it judged at the level ${kind}.`);
}
