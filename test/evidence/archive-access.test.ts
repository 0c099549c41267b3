import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { ACCESS_CASES, CALLERS, type CallerId } from './archive-access';
import { DELIVERY_CASES } from './archive-deliveries';
import { archiveTemplates } from './archive-templates';
import { archiveWorld } from './archive-world';
import { findTargets, judgeAccess, judgeDeliveries, judgeGuardedAccess, type Guarding } from './judge-archive';

const oracle = useOracle();
const world = archiveWorld();
const templates = archiveTemplates();

/** In the order of the callers. */
function inOrder(callers: readonly CallerId[]): readonly string[] {
  return Object.keys(CALLERS).filter((id) => callers.some((one) => one === id));
}

testWithOracle('the log archive is open to those whom the tables list and to nobody else', async () => {
  const unguarded = await judgeAccess(oracle(), world, templates);
  expect(unguarded).toEqual(Object.fromEntries(ACCESS_CASES.map((one) => [one.what, inOrder(one.unguarded)])));
  const guarded = await judgeGuardedAccess(oracle(), world, templates, unguarded);
  expect(guarded).toEqual(Object.fromEntries(ACCESS_CASES.map((one) => [one.what, inOrder(one.possible)])));
});

testWithOracle.each<Guarding>(['guarded', 'unguarded'])(
  'the log archive receives what services deliver for the organization and nothing else: %s',
  async (guarding) => {
    const expected = DELIVERY_CASES.map(({ what, isPossible }) => [what, isPossible]);
    expect(await judgeDeliveries(oracle(), world, templates, guarding)).toEqual(Object.fromEntries(expected));
  },
);

test('the tables name actions that exist, each case once', () => {
  const reference = loadServiceReference();
  const actions = [...ACCESS_CASES, ...DELIVERY_CASES].map(({ action }) => action);
  expect(actions.filter((action) => !reference.actionExists(action))).toEqual([]);
  for (const cases of [ACCESS_CASES, DELIVERY_CASES])
    expect(new Set(cases.map(({ what }) => what)).size).toBe(cases.length);
});

describe('of all actions that AWS documents, whatever their permissions, administrators can', () => {
  const administrator = `arn:aws:iam::${world.account('log-archive').number}:role/admin`;

  async function possible(target: 'trail' | 'trailKey', types: readonly string[]): Promise<readonly string[]> {
    const { arn, policy } = findTargets(templates, world)[target];
    const actions = loadServiceReference()
      .actionsOf(target === 'trail' ? 's3' : 'kms')
      .filter(({ resources }) => resources.some(({ type }) => types.includes(type)));
    expect(actions.length).toBeGreaterThan(10);
    const { answers } = await oracle().ask(
      { serviceControlPolicies: [], resourceControlPolicies: [] },
      actions.map(({ name }) => ({
        principal: administrator,
        action: name,
        resource: types.includes('object') ? `${arn}/log` : arn,
        account: world.account('log-archive').number,
        context: {
          'aws:PrincipalArn': administrator,
          'aws:PrincipalIsAWSService': 'false',
          'aws:SecureTransport': 'true',
        },
        resourcePolicy: policy,
      })),
    );
    return actions.map(({ name }) => name).filter((_, index) => answers[index] === 'Allowed');
  }

  testWithOracle("do nothing with the trail's logs", async () => {
    expect(await possible('trail', ['object'])).toEqual([]);
  });

  testWithOracle("only read the settings of the trail's bucket", async () => {
    const reference = loadServiceReference();
    const settings = await possible('trail', ['bucket']);
    expect(settings).toContain('s3:GetBucketPolicy');
    expect(settings).not.toContain('s3:ListBucket');
    // Listing the tags is of the level `List`.
    expect([...new Set(settings.map((name) => reference.action(name)?.level))].sort()).toEqual(['List', 'Read']);
    expect(settings.filter((name) => reference.action(name)?.level === 'List')).toEqual(['s3:ListTagsForResource']);
  });

  testWithOracle('configure the key, and neither use, disable nor delete it', async () => {
    const actions = await possible('trailKey', ['key']);
    expect(actions.map((name) => name.replace('kms:', ''))).toEqual([
      'CancelKeyDeletion',
      'DescribeKey',
      'EnableKey',
      'EnableKeyRotation',
      'GetKeyPolicy',
      'GetKeyRotationStatus',
      'ListGrants',
      'ListKeyPolicies',
      'ListKeyRotations',
      'ListResourceTags',
      'PutKeyPolicy',
      'RevokeGrant',
      'RotateKeyOnDemand',
      'TagResource',
      'UntagResource',
      'UpdateKeyDescription',
    ]);
  });
});

describe('the role that AWS Config has in each account', () => {
  const SERVICE_LINKED = 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';

  /** Neither service control policies nor resource control policies bind service-linked roles. */
  async function canList(
    bucket: 'config' | 'trail',
    account: string,
    role: string,
    organization: string,
  ): Promise<boolean> {
    const principal = `arn:aws:iam::${account}:${role}`;
    const { arn, policy } = findTargets(templates, world)[bucket];
    const request = {
      principal,
      action: 's3:ListBucket',
      resource: arn,
      account: world.account('log-archive').number,
      context: {
        'aws:PrincipalArn': principal,
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalOrgID': organization,
        'aws:SecureTransport': 'true',
      },
      resourcePolicy: policy,
    };
    const none = { serviceControlPolicies: [], resourceControlPolicies: [] };
    const { answers } = await oracle().ask(none, [request]);
    return answers[0] === 'Allowed';
  }

  const member = world.account('shop-production').number;

  testWithOracle('finds the bucket of AWS Config from everywhere in the organization', async () => {
    expect(await canList('config', member, SERVICE_LINKED, world.organization)).toBe(true);
  });

  testWithOracle('cannot be imitated by another role, or from another organization', async () => {
    expect(await canList('config', member, 'role/AWSServiceRoleForConfig', world.organization)).toBe(false);
    expect(await canList('config', '999999999999', SERVICE_LINKED, 'o-stranger00')).toBe(false);
  });

  testWithOracle("does not list the trail's bucket", async () => {
    expect(await canList('trail', member, SERVICE_LINKED, world.organization)).toBe(false);
    expect(await canList('trail', world.account('log-archive').number, SERVICE_LINKED, world.organization)).toBe(false);
  });
});
