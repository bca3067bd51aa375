import { compileAlternating } from './alternating.ts';
import { compileFewCrossings } from './fewCrossings.ts';
import { compileBothSides } from './bothSides.ts';
import { compileKOfN } from './kOfN.ts';
import { compileOneSide } from './oneSide.ts';
import { compileLongRun } from './longRun.ts';
import { compileOutside } from './outside.ts';
import { compileRunsTest } from './runsTest.ts';
import { compileTrend } from './trend.ts';
import type { ControlRule, RuleKernel } from './types.ts';
import { compileWithin } from './within.ts';

/**
 * Readies a rule for many series: its parameters are checked and its lines computed once.
 *
 * @throws RangeError when there is no such rule, or a parameter is out of its domain
 */
export function compileRule(rule: ControlRule): RuleKernel {
  switch (rule.rule) {
    case 'outside':
      return compileOutside(rule);
    case 'k-of-n':
      return compileKOfN(rule);
    case 'one-side':
      return compileOneSide(rule);
    case 'trend':
      return compileTrend(rule);
    case 'alternating':
      return compileAlternating(rule);
    case 'within':
      return compileWithin(rule);
    case 'both-sides':
      return compileBothSides(rule);
    case 'long-run':
      return compileLongRun();
    case 'few-crossings':
      return compileFewCrossings();
    case 'runs-test':
      return compileRunsTest(rule);
    default:
      throw new RangeError(`there is no rule ${String((rule as { readonly rule: unknown }).rule)}`);
  }
}
