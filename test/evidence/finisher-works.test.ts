import { finisherDefinition, PASSWORD_POLICY } from '../../constructs/finisher/definition';
import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import { loadServiceReference } from '../../lib/iam/service-reference/load';
import { BACKUP, FINISHER } from '../../lib/model/names';
import { baselineWorld, exampleWithBaseline, type BaselineWorld } from './baseline-world';
import { CONTACTS } from '../support/a-finisher-definition';
import { answerOf, newAccount } from '../support/state-machine/fake-account';
import { runDefinition, type Call } from '../support/state-machine/run-definition';

/*
 * The guardrails of the shipped organization, held to what the finisher really calls: it gets through wherever accounts are,
 * and developers do not where a guardrail reserves something for it.
 */

const organization = exampleWithBaseline();
const world = baselineWorld(organization);

/** The unit in which nothing is finished. */
const QUARANTINED = 'Suspended';

/** A call, and the Region of the state machine that makes it. */
interface Made {
  readonly region: string;
  readonly call: Call;
}

/** All calls of an execution in each governed Region, with a key of EBS, and a default VPC and security group to deal with. */
const made: readonly Made[] = organization.governedRegions.flatMap((region) => {
  const account = newAccount({ key: { Arn: `arn:aws:kms:${region}:111111111111:key/0a1b`, KeyState: 'Enabled' } });
  account.groups = [...account.groups, { GroupId: 'sg-2', GroupName: 'default', vpc: 'vpc-2' }];
  account.rules = [true, false].map((IsEgress) => ({ SecurityGroupRuleId: String(IsEgress), IsEgress, group: 'sg-2' }));
  const definition = finisherDefinition({
    homeRegion: organization.homeRegion,
    passwordPolicy: PASSWORD_POLICY,
    contacts: CONTACTS,
    ...{ removesDefaultVpcs: true, emptiesDefaultSecurityGroups: true, ebsKeyAlias: BACKUP.ebsKey },
  });
  const { status, calls } = runDefinition(definition, { region, answer: answerOf(account) });
  if (status !== 'SUCCEEDED') throw new Error(`the finisher fails in ${region}`);
  return calls.map((call) => ({ region, call }));
});

function actionOf({ call }: Made): string {
  return call.operation.replace(/:./, (start) => start.toUpperCase());
}

/** Parameters that name a resource, and the type of the resource. */
const RESOURCES: Readonly<Record<string, string>> = {
  SubnetId: 'subnet',
  InternetGatewayId: 'internet-gateway',
  VpcId: 'vpc',
  GroupId: 'security-group',
};

/** What a call touches: what its parameters name, or else a setting or a list. */
function touchedBy({ region, call: { operation, parameters } }: Made, account: string): readonly string[] {
  if (operation.startsWith('account:')) return [`arn:aws:account::${account}:account`];
  if (operation === 'kms:describeKey') return [`arn:aws:kms:${region}:${account}:key/0a1b`];
  const named = Object.entries(parameters).flatMap(([name, id]) => {
    const type = RESOURCES[name];
    return type === undefined ? [] : [`arn:aws:ec2:${region}:${account}:${type}/${String(id)}`];
  });
  return named.length === 0 ? ['*'] : named;
}

/** IAM and Account Management have one endpoint, in us-east-1. */
function endpointOf({ region, call }: Made): string {
  return /^(?:iam|account):/.test(call.operation) ? 'us-east-1' : region;
}

function requestsOf(one: Made, account: string, principal: string): readonly RequestLine[] {
  return touchedBy(one, account).map((resource) => ({
    ...{ id: actionOf(one), account, principal, action: actionOf(one), resource },
    context: {
      'aws:RequestedRegion': endpointOf(one),
      'aws:SecureTransport': 'true',
      'aws:PrincipalIsAWSService': 'false',
      'aws:ViaAWSService': 'false',
      ...(one.call.operation === 'kms:describeKey' ? { 'kms:RequestAlias': BACKUP.ebsKey } : {}),
    },
  }));
}

interface Verdict {
  readonly action: string;
  readonly decision: string;
  readonly guardrails: readonly string[];
}

/** What the guardrails say to a role that makes all these calls in an account. */
function verdicts({ decide }: BaselineWorld, account: string, role: string): readonly Verdict[] {
  return made.flatMap((one) =>
    requestsOf(one, account, `arn:aws:iam::${account}:role${role}`).map((request) => {
      const { decision, by } = decide(request);
      const guardrails = [...new Set(by.flatMap((denial) => denial.guardrails))].sort();
      return { action: request.action, decision, guardrails };
    }),
  );
}

const finisherRole = `${FINISHER.role.path}${FINISHER.role.name}`;

