import { counted, countsForFormula } from './dollars.ts';
import { exactPercent, explainTerm, type Explanation, leaf } from './explanation.ts';
import { dollarText } from './explanationText.ts';
import type { ExportedMeasure } from './forExport.ts';
import type { Cents, ProgramDollars, ProgramScore, ScoredComponent, ScoredMeasure } from './types.ts';

/** The dollars of the whole: what stands at stake, what comes of it, the cap, the pool. */
export function explainDollars({ dollars, assumptions }: Pick<ProgramScore, 'assumptions' | 'dollars'>): Explanation[] {
  if (dollars === null) return [];
  const { base, cap, capped, formula, inputs, meaning, pool, total } = dollars;
  const supposing = assumptions.length === 0 ? '' : `, assuming ${assumptions.join('; ')}`;
  const sum = money(`dollars ${meaning}`, total);
  const others = Object.entries(inputs).filter(([name]) => name !== base.name);
  return [
    {
      ...sum,
      how: total.cents === null ? sum.how : `the sum over measures and components${capped ? ', cut to the cap' : ''}${supposing}`,
      children: [
        explainStake(dollars),
        ...others.map(([name, value]) => leaf(name, value, 'points')),
        ...(formula === null ? [] : [explainTerm('formula for each measure', formula.term, { unit: 'text' })]),
        ...(cap === null || base.dollars === null ? [] : [explainCap(cap, base.dollars)]),
        ...(pool === null
          ? []
          : [{ ...money('dollars from the pool', pool), how: pool.cents === null ? null : poolWords[meaning] }]),
      ],
    },
  ];
}

const poolWords: Readonly<Record<ProgramDollars['meaning'], string>> = {
  lost: 'its part of what all have lost',
  earned: 'its part of what was not earned',
  'earned back': 'its part of what was not earned back',
};

function explainStake({ atRisk, base, meaning, share, total }: ProgramDollars): Explanation {
  const stake = money(meaning === 'earned' ? 'dollars on offer' : 'dollars at risk', atRisk);
  const said = stake.reason !== null && atRisk.reason === total.reason;
  return {
    ...stake,
    how:
      atRisk.cents === null || base.dollars === null || share.value === null
        ? null
        : `${dollarText(base.dollars)} × ${exactPercent(share.value)}`,
    reason: said ? 'as said above' : stake.reason,
    children: [
      { ...leaf(base.name, base.dollars, 'dollars'), reason: base.dollars === null ? 'not stated' : null },
      explainTerm('share of it', share, { unit: 'share' }),
    ],
  };
}

function explainCap({ cents, term }: NonNullable<ProgramDollars['cap']>, base: number): Explanation {
  return {
    ...leaf('cap', cents / 100, 'dollars'),
    how: `${dollarText(base)} × ${exactPercent(term.value ?? NaN)}`,
    children: [explainTerm('share of it', term, { unit: 'share' })],
  };
}

/** The dollars of one measure or component. Why a whole program has none is said once, at the top. */
export function explainItemDollars(
  item: ExportedMeasure | ScoredComponent | ScoredMeasure,
  { dollars: whole, program }: Pick<ProgramScore, 'dollars' | 'program'>,
): Explanation[] {
  const { dollars, weight } = item;
  if (dollars === null || whole === null || (dollars.cents === null && dollars.reason === whole.total.reason)) return [];
  // Nor is said again what the item itself says.
  const explained = money(`dollars ${whole.meaning}`, {
    ...dollars,
    reason: dollars.reason === item.reason ? null : dollars.reason,
  });
  const { achieved } = counted(item);
  const { base, formula, share } = whole;
  if (dollars.cents === null || base.dollars === null || share.value === null) return [explained];
  if (formula !== null && item.kind === 'measure')
    return [{ ...explained, how: `${formula.term.value}, with ${formulaValues(item as ExportedMeasure, whole)}` }];
  if (weight.value === null) return [explained];
  if (achieved === null) return [{ ...explained, how: 'the same, whatever is achieved' }];
  const part = program.kind === 'penalty' ? `(1 − ${exactPercent(achieved)})` : exactPercent(achieved);
  const factors = [dollarText(base.dollars), exactPercent(share.value), exactPercent(weight.value), part];
  return [{ ...explained, how: factors.join(' × ') }];
}

/** `achieved 0.5, base 1000`: each input that the formula uses. */
function formulaValues(measure: ExportedMeasure, { base, formula, inputs, share }: ProgramDollars): string {
  const values: Readonly<Record<string, number | null>> = {
    ...inputs,
    base: base.dollars,
    share: share.value,
    weight: measure.weight.value,
    achieved: counted(measure).achieved,
    ...countsForFormula(measure).values,
  };
  return formula!.inputs.map((name) => `${name} ${values[name]}`).join(', ');
}

function money(label: string, { cents, lower, upper, reason }: Cents): Explanation {
  const bounds =
    cents === null && lower !== null && upper !== null
      ? `between ${dollarText(lower / 100)} and ${dollarText(upper / 100)}`
      : null;
  return { ...leaf(label, cents === null ? null : cents / 100, 'dollars'), how: bounds, reason };
}
