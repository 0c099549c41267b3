import type { Configuration } from '../configuration';
import type { Problem } from '../problem';

/** The trail's key is in the home Region, where the trail's bucket is, and in the account of the log archive. */
export function findForeignTrailKey(configuration: Configuration): readonly Problem[] {
  const { yaml, draft } = configuration.landingZone;
  const arn = draft.audit?.trailKeyArn;
  if (typeof arn !== 'string') return [];
  const [, , , region = '', accountId = ''] = arn.split(':');
  const home = draft.regions?.home;
  const at = yaml.locate(['audit', 'trailKeyArn']);
  const code = 'foreign-trail-key';
  const fix = 'write the ARN of the key with the alias `rampart-trail` in the account of the log archive';
  return [
    ...(typeof home === 'string' && region !== home
      ? [
          {
            ...{ code, at, fix, allowed: `a key in \`${home}\`` },
            message: `the trail's key is in \`${region}\`, but its bucket is in \`${home}\``,
          },
        ]
      : []),
    ...findForeignAccount(accountId, configuration).map((problem) => ({ code, at, fix, ...problem })),
  ];
}

/** As long as the archive's number is not known, a number that is known to be another account's is still wrong. */
function findForeignAccount(
  accountId: string,
  { landingZone: { draft }, accounts }: Configuration,
): readonly Pick<Problem, 'message' | 'allowed'>[] {
  const archive = draft.logArchive?.account;
  const expected = accounts.find(({ key }) => key === archive)?.draft.id;
  if (accountId === expected) return [];
  if (typeof expected === 'string')
    return [
      {
        message: `the trail's key is in the account \`${accountId}\`, but its bucket is in \`${expected}\``,
        allowed: `a key of the account \`${expected}\``,
      },
    ];
  const management = draft.organization?.managementAccount;
  const owner =
    accountId === management?.id
      ? (management.name ?? 'management')
      : accounts.find((account) => account.key !== archive && account.draft.id === accountId)?.key;
  if (owner === undefined || typeof archive !== 'string') return [];
  return [
    {
      message: `the trail's key is in the account \`${accountId}\`, which is \`${owner}\`, but its bucket is in \`${archive}\``,
      allowed: `a key of the account \`${archive}\``,
    },
  ];
}
