import type { GoldenCase, GoldenFamily } from '../types.ts';
import { ordered } from './disparity/ordered.ts';
import { practices } from './disparity/practices.ts';
import { simple } from './disparity/simple.ts';
import type { DisparityPart, DisparityQuestion } from './disparity/types.ts';
import { uncertain } from './disparity/uncertain.ts';

const parts: DisparityPart = { ...simple, ...ordered, ...practices, ...uncertain };

/** Measures of inequality: each case names one, and the data set that it is taken of. */
export const disparity: GoldenFamily = {
  family: 'disparity',
  answers: ['expected'],
  ask(given) {
    const question = given as GoldenCase & DisparityQuestion;
    const answer = Object.hasOwn(parts, question.measure) ? parts[question.measure] : undefined;
    if (answer === undefined) throw new Error(`not yet supported: ${question.measure}`);
    return { expected: answer(question) };
  },
  tolerance({ measure, tolerance_relative: relative }, place) {
    const simulated = place.includes('.mc95') || measure === 'noise_floor';
    const pass = place.includes('.mc95') ? 0.02 : Number(relative);
    return { pass, aim: simulated ? pass : Math.min(pass, 1e-12), floor: 1e-12 };
  },
};
