import { isAmount, type Goal } from '@equipoise/reporting';
import { UsageError } from './verb.ts';

/** What a goal is written as: `next-line`, `line=CBP:50`, `dollars=30000`, `score=0.8`. */
export function goalOf(text: string): Goal {
  const at = text.indexOf('=');
  const [kind, value] = at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1).trim()];
  if (kind === 'next-dollar' && value === undefined) return { kind };
  if (kind === 'next-line' && value !== '') return { kind, measure: value };
  if (kind === 'dollars' && value !== undefined && isAmount(value)) return { kind, amount: Number(value) };
  if (kind === 'score' && value !== undefined && isAmount(value) && Number(value) <= 1) return { kind, score: Number(value) };
  const [measure = '', line = ''] = kind === 'line' ? (value ?? '').split(':') : [];
  if (measure !== '' && line !== '') return { kind: 'line', measure, line: isAmount(line) ? Number(line) : line };
  throw new UsageError(
    `--goal is next-line, next-line=MEASURE, line=MEASURE:LINE (a percentile, or a line of the program), dollars=AMOUNT, next-dollar or score=FRACTION such as 0.8, got ${text}`,
  );
}

/** `CBP=10`: whole units a gap. */
export function costsOf(texts: readonly string[]): Record<string, number> {
  const costs = new Map<string, number>();
  for (const text of texts) {
    const [, measure = '', cost = ''] = /^(.+)=(\d{1,9})$/.exec(text) ?? [];
    if (measure === '' || Number(cost) === 0)
      throw new UsageError(`--cost is MEASURE=N such as CBP=10, a whole number of at least 1, got ${text}`);
    if (costs.has(measure)) throw new UsageError(`--cost ${measure} is given twice`);
    costs.set(measure, Number(cost));
  }
  return Object.fromEntries(costs);
}