/** What the finisher may not do, in any unit but quarantine. */
function stopped(where: BaselineWorld): readonly string[] {
  const found = [...where.accounts]
    .filter(([unit]) => unit !== QUARANTINED)
    .flatMap(([, account]) => verdicts(where, account, finisherRole))
    .filter(({ decision }) => decision !== 'permitted')
    .map(({ action, decision, guardrails }) => `${action} is ${decision} by ${guardrails.join(', ')}`);
  return [...new Set(found)].sort();
}

function isChange(action: string): boolean {
  const level = loadServiceReference().action(action)?.level;
  if (level === undefined) throw new Error(`AWS documents no action ${action}`);
  return level !== 'Read' && level !== 'List';
}

describe('the finisher', () => {
  test('makes every kind of call', () => {
    const actions = new Set(made.map(actionOf));
    expect(actions.size).toBe(28);
    expect([...actions].filter(isChange).sort()).toEqual([
      'account:PutAlternateContact',
      'ec2:DeleteInternetGateway',
      'ec2:DeleteSubnet',
      'ec2:DeleteVpc',
      'ec2:DetachInternetGateway',
      'ec2:EnableEbsEncryptionByDefault',
      'ec2:ModifyEbsDefaultKmsKeyId',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:RevokeSecurityGroupIngress',
      'iam:UpdateAccountPasswordPolicy',
    ]);
  });

  test('is stopped by no guardrail, wherever accounts are, but in quarantine', () => {
    expect([...world.accounts.keys()]).toContain(QUARANTINED);
    expect(world.accounts.size).toBeGreaterThan(5);
    expect(stopped(world)).toEqual([]);
  });

  test('changes nothing in quarantine', () => {
    const all = verdicts(world, world.accounts.get(QUARANTINED) ?? '', finisherRole);
    const changes = all.filter(({ action }) => isChange(action));
    expect(changes.length).toBeGreaterThan(10);
    for (const { decision, guardrails } of changes) {
      expect(decision).toBe('denied');
      expect(guardrails).toContain('quarantine');
    }
  });
});

/** Which guardrails deny a developer what the finisher changes, by action: those that do so in every unit but quarantine. */
function deniedToDevelopers(where: BaselineWorld): Readonly<Record<string, readonly string[]>> {
  const inUnits = [...where.accounts].filter(([unit]) => unit !== QUARANTINED);
  const table = new Map<string, ReadonlySet<string>>();
  for (const [, account] of inUnits)
    for (const { action, decision, guardrails } of verdicts(where, account, '/developer')) {
      const by = decision === 'denied' ? guardrails : [decision];
      const before = table.get(action);
      // In every unit: what one of them lacks does not count.
      table.set(action, new Set(before === undefined ? by : by.filter((one) => before.has(one))));
    }
  return Object.fromEntries([...table].filter(([action]) => isChange(action)).map(([action, by]) => [action, [...by]]));
}

describe('a developer', () => {
  const denied = deniedToDevelopers(world);

  test('is denied what is reserved for the finisher, in every unit', () => {
    expect(denied).toMatchObject({
      'account:PutAlternateContact': ['deny-account-changes'],
      'iam:UpdateAccountPasswordPolicy': ['protect-baseline'],
    });
  });

  test('may do the rest: it is about networks of an account, which are its own, and about encryption for the better', () => {
    const free = Object.entries(denied).flatMap(([action, by]) => (by.includes('permitted') ? [action] : []));
    expect(free.sort()).toEqual([
      'ec2:DeleteInternetGateway',
      'ec2:DeleteSubnet',
      'ec2:DeleteVpc',
      'ec2:DetachInternetGateway',
      'ec2:EnableEbsEncryptionByDefault',
      // The finisher sets it back.
      'ec2:ModifyEbsDefaultKmsKeyId',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:RevokeSecurityGroupIngress',
    ]);
  });
});

describe('a mistake is noticed', () => {
  const { platform } = organization;
  const exempting = (from: readonly string[]): BaselineWorld =>
    baselineWorld(organization, {
      ...organization,
      packing: { formatVersion: 1, documents: {} },
      platform: { ...platform, exemptFrom: { ...platform.exemptFrom, finisher: from } },
    });

  test.each([
    ['deny-account-changes', 'account:PutAlternateContact is denied by deny-account-changes'],
    ['protect-baseline', 'iam:UpdateAccountPasswordPolicy is denied by protect-baseline'],
  ])('when the finisher is bound by %s', (guardrail, found) => {
    const rest = [platform.exemptFrom.finisher].flat().filter((id) => id !== guardrail);
    expect(stopped(exempting(rest))).toContain(found);
  });

  test('when the finisher gets through quarantine', () => {
    const free = exempting([...[platform.exemptFrom.finisher].flat(), 'quarantine']);
    const all = verdicts(free, free.accounts.get(QUARANTINED) ?? '', finisherRole);
    expect(all.filter(({ action, decision }) => isChange(action) && decision !== 'denied')).not.toEqual([]);
  });
});
