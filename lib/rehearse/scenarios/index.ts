import { accountBorn } from './account-born';
import { accountsMove } from './accounts-move';
import { deployFails } from './deploy-fails';
import { destroy } from './destroy';
import { guardrailsChange } from './guardrails-change';
import { killedCreate } from './killed-create';
import { killedUpdate } from './killed-update';
import { sabotage } from './sabotage';
import type { Scenario } from './scenario';
import { secondDeploy } from './second-deploy';
import { stackSets } from './stack-sets';

/** In order: each begins with what the one before it left. */
export const SCENARIOS: readonly Scenario[] = [
  sabotage,
  secondDeploy,
  guardrailsChange,
  accountBorn,
  accountsMove,
  deployFails,
  killedUpdate,
  killedCreate,
  stackSets,
  destroy,
];
