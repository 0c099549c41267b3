import { boundedDevelopers } from './bounded-developers';
import { closedStores } from './closed-stores';
import { keyPolicies } from './key-policies';
import { onlyListed } from './only-listed';
import { ownKey } from './own-key';
import type { ApplicationStep } from './stage';
import { trusts } from './trusts';

/** One after another. */
export const APPLICATION_STEPS: readonly ApplicationStep[] = [
  trusts,
  onlyListed,
  ownKey,
  keyPolicies,
  closedStores,
  boundedDevelopers,
];
