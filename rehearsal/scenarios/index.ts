import { accountsMove } from './accounts-move';
import { accountVended } from './account-vended';
import { baselineComesLate } from './baseline-comes-late';
import { deployFails } from './deploy-fails';
import { destroy } from './destroy';
import { drift } from './drift';
import { grantAdded, grantRemoved } from './grant-changes';
import { guardrailsChange } from './guardrails-change';
import { killedCreate } from './killed-create';
import { killedUpdate } from './killed-update';
import { pipeline } from './pipeline';
import { recover } from './recover';
import { roleRevoked } from './role-revoked';
import { sabotage } from './sabotage';
import type { RehearsalScenario } from './scenario';
import { secondDeploy } from './second-deploy';
import { stackSets } from './stack-sets';

/**
 * In order: each starts with what the one before it left. Those with an `edit` come first: their versions are made before
 * any scenario runs, so that none of them has what a command wrote.
 */
export const SCENARIOS: readonly RehearsalScenario[] = [
  sabotage,
  secondDeploy,
  grantAdded,
  grantRemoved,
  roleRevoked,
  guardrailsChange,
  deployFails,
  accountsMove,
  killedUpdate,
  killedCreate,
  stackSets,
  baselineComesLate,
  accountVended,
  recover,
  drift,
  pipeline,
  destroy,
];
