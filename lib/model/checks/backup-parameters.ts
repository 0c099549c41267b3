import { BACKUP_GUARDRAIL, type BackupParameters, type BackupPlan } from '../backup-plans';
import type { Organization, Placement, PropertyPath } from '../organization';
import type { Problem } from '../problem';
import { didYouMean, listValues } from '../suggest';

/** What is wrong with a parameter, `at` a path into the parameters. */
type ParameterProblem = Omit<Problem<PropertyPath>, 'code'> & { readonly code?: string };

/** The parts of the organization with which the parameters must agree. */
type Facts = Pick<Organization, 'governedRegions' | 'accounts' | 'managementAccount' | 'backups'>;

/**
 * How long a backup is in cold storage at least, in days.
 *
 * Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
const COLD_STORAGE_DAYS = 90;

/** Parameters of `organization-backups` that would not make the backups that they promise. */
export function findBadBackups(parameters: BackupParameters, organization: Facts): readonly ParameterProblem[] {
  const plans = Object.entries(parameters.plans);
  return [
    ...findUngovernedRegions(parameters, organization),
    ...findRepeatedRegions(parameters),
    ...plans.flatMap(([name, plan]) => [
      ...findShortColdStorage(plan, ['plans', name]),
      ...findRefusedRetention(name, plan, organization),
    ]),
    ...findBadCopyAccount(parameters, organization),
  ];
}

function findUngovernedRegions(
  { regions = [], copyTo }: BackupParameters,
  { governedRegions }: Facts,
): readonly ParameterProblem[] {
  const given = [
    ...regions.map((region, index) => ({ region, at: ['regions', index] })),
    ...(copyTo === undefined ? [] : [{ region: copyTo.region, at: ['copyTo', 'region'] }]),
  ];
  return given.flatMap(({ region, at }) =>
    governedRegions.includes(region)
      ? []
      : [
          {
            at,
            message: `\`${region}\` is not a governed Region, so it has no vault`,
            allowed: listValues(governedRegions),
            fix: `write a governed Region, or add \`${region}\` to \`regions.governed\``,
            ...didYouMean(region, governedRegions),
          },
        ],
  );
}

function findRepeatedRegions({ regions = [] }: BackupParameters): readonly ParameterProblem[] {
  return regions.flatMap((region, index) =>
    regions.indexOf(region) === index
      ? []
      : [{ at: ['regions', index], message: `\`${region}\` is there already`, fix: 'remove one of the two' }],
  );
}

function findShortColdStorage(
  { retentionDays, coldStorageAfterDays }: BackupPlan,
  at: PropertyPath,
): readonly ParameterProblem[] {
  if (coldStorageAfterDays === undefined || retentionDays >= coldStorageAfterDays + COLD_STORAGE_DAYS) return [];
  const least = coldStorageAfterDays + COLD_STORAGE_DAYS;
  const latest = retentionDays - COLD_STORAGE_DAYS;
  return [
    {
      at: [...at, 'coldStorageAfterDays'],
      message: `backups move to cold storage after ${coldStorageAfterDays} days, and are deleted after ${retentionDays}`,
      allowed: `at least ${COLD_STORAGE_DAYS} days in cold storage: AWS refuses less`,
      fix:
        `write \`retentionDays: ${least}\` or more` +
        (latest >= 1 ? `, or \`coldStorageAfterDays: ${latest}\` or less` : ', or leave `coldStorageAfterDays` out'),
    },
  ];
}

/** AWS Backup fails a job whose retention the lock of the vault refuses: nothing would be backed up. */
function findRefusedRetention(
  name: string,
  { retentionDays }: BackupPlan,
  { backups: { lock } }: Facts,
): readonly ParameterProblem[] {
  const { minimumDays, maximumDays, finalAfterDays } = lock;
  const bound = (field: string): string =>
    `\`backups.lock.${field}: ${retentionDays}\`${finalAfterDays === null ? '' : ', as long as the lock is not final'}`;
  const refused = (limit: string, allowed: string, fix: string): ParameterProblem => ({
    code: 'retention-refused-by-lock',
    at: ['plans', name, 'retentionDays'],
    message: `the plan \`${name}\` keeps backups for ${retentionDays} days, and ${limit}: every backup would fail`,
    allowed,
    fix,
  });
  if (retentionDays < minimumDays)
    return [
      refused(
        `the lock of the vaults takes none below ${minimumDays} (\`backups.lock.minimumDays\`)`,
        `${minimumDays} days or more`,
        `write \`retentionDays: ${minimumDays}\` for \`${name}\`, below \`plans\`, or ${bound('minimumDays')}`,
      ),
    ];
  if (maximumDays !== null && retentionDays > maximumDays)
    return [
      refused(
        `the lock of the vaults takes none above ${maximumDays} (\`backups.lock.maximumDays\`)`,
        `${maximumDays} days or less`,
        `write \`retentionDays: ${maximumDays}\` for \`${name}\`, below \`plans\`, or ${bound('maximumDays')}`,
      ),
    ];
  return [];
}

