import { accountsMove } from './accounts-move';
import { baselineComesLate } from './baseline-comes-late';
import { deployFails } from './deploy-fails';
import { destroy } from './destroy';
import { grantAdded, grantRemoved } from './grant-changes';
import { guardrailsChange } from './guardrails-change';
import { killedCreate } from './killed-create';
import { killedUpdate } from './killed-update';
import { newAccount } from './new-account';
import { sabotage } from './sabotage';
import { roleRevoked } from './role-revoked';
import type { RehearsalScenario } from './scenario';
import { secondDeploy } from './second-deploy';
import { stackSets } from './stack-sets';

/** In order: each starts with what the one before it left. */
export const SCENARIOS: readonly RehearsalScenario[] = [
  sabotage,
  secondDeploy,
  grantAdded,
  grantRemoved,
  roleRevoked,
  guardrailsChange,
  newAccount,
  accountsMove,
  deployFails,
  killedUpdate,
  killedCreate,
  stackSets,
  baselineComesLate,
  destroy,
];
