import { AUDIT_ACCOUNT, AUDITOR, BACKUP, BACKUP_OPERATOR, BASELINE, BREAK_GLASS } from '../../names';
import type { Problem } from '../../problem';
import { isActive, itemsOf } from '../applications/context';
import { describePosition } from '../describe-position';
import type { PeopleContext } from './context';

/** The roles that the platform makes in member accounts. */
const OF_PLATFORM = [
  AUDITOR.name,
  BACKUP_OPERATOR.name,
  BASELINE.forwarder.name,
  BREAK_GLASS.name,
  BACKUP.role.name,
  AUDIT_ACCOUNT.aggregatorRole,
];

/**
 * In an account, a role's name is unique whatever its path, and case does not matter. Roles of partners and of applications are
 * named by their keys.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export function findRoleNameClashes(context: PeopleContext): readonly Problem[] {
  return [...findPlatformNames(context), ...findApplicationNames(context)];
}

function findPlatformNames({ configuration, partners }: PeopleContext): readonly Problem[] {
  const { landingZone, applications } = configuration;
  const access = landingZone.draft.platform?.organizationAccessRoleName ?? 'OrganizationAccountAccessRole';
  const taken = new Set([...OF_PLATFORM, access].map((name) => name.toLowerCase()));
  const explain = (key: string, what: string): Omit<Problem, 'at'> => ({
    code: 'duplicate-role-name',
    message: `the role of the ${what} \`${key}\` would have the name of a role of the platform`,
    allowed: 'a key that no role of the platform has as its name: in an account, names of roles are unique',
    fix: 'choose another key',
  });
  return [
    ...partners
      .filter(({ key }) => taken.has(key))
      .map(({ key }) => ({ ...explain(key, 'partner'), at: landingZone.yaml.locateKey(['partners', key]) })),
    ...applications
      .filter((application) => isActive(application) && taken.has(application.key))
      .map(({ key, yaml }) => ({ ...explain(key, 'application'), at: { file: yaml.file, line: 1, column: 1 } })),
  ];
}

function findApplicationNames({ configuration, partners }: PeopleContext): readonly Problem[] {
  const applications = new Map(configuration.applications.filter(isActive).map((one) => [one.key, one]));
  return partners.flatMap(({ key, partner, locate }) => {
    const application = applications.get(key);
    if (application === undefined) return [];
    const runsIn = itemsOf(application.draft.accounts);
    return itemsOf(partner.accounts).flatMap(({ value, index }) => {
      const other = runsIn.find((item) => item.value === value);
      if (other === undefined) return [];
      const where = describePosition(application.yaml.locate(['accounts', other.index]));
      return [
        {
          code: 'duplicate-role-name',
          at: locate(['accounts', index]),
          message: `in the account \`${value}\`, the application \`${key}\` has a role of that name already (${where})`,
          allowed: 'a key that no application in the same account has: in an account, names of roles are unique',
          fix: 'choose another key for the one that is not deployed yet',
        },
      ];
    });
  });
}
