import { finisherActions } from '../../constructs/finisher/definition';
import { assemble } from '../../lib/analysis/assemble/assemble';
import { definitionOf } from '../../lib/stacks/finisher-parts';
import { catalogue } from '../../policies/catalogue';
import type { OraclePolicies } from '../../tools/oracle/client';
import { testWithOracle, useOracle } from '../oracle/with-oracle';
import { theExample } from '../support/the-example';
import type { FoundRole } from './application-stores';
import type { Attempt } from './application-trust';
import { touchedByFinisher } from './baseline-needs';
import {
  BEYOND,
  callRequest,
  finisherRoles,
  finisherTrustRequest,
  OWN,
  rightful,
  TAMPERING,
  wrongful,
  type FinisherCall,
  type FinisherRoles,
} from './finisher-roles';
import { SHOP } from './people-roles';
import { buildWorld, type World } from './world';

/*
 * The roles of the finisher in a production account of the shipped organization: who acts as them, what they may do, and what
 * people of the account can do to it. The templates as they are deployed, asked of an independent evaluator. Then the same with
 * one mistake in each, which must be noticed.
 */

const oracle = useOracle();
const { organization, assembly } = theExample();
const world = buildWorld(organization, assembly);
const roles = finisherRoles(organization, world);
const { number: account } = world.account(SHOP);

const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };
const NAMES: readonly (keyof FinisherRoles)[] = ['finisher', 'finisher-start'];

async function assumed(
  attempts: readonly Attempt[],
  role: FoundRole,
  policies: OraclePolicies = NO_GUARDRAILS,
): Promise<readonly string[]> {
  const requests = attempts.map((attempt) => finisherTrustRequest(attempt, role, world));
  const { answers } = await oracle().ask(policies, requests);
  return attempts.filter((_, index) => answers[index] === 'Allowed').map(({ what }) => what);
}

async function allowed(
  calls: readonly FinisherCall[],
  { arn, permissions }: Pick<FoundRole, 'arn'> & { readonly permissions?: object | null },
  policies: OraclePolicies = NO_GUARDRAILS,
): Promise<readonly string[]> {
  const requests = calls.map((call) => callRequest(call, arn, world, permissions));
  const { answers } = await oracle().ask(policies, requests);
  return calls.filter((_, index) => answers[index] === 'Allowed').map(idOf);
}

const idOf = ({ action, on, keys = {} }: FinisherCall): string => `${action} on ${on} ${Object.values(keys).join()}`;

/** What the state machine of the shipped organization calls. */
function ownCalls(): readonly FinisherCall[] {
  const { baseline } = organization;
  if (baseline === null) throw new Error('the example has no baseline');
  return finisherActions(definitionOf(organization, baseline)).flatMap((action) =>
    touchedByFinisher(action, { account, region: world.homeRegion }).map((on) => ({
      action,
      on,
      ...(action === 'kms:DescribeKey' ? { keys: { 'kms:RequestAlias': 'alias/rampart-ebs' } } : {}),
    })),
  );
}

const START: FinisherCall = {
  action: 'states:StartExecution',
  on: 'arn:aws:states:{region}:{account}:stateMachine:rampart-finisher',
};

describe.each(NAMES)('the role %s', (name) => {
  testWithOracle('is assumed by whom it is for, in every Region', async () => {
    const attempts = rightful(world)[name];
    expect(await assumed(attempts, roles[name])).toEqual(attempts.map(({ what }) => what));
    const guarded = world.guardrails(null, SHOP, ['sts']);
    expect(await assumed(attempts, roles[name], guarded)).toEqual(attempts.map(({ what }) => what));
  });

  testWithOracle('is assumed by nobody else, even without guardrails', async () => {
    const attempts = wrongful(world)[name];
    expect(attempts.length).toBeGreaterThan(15);
    expect(await assumed(attempts, roles[name])).toEqual([]);
  });

  testWithOracle('may do what it is for, with all guardrails', async () => {
    const calls = name === 'finisher' ? ownCalls() : [START];
    expect(await allowed(calls, roles[name], world.guardrails(SHOP, SHOP))).toEqual(calls.map(idOf));
  });

  testWithOracle('may do nothing else, even without guardrails', async () => {
    expect(await allowed(BEYOND[name], roles[name])).toEqual([]);
  });
});

/** Whoever may do everything by its own policies. */
const PEOPLE = [
  'developer',
  'admin',
  'aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_administrator_0123456789abcdef',
].map((name) => `arn:aws:iam::${account}:role/${name}`);

