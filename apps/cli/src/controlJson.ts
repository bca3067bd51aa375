import type { ControlledSeries, GapControlledSeries } from '@equipoise/reporting';

type Charted = ControlledSeries | GapControlledSeries;

/** Which chart suits a series, in the names of the JSON output. */
export function choiceJson({ chart, why, caution, instead }: Charted['choice']) {
  return { chart, why, caution, instead: instead.map(({ kind, says }) => ({ kind, says })) };
}

/** A phase of a control chart, in the names of the JSON output. */
export function phaseJson({ start, end, baselineEnd, centre, observed, sigmaZ, reason }: Charted['phases'][number]) {
  return { from: start, to: end, baseline_to: baselineEnd, centre, observed, sigma_z: sigmaZ, reason };
}
