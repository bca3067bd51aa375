import {
  overdispersion as overdispersionOf,
  type OverdispersionScale,
  type OverdispersionUnit,
  type Trimming,
} from '../../src/index.ts';
import type { GoldenFamily } from '../types.ts';

const trims: Readonly<Record<string, Trimming>> = { untrimmed: 'none', winsorised: 'winsorised', truncated: 'truncated' };

/** phi and tau² of funnel limits; the method's name holds the scale, the trimming and its per cent: `-ratio-log-truncated10`. */
export const overdispersion: GoldenFamily = {
  family: 'overdispersion',
  answers: ['phi', 'tau2', 'n'],
  ask(given) {
    const { method, ...counts } = given as unknown as Question;
    const [, scale, trimming = '', percent] = /^overdispersion-([a-z-]+)-([a-z]+)(\d+)?$/.exec(method) ?? [];
    const trim = trims[trimming];
    if (trim === undefined) throw new RangeError(`method names a scale and a trimming, got ${method}`);
    const options = { trim, ...(percent === undefined ? {} : { share: Number(percent) / 100 }) };
    const units: readonly OverdispersionUnit<OverdispersionScale>[] =
      'observed' in counts
        ? counts.observed.map((observed, index) => ({ observed, expected: counts.expected[index] ?? NaN }))
        : counts.numerator.map((numerator, index) => ({ denominator: counts.denominator[index] ?? NaN, numerator }));
    const { phi, tau2, units: used } = overdispersionOf(units, { scale: scale as OverdispersionScale, ...options });
    return { phi, tau2, n: used };
  },
  tolerance: () => ({ pass: 1e-12, aim: 1e-14 }),
};

type Question = { readonly method: string } & (
  | { readonly observed: readonly number[]; readonly expected: readonly number[] }
  | { readonly numerator: readonly number[]; readonly denominator: readonly number[] }
);
