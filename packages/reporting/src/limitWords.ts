import type { ControlPhaseOfRates } from './controlCharts.ts';

type LimitedPhase = Pick<ControlPhaseOfRates, 'baselineEnd' | 'end' | 'observed' | 'reason' | 'start'>;

/** What must be said of the limits of phases and baselines: that there are none, or that fewer months than enough set them. */
export function describeLimits(phases: readonly LimitedPhase[], enough: number): string[] {
  return phases.flatMap(({ start, end, baselineEnd, observed, reason }) => {
    const where = start === end ? `in ${start}` : `from ${start} to ${end}`;
    if (reason !== null) return [`No limits ${where}: ${reason}.`];
    // Of a series as a whole the caution of the choice says it.
    if (observed >= enough || (phases.length === 1 && baselineEnd === end)) return [];
    return [
      `Limits ${where} rest on ${observed} ${observed === 1 ? 'month' : 'months'}: they are for trial until there are ${enough}.`,
    ];
  });
}
