import { keptOutBy, type Rung } from '@equipoise/benchmark';
import { isAnswered, totalStratification, type Direction } from '@equipoise/engine';
import type { PlacedRate } from './placements.ts';

/**
 * What a ladder says in words: of one rate where it stands and what the next line takes, of several how many meet the middle
 * percentile and each fixed line. Those who did not answer are no group.
 *
 * @param placed  from `reports.placements`
 */
export function sentenceOfLadder(placed: readonly PlacedRate[]): string {
  const asked = placed.filter(({ stratification, stratum }) => isAnswered(stratification, stratum));
  const rungs = asked.flatMap(({ ladder }) => (ladder === null || ladder.rungs.length === 0 ? [] : [ladder.rungs]));
  const [first] = asked;
  if (first === undefined || rungs.length === 0) return 'No rate is placed.';
  if (asked.length === 1) return sentenceOfOne(first);
  const { peerGroup } = first.benchmark;
  const percentiles = rungs[0]!.filter(({ percentile }) => percentile !== null);
  const middle = percentiles.find(({ percentile }) => percentile === 50) ?? percentiles.at(-1);
  const fixed = rungs[0]!.filter(({ percentile }) => percentile === null);
  const told = [...(middle === undefined ? [] : [middle]), ...fixed].map((line, index) => {
    const met = rungs.filter((own) => own.some(({ met, name }) => met && name === line.name)).length;
    const count = index === 0 ? `${met} of ${rungs.length} ${nounOf(asked)}` : met === 0 ? 'none' : `${met}`;
    const name = line === middle ? `the ${line.name} percentile of ${peerGroup}` : line.name;
    return `${count} ${met === 1 || count === 'none' ? 'meets' : 'meet'} ${name}`;
  });
  const left = asked.length - rungs.length;
  return `${[...told, ...(left === 0 ? [] : [`${left} ${left === 1 ? 'is' : 'are'} not placed`])].join('; ')}.`;
}

function sentenceOfOne({ benchmark, ladder, organization, placement, stratification, stratum }: PlacedRate): string {
  const name = stratification.id === totalStratification ? organization.name : stratum;
  const band = placement?.band ?? null;
  const next = ladder?.next ?? null;
  // Patients to a line give its figure away.
  const isSecret = next !== null && next.percentile !== null && keptOutBy(benchmark) !== null;
  const way = next === null ? 'it meets every line' : isSecret ? `the ${next.name} is next` : wayTo(next, benchmark.direction);
  return band === null ? `${name}: ${way}.` : `${name} is ${band} percentile of ${benchmark.peerGroup}; ${way}.`;
}

function wayTo({ name, patientsToReach: patients, percentile }: Rung, direction: Direction): string {
  const line = percentile === null ? name : `the ${name}`;
  if (patients === null) return `no number of patients takes it to ${line}`;
  const change = direction === 'higher' ? 'more' : 'fewer';
  return `${patients} ${change} ${patients === 1 ? 'patient' : 'patients'} in the numerator ${patients === 1 ? 'takes' : 'take'} it to ${line}`;
}

/** What the rows are: groups, practices, or whatever else they have in common. */
function nounOf(placed: readonly PlacedRate[]): string {
  const { organization, stratification } = placed[0]!;
  if (stratification.id !== totalStratification) return 'groups';
  const alike = placed.every(({ organization: { kind } }) => kind === organization.kind);
  return alike ? `${organization.kind.replace('_', ' ')}s` : 'organizations';
}
