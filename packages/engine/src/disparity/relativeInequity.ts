import { orNull, readGroups, type DisparityGroup, type DisparityOptions } from './groups.ts';

/** A group's share of the events beside its share of the members. */
export interface RelativeInequity {
  readonly group: string;
  readonly populationShare: number;
  /** Null with a reason when there are no events. */
  readonly eventShare: number | null;
  /** Percent by which the share of events exceeds that of members. */
  readonly value: number | null;
  readonly reason: string | null;
}

/**
 * Relative inequity: by how many percent a group's share of the events exceeds its share of the members, which is its rate
 * against that of all members.
 *
 *   100 (p y / μ − p) / p = 100 (y / μ − 1)
 *
 * @param rows     groups with counts or estimates
 * @param options  direction; scale 1 unless said otherwise
 * @returns        one row for each group with a value, in the order given
 * @throws RangeError when a group, the direction or the scale is impossible
 * @example relativeInequity([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 30 }], { direction: 'higher' })[0].value // 33.3333
 *
 * Source: Health Equity Tracker (Satcher Health Leadership Institute), metric definitions.
 */
export function relativeInequity(rows: readonly DisparityGroup[], options: DisparityOptions): readonly RelativeInequity[] {
  const { names, share, estimate, mean } = readGroups(rows, options);
  return names.map((group, j) => {
    const populationShare = share[j] ?? NaN;
    const eventShare = (populationShare * (estimate[j] ?? NaN)) / (mean || NaN);
    return {
      group,
      populationShare,
      eventShare: orNull(eventShare),
      value: orNull(100 * ((estimate[j] ?? NaN) / (mean || NaN) - 1)),
      reason: mean === 0 ? 'there are no events' : null,
    };
  });
}
