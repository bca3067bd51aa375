import type { ControlRule } from '@equipoise/engine';

/**
 * A rule of control charts in the words of a chart's legend.
 *
 * @example nameRule({ rule: 'k-of-n', k: 2, n: 3, sigmas: 2 }) // '2 of 3 points beyond 2σ'
 */
export function nameRule(rule: ControlRule): string {
  switch (rule.rule) {
    case 'outside':
      return `a point beyond ${rule.sigmas}σ`;
    case 'k-of-n':
      return `${rule.k} of ${rule.n} points ${rule.upTo === undefined ? 'beyond' : `between ${rule.sigmas}σ and`} ${rule.upTo ?? rule.sigmas}σ`;
    case 'one-side':
      return `${rule.points} points in a row on one side`;
    case 'trend':
      return `${rule.points} points in a row that rise or fall`;
    case 'alternating':
      return `${rule.points} points in a row up and down by turns`;
    case 'within':
      return `${rule.points} points in a row within ${rule.sigmas}σ`;
    case 'both-sides':
      return `${rule.points} points in a row beyond ${rule.sigmas}σ on both sides`;
    case 'long-run':
      return 'a long run';
    case 'few-crossings':
      return 'few crossings';
    case 'runs-test':
      return 'too few or too many runs';
  }
}
