import { decider } from '../../../../lib/analysis/evaluate/decide';
import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { Difference } from '../../../../lib/analysis/difference/difference-file';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import type { Organization } from '../../../../lib/model/organization';
import {
  BEFORE,
  configured,
  isAt,
  replaced,
  split,
  withAccount,
  withDocuments,
  withExemption,
  withParameters,
  withPlacements,
  withTarget,
  written,
} from './golden-edits';

type Edit = readonly [what: string, after: () => GuardrailsFile];

const withRegions = (...governedRegions: readonly string[]): GuardrailsFile =>
  configured((organization) => ({ ...organization, governedRegions }));

const withOldExemption = (changed: Partial<Organization['exemptions'][number]>): GuardrailsFile =>
  configured((organization) => ({
    ...organization,
    exemptions: organization.exemptions.map((each) => ({ ...each, ...changed })),
  }));

const IMAGES = 'arn:*:iam::*:role/ci/images';
const TAGS = [
  { key: 'cost-center' },
  { key: 'owner' },
  { key: 'environment', values: ['production', 'development', 'sandbox'] },
  { key: 'backup', values: ['daily', 'monthly', 'none'] },
];

const opening: readonly Edit[] = [
  ['drop an action', () => replaced('ProtectSecurityHub', '"securityhub:DisableSecurityHub",', '')],
  ['add a Region to the governed ones', () => withRegions('eu-central-1', 'eu-west-1', 'us-east-1', 'eu-north-1')],
  ['add a member to a NotAction', () => replaced('DenyUnapprovedRegions', '"account:*",', '"account:*","acm:*",')],
  ['exempt a role without an end date', () => withExemption(IMAGES, ['require-ebs-encryption'])],
  ['exempt a role until a date', () => withExemption(IMAGES, ['protect-kms-keys'], '2027-06-30T00:00:00Z')],
  ['extend an exemption', () => withOldExemption({ expires: '2027-09-30T00:00:00Z' })],
  ['ask for MFA by Bool, not BoolIfExists', () => replaced('RequireMfaForDestructionData', '"BoolIfExists"', '"Bool"')],
  [
    'remove a guardrail from the root',
    () => withPlacements((placements) => placements.filter((each) => !isAt('deny-iam-users', 'root')(each))),
  ],
  [
    'put a guardrail on a unit instead of the root',
    () =>
      withPlacements((placements) =>
        placements.map((each) => (isAt('deny-root-user', 'root')(each) ? { ...each, target: 'Workloads' } : each)),
      ),
  ],
  [
    'permit the deletion of keys in 14 days',
    () => withParameters('protect-kms-keys', 'root', { minimumWindowDays: 14 }),
  ],
  [
    'exempt more roles by a wider pattern',
    () => replaced('DenyIamUsersUsers', 'role/platform/break-glass', 'role/platform/*'),
  ],
  [
    'deny only outside some networks',
    () =>
      written('DenyAccountChanges', ({ Condition, ...statement }) => ({
        ...statement,
        Condition: { ...Condition, NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.0/24'] } },
      })),
  ],
  [
    'protect only the objects of some buckets',
    () => replaced('ProtectLogArchiveDataObjects', '"Resource":"*"', '"Resource":"arn:aws:s3:::rampart-logs-*/*"'),
  ],
];

const tightening: readonly Edit[] = [
  [
    'allow fewer types of instances',
    () => withParameters('limit-instance-types', 'Sandbox', { allowed: ['t3.*', 't3a.*', 't4g.small'] }),
  ],
  [
    'deny a pattern of actions',
    () => replaced('ProtectSecurityHub', '"securityhub:DisableSecurityHub"', '"securityhub:Disable*"'),
  ],
  [
    'deny one more action',
    () =>
      replaced(
        'DenyLeavingOrganization',
        '"organizations:LeaveOrganization"',
        '["organizations:LeaveOrganization","organizations:CreateAccount"]',
      ),
  ],
  ['detach FullAWSAccess from a unit', () => withTarget('Suspended', { fullAwsAccess: false })],
  [
    'allow only some services',
    () => ({
      ...withTarget('Sandbox', { fullAwsAccess: false }),
      documents: [
        ...BEFORE.documents,
        {
          name: 'allow-some',
          type: 'SERVICE_CONTROL_POLICY',
          targets: ['Sandbox'],
          content: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: ['s3:*', 'ec2:*', 'iam:Get*'], Resource: '*' }],
          },
        },
      ],
    }),
  ],
];

