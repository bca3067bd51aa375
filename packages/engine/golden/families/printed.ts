import type { GoldenCase, GoldenFamily } from '../types.ts';

/**
 * Numbers as papers print them, put to the engine through the family that each case names. Ours must round to the printed
 * digits, or differ by one in the last of them where a note says that the paper does.
 */
export function printedFrom(families: readonly GoldenFamily[]): GoldenFamily {
  return {
    family: 'printed',
    answers: ['lower', 'upper', 'estimate'],
    ask(given) {
      const answers = Object.entries(familyOf(families, given).ask(given));
      return Object.fromEntries(answers.map(([field, ours]) => [field, rounded(ours, Number(given['digits']))]));
    },
    tolerance: ({ digits, note }) => ({ pass: 0, aim: 0, floor: note === undefined ? 0 : 1.001 * 10 ** -Number(digits) }),
  };
}

function rounded(ours: unknown, digits: number): unknown {
  return typeof ours === 'number' && Number.isFinite(ours) ? Number(ours.toFixed(digits)) : ours;
}

function familyOf(families: readonly GoldenFamily[], { family }: GoldenCase): GoldenFamily {
  const found = families.find((candidate) => candidate.family === family);
  if (found === undefined) throw new RangeError(`no family is called ${String(family)}`);
  return found;
}
