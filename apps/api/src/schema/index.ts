import { builder } from '../builder.ts';
import './provenance.ts';
import './release.ts';
import './measure.ts';
import './method.ts';
import './stratification.ts';
import './organization.ts';
import './rate.ts';
import './disparity.ts';
import './disparityIndex.ts';
import './gapChange.ts';
import './series.ts';
import './runChart.ts';
import './controlChart.ts';
import './funnel.ts';
import './placement.ts';

/** The whole API. The files above declare it, one noun each. */
export const schema = builder.toSchema();
