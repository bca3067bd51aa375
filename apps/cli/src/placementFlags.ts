import type { PlacementQuestion } from '@equipoise/reporting';
import { fractionFlag, wholeNumber } from './flags.ts';
import { UsageError, type Flag, type Given } from './verb.ts';

/** Of whatever is held against a table. */
export const derivedFlag: Flag = {
  name: 'derived',
  help: 'percentiles that nobody published, computed from the rates of those ranked, are lines too',
};
/** The flags that say how rates are held against lines. */
export const placementFlags: readonly Flag[] = [
  {
    name: 'line',
    value: 'NAME=PERCENT',
    help: 'a fixed line beside the percentiles, such as MPL=57.7 or just 57.7: plain digits in percent',
    repeatable: true,
  },
  {
    name: 'comparison',
    value: 'COMPARISON',
    help: 'exact (default), or rounded-2-decimals: the rate in percent as HEDIS reports it, 57.695 % as 57.70 %',
    oneOf: ['exact', 'rounded-2-decimals'],
  },
  fractionFlag(
    'closure',
    'P',
    'chance of closing one open gap before the year ends: adds the chance that the reported rate meets the line by then',
  ),
  {
    name: 'tried',
    value: 'N',
    help: 'in place of --closure, with --closed: of N gaps that were worked on K were closed, which is known so surely only',
    number: wholeNumber(0),
  },
  { name: 'closed', value: 'K', help: 'see --tried', number: wholeNumber(0) },
  derivedFlag,
];

/** What those flags ask. */
export function placementOptionsOf(given: Given): Pick<PlacementQuestion, 'closure' | 'comparison' | 'includeDerived' | 'lines'> {
  return {
    lines: linesOf(given.list('line')),
    comparison: given.text('comparison') as PlacementQuestion['comparison'],
    closure: closureOf(given),
    includeDerived: given.has('derived'),
  };
}

/** The chance of closing a gap, as stated or as past tries tell it. */
export function closureOf(given: Given): PlacementQuestion['closure'] {
  const [probability, tries, closed] = ['closure', 'tried', 'closed'].map((flag) => given.number(flag));
  if (tries === undefined && closed === undefined) return probability === undefined ? undefined : { probability };
  if (probability !== undefined) throw new UsageError('give --closure, or --tried and --closed, not both');
  if (tries === undefined || closed === undefined)
    throw new UsageError('--tried N and --closed K go together: of N gaps worked on K were closed');
  if (closed > tries) throw new UsageError(`--closed is at most --tried ${tries}, got ${closed}`);
  return { tries, closed };
}

function linesOf(texts: readonly string[]): { readonly name: string; readonly text: string }[] {
  const names = new Set<string>();
  return texts.map((given) => {
    const at = given.lastIndexOf('=');
    const text = given.slice(at + 1).trim();
    const name = at === -1 ? `${text}%` : given.slice(0, at).trim();
    if (name === '' || !/^\d+(\.\d+)?$/.test(text) || Number(text) > 100)
      throw new UsageError(`--line is NAME=PERCENT such as MPL=57.7, a percent from 0 to 100 in plain digits, got ${given}`);
    if (/^[\d.]+(st|nd|rd|th)$/.test(name))
      throw new UsageError(`--line ${name}: that is what a published percentile is called, give the line another name`);
    if (names.has(name)) throw new UsageError(`--line ${name} is given twice: every line has its own name`);
    names.add(name);
    return { name, text };
  });
}
