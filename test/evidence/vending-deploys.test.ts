import { BACKUP_GUARDRAIL } from '../../lib/model/backup-plans';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { resourcesOf, synthesize, type SynthesizedStack } from '../support/synthesize';
import { theExample } from '../support/the-example';
import {
  bootstrapRole,
  BOUNDARY_ARN,
  conditionsOf,
  EVERYTHING,
  readWall,
  together,
  type WallPolicy,
} from './vending-documents';
import { possible, type WallCall } from './vending-judging';
import { neededFor, usesIn } from './vending-needs';

/*
 * The other half of what vending-wall.test.ts shows: within these limits, every real stack is still deployed, and the roles in it
 * still work. What is off in the example, because it costs, is on here.
 */

const oracle = useOracle();
const wall = readWall();
const { organization, assembly } = theExample();
const { baseline, identity } = organization;
const copyTo = { account: 'network', region: organization.homeRegion };
const stacks = synthesize({
  assembly,
  organization: {
    ...organization,
    accounts: organization.accounts.map((account) =>
      account.key === copyTo.account ? { ...account, accountId: '444444444444' } : account,
    ),
    placements: organization.placements.map((placement) =>
      placement.guardrail === BACKUP_GUARDRAIL
        ? { ...placement, parameters: { ...(placement.parameters as object), copyTo } }
        : placement,
    ),
    baseline: baseline === null ? null : { ...baseline, guardDuty: { forwardFrom: 7 } },
    identity: identity === null ? null : { ...identity, delegatedAdministrator: 'network' },
  },
});
const principal = bootstrapRole('cfn-exec');
const all = together([wall.grants, wall.limits]);
const KEY = 'arn:aws:kms:{region}:{account}:key/0a1b';
const SAML = 'arn:aws:iam::{account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE';
const idOf = ({ does, action, on = '*' }: WallCall): string => `${does}: ${action} on ${on}`;

/** Beside what the templates name. Identity Center calls in the name of CloudFormation's role. */
const ALSO: readonly WallCall[] = [
  { does: 'read code', action: 's3:GetObject', on: 'arn:aws:s3:::cdk-rampart-assets-{account}-{region}/0a1b.zip' },
  {
    does: 'read',
    action: 'ssm:GetParameters',
    on: 'arn:aws:ssm:{region}:{account}:parameter/cdk-bootstrap/rampart/version',
  },
  ...['EnableKeyRotation', 'TagResource'].map((name) => ({
    ...{ does: 'prepare a key that has no name yet', action: `kms:${name}`, on: KEY },
  })),
  ...['alias/rampart-alarms', 'alias/rampart-rules'].map((alias) => ({
    does: `write the policy of the key ${alias}`,
    action: 'kms:PutKeyPolicy',
    on: KEY,
    keys: { 'kms:ResourceAliases': [alias] },
  })),
  ...['CreateSAMLProvider', 'GetSAMLProvider', 'UpdateSAMLProvider'].map((action) => ({
    ...{ does: 'Identity Center', action: `iam:${action}`, on: SAML, keys: { 'aws:ViaAWSService': 'true' } },
  })),
  ...['ListPolicies', 'ListRoles'].map((action) => ({ does: 'Identity Center', action: `iam:${action}` })),
];

async function blocked(policy: WallPolicy, calls: readonly WallCall[]): Promise<readonly string[]> {
  const allowed = new Set(await possible(oracle(), { principal, identityPolicy: policy }, calls));
  return calls.filter((call) => !allowed.has(call)).map(idOf);
}

const ROLES = stacks.flatMap(({ template }) => resourcesOf(template, 'AWS::IAM::Role'));

test('every role that the stacks make in the management account has the boundary', () => {
  expect(ROLES.length).toBeGreaterThanOrEqual(5);
  expect(ROLES.filter(([, { Properties }]) => Properties?.['PermissionsBoundary'] !== BOUNDARY_ARN)).toEqual([]);
});

