import { chiSquareQuantile } from '../../number/chiSquare.ts';
import type { Funnel, FunnelPoint } from './funnel.ts';
import type { FunnelOutside } from './outside.ts';

/** How a funnel is read out. */
export interface FunnelReading {
  /** What the units are called, in the plural; `units` by default. */
  readonly units?: string;
}

/** So many units are named; the rest are counted. */
const namedMax = 10;

/**
 * A funnel in words, as an improvement coach would read it out: who lies outside which limits and how many chance alone would
 * put there, whether units differ by more than chance, and that this is no ranking.
 *
 * @param funnel   a funnel of rates (written as percent with one decimal) or ratios (two decimals)
 * @param reading  what the units are called
 * @example describeFunnel(funnel([{ name: 'A', numerator: 0, denominator: 0 }], { statistic: 'proportion' }), { units: 'practices' }) // 'None of the practices has a denominator above 0: there is nothing to compare.'
 */
export function describeFunnel(funnel: Funnel, { units = 'units' }: FunnelReading = {}): string {
  const { observed, outside, pooled, target } = funnel;
  if (observed === 0 || target === null) return `None of the ${units} has a denominator above 0: there is nothing to compare.`;
  const value = formatOf(funnel);
  if (pooled && observed === 1)
    return `Only one of the ${units} has a rate, ${value(target)}, which is its own target: there is nothing to compare.`;
  const absent = funnel.units.length - observed;
  const about = pooled ? `their own rate of ${value(target)}` : `the target of ${value(target)}`;
  const who = observed === 1 ? `One of the ${units}` : `${observed} ${units}`;
  const sentences = [`${who} about ${about}${absent > 0 ? `; ${absent} more with nothing to show` : ''}.`];
  sentences.push(...outside.toSorted((a, b) => b.level - a.level).map((pair) => describeOutside(funnel, pair, value)));
  sentences.push(...describeSpread(funnel, units));
  sentences.push(
    `A funnel of one period is no ranking: inside the limits, what tells one of the ${units} from another may be chance alone.`,
  );
  return sentences.join(' ');
}

/** Units that a wider pair of limits has named already are counted, and named no more. */
function describeOutside({ units, observed }: Funnel, pair: FunnelOutside, value: (rate: number) => string): string {
  const { level, above, below, expected, expectedFromCounts } = pair;
  const chance = expectedFromCounts ?? expected;
  const count = above.length + below.length;
  const fresh = units.filter(({ beyond }) => beyond === level);
  const names = fresh.slice(0, namedMax).map((unit) => describeUnit(unit, value));
  if (fresh.length < count) names.unshift(count - fresh.length === 1 ? 'that one' : `those ${count - fresh.length}`);
  if (fresh.length > namedMax) names.push(`${fresh.length - namedMax} more`);
  const last = names.pop();
  const who = last === undefined ? '' : `: ${names.length > 0 ? `${names.join(', ')} and ${last}` : last}`;
  const byChance = chance < 0.05 ? 'fewer than 0.1' : `about ${chance.toFixed(1)}`;
  const limits = `the ${Number((100 * level).toPrecision(10))}% limits`;
  return `Outside ${limits}: ${count === 0 ? 'none' : count} of ${observed}, where chance alone would put ${byChance}${who}.`;
}

function describeUnit({ name, value, side, verdict }: FunnelPoint, format: (rate: number) => string): string {
  return `${name} (${[value === null ? '' : format(value), side, verdict].filter(Boolean).join(', ')})`;
}

/** What limits do, or would have to do, about units that differ by more than chance. */
function describeSpread(funnel: Funnel, units: string): string[] {
  const { phi, tau2, overdispersion, widened, reason, observed } = funnel;
  if (widened)
    return [
      `The ${units} differ by more than chance (φ ${phi?.toFixed(2)}), and the limits are widened for it` +
        `${overdispersion === 'additive' ? ` (additive, τ² ${tau2?.toPrecision(3)})` : ' (multiplicative)'}.`,
    ];
  if (overdispersion !== 'none') {
    return [`The limits are those of chance alone: ${reason ?? `the ${units} differ by no more than that`}.`];
  }
  // Trimming only lowers φ, so this speaks late rather than early.
  if (phi === null || phi * observed <= chiSquareQuantile(0.95, { df: observed - 1 })) return [];
  return [
    `The ${units} differ by more than chance explains (φ ${phi.toFixed(2)}, 1 by chance): limits from chance alone call out ` +
      `too many, and limits that are widened for it fewer.`,
  ];
}

function formatOf({ statistic }: Funnel): (value: number) => string {
  return statistic === 'proportion' ? (rate) => `${(100 * rate).toFixed(1)}%` : (ratio) => ratio.toFixed(2);
}
