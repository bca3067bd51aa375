import type { ProgramScores } from '@equipoise/reporting';
import { wrap } from './wrap.ts';

type Table = Pick<ProgramScores['benchmarks'][number], 'caveats' | 'measure' | 'peerGroup' | 'set' | 'vintage'>;

/** What figures of a program rest on. */
export interface RestsOn {
  readonly assumptions: readonly string[];
  /** Terms in use that nobody verified. */
  readonly unsettled: readonly string[];
  /** Lines that say why a figure is not there. */
  readonly reasons: readonly string[];
  /** Whose percentiles. */
  readonly benchmarks: readonly Table[];
  readonly notes: readonly string[];
  readonly notKnown?: readonly string[] | undefined;
}

export const footerWidth = 160;

/** What must stand under figures of a program, whichever verb shows them: what they suppose, whose percentiles, what to beware of. */
export function footerLines({ assumptions, benchmarks, notKnown = [], notes, reasons, unsettled }: RestsOn): string[] {
  const list = (label: string, items: readonly string[]) => Array.from(new Set(items), (item) => wrap(label, item, footerWidth));
  const peers = benchmarks.map(({ measure, peerGroup, set, vintage }) =>
    wrap(`${measure}: `, `among ${peerGroup}, ${vintage} (${set})`, footerWidth),
  );
  return [
    ...list('assumed: ', assumptions.map(asStated)),
    ...list('not verified: ', unsettled),
    ...reasons,
    ...new Set(peers),
    ...list('note: ', [...benchmarks.flatMap(({ caveats }) => caveats), ...notes]),
    ...list('not known: ', notKnown),
  ];
}

/** Behind the word assumed it need not say so again. */
const asStated = (assumption: string): string => assumption.replace(/ \(assumed\)$/, '');

interface Reasoned {
  readonly organization: string;
  readonly reason: string | null;
  readonly dollars: { readonly total: { readonly reason: string | null } } | null;
}

/** Why dollars or scores are not there or rest on less, each reason once with those that it is about. */
export function reasonLines(scores: readonly Reasoned[], label = '- '): string[] {
  const said = scores.flatMap((score) => reasonsOf(score).map((reason) => ({ reason, organization: score.organization })));
  return [...Map.groupBy(said, ({ reason }) => reason)].map(([reason, about]) => {
    const isAll = about.length === scores.length && scores.length > 1;
    return wrap(label, `${isAll ? 'all' : about.map(({ organization }) => organization).join(', ')}: ${reason}`, footerWidth);
  });
}

function reasonsOf({ dollars, reason }: Reasoned): string[] {
  const why = dollars?.total.reason ?? null;
  return [reason, why].filter(
    (text, index, all) => text !== null && !all.slice(index + 1).some((later) => later?.includes(text)),
  ) as string[];
}

/** The release that answers, and who may see it. */
export function provenanceWords({
  audit,
  dataThrough,
  engineVersion,
  policy,
  release,
  use,
}: ProgramScores['provenance']): string {
  return `release ${release} · policy ${policy} · ${use === 'internal' ? 'internal use: ' : ''}audit ${audit} · data through ${dataThrough} · engine ${engineVersion}`;
}
