import type { Meaning } from './model.ts';

/** Greys for what carries no meaning: text at 7:1 from white or better, lines at 3:1. */
export const grey = {
  text: '#222222',
  quietText: '#545454',
  line: '#767676',
  point: '#4D4D4D',
  grid: '#E4E4E4',
  shade: '#F3F3F3',
  band: '#EAF1F7',
  paper: '#FFFFFF',
} as const;

/**
 * Colours of what carries meaning, told apart without red against green, at least 3:1 from white.
 *
 * Source: Okabe and Ito 2008, Color Universal Design.
 */
export const meaningColour: Readonly<Record<Meaning, string>> = { better: '#0072B2', worse: '#D55E00', change: '#000000' };
export const targetColour = '#009E73';
