import { z } from 'zod';
import { scales } from './catalogue.ts';

/** A scale as a program writes it: its name under `scale`, and its parameters beside it. */
export const scaleSchema = z.discriminatedUnion('scale', [
  scales.cliff.schema,
  scales['linear-percentile'].schema,
  scales['linear-rate'].schema,
  scales.steps.schema,
  scales['gap-to-goal'].schema,
  scales['attainment-improvement'].schema,
  scales['failure-rate-reduction'].schema,
]);

export type Scale = z.infer<typeof scaleSchema>;
