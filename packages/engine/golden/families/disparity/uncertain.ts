import { completeness, type CompletenessCounts } from '../../../src/index.ts';
import type { DisparityPart } from './types.ts';

/** How complete race and ethnicity are. */
export const uncertain: DisparityPart = {
  data_completeness({ inputs }) {
    const { self_reported, ...counts } = inputs as Omit<CompletenessCounts, 'selfReported'> & { readonly self_reported: number };
    const found = completeness({ ...counts, selfReported: self_reported });
    return {
      self_reported_share: found.selfReported.share,
      answered_or_declined_share: found.asked.share,
      indirect_share: found.indirect.share,
      unknown_share: found.unknown.share,
      any_value_share: found.anyValue.share,
      meets_80_percent_self_reported: found.goal.met,
      meets_20_percent_direct: found.floor.met,
    };
  },
};
