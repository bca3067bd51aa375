import { planForExport, type ExportedPlan, type ProgramCheapest, type ProgramScore, type Reports } from '@equipoise/reporting';
import { provenanceColumns } from '../../context.ts';
import type { AskedProgram } from '../../programFlags.ts';
import { costsOf, goalOf } from '../../programGoal.ts';
import { footerLines, footerWidth, provenanceWords } from '../../programFooter.ts';
import { formatRows, type Row } from '../../table.ts';
import type { Given, Terminal } from '../../verb.ts';
import { wrap } from '../../wrap.ts';

const planColumns = [
  'organization',
  'reached',
  'gaps',
  'patients',
  'cost',
  'score_before',
  'score_after',
  'dollars_before',
  'dollars_after',
];

/** The cheapest gaps of each organization for the goal of a call. */
export async function printPlans(given: Given, question: AskedProgram, reports: Reports, { out }: Terminal): Promise<void> {
  const answer = await reports.programCheapest(question, {
    goal: goalOf(given.value('goal')),
    cost: costsOf(given.list('cost')),
  });
  const { benchmarks, notes, plans, provenance, year } = answer;
  const format = given.text('format') ?? 'table';
  if (format === 'table') {
    const rows = plans.map((plan) => planRow({ ...plan, keptOut: null }, answer));
    out(formatRows(rows, 'table', planColumns));
    const restsOn = {
      assumptions: plans.flatMap(({ before }) => before.assumptions),
      unsettled: plans.flatMap(({ before }) => before.unsettled),
      reasons: [],
      benchmarks,
      notes,
      notKnown: question.program.written.notKnown,
    };
    const under = [
      ...plans.map(({ organization, sentence }) => wrap('- ', `${organization}: ${sentence}`, footerWidth)),
      ...Array.from(new Set(plans.flatMap(({ cautions }) => cautions)), (text) => wrap('caution: ', text, footerWidth)),
      ...footerLines(restsOn),
      `${plans[0]?.before.program.title ?? ''}, ${year} · ${provenanceWords(provenance)}`,
    ];
    out(`\n${under.join('\n')}\n`);
    return;
  }
  const exported = plans.map(planForExport);
  const rows = exported.map((plan) => planRow(plan, answer));
  if (format === 'csv') out(formatRows(rows, 'csv', planColumns));
  else {
    const detailed = exported.map(({ after: _after, before: _before, ...plan }, index) => ({ ...rows[index], ...plan }));
    out(`${JSON.stringify(detailed, null, 2)}\n`);
  }
}

/** A plan in the house, or as it may leave it. */
interface PlanInRow extends Omit<ExportedPlan, 'after' | 'before'> {
  readonly before: Pick<ProgramScore, 'assumptions' | 'program' | 'score'>;
  readonly after: Pick<ProgramScore, 'score'> | null;
}

function planRow(
  { after, before, change, cost, gaps, keptOut, organization, patients, reached, reason, sentence }: PlanInRow,
  { provenance, year }: ProgramCheapest,
): Row {
  return {
    program: before.program.id,
    year,
    organization,
    reached,
    gaps: gaps.map((gap) => `${gap.measure} ${gap.patients}${gap.by === 'total' ? '' : ` (${gap.stratum})`}`).join(', '),
    patients,
    cost,
    score_before: before.score,
    score_after: after?.score ?? null,
    dollars_before: change?.dollars.before ?? null,
    dollars_after: change?.dollars.after ?? null,
    reason: reason ?? keptOut,
    sentence,
    assumptions: before.assumptions.join('; '),
    ...provenanceColumns(provenance),
  };
}
