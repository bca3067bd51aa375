import type { Program } from '../program/program.ts';
import { everybody } from '../score/results.ts';
import type { ClosedGaps } from './closeGaps.ts';

/**
 * What a program judges by strata that a change leaves as they were: nobody said in which of them the gaps closed, so what it
 * pays for those strata is what it paid before.
 */
export function gapCautions({ components, measures }: Program, closed: readonly Pick<ClosedGaps, 'by' | 'measure'>[]): string[] {
  const judged = [
    ...measures.flatMap(({ parts, strata }) =>
      strata.value === null || strata.value.rule === 'report'
        ? []
        : parts.flatMap(({ measure }) => strata.value!.by.map((by) => ({ measure, by }))),
    ),
    ...components.flatMap((component) =>
      component.kind === 'gap-closure' ? [{ measure: component.measure, by: component.by }] : [],
    ),
    ...components.flatMap((component) =>
      component.kind === 'health-equity-index'
        ? measures.flatMap(({ parts }) => parts.map(({ measure }) => ({ measure, by: component.by })))
        : [],
    ),
  ];
  const untouched = judged.filter(({ by, measure }) => closed.some((one) => one.measure === measure && one.by !== by));
  const cautions = untouched.map(({ by, measure }) => {
    const partly = closed.filter((one) => one.measure === measure).every((one) => one.by === everybody.by);
    return partly
      ? `${measure} by ${by} is left as it was: the change does not say in which of its strata the gaps close`
      : `${measure} by ${by} is left as it was: the counts do not say which of its strata the patients are in`;
  });
  return [...new Set(cautions)];
}
