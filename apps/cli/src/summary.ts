import type { MeasureSummary, Reports } from '@equipoise/reporting';

/** The summary that `start` prints: one paragraph a measure, every number with what it needs to be weighed. */
export async function printSummary(reports: Reports): Promise<string> {
  const { release, provenance } = reports;
  const head = [
    `Release ${release.number} · policy ${release.policy.id} (${release.policy.title}) · ${release.cells.toLocaleString('en-US')} cells, ${release.hidden.toLocaleString('en-US')} hidden`,
    `Data through ${release.dataThrough} · engine ${provenance.engineVersion} · audit ${release.audit}${provenance.use === 'internal' ? ': internal use' : ''}`,
  ];
  const paragraphs = (await reports.summary()).map(describeMeasure);
  return `${[head.join('\n'), ...paragraphs].join('\n\n')}\n`;
}

function describeMeasure({
  measure,
  organization,
  period,
  estimate,
  practices,
  disparity,
  charts,
  median,
}: MeasureSummary): string {
  const lines = [
    `${measure.id}  ${measure.title} (${measure.direction} is better; version ${measure.version}), ${organization.name}, ${period}`,
  ];
  lines.push(
    estimate.value === null
      ? `  rate      ${estimate.status.toLowerCase()}: ${estimate.reason}`
      : `  rate      ${percent(estimate.value)} (${percent(estimate.lower!)} to ${percent(estimate.upper!)}, ${estimate.method} ${estimate.level}), ${estimate.numerator!.toLocaleString('en-US')} of ${estimate.denominator!.toLocaleString('en-US')}`,
  );
  if (practices.withData < practices.all)
    lines.push(`            of ${practices.withData} of ${practices.all} practices: the others sent nothing for ${period}`);
  lines.push(...describeGaps(disparity));
  if (charts) {
    const names = charts.signals.map(({ organization: { id } }) => id);
    lines.push(
      `  months    ${charts.measure}: ${names.length} of ${charts.judged} charts show a signal (Anhøj rules; ${charts.expectedByChance.toFixed(1)} would by chance)` +
        `${names.length > 0 ? `: ${names.join(', ')}` : ''}${charts.judged < charts.practices ? `; ${count(charts.practices - charts.judged, 'practice')} with too few months shown` : ''}`,
    );
  }
  if (median) {
    lines.push(
      `  median    ${median.met} of ${median.placed} practices at or above the 50th percentile line, ${median.rateText}${median.placed < median.practices ? ` (${count(median.practices - median.placed, 'practice')} hidden or empty)` : ''}`,
      `            of ${median.peerGroup}, ${median.vintage} [${median.set}]`,
      ...median.caveats.map((caveat) => `            note: ${caveat}`),
    );
  }
  return lines.join('\n');
}

function describeGaps(disparity: MeasureSummary['disparity']): string[] {
  const hidden = disparity?.groups.filter(({ estimate }) => estimate.status === 'SUPPRESSED').map(({ stratum }) => stratum) ?? [];
  const compared = disparity?.groups.filter(({ gap }) => gap?.gap !== null && gap !== null) ?? [];
  if (!disparity || compared.length === 0) return [];
  const { contract, standingOut, range } = disparity;
  const width = Math.max(...compared.map(({ stratum }) => stratum.length));
  const chance = range?.expectedByChance ?? null;
  return [
    `  gaps      ${standingOut} of ${contract.comparisons} groups stand out from the rest (${contract.expectedByChance.toFixed(2)} would by chance); points, positive = worse off,`,
    `            ${contract.method} intervals that hold together at ${contract.level}` +
      (range && chance !== null ? `; best to worst ${points(range.observed)}, chance alone ${points(chance)} on average` : ''),
    ...compared.map(({ stratum, gap }) => {
      const { gap: value, lower, upper, standsOut } = gap!;
      return `            ${standsOut ? '*' : ' '} ${stratum.padEnd(width)}  ${signed(value!)}  (${signed(lower!)} to ${signed(upper!)})`;
    }),
    ...(hidden.length > 0 ? [`            hidden by the release: ${hidden.join(', ')}`] : []),
  ];
}

const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
const points = (gap: number): string => (100 * gap).toFixed(1);
const signed = (gap: number): string => {
  const text = points(Math.abs(gap));
  return `${gap < 0 && text !== '0.0' ? '−' : '+'}${text}`.padStart(5);
};
