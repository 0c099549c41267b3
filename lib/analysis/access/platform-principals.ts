import { catalogue } from '../../../policies/catalogue';
import { AUDIT_ROLES } from '../../model/audit-roles';
import { backupReach, isBackedUp } from '../../model/backup-plans';
import { BOOTSTRAP, BREAK_GLASS, BREAK_GLASS_USERS, roleEverywhere } from '../../model/names';
import { PLATFORM_KINDS, type Organization, type PlatformKind } from '../../model/organization';
import { PERMISSION_SET_DEFAULTS } from '../../model/permission-sets';
import { kindsExemptFrom } from '../../model/platform';
import { PLAIN, type Escape, type ListedPrincipal } from './listed-principal';
import { openAccounts } from './places';
import { POWER_OF_TIER } from './power';

/** What deploys and repairs: in the management account, and from there in member accounts. */
export function platformPrincipals(organization: Organization): readonly ListedPrincipal[] {
  return [
    ...managementPrincipals(organization),
    ...delegatedAdministrator(organization),
    ...PLATFORM_KINDS.flatMap((kind) => platformRoles(kind, organization)),
    ...auditRoles(organization),
  ];
}

/** What the bootstrap of the CDK makes: docs/deploy.md has the policies of each. */
const CDK_ROLES = {
  'cfn-exec': {
    power: 'organization',
    may: 'As CloudFormation, makes everything that the stacks hold: the policies in docs/bootstrap/execution',
  },
  deploy: { power: 'organization', may: 'Starts CloudFormation, and passes it the role that makes everything' },
  'file-publishing': {
    power: 'organization',
    may: 'Uploads the templates that are deployed, and the code of functions',
  },
  lookup: { power: 'reads', may: 'Reads how the management account is configured, for `cdk diff`' },
} as const satisfies Readonly<Record<string, Pick<ListedPrincipal, 'power' | 'may'>>>;

function managementPrincipals({ managementAccount: { key }, platform }: Organization): readonly ListedPrincipal[] {
  const there = { ...PLAIN, power: 'organization', accounts: [key] } as const;
  return [
    { ...there, kind: 'root-user', name: 'root user', may: 'Does everything, and closes the account' },
    ...(platform.principals.breakGlass.length === 0
      ? []
      : [
          {
            ...there,
            kind: 'break-glass-users',
            name: `user${BREAK_GLASS_USERS}*`,
            may: 'Assumes the role for emergencies in member accounts, with the code of an MFA device',
          } as const,
        ]),
    ...Object.entries(CDK_ROLES).map(([name, role]): ListedPrincipal => {
      return { ...there, ...role, kind: 'cdk-role', name: `role/cdk-${BOOTSTRAP.qualifier}-${name}-role-*` };
    }),
  ];
}

/** Whoever administers Identity Center decides who may do what in every member account, also for themselves. */
function delegatedAdministrator(organization: Organization): readonly ListedPrincipal[] {
  const account = organization.identity?.delegatedAdministrator ?? null;
  if (account === null) return [];
  return [
    {
      ...{
        ...PLAIN,
        kind: 'delegated-administrator',
        name: 'the administrator of Identity Center',
        power: 'organization',
      },
      may: 'Gives anybody any permission set in every member account, in the console of Identity Center',
      accounts: [account],
      actors: ['principals of the account whose policies let them change Identity Center'],
      at: organization.locate(['identity', 'delegatedAdministrator']),
    },
  ];
}