const moving: readonly Edit[] = [
  ['move an account between units', () => withAccount('shop-development', { unit: 'Workloads/Production' })],
  [
    'move an account between units that differ much',
    () => withAccount('sandbox-one', { unit: 'Workloads/Development' }),
  ],
  ['suspend an account', () => withAccount('sandbox-one', { unit: 'Suspended', state: 'suspended' })],
  ['close an account', () => withAccount('sandbox-one', { state: 'closed' })],
  [
    'close an account and remove its own guardrails',
    () =>
      configured((organization) => ({
        ...organization,
        accounts: organization.accounts.map((each) =>
          each.key === 'log-archive' ? { ...each, state: 'closed' } : each,
        ),
        placements: organization.placements.filter(({ target }) => target !== 'log-archive'),
      })),
  ],
  [
    'remove an account and its own guardrails',
    () =>
      configured((organization) => ({
        ...organization,
        accounts: organization.accounts.filter(({ key }) => key !== 'log-archive'),
        placements: organization.placements.filter(({ target }) => target !== 'log-archive'),
      })),
  ],
  [
    'rename an account into a looser unit',
    () => withAccount('data-production', { key: 'data', unit: 'Workloads/Development' }),
  ],
  ['write down the id of an organization', () => configured((one) => ({ ...one, id: 'o-evilevil99' }))],
  [
    'add a value of a tag',
    () =>
      withParameters('standard-tags', 'root', {
        tags: [
          ...TAGS.slice(0, 2),
          { key: 'environment', values: ['production', 'development', 'sandbox', 'test'] },
          ...TAGS.slice(3),
        ],
      }),
  ],
];

const refactoring: readonly Edit[] = [
  ['assemble the same again', () => configured((organization) => organization)],
  [
    'reorder everything',
    () =>
      withDocuments((documents) =>
        documents
          .map((document) => ({
            ...document,
            content: { ...document.content, Statement: document.content.Statement.toReversed() },
            guardrails: {},
          }))
          .toReversed(),
      ),
  ],
  ['rename a Sid', () => written('DenyRootUser', (statement) => ({ ...statement, Sid: 'NobodyIsRoot' }))],
  ['split a document', () => split('rampart-root-scp-2', 4)],
  [
    'allow a type of instances that a pattern allows',
    () => withParameters('limit-instance-types', 'Sandbox', { allowed: ['t4g.*', 't3.*', 't3a.*', 't3.nano'] }),
  ],
  [
    'write Bool as BoolIfExists where the key is always there',
    () => replaced('RequireTls', '"Bool"', '"BoolIfExists"'),
  ],
  [
    'list an action that a pattern covers',
    () => replaced('DenyUnapprovedRegions', '"account:*",', '"account:*","account:CloseAccount",'),
  ],
];

/** All entries of a difference, one per line. */
function textOf(difference: Difference): string {
  const {
    equal,
    impossible,
    edits,
    principals,
    changes,
    undecided,
    trustedIds,
    effective,
    moves,
    exemptions,
    sameMeaning,
  } = difference;
  return [
    equal ? 'equal' : 'not equal',
    ...edits.map(({ kind, summary }) => `edit (${kind}): ${summary}`),
    ...principals.map(({ summary }) => `principal: ${summary}`),
    ...impossible.map(({ kind, summary }) => `impossible (${kind}): ${summary}`),
    ...changes.flatMap(({ kind, summary, parts }) => [
      `${kind}: ${summary}`,
      ...parts.map((part) => `  part: ${part}`),
    ]),
    ...undecided.map(({ summary, reason }) => `undecided: ${summary} ${reason}`),
    ...trustedIds.map(({ summary }) => `taken on trust: ${summary}`),
    ...effective.map(({ summary }) => `effective: ${summary}`),
    ...moves.map(({ kind, summary }) => `${kind}: ${summary}`),
    ...exemptions.map(({ kind, summary }) => `exemption ${kind}: ${summary}`),
    ...sameMeaning.map(({ kind, summary }) => `same meaning (${kind}): ${summary}`),
  ].join('\n');
}

function differenceTo(after: GuardrailsFile): Difference {
  const found = findDifference(BEFORE, after);
  const [old, now] = [decider(BEFORE), decider(after)];
  for (const { kind, witness } of found.changes) {
    const expected = kind === 'denied' ? ['permitted', 'denied'] : ['denied', 'permitted'];
    // Not both files contain future accounts, removed ones, and removed ones under new names.
    if (isKnown(witness.account, BEFORE, after) && isKnown(witness.resourceAccount, BEFORE, after))
      expect([witness, old(witness).decision, now(witness).decision]).toEqual([witness, ...expected]);
  }
  return found;
}

function isKnown(account: string | null | undefined, ...files: readonly GuardrailsFile[]): boolean {
  if (account === null || account === undefined || /^\d{12}$/.test(account)) return true;
  return files.every(({ targets }) => targets.some(({ id }) => id === account));
}

describe('the difference of an edit is its effect and nothing else:', () => {
  test.each([...opening, ...tightening, ...moving])('%s', (_, after) => {
    expect(textOf(differenceTo(after()))).toMatchSnapshot();
  });
});

describe('the difference of an edit without effect is empty:', () => {
  test.each(refactoring)('%s', (_, after) => {
    const found = differenceTo(after());
    expect(found.equal).toBe(true);
    expect(textOf(found)).toMatchSnapshot();
  });
});
