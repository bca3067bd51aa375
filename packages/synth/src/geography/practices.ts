import type { Asking } from '../people/raceEthnicity.ts';
import type { Community } from './communities.ts';

/** A practice as planned: how many members at scale 1, whom it serves, when it asks who they are, and whether it runs a dialysis or hospice service. */
export interface Practice {
  readonly id: string;
  readonly organization: string;
  readonly community: Community;
  readonly size: number;
  /** Share of members whom every measure excludes: recorded at practices that run a dialysis or hospice service, 0 elsewhere. */
  readonly excludedShare: number;
  /** When it asks for race and ethnicity: at registration, unless planned otherwise. */
  readonly asking: Asking;
}

/** 31 practices of very unequal size, as in EQuIP-LA: half of the members are with eight of them. */
export const practices: readonly Practice[] = [
  practice('01', 'a', 'eastside', 2412),
  practice('02', 'a', 'central', 455),
  practice('03', 'a', 'eastside', 4477, { excludedShare: 0.08 }),
  practice('04', 'a', 'foothills', 1187, { asking: 'every-visit' }),
  practice('05', 'a', 'eastside', 783),
  practice('06', 'a', 'central', 1694, { asking: 'seldom' }),
  practice('07', 'a', 'eastside', 3265),
  practice('08', 'a', 'foothills', 324),
  practice('09', 'a', 'central', 1012),
  practice('10', 'b', 'south', 4093, { excludedShare: 0.08, asking: 'every-visit' }),
  practice('11', 'b', 'south', 1388),
  practice('12', 'b', 'harbor', 641),
  practice('13', 'b', 'south', 2768, { excludedShare: 0.08, asking: 'seldom' }),
  practice('14', 'b', 'harbor', 1853),
  practice('15', 'b', 'south', 398),
  practice('16', 'b', 'south', 917),
  practice('17', 'b', 'harbor', 572),
  practice('18', 'c', 'foothills', 2187, { asking: 'seldom' }),
  practice('19', 'c', 'valley', 1576),
  practice('20', 'c', 'foothills', 3871, { excludedShare: 0.08 }),
  practice('21', 'c', 'foothills', 698),
  practice('22', 'c', 'central', 1106),
  practice('23', 'c', 'foothills', 349),
  practice('24', 'c', 'central', 2583),
  practice('25', 'c', 'foothills', 854, { asking: 'seldom' }),
  practice('26', 'd', 'valley', 3574, { excludedShare: 0.08 }),
  practice('27', 'd', 'harbor', 1481, { asking: 'every-visit' }),
  practice('28', 'd', 'valley', 1979),
  practice('29', 'd', 'harbor', 511),
  practice('30', 'd', 'valley', 1273),
  practice('31', 'd', 'harbor', 2976, { asking: 'seldom' }),
];

export const payerId = 'payer';

function practice(
  number: string,
  organization: string,
  community: Community,
  size: number,
  { excludedShare = 0, asking = 'registration' }: Partial<Pick<Practice, 'excludedShare' | 'asking'>> = {},
): Practice {
  return { id: `practice-${number}`, organization: `organization-${organization}`, community, size, excludedShare, asking };
}