const PLATFORM_ROLES: Readonly<Record<PlatformKind, Pick<ListedPrincipal, 'power' | 'may' | 'actors'>>> = {
  organizationAccess: {
    power: 'administrators',
    may: 'Does everything in the account',
    actors: ['principals of the management account that may assume it'],
  },
  stackSetsExecution: {
    power: 'administrators',
    may: 'Does everything in the account, for the StackSets of the management account',
    actors: ['CloudFormation StackSets'],
  },
  deployment: {
    power: 'administrators',
    may: 'Does what its own policies allow, which are not made here',
    actors: ['whom its own trust policy names, which is not made here'],
  },
  breakGlass: {
    power: 'administrators',
    may: 'Does everything in the account, in an emergency',
    actors: [],
  },
  forwarder: {
    power: 'reads',
    may: 'Sends events to the management account, and nothing else',
    actors: ['EventBridge'],
  },
  finisher: {
    power: 'changes',
    may:
      'Sets what no template can set: encryption of EBS, the password policy, the alternate contacts; deletes default VPCs, and ' +
      'the rules of default security groups, that nothing uses',
    actors: ['Step Functions'],
  },
  finisherStart: {
    power: 'reads',
    may: 'Starts the finisher, and nothing else',
    actors: ['EventBridge Scheduler'],
  },
  backup: {
    power: 'restores',
    may: 'Makes and restores recovery points',
    actors: ['AWS Backup'],
  },
};

/** Where the stack `Backups` brings the role: accounts that are backed up, and those that keep copies. */
function backupAccounts(organization: Organization): readonly string[] {
  const reach = backupReach(organization);
  if (reach === null) return [];
  const { targets, copyAccounts } = reach;
  const reached = organization.accounts.filter(
    (account) => isBackedUp(account, targets) || copyAccounts.includes(account.key),
  );
  const keys = reached.map(({ key }) => key);
  return openAccounts(organization).filter((key) => keys.includes(key));
}

function platformRoles(kind: PlatformKind, organization: Organization): readonly ListedPrincipal[] {
  const { platform, baseline } = organization;
  const position = organization.locate(['platform']);
  return platform.principals[kind].map((pattern): ListedPrincipal => {
    const isOurs = kind === 'breakGlass' && baseline !== null && pattern === roleEverywhere(BREAK_GLASS);
    const foreign = ['whom its own trust policy names, which is not made here'];
    return {
      ...PLAIN,
      ...PLATFORM_ROLES[kind],
      ...(kind === 'breakGlass'
        ? { actors: isOurs ? [`user${BREAK_GLASS_USERS}* of the management account, with MFA`] : foreign }
        : {}),
      kind: 'platform-role',
      name: pattern,
      isAlarmed: kind === 'breakGlass',
      accounts: kind === 'backup' ? backupAccounts(organization) : openAccounts(organization),
      hours: isOurs ? 1 : null,
      escapes: escapesOf(kind, organization),
      at: position,
    };
  });
}

/** The guardrails that are placed and do not bind a kind of platform principals. */
function escapesOf(kind: PlatformKind, { platform, placements }: Organization): readonly Escape[] {
  const placed = [...new Set(placements.map(({ guardrail }) => guardrail))];
  const guardrails = placed.filter((id) => {
    const guardrail = catalogue.get(id);
    return guardrail !== undefined && kindsExemptFrom(platform, guardrail).includes(kind);
  });
  return guardrails.length === 0 ? [] : [{ guardrails, until: null }];
}

/** The roles that people of the audit account assume. The baseline makes them, if there is an audit. */
function auditRoles(organization: Organization): readonly ListedPrincipal[] {
  const { audit, baseline } = organization;
  if (audit === null || baseline === null) return [];
  const listed = (
    { role, people, permissions }: (typeof AUDIT_ROLES)[keyof typeof AUDIT_ROLES],
    also = '',
  ): ListedPrincipal => ({
    ...{ ...PLAIN, kind: 'platform-role', name: roleEverywhere(role), power: POWER_OF_TIER[permissions] },
    ...{ accounts: openAccounts(organization), hours: 1 },
    isAlarmed: PERMISSION_SET_DEFAULTS[permissions].isElevated,
    may: `${PERMISSION_SET_DEFAULTS[permissions].summary}${also}`,
    actors: [`people with \`${people}\` in \`${audit.account}\``],
    at: organization.locate(['audit']),
  });
  return [listed(AUDIT_ROLES.backupOperator), listed(AUDIT_ROLES.auditor, ', also in quarantine')];
}
