import { expectFalseSignals, isJudged, organizationsAt, type Reports } from '@equipoise/reporting';
import type { Truth } from '@equipoise/synth';

const practicesOf = ({ release }: Reports): string[] => organizationsAt(release, 'practice').map(({ id }) => id);

/** Practices whose chart of a monthly measure shows a signal. */
export async function signalsOf(reports: Reports, measure: string): Promise<string[]> {
  const charts = await reports.runCharts({ measure, organizations: practicesOf(reports) });
  return charts.filter(({ verdict }) => verdict === 'SIGNAL').map(({ organization }) => organization.id);
}

/** Signals of practices in which nothing was planted, and how many of them chance alone would make at their own denominators. */
export async function falseSignals(
  reports: Reports,
  { topics, changes }: Truth,
): Promise<{ observed: number; expected: number; charts: number }> {
  let observed = 0;
  let expected = 0;
  let charts = 0;
  for (const measure of topics.map(({ measures }) => measures[1]!)) {
    const changed = changes.filter(({ measures }) => measures.includes(measure)).map(({ organization }) => organization);
    const series = await reports.runCharts({ measure, organizations: practicesOf(reports) });
    const judged = series.filter((one) => isJudged(one) && !changed.includes(one.organization.id));
    charts += judged.length;
    observed += judged.filter(({ verdict }) => verdict === 'SIGNAL').length;
    expected += expectFalseSignals(judged)!.expected;
  }
  return { observed, expected, charts };
}

interface Coverage {
  covered: number;
  of: number;
}

/** How many intervals hold the planted rate: of the payer's groups and of the practices, in the last month. */
export async function countCoverage(reports: Reports, { expected }: Truth): Promise<{ groups: Coverage; practices: Coverage }> {
  const [groups, practices] = [
    { covered: 0, of: 0 },
    { covered: 0, of: 0 },
  ];
  for (const measure of new Set(expected.map((row) => row.measure))) {
    const found = [
      ...(await reports.rates({ measure, by: 'race-ethnicity' })),
      ...(await reports.rates({ measure, organizations: practicesOf(reports) })),
    ];
    const rows = expected.filter((row) => row.measure === measure && (row.organization !== 'payer' || row.stratum !== 'Total'));
    for (const { organization, stratum, rate } of rows) {
      const { estimate } = found.find(
        (one) => one.organization.id === organization && one.stratum === (stratum === 'Total' ? 'all' : stratum),
      )!;
      const coverage = stratum === 'Total' ? practices : groups;
      coverage.of += 1;
      if (estimate.lower! <= rate && rate <= estimate.upper!) coverage.covered += 1;
    }
  }
  return { groups, practices };
}
