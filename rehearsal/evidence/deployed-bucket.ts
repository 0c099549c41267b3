import { reopenBucket } from './reopen-bucket';
import { findingsOf, type EvidenceStep } from './step';

/** The first step: the others need the bucket that it makes. */
export const deployedBucket: EvidenceStep = {
  title: "the trail's bucket is versioned, private and encrypted with a key",
  run: async (stage) => findingsOf(await reopenBucket(stage)),
};
