import type { Configuration } from '../configuration';
import type { Problem } from '../problem';

/** The trail's key is in the home Region, where the trail's bucket is, and in the account of the log archive. */
export function findForeignTrailKey({ landingZone: { yaml, draft }, accounts }: Configuration): readonly Problem[] {
  const arn = draft.audit?.trailKeyArn;
  if (typeof arn !== 'string') return [];
  const [, , , region, accountId] = arn.split(':');
  const home = draft.regions?.home;
  const archive = draft.logArchive?.account;
  const expected = accounts.find(({ key }) => key === archive)?.draft.id;
  const at = yaml.locate(['audit', 'trailKeyArn']);
  const code = 'foreign-trail-key';
  const fix = 'write the ARN of the key with the alias `rampart-trail` in the account of the log archive';
  return [
    ...(typeof home === 'string' && region !== home
      ? [
          {
            ...{ code, at, fix, allowed: `a key in \`${home}\`` },
            message: `the trail's key is in \`${String(region)}\`, but its bucket is in \`${home}\``,
          },
        ]
      : []),
    ...(typeof expected === 'string' && accountId !== expected
      ? [
          {
            ...{ code, at, fix, allowed: `a key of the account \`${expected}\`` },
            message: `the trail's key is in the account \`${String(accountId)}\`, but its bucket is in \`${expected}\``,
          },
        ]
      : []),
  ];
}
