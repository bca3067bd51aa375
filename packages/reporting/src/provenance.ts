import { engineVersion } from '@equipoise/engine';
import type { Release } from '@equipoise/store';

/** What stands beside every answer: the same release and the same question give the same bytes. */
export interface Provenance {
  readonly release: number;
  readonly dataThrough: string;
  readonly policy: string;
  readonly audit: string;
  /** `internal` until an audit has shown that no hidden cell can be recovered. */
  readonly use: 'internal' | 'shared';
  /** Version of the engine that computes the answer; the release says which one made it. */
  readonly engineVersion: string;
}

export function provenanceOf({ number, dataThrough, policy, audit }: Release): Provenance {
  return {
    release: number,
    dataThrough,
    policy: policy.id,
    audit,
    use: audit === 'passed' ? 'shared' : 'internal',
    engineVersion,
  };
}
