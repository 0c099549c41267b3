import { assumeCommand } from './assume-command';
import { breakGlass } from './break-glass';
import { fromAudit } from './from-audit';
import { partners } from './partners';
import { permissionSets } from './permission-sets';
import type { PeopleStep } from './stage';

/** One after another, while policies are not enforced. */
export const PEOPLE_STEPS: readonly PeopleStep[] = [permissionSets, breakGlass, fromAudit, partners, assumeCommand];