test('no template for a member account names the boundary, which does not exist there', () => {
  const sets = stacks.flatMap(({ template }) => resourcesOf(template, 'AWS::CloudFormation::StackSet'));
  const bodies = sets.map(([, { Properties }]) => JSON.stringify(Properties?.['TemplateBody']));
  expect(bodies.filter((body) => body.includes('AWS::IAM::Role')).length).toBeGreaterThan(0);
  expect(bodies.filter((body) => body.includes('management-boundary'))).toEqual([]);
});

testWithOracle.each(stacks.map((stack) => [stack.id, stack] as const))(
  '%s is deployed: each call on something whose name is known is possible',
  async (_, stack) => {
    expect(await blocked(all, neededFor(stack))).toEqual([]);
  },
);

testWithOracle('code, the version of the bootstrap, keys and Identity Center are reached', async () => {
  expect(await blocked(all, ALSO)).toEqual([]);
});

const USES = stacks.flatMap(usesIn);

testWithOracle.each(USES.map((use) => [use.role, use] as const))('%s does what it is for', async (role, { calls }) => {
  expect(calls.length).toBeGreaterThan(0);
  const limits = { principal: role, identityPolicy: EVERYTHING, permissionsBoundary: wall.boundary };
  const allowed = new Set(await possible(oracle(), limits, calls));
  expect(calls.filter((call) => !allowed.has(call)).map(idOf)).toEqual([]);
});

test('the boundary allows no action, no service and no type of policy that no role uses', () => {
  const used = USES.flatMap(({ calls }) => calls);
  const actions = new Set(wall.boundary.Statement.flatMap(({ Action = [] }) => Action));
  expect([...actions].filter((action) => !used.some((call) => call.action === action))).toEqual([]);
  for (const { Action, Condition = {} } of wall.boundary.Statement)
    for (const [key, values] of Object.values(Condition).flatMap((one) => Object.entries(one)))
      for (const value of [values].flat())
        expect(used.filter((call) => call.action === Action && call.keys?.[key] === value)).not.toEqual([]);
});

test('the boundary is short enough for a managed policy: 6,144 characters, white space not counted', () => {
  expect(JSON.stringify(wall.boundary).replace(/\s/g, '').length).toBeLessThanOrEqual(6_144);
});

describe('what these tests notice', () => {
  const owners = stacks.filter(({ template }) => resourcesOf(template, 'AWS::IAM::Role').length > 0);

  testWithOracle.each(owners.map((stack) => [stack.id, stack] as const))(
    '%s without the boundary',
    async (_, stack) => {
      expect((await blocked(all, neededFor(withoutBoundary(stack)))).length).toBeGreaterThan(0);
    },
  );

  testWithOracle.each(wall.boundary.Statement.map((one) => [one.Sid ?? '', one] as const))(
    'a boundary without %s',
    async (_, statement) => {
      const narrower = { ...wall.boundary, Statement: wall.boundary.Statement.filter((one) => one !== statement) };
      const calls = USES.flatMap((use) => use.calls);
      const limits = { principal, identityPolicy: EVERYTHING, permissionsBoundary: narrower };
      expect((await possible(oracle(), limits, calls)).length).toBeLessThan(calls.length);
    },
  );

  testWithOracle.each(conditionsOf(wall.limits, /./))('limits without %s of %s', async (key, sid) => {
    const { grants, limits } = readWall();
    for (const values of Object.values(limits.Statement.find(({ Sid }) => Sid === sid)?.Condition ?? {}))
      Reflect.deleteProperty(values, key);
    const needed = [...owners.flatMap(neededFor), ...ALSO];
    expect((await blocked(together([grants, limits]), needed)).length).toBeGreaterThan(0);
  });
});

function withoutBoundary(stack: SynthesizedStack): SynthesizedStack {
  const template = JSON.parse(stack.text) as SynthesizedStack['template'];
  for (const [, { Properties = {} }] of resourcesOf(template, 'AWS::IAM::Role'))
    Reflect.deleteProperty(Properties, 'PermissionsBoundary');
  return { ...stack, template };
}
