import { commonStep, optionsOf, start, type State, undominated, type Weighed } from './frontier.ts';
import { collector } from './states.ts';

/** Every choice of one option a unit that no other one beats in both weight and value, least weight first. */
export function undominatedSums(units: readonly (readonly Weighed[])[]): readonly (readonly number[])[] {
  const points = units.map(undominated);
  const limit = points.reduce((sum, own) => sum + own.at(-1)!.weight, 0);
  const step = commonStep(points);
  const all = points.reduce<readonly State[]>(
    (states, own) => {
      const collected = collector(limit, step);
      for (const from of states)
        for (const { option, value, weight } of own) collected.add(from.weight + weight, from.value + value, option, from);
      return collected.states();
    },
    [start],
  );
  return all.map(optionsOf);
}
