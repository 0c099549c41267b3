import { ARCHIVE_KEYS, TRAIL } from '../../model/names';
import { applicationPlaces, storeAccess } from '../../model/access';
import { describeGrantee } from '../../model/describe-access';
import { groupBy } from '../../model/group-by';
import type { Organization } from '../../model/organization';
import { permissionSetName, placedAssignments } from '../../model/people';

/** Who reads logs or uses keys. */
export interface Reached {
  readonly what: string;
  /** The key of the account. */
  readonly account: string;
  /** One phrase for each. */
  readonly who: readonly string[];
}

/**
 * Who reaches the log archive and the keys, by the policies that the stacks write: constructs/log-archive and
 * constructs/application. docs/audit.md and docs/access.md have the proofs.
 */
export function evidenceReaders(organization: Organization): readonly Reached[] {
  return [...archiveReaders(organization), ...logGroupReaders(organization), ...keyUsers(organization)];
}

function archiveReaders(organization: Organization): readonly Reached[] {
  const { logArchive, audit, platform } = organization;
  if (logArchive === null) return [];
  const { account } = logArchive;
  const { breakGlass, organizationAccess, stackSetsExecution } = platform.principals;
  const administrators = [...stackSetsExecution, ...organizationAccess, ...breakGlass].map((one) => `\`${one}\``);
  return [
    ...(audit === null
      ? []
      : [
          {
            what: "The trail's logs",
            account,
            who: [
              'CloudTrail writes them',
              'nobody reads them, until a root session of at most 15 minutes (`sts:AssumeRoot`) writes another policy of the bucket',
            ],
          },
          {
            what: `The key of the trail's logs (\`${ARCHIVE_KEYS.trail}\`)`,
            account,
            who: [
              `the root user${breakGlass.length === 0 ? '' : ` and ${breakGlass.map((one) => `\`${one}\``).join(', ')}`} may decrypt with it`,
              `its policy is changed by ${administrators.join(', ')} alone, where \`protect-log-archive\` is placed`,
            ],
          },
        ]),
    {
      what: `The other logs, and their key (\`${ARCHIVE_KEYS.others}\`)`,
      account,
      who: [
        'services of AWS write them, and nobody else',
        ...inAccount(organization, account, 'whoever in the account may read data by its own policies'),
      ],
    },
  ];
}

function logGroupReaders(organization: Organization): readonly Reached[] {
  const { audit, managementAccount } = organization;
  if (audit === null) return [];
  return [
    {
      what: `The events of the last ${audit.logGroupDays} days (the log group \`${TRAIL.logGroup}\`)`,
      account: managementAccount.key,
      who: inAccount(organization, managementAccount.key, 'whoever in the account may read logs by its own policies'),
    },
  ];
}

/** The permission sets in an account, because people have no other way in. */
function inAccount(organization: Organization, account: string, whoever: string): readonly string[] {
  const placed = placedAssignments(organization).filter((one) => one.account === account);
  const sets = [...groupBy(placed, ({ permissionSet }) => permissionSetName(permissionSet))];
  return [
    `${whoever}; people enter it ${sets.length === 0 ? 'by no permission set' : `by ${sets.map(([set, all]) => `\`${set}\` (${all.map(({ group }) => group).join(', ')})`).join(', ')}`}`,
  ];
}

/** A key of an application is used through S3 alone, for its stores, by those who reach them. */
function keyUsers(organization: Organization): readonly Reached[] {
  const access = storeAccess(organization);
  return applicationPlaces(organization)
    .filter(({ application }) => application.stores.length > 0)
    .map(({ application: { key }, account }) => {
      const reaching = access.filter(({ store }) => store.application === key && store.account === account);
      const who = [...new Set(reaching.map((one) => describeGrantee(one.who, account)))];
      return {
        what: `The key of the application ${key}`,
        account,
        who: who.length === 0 ? ['nobody: its stores are closed'] : who.map((one) => `${one}, through S3`),
      };
    });
}