function findBadCopyAccount(
  { copyTo }: BackupParameters,
  { accounts, managementAccount }: Facts,
): readonly ParameterProblem[] {
  if (copyTo === undefined) return [];
  const at = ['copyTo', 'account'];
  const active = accounts.filter(({ state }) => state === 'active').map(({ key }) => key);
  const account = accounts.find(({ key }) => key === copyTo.account);
  if (copyTo.account === managementAccount.key || copyTo.account === managementAccount.accountId)
    return [
      {
        at,
        message: `\`${copyTo.account}\` is the management account, which no StackSet and no guardrail reaches`,
        allowed: `an active account that is not itself backed up, of ${listValues(active)}`,
        fix: 'name a member account',
      },
    ];
  if (account === undefined) {
    const meant = accounts.find(({ accountId }) => accountId === copyTo.account);
    return [
      {
        code: 'unknown-account',
        at,
        message: `unknown account \`${copyTo.account}\``,
        allowed: `the key of an active account that is not itself backed up, of ${listValues(active)}`,
        ...(meant === undefined ? didYouMean(copyTo.account, active) : { fix: `write its key: \`${meant.key}\`` }),
      },
    ];
  }
  if (account.state !== 'active')
    return [
      {
        code: 'account-not-active',
        at,
        message: `the account \`${account.key}\` is ${account.state}, so it cannot keep copies`,
        allowed: `an active account that is not itself backed up, of ${listValues(active)}`,
        fix: 'name an account that is active',
      },
    ];
  if (account.accountId === null)
    return [
      {
        code: 'unknown-account-number',
        at,
        message: `the number of the account \`${account.key}\` is not known, and a backup policy names its vault by number`,
        allowed: 'an account whose file has its `id`',
        fix: 'deploy without `copyTo`, run `npx rampart ids --write`, then add `copyTo`',
      },
    ];
  return [];
}

/** Where the guardrail is also placed above: plans of the same name are merged, and what is not set here comes from there. */
export function findBackupContradictions(
  parameters: BackupParameters,
  neighbors: readonly Pick<Placement, 'guardrail' | 'target' | 'parameters'>[],
): readonly ParameterProblem[] {
  const above = neighbors.filter(({ guardrail }) => guardrail === BACKUP_GUARDRAIL);
  return above.flatMap(({ target, parameters: theirs }) => {
    const { plans, copyTo } = theirs as BackupParameters;
    const inherited = Object.entries(parameters.plans).filter(
      ([name, plan]) =>
        Object.hasOwn(plans, name) &&
        plans[name]?.coldStorageAfterDays !== undefined &&
        plan.coldStorageAfterDays === undefined,
    );
    const same = copyTo?.account === parameters.copyTo?.account && copyTo?.region === parameters.copyTo?.region;
    return [
      ...inherited.map(([name]) => ({
        at: ['plans', name],
        message: `the plan \`${name}\` on \`${target}\` has \`coldStorageAfterDays\`, which a plan of that name inherits`,
        allowed: 'the plan with `coldStorageAfterDays`, or another name',
        fix: 'write `coldStorageAfterDays` here, too, or name the plan differently',
      })),
      ...(copyTo === undefined || same
        ? []
        : [
            {
              at: parameters.copyTo === undefined ? [] : ['copyTo'],
              message:
                `backups are copied to \`${copyTo.account}\` in ${copyTo.region} by the guardrail on \`${target}\`, ` +
                'and a placement below it cannot take that away',
              allowed: `the same \`copyTo\` as on \`${target}\``,
              fix: `write \`copyTo: { account: ${copyTo.account}, region: ${copyTo.region} }\``,
            },
          ]),
    ];
  });
}
