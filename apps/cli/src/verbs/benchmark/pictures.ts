import { totalStratification } from '@equipoise/engine';
import { drawLadder, type PlacedRate, type Reports } from '@equipoise/reporting';
import type { Picture } from '../../pictures.ts';
import { closureOf } from '../../placementFlags.ts';
import type { Given } from '../../verb.ts';

/** All organizations on one ladder; by stratum a ladder each. */
export function laddersOf(placed: readonly PlacedRate[], given: Given, { provenance }: Reports): Picture[] {
  const closure = closureOf(given);
  const ladders =
    placed[0]!.stratification.id === totalStratification
      ? [[null, placed] as const]
      : [...Map.groupBy(placed, ({ organization }) => organization.id)];
  return ladders.map(([organization, rates]) => ({
    organization,
    draw: (options) => drawLadder(rates, provenance, { ...options, closure }),
  }));
}
