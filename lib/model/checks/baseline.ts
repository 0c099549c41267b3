import type { Configuration } from '../configuration';
import type { Position, Problem } from '../problem';
import { didYouMean } from '../suggest';
// A namespace import, because the JSON module has no default export.
import * as recordable from '../resource-types.json';
import { describePosition } from './describe-position';

/** The sections without which a baseline does not work. */
const NEEDED = {
  logArchive: 'AWS Config has nowhere to put what it records',
  audit: 'nobody hears the events that accounts forward',
} as const;

/** A baseline needs the archive that it delivers to, and the audit that tells people. */
export function findIncompleteBaseline({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  if (draft.baseline === undefined) return [];
  return (['logArchive', 'audit'] as const)
    .filter((section) => draft[section] === undefined)
    .map((section) => ({
      code: 'baseline-without-section',
      at: yaml.locateKey(['baseline']),
      message: `\`baseline\` needs \`${section}\`: ${NEEDED[section]}`,
      fix: `add the section \`${section}\` (docs/audit.md)`,
    }));
}

const LISTS = ['exceptTypes', 'onlyTypes'] as const;

/** The recorder leaves types out, or records a few only; each is named once, and AWS Config knows it. */
export function findBadRecorder(configuration: Configuration): readonly Problem[] {
  const { yaml, draft } = configuration.landingZone;
  const recorder = draft.baseline?.recorder;
  const given = LISTS.filter((list) => recorder?.[list] !== undefined);
  return [
    ...(given.length < LISTS.length
      ? []
      : [
          {
            code: 'conflicting-fields',
            at: yaml.locateKey(['baseline', 'recorder', 'onlyTypes']),
            message: '`onlyTypes` and `exceptTypes` exclude each other',
            allowed: '`exceptTypes`, `onlyTypes` or neither',
            fix: 'remove one of the two',
          },
        ]),
    ...given.flatMap((list) => findBadTypes(list, configuration)),
    ...findEmptyRecorders(configuration),
  ];
}

/** What belongs to no Region is recorded in the home Region only: elsewhere nothing would be left. */
function findEmptyRecorders({ landingZone: { yaml, draft } }: Configuration): readonly Problem[] {
  const types = draft.baseline?.recorder?.onlyTypes ?? [];
  if (types.length === 0 || !types.every((type) => type !== null && GLOBAL_TYPES.has(type))) return [];
  return [
    {
      code: 'only-global-types',
      at: yaml.locate(['baseline', 'recorder', 'onlyTypes']),
      message: 'outside of the home Region nothing is left to record: all of these types belong to no Region',
      allowed: 'at least one type that is not of IAM',
      fix: 'add one that matters everywhere, such as `AWS::S3::Bucket`',
    },
  ];
}

/** https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html */
const GLOBAL_TYPES: ReadonlySet<string> = new Set([
  'AWS::IAM::Group',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
]);

const KNOWN: ReadonlySet<string> = new Set(recordable.types);

function findBadTypes(
  list: (typeof LISTS)[number],
  { landingZone: { yaml, draft } }: Configuration,
): readonly Problem[] {
  const types = draft.baseline?.recorder?.[list] ?? [];
  return types.flatMap((type, index): readonly Problem[] => {
    if (type === null) return [];
    const at = yaml.locate(['baseline', 'recorder', list, index]);
    const first = types.indexOf(type);
    if (first < index)
      return [
        {
          code: 'duplicate-resource-type',
          at,
          message: `\`${type}\` is listed twice; the first is at ${describePosition(yaml.locate(['baseline', 'recorder', list, first]))}`,
          fix: 'remove one of the two',
        },
      ];
    if (KNOWN.has(type)) return [];
    return [
      {
        code: 'unknown-resource-type',
        at,
        message: `AWS Config does not record \`${type}\``,
        allowed: `one of the ${KNOWN.size} resource types that it knew on ${recordable.date} (lib/model/resource-types.json)`,
        ...didYouMean(type, KNOWN),
      },
    ];
  });
}

/**
 * An account of an organization that existed before may have a recorder, and there can be one of them in a Region: the
 * stack instance would fail there.
 *
 * Source: https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
 */
export function findUndecidedBaselines({ landingZone: { yaml, draft }, accounts }: Configuration): readonly Problem[] {
  if (draft.baseline === undefined || draft.organization?.adopted !== true) return [];
  const { managementAccount } = draft.organization;
  const undecided = (at: Position, who: string): Problem => ({
    code: 'baseline-not-decided',
    at,
    message: `${who}: then it may have a configuration recorder, and there can be one in a Region`,
    allowed: '`baseline: deploy` or `baseline: skip`',
    fix: 'write `baseline: deploy` if it has no recorder in any governed Region, or else `baseline: skip`',
  });
  return [
    // A word that is no choice is a problem of its own.
    ...(managementAccount == null || managementAccount.baseline !== undefined
      ? []
      : [
          undecided(
            yaml.locate(['organization', 'managementAccount', 'id']),
            'the management account of an adopted organization was there before',
          ),
        ]),
    ...accounts
      .filter(({ draft: { id, state, baseline } }) => id !== undefined && state !== 'closed' && baseline === undefined)
      .map(({ key, yaml: file }) =>
        undecided(file.locate(['id']), `the account \`${key}\` may have been there before`),
      ),
  ];
}

/** What watches the organization is watched itself. */
export function findUnwatchedSecurityAccounts({ landingZone: { draft }, accounts }: Configuration): readonly Problem[] {
  if (draft.baseline === undefined) return [];
  return (['logArchive', 'audit'] as const).flatMap((section) => {
    const account = accounts.find(({ key }) => key === draft[section]?.account);
    if (account?.draft.baseline !== 'skip') return [];
    return [
      {
        code: 'security-account-without-baseline',
        at: account.yaml.locate(['baseline']),
        message: `\`${account.key}\` is the account of \`${section}\`, and nothing would record or forward what happens in it`,
        allowed: '`deploy`',
        fix: 'delete the recorders, delivery channels and detectors that it has in governed Regions, then write `deploy`',
      },
    ];
  });
}
