import type { Cents, ExportedScore, ProgramScores } from '@equipoise/reporting';
import { provenanceColumns } from './context.ts';
import { footerLines, provenanceWords, reasonLines } from './programFooter.ts';
import type { Row } from './table.ts';

type Score = ProgramScores['scores'][number] | ExportedScore;
type Item = Score['components'][number] | Score['measures'][number];

export const itemsOf = ({ components, measures }: Score): readonly Item[] => [...measures, ...components];

/** A score as a flat row, for CSV. */
export function scoreRow(score: Score, { notes, provenance, year }: ProgramScores): Row {
  const { assumptions, dollars, lower, organization, points, program, reason, unsettled, upper, weightScored } = score;
  return {
    program: program.id,
    year,
    organization,
    score: score.score,
    score_lower: lower,
    score_upper: upper,
    points,
    weight_scored: weightScored,
    ...Object.fromEntries(itemsOf(score).flatMap((item) => Object.entries(itemColumns(item)))),
    dollars: amountOf(dollars?.total.cents),
    dollars_lower: amountOf(dollars?.total.lower),
    dollars_upper: amountOf(dollars?.total.upper),
    dollars_meaning: dollars?.meaning ?? null,
    dollars_at_stake: amountOf(dollars?.atRisk.cents),
    assumptions: assumptions.join('; '),
    not_verified: unsettled.join('; '),
    reason: dollars?.total.reason ?? reason,
    notes: notes.join('; '),
    ...provenanceColumns(provenance),
  };
}

function itemColumns({ achieved, dollars, id, status }: Item): Row {
  return { [`${id}_achieved`]: achieved, [`${id}_status`]: status, [`${id}_dollars`]: amountOf(dollars?.cents) };
}

const amountOf = (cents: number | null | undefined): number | null =>
  cents === null || cents === undefined ? null : cents / 100;

const dollarFormat = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
export const dollarText = (cents: number): string => dollarFormat.format(cents / 100);

/** Dollars as a screen shows them: an amount, the least and the most it can be, or nothing. */
export function centsText({ cents, lower, upper }: Cents): string {
  if (cents !== null) return dollarText(cents);
  return lower === null || upper === null ? '' : `${dollarText(lower)} to ${dollarText(upper)}`;
}

const percentText = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** What was achieved as a screen shows it: a share, the least and the most it can be, or the word for why there is none. */
export function achievedText({ achieved, lower, status, upper }: Item): string {
  if (achieved !== null) return percentText(achieved);
  const isOpen = (status === 'UNDETERMINED' || status === 'SUPPRESSED') && (lower > 0 || upper < 1);
  return isOpen ? `${percentText(lower)}-${percentText(upper)}` : status.toLowerCase().replaceAll('_', ' ');
}

/** Names of the columns of a table of scores. */
export function scoreColumns({ scores }: ProgramScores): string[] {
  const [first] = scores;
  return ['organization', 'score', 'points', ...(first === undefined ? [] : itemsOf(first).map(({ id }) => id)), 'dollars'];
}

/** A score as a row of a table to read. Why something is not there stands below. */
export function shownScore(score: Score): Row {
  const { dollars, lower, organization, points, upper } = score;
  const between = lower !== null && upper !== null ? `${percentText(lower)}-${percentText(upper)}` : null;
  return {
    organization,
    score: score.score === null ? between : percentText(score.score),
    points,
    ...Object.fromEntries(itemsOf(score).map((item) => [item.id, achievedText(item)])),
    dollars: dollars === null ? null : centsText(dollars.total),
  };
}

/** What must stand beside scores: money and what it supposes, what nobody verified, peers, notes, what is not known, provenance. */
export function scoreNotes({ benchmarks, definition, notes, provenance, scores, year }: ProgramScores): string {
  const [first] = scores;
  if (first === undefined) return '';
  const { dollars, program } = first;
  const { accountable, notKnown, status } = definition.written;
  const restsOn = {
    assumptions: scores.flatMap(({ assumptions }) => assumptions),
    unsettled: scores.flatMap(({ unsettled }) => unsettled),
    reasons: reasonLines(scores),
    benchmarks,
    notes,
    notKnown,
  };
  return [
    '',
    `${program.title}, ${year}: ${wordsOf(status)}; judges ${accountable.words}`,
    dollars === null ? 'there is no money in this program' : dollarLine(dollars),
    ...footerLines(restsOn),
    `${program.id} · ${provenanceWords(provenance)}`,
    '',
  ].join('\n');
}

function dollarLine({ base, meaning, share }: NonNullable<Score['dollars']>): string {
  const part = share.value === null ? 'a share that is not known' : `${Number((100 * share.value).toFixed(4))} %`;
  return `dollars ${meaning}: of ${part} of ${base.name} (${share.standing === 'unverified' ? 'recalled' : share.standing}), exact to the cent`;
}

const wordsOf = (status: string): string =>
  ({ live: 'a program in force', example: 'an example, nobody pays it', 'never-paid': 'never paid' })[status] ?? status;
