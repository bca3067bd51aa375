import {
  compare,
  decimal,
  type Fraction,
  fractionOf,
  minus,
  one,
  over,
  plus,
  times,
  toNumber,
  zero,
} from '../../award/fraction.ts';
import { percentText } from '../../award/percentText.ts';
import { isPayable, notAchieved, unknownTerm } from '../achieved.ts';
import type { CompositeComponent } from '../../program/program.ts';
import type { PreparedMeasure, PreparedPart } from '../prepare.ts';
import { scoreCell } from '../scoreCell.ts';
import type { Achieved, ComponentFact } from '../types.ts';
import type { ComponentQuestion, Found } from './index.ts';
import { judged, unjudged } from './support.ts';

/** The plain mean of the reportable rates against the plain mean of one line; of a rate that should be low, what is left of it to 1. */
export function scoreComposite(component: CompositeComponent, question: ComponentQuestion): Found {
  const { reportable, line, consequence } = component;
  const { prepared } = question;
  const term = prepared.program.lines.get(line)!;
  const terms = [reportable, term];
  const unknown = terms.find(({ value }) => value === null);
  if (unknown !== undefined || reportable.value === null) return unjudged(unknownTerm(unknown ?? reportable), terms);

  const scored = prepared.measures.filter(({ measure }) => measure.use === 'scored');
  const parts = scored.flatMap((measure) => measure.parts.map((part) => ({ part, measure })));
  const found = parts.map(({ part, measure }) => ratesOf(part, measure, { line, question }));
  // A rate that is hidden, or has no line to be held against, is reportable all the same: without it the mean is another.
  const open = found.filter((one): one is Unreportable => !('rate' in one) && isPayable(one.why));
  const usable = found.filter((one) => 'rate' in one);
  const most = usable.length + open.length;
  const facts: ComponentFact[] = [
    { label: 'reportable', value: usable.length, unit: 'count' },
    { label: 'measures', value: parts.length, unit: 'count' },
    ...usable.flatMap(({ id, rate, at }): ComponentFact[] => [
      { label: `${id}: rate`, value: toNumber(rate), unit: 'share' },
      { label: `${id}: ${line}`, value: toNumber(at), unit: 'share' },
    ]),
  ];
  const required = times(decimal('reportable', reportable.value), whole(parts.length));
  if (most === 0 || compare(whole(most), required) < 0) {
    const why = found.flatMap((one) => ('rate' in one ? [] : [`${one.id}: ${one.why.reason}`])).join('; ');
    const reason = `${most} of ${parts.length} measures are reportable, ${percentText(reportable.value)} must be: ${why}`;
    return { ...unjudged(notAchieved('BELOW_MINIMUM', reason), terms), facts };
  }
  const [first] = open;
  if (first !== undefined) return { ...unjudged({ ...first.why, reason: `${first.id}: ${first.why.reason}` }, terms), facts };
  const [mean, at] = [meanOf(usable.map(({ rate }) => rate)), meanOf(usable.map((one) => one.at))];
  const met = compare(mean, at) >= 0;
  const verdict = met ? 'at or above it.' : `below it. ${consequence}`;
  return {
    ...judged(met),
    sentence: `The mean of ${usable.length} ${usable.length === 1 ? 'rate' : 'rates'} is ${percentText(toNumber(mean))}, the mean of their lines (${line}) ${percentText(toNumber(at))}: ${verdict}`,
    facts: [
      ...facts,
      { label: 'mean rate', value: toNumber(mean), unit: 'share' },
      { label: 'mean line', value: toNumber(at), unit: 'share' },
    ],
    cautions: [],
    terms,
  };
}

interface Reportable {
  readonly id: string;
  readonly rate: Fraction;
  readonly at: Fraction;
}

interface Unreportable {
  readonly id: string;
  readonly why: Achieved;
}

/** Rate and line of a part, both turned so that more is better; or why they are not at hand. */
function ratesOf(
  part: PreparedPart,
  measure: PreparedMeasure,
  { line, question }: { readonly line: string; readonly question: ComponentQuestion },
): Reportable | Unreportable {
  const id = part.measure;
  const cell = scoreCell(part, measure, question);
  const { denominator, numerator, rate: known, status } = cell;
  if (known === null || denominator === null || numerator === null || !isPayable(cell))
    return { id, why: notAchieved(status === 'REPORTED' ? 'UNDETERMINED' : status, cell.reason ?? 'no rate') };
  const found = part.lines.find(({ name }) => name === line);
  if (found === undefined)
    return { id, why: notAchieved('UNDETERMINED', part.benchmarkReason ?? `the line ${line} was not published`) };
  const [rate, at] = [fractionOf('rate', { denominator, numerator })!, decimal('line', found.rate)];
  return part.direction === 'higher' ? { id, rate, at } : { id, rate: minus(one, rate), at: minus(one, at) };
}

const whole = (count: number): Fraction => ({ units: BigInt(count), scale: 1n });

function meanOf(values: readonly Fraction[]): Fraction {
  return over(values.reduce(plus, zero), whole(values.length));
}
