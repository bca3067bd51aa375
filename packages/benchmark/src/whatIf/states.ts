import { rising, type State } from './frontier.ts';

/** Takes states in, and gives back those that no other one beats. */
export interface Collector {
  add(weight: number, value: number, option: number, from: State): void;
  readonly size: () => number;
  states(): State[];
}

/** Weights that fit in a table: the best state of each is all that is kept, however many are taken in. */
const tableSize = 2 ** 22;

/** For weights that are multiples of a step, up to a limit. */
export function collector(limit: number, step: number): Collector {
  return step > 0 && limit / step < tableSize ? table(Math.floor(limit / step), step) : list();
}

function table(last: number, step: number): Collector {
  const values = new Float64Array(last + 1).fill(-Infinity);
  const options = new Int32Array(last + 1);
  const origins: State[] = [];
  const origin = new Int32Array(last + 1);
  let size = 0;
  return {
    add(weight, value, option, from) {
      const place = weight / step;
      // Of two alike the later: more of its weight is in the units before.
      if (place > last || value < values[place]!) return;
      if (values[place] === -Infinity) size += 1;
      if (origins.at(-1) !== from) origins.push(from); // states come one after the other
      values[place] = value;
      options[place] = option;
      origin[place] = origins.length - 1;
    },
    size: () => size,
    states() {
      const states: State[] = [];
      let best = -Infinity;
      for (const [place, value] of values.entries()) {
        if (value <= best) continue;
        best = value;
        states.push({ weight: place * step, value, option: options[place]!, from: origins[origin[place]!]! });
      }
      return states;
    },
  };
}

function list(): Collector {
  const states: State[] = [];
  return {
    add: (weight, value, option, from) => void states.push({ weight, value, option, from }),
    size: () => states.length,
    states: () => rising(states),
  };
}
