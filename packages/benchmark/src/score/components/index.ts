import type { ProgramComponent } from '../../program/program.ts';
import type { PreparedProgram } from '../prepare.ts';
import type { ProgramResults } from '../results.ts';
import type { ScoredComponent, Weighing } from '../types.ts';
import { scoreCompleteness } from './completeness.ts';
import { scoreComposite } from './composite.ts';
import { scoreGapClosure } from './gapClosure.ts';
import { healthEquityIndexScorer } from './healthEquityIndex.ts';
import { scoreStratifiedReporting } from './stratifiedReporting.ts';

/** What a component looks at: the organization's results, and for ranks those of the others. */
export interface ComponentQuestion {
  readonly prepared: PreparedProgram;
  readonly results: ProgramResults;
  readonly organization: string;
  readonly organizations: readonly string[];
  readonly year: number;
}

/** What is found of a component, beside its name and weight. */
export type Found = Omit<ScoredComponent, 'id' | 'kind' | 'title' | 'weight' | Weighing>;

/** Scores a component for one organization after another: what needs them all, such as ranks, is reckoned once. */
export function componentScorer(
  component: ProgramComponent,
  context: Omit<ComponentQuestion, 'organization'>,
): (organization: string) => Omit<ScoredComponent, Weighing> {
  const { id, kind, title, weight } = component;
  const find = finder(component, context);
  return (organization) => ({ id, kind, title, weight, ...find(organization) });
}

function finder(component: ProgramComponent, context: Omit<ComponentQuestion, 'organization'>): (organization: string) => Found {
  switch (component.kind) {
    case 'gap-closure':
      return (organization) => scoreGapClosure(component, { ...context, organization });
    case 'completeness':
      return (organization) => scoreCompleteness(component, { ...context, organization });
    case 'stratified-reporting':
      return (organization) => scoreStratifiedReporting(component, { ...context, organization });
    case 'composite':
      return (organization) => scoreComposite(component, { ...context, organization });
    case 'health-equity-index':
      return healthEquityIndexScorer(component, context);
  }
}
