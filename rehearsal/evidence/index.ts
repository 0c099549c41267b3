import { alarms } from './alarms';
import { deployedBucket } from './deployed-bucket';
import { forwarding } from './forwarding';
import { keyUse } from './key-use';
import { lockedLogs } from './locked-logs';
import { messages } from './messages';
import { organizationBus } from './organization-bus';
import { rootOnlyBucket } from './root-only-bucket';
import { rules } from './rules';
import type { EvidenceStep } from './step';

/** One after another. */
export const EVIDENCE: readonly EvidenceStep[] = [
  deployedBucket,
  rootOnlyBucket,
  lockedLogs,
  keyUse,
  alarms,
  rules,
  messages,
  forwarding,
  organizationBus,
];
