import { groupOf, membersOf } from './membersOf.ts';
import type { PracticePart, WithinPractices } from './withinPractices.ts';

/**
 * A gap within and between practices, in words: how large each part is, whether the part within is more than chance and the
 * same everywhere, what to beware of, and of whom all of it is.
 *
 * @param split  the split of one organization and period
 */
export function sentenceOfWithin(split: WithinPractices): string {
  const { whole, within, between, reason } = split;
  if (whole.gap === null || within.gap === null || between.gap === null)
    return sentences([`No split to tell: ${reason ?? whole.reason ?? 'a rate is not defined'}`, ...leftOut(split)]);
  return sentences([
    partsOf(split, whole.gap),
    ...chanceOf(split),
    ...(split.reversed ? [turned(split)] : []),
    ...alike(split),
    ...oneSided(split),
    ...leftOut(split),
  ]);
}

function partsOf({ group, reference, level, within, between }: WithinPractices, whole: number): string {
  const [who, others] = [membersOf(group), reference === 'rest' ? 'all other members' : membersOf(reference)];
  const turn = whole < 0 ? -1 : 1;
  const off = `${points(turn * whole)} points`;
  const side = whole < 0 ? 'better off' : 'worse off';
  // Parts that go one way make up the whole and are told its way; of others each has its sign.
  const together = turn * within.gap! >= 0 && turn * between.gap! >= 0;
  const tell = together ? (gap: number) => points(turn * gap) : signed;
  const limitsOf = ({ lower, upper }: PracticePart) =>
    lower === null || upper === null
      ? 'no interval'
      : (together && turn < 0 ? [upper, lower] : [lower, upper]).map(tell).join(' to ');
  const limits = [within, between].map(limitsOf);
  const inside = `${tell(within.gap!)} ${together ? 'stand ' : ''}within practices (${Number((100 * level).toPrecision(6))} % interval ${limits[0]})`;
  const outside = `${tell(between.gap!)} between them (${limits[1]}${together ? '' : '; positive = worse off'})`;
  return together
    ? `Of the ${off} by which ${who} are ${side} than ${others}, ${inside} and ${outside}`
    : `${who} are ${off} ${side} than ${others}: ${inside} and ${outside}`;
}

/** What each part rests on, or that it may be none. */
function chanceOf({ within, between, group, practices }: WithinPractices): string[] {
  const inside = holdsZero(within) ? ['Too few members to tell the part within practices from none'] : [];
  if (practices.length === 1) return ['It is one practice, so nothing lies between', ...inside];
  const seen = `${membersOf(group)} are seen more in practices that do ${between.gap! < 0 ? 'better' : 'worse'} for everybody`;
  if (holdsZero(within) && holdsZero(between)) return ['Too few members to tell either part from none'];
  return [holdsZero(between) ? 'Too few members to tell the part between practices from none' : seen, ...inside];
}

/** Who acts on a whole gap that is more than chance is misled; one that chance may have made misleads nobody. */
function turned({ whole, group }: WithinPractices): string {
  const [inside, overall] = whole.gap! > 0 ? ['better', 'worse'] : ['worse', 'better'];
  return holdsZero(whole)
    ? `Inside practices ${membersOf(group)} are ${inside} off, overall ${overall} off by no more than chance`
    : `Beware of Simpson's paradox: inside practices ${membersOf(group)} are ${inside} off, and overall ${overall} off`;
}

/** Whether practices have one gap. */
function alike({ heterogeneity: { q, p, tau2, caution } }: WithinPractices): string[] {
  if (q === null || p === null || tau2 === null) return [];
  const aside = caution === null ? '' : `${p < 0.05 ? ', but' : ';'} ${caution}`;
  return p < 0.05
    ? [
        `The gap ${caution === null ? 'differs' : 'seems to differ'} from practice to practice, with a standard deviation of ${points(Math.sqrt(tau2))} points (p ${pValue(p)})${aside}`,
      ]
    : [`From practice to practice the gap differs no more than by chance (p ${pValue(p)})${aside}`];
}

function oneSided({ emptyArms, group, reference }: WithinPractices): string[] {
  const others = reference === 'rest' ? 'the others' : groupOf(reference);
  return (['group', 'reference'] as const).flatMap((arm) => {
    const ids = emptyArms.filter(({ without }) => without === arm).map(({ practice }) => practice);
    if (ids.length === 0) return [];
    return `${counted(ids.length)} without ${arm === 'group' ? groupOf(group) : others} (${ids.join(', ')}) ${ids.length === 1 ? 'counts' : 'count'} in the whole and between, never within`;
  });
}

function leftOut({ hidden, absent, partialRest, practices, covered, group }: WithinPractices): string[] {
  const all = practices.length + hidden;
  const share =
    covered.group === null ? '' : `, which see at least ${Math.floor(100 * covered.group + 1e-9)} % of ${membersOf(group)}`;
  return [
    ...(hidden > 0
      ? [
          practices.length === 0
            ? `The release hides one of the two in ${hidden === 1 ? 'the only practice' : `all ${hidden} practices`}`
            : `All of this is of ${practices.length} of ${all} practices${share}: in the other ${hidden === 1 ? 'one' : hidden} the release hides one of the two`,
        ]
      : []),
    ...(partialRest > 0 ? [`In ${counted(partialRest)} the others lack groups that the release hides there`] : []),
    ...(absent > 0 ? [`${counted(absent)} reported nothing`] : []),
  ];
}

const sentences = (parts: readonly string[]): string => parts.map((part) => `${capital(part)}.`).join(' ');
const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
const counted = (practices: number): string => (practices === 1 ? '1 practice' : `${practices} practices`);
const holdsZero = ({ lower, upper }: PracticePart): boolean => lower !== null && upper !== null && lower <= 0 && upper >= 0;
const pValue = (p: number): string => (p < 0.001 ? 'below 0.001' : p.toFixed(p < 0.1 ? 3 : 2));
/** Percentage points with one decimal. */
const points = (fraction: number): string => {
  const shown = (100 * Math.abs(fraction)).toFixed(1);
  return `${fraction < 0 && shown !== '0.0' ? '−' : ''}${shown}`;
};
const signed = (fraction: number): string => {
  const shown = points(fraction);
  return shown === '0.0' || fraction < 0 ? shown : `+${shown}`;
};