describe.each(PEOPLE)('%s', (arn) => {
  testWithOracle(
    'changes nothing of the finisher, starts it with no input of theirs, and undoes nothing that it set',
    async () => {
      expect(await allowed(TAMPERING, { arn }, world.guardrails(SHOP, SHOP))).toEqual([]);
    },
  );

  testWithOracle('still has state machines and schedules of their own, and reads what the finisher did', async () => {
    expect(await allowed(OWN, { arn }, world.guardrails(SHOP, SHOP))).toEqual(OWN.map(idOf));
  });
});

describe('a mistake is noticed', () => {
  const edits: Readonly<Record<string, readonly [keyof FinisherRoles, string | RegExp, string]>> = {
    'every state machine of the account': ['finisher', ':stateMachine:rampart-finisher', ':stateMachine:*'],
    'every state machine whose name begins so': ['finisher', ':rampart-finisher"', ':rampart-finisher*"'],
    'state machines of every account': ['finisher', /"StringEquals":\{[^}]*\},?|:\d{12}:stateMachine/g, ''],
    'Step Functions for anybody': ['finisher', /,?"Condition":\{.*?\}\}/, ''],
    'every group of schedules': ['finisher-start', 'schedule-group/default', 'schedule-group/*'],
    'Scheduler for anybody': ['finisher-start', /,?"Condition":\{.*?\}\}/, ''],
    'another service': ['finisher-start', /"Service":"[^"]*"/, '"Service":"lambda.amazonaws.com"'],
    'everybody in the account': [
      'finisher',
      /"Principal":\{[^}]*\}/,
      `"Principal":{"AWS":"arn:aws:iam::${account}:root"}`,
    ],
  };

  testWithOracle.each(Object.entries(edits))('trust in %s', async (_, [name, from, to]) => {
    const role = roles[name];
    const text = JSON.stringify(role.trustPolicy);
    const edited = from instanceof RegExp && from.global ? widened(text) : text.replace(from, to);
    expect(edited).not.toBe(text);
    const broken = { ...role, trustPolicy: JSON.parse(edited) as object };
    const attempts = [...rightful(world)[name], ...wrongful(world)[name]];
    expect(await assumed(attempts, broken)).not.toEqual(rightful(world)[name].map(({ what }) => what));
  });

  testWithOracle.each([
    ['finisher', /arn:aws:ec2:\*:\d{12}:vpc/, 'arn:aws:ec2:*:*:vpc'],
    ['finisher', /arn:aws:ec2:\*:\d{12}:security-group/, 'arn:aws:ec2:*:*:security-group'],
    ['finisher', /arn:aws:account::(\d{12}):account/, 'arn:aws:account::$1:account*'],
    ['finisher', /,?"Condition":\{.*?\}\}/, ''],
    ['finisher', 'iam:UpdateAccountPasswordPolicy', 'iam:*AccountPasswordPolicy'],
    ['finisher', 'account:PutAlternateContact', 'account:Put*'],
    ['finisher', 'ec2:EnableEbsEncryptionByDefault', 'ec2:*EbsEncryptionByDefault'],
    ['finisher-start', ':stateMachine:rampart-finisher', ':stateMachine:*'],
    ['finisher-start', 'states:StartExecution', 'states:Start*'],
  ] as const)('permissions: %s, another %s', async (name, from, to) => {
    const role = roles[name];
    const text = JSON.stringify(role.permissions);
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    expect(await allowed(BEYOND[name], { ...role, permissions: JSON.parse(edited) as object })).not.toEqual([]);
  });

  const without = (guardrail: string): World => {
    const fewer = {
      ...organization,
      placements: organization.placements.filter((placement) => placement.guardrail !== guardrail),
      packing: { formatVersion: 1 as const, documents: {} },
    };
    const outcome = assemble(fewer, catalogue);
    if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems));
    return buildWorld(fewer, outcome.value);
  };

  testWithOracle.each([
    ['protect-baseline', 'states:UpdateStateMachine'],
    ['protect-baseline', 'kms:CreateAlias'],
    ['protect-platform-roles', 'iam:PassRole'],
    ['deny-account-changes', 'account:PutAlternateContact'],
    ['require-ebs-encryption', 'ec2:DisableEbsEncryptionByDefault'],
  ])('people without %s', async (guardrail, action) => {
    const [, admin = ''] = PEOPLE;
    const found = await allowed(TAMPERING, { arn: admin }, without(guardrail).guardrails(SHOP, SHOP));
    expect(found.map((one) => one.split(' ')[0])).toContain(action);
  });
});

/** Trusts the name of the state machine in any account. */
function widened(trust: string): string {
  return trust.replace(/"StringEquals":\{[^}]*\},?/, '').replace(/:\d{12}:stateMachine/, ':*:stateMachine');
}
