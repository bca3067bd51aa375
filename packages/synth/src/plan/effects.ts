import type { Random } from '@equipoise/engine';
import { communities, type Mix } from '../geography/communities.ts';
import { practices } from '../geography/practices.ts';
import { type RaceEthnicityGroup, raceEthnicityGroups } from '../people/raceEthnicity.ts';
import type { GroupEffects, ReadingTopic, ScreeningTopic } from './topics.ts';

/**
 * What each practice adds to a topic's rate: part of it follows from whom the practice serves, the rest is its own.
 *
 *   effect = Σ_g pull_g (share of g in the practice − share of g in the plan) + sd · z,  z normal, cut off at ±2
 *
 * Where the topic names a balanced group, the component that would favour or harm that group's practices is taken out.
 *
 * @returns  one signed fraction for each practice
 */
export function drawPracticeEffects(topic: ReadingTopic | ScreeningTopic, random: Random): Float64Array {
  const pulls = Object.entries(topic.pulls) as [RaceEthnicityGroup, number][];
  const effects = Float64Array.from(practices, ({ community }) => {
    const served = pulls.reduce(
      (sum, [group, pull]) => sum + pull * (shareIn(communities[community], group) - shareInPlan(group)),
      0,
    );
    return served + topic.practiceSd * Math.max(-2, Math.min(2, random.normal()));
  });
  const { balanced } = topic;
  if (balanced) {
    // where the group's members go, less where White members go: the gap between practices is effects · contrast
    const contrast = practices.map(
      ({ community, size }) =>
        (size / planSize) *
        (shareIn(communities[community], balanced) / shareInPlan(balanced) -
          shareIn(communities[community], 'White') / shareInPlan('White')),
    );
    const along = dot(effects, contrast) / dot(contrast, contrast);
    for (const [index, weight] of contrast.entries()) effects[index]! -= along * weight;
  }
  return effects;
}

/** What each group adds, in the order of `raceEthnicityGroups`. */
export function listGroupEffects(effects: GroupEffects): Float64Array {
  return Float64Array.from(raceEthnicityGroups, (group) => effects[group] ?? 0);
}

const planSize = practices.reduce((sum, { size }) => sum + size, 0);

/** Share of a group among the members of a community's practices. */
function shareIn(mix: Mix, group: RaceEthnicityGroup): number {
  return mix[group] / raceEthnicityGroups.reduce((sum, name) => sum + mix[name], 0);
}

/** Share of a group among all the members planned. */
function shareInPlan(group: RaceEthnicityGroup): number {
  return practices.reduce((sum, { community, size }) => sum + (size / planSize) * shareIn(communities[community], group), 0);
}

function dot(a: ArrayLike<number>, b: readonly number[]): number {
  return b.reduce((sum, value, index) => sum + value * a[index]!, 0);
}
