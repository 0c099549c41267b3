import {
  finisherActions,
  NOT_FINISHED,
  PASSWORD_POLICY,
  type Definition,
} from '../../../constructs/finisher/definition';
import { loadServiceReference } from '../../../lib/iam/service-reference/load';
import { aFinisher, CONTACTS } from '../../support/a-finisher-definition';
import { allStates, withState } from '../../support/state-machine/all-states';
import { answerOf, newAccount, VPC, type FakeAccount } from '../../support/state-machine/fake-account';
import { StateError } from '../../support/state-machine/paths';
import { runDefinition, type Call, type Execution, type RunOptions } from '../../support/state-machine/run-definition';

/*
 * The definition is executed here against a stand-in for AWS, and by `npm run finisher` against moto.
 */

interface Report {
  readonly changed: readonly Said[];
  readonly left: readonly Said[];
  readonly failed: readonly Said[];
}

type Said = Readonly<Record<string, unknown>>;

function run(
  account: FakeAccount,
  options: Partial<RunOptions> & { readonly definition?: Definition } = {},
): Execution {
  const { definition = aFinisher(), region = 'eu-central-1', answer = answerOf(account) } = options;
  return runDefinition(definition, { region, answer });
}

function reportOf({ output, cause }: Execution): Report {
  return (cause === undefined ? output : JSON.parse(cause)) as Report;
}

/** Calls that may change something. */
function changesOf({ calls }: Execution): readonly string[] {
  return calls.map(({ operation }) => operation).filter((operation) => !/:(?:describe|get)/.test(operation));
}

/** Answers like AWS, unless the call is one of these. */
function except(account: FakeAccount, instead: (call: Call) => void): (call: Call) => unknown {
  const answer = answerOf(account);
  return (call) => {
    instead(call);
    return answer(call);
  };
}

describe('a new account', () => {
  test('is finished in its home Region', () => {
    const account = newAccount();
    const execution = run(account);
    expect(execution.status).toBe('SUCCEEDED');
    expect(account).toMatchObject({ encrypted: true, vpcs: [], subnets: [], gateways: [], groups: [] });
    expect(account.passwordPolicy).toEqual(PASSWORD_POLICY);
    const { name, title, email, phone } = CONTACTS.security;
    const fields = { Name: name, Title: title, EmailAddress: email, PhoneNumber: phone };
    expect(account.contacts['SECURITY']).toEqual({ AlternateContactType: 'SECURITY', ...fields });
    expect(Object.keys(account.contacts)).toEqual(['SECURITY', 'OPERATIONS', 'BILLING']);
    expect(reportOf(execution).changed).toEqual([
      { what: 'encryption of EBS volumes by default' },
      { what: 'default VPC', id: VPC },
      { what: 'password policy' },
      { what: 'alternate contact', type: 'SECURITY' },
      { what: 'alternate contact', type: 'OPERATIONS' },
      { what: 'alternate contact', type: 'BILLING' },
    ]);
  });

  test('is left as it is the second time, and the report says so', () => {
    const account = newAccount();
    run(account);
    const second = run(account);
    expect(changesOf(second)).toEqual([]);
    const { changed, left, failed } = reportOf(second);
    expect({ changed, failed }).toEqual({ changed: [], failed: [] });
    expect(left.map(({ what, why }) => `${String(what)}: ${String(why)}`)).toEqual([
      'encryption of EBS volumes by default: it is on',
      'key for EBS volumes by default: there is no alias/rampart-ebs here',
      'password policy: it demands no less',
      'alternate contact: it is the same',
      'alternate contact: it is the same',
      'alternate contact: it is the same',
    ]);
  });

  test('has no setting of the whole account asked or changed from another Region', () => {
    const execution = run(newAccount(), { region: 'eu-west-1' });
    expect(execution.calls.filter(({ operation }) => /^(?:iam|account):/.test(operation))).toEqual([]);
    expect(reportOf(execution).left).toContainEqual({
      what: 'password policy',
      why: 'set in eu-central-1, for all Regions',
    });
    expect(changesOf(execution)).toContain('ec2:deleteVpc');
  });

  test('keeps what the configuration keeps', () => {
    const definition = aFinisher({ removesDefaultVpcs: false, emptiesDefaultSecurityGroups: false, contacts: {} });
    expect(changesOf(run(newAccount(), { definition }))).toEqual([
      'ec2:enableEbsEncryptionByDefault',
      'iam:updateAccountPasswordPolicy',
    ]);
  });
});

/** What may use a default VPC, and how the report calls it. */
const USES: readonly (readonly [string, Partial<FakeAccount>])[] = [
  ['network interfaces', { interfaces: [{ NetworkInterfaceId: 'x-1', subnet: 'subnet-b', groups: [] }] }],
  ['subnets that are not default ones', { subnets: [{ SubnetId: 'x-1', DefaultForAz: false }] }],
  [
    'security groups besides the default one',
    { groups: ['default', 'x-1'].map((id) => ({ GroupId: id, GroupName: id, vpc: VPC })) },
  ],
  ['route tables besides the main one', other('describeRouteTables', { RouteTableId: 'rtb' }, { RouteTableId: 'x-1' })],
  ['network ACLs besides the default one', other('describeNetworkAcls', { NetworkAclId: 'x-1' })],
  ['endpoints', other('describeVpcEndpoints', { VpcEndpointId: 'x-1' })],
  ['peering connections', other('describeVpcPeeringConnections', { VpcPeeringConnectionId: 'x-1', side: 'requester' })],
  ['peering connections', other('describeVpcPeeringConnections', { VpcPeeringConnectionId: 'x-1', side: 'accepter' })],
  ['a virtual private gateway', other('describeVpnGateways', { VpnGatewayId: 'x-1' })],
  ['NAT gateways', other('describeNatGateways', { VpcId: VPC, id: 'x-1' })],
  [
    'an egress-only internet gateway',
    other('describeEgressOnlyInternetGateways', { Attachments: [{ VpcId: VPC }], id: 'x-1' }),
  ],
];

function other(operation: string, ...things: readonly Said[]): Partial<FakeAccount> {
  return { others: { describeRouteTables: [{ RouteTableId: 'rtb' }], [operation]: things } };
}

/** The uses that a definition does not respect. */
function disrespected(definition: Definition): readonly string[] {
  return USES.flatMap(([use, state]) => {
    const execution = run(newAccount(state), { definition });
    return changesOf(execution).some((operation) => /ec2:de(?:lete|tach)/.test(operation)) ? [use] : [];
  });
}

describe('a default VPC', () => {
  test.each(USES)('that has %s is left whole, and the report says so', (use, state) => {
    const execution = run(newAccount(state));
    expect(execution.status).toBe('SUCCEEDED');
    expect(changesOf(execution).filter((operation) => /ec2:de(?:lete|tach)/.test(operation))).toEqual([]);
    const [left] = reportOf(execution).left.filter(({ what }) => what === 'default VPC');
    expect(left).toMatchObject({ id: VPC, why: expect.stringContaining(`it has ${use}`) as unknown });
    if ('found' in (left ?? {})) expect(left?.['found']).toContain('x-1');
  });

  test.each(['describeNetworkInterfaces', 'describeSecurityGroups', 'describeVpcEndpoints'])(
    'is left whole if the first page of %s is empty, and there are more',
    (operation) => {
      const account = newAccount();
      const answer = answerOf(account);
      const more = (call: Call): unknown => {
        const isLook = call.operation === `ec2:${operation}` && JSON.stringify(call.parameters).includes('vpc-id');
        const empty = { NetworkInterfaces: [], SecurityGroups: [], VpcEndpoints: [], NextToken: 'next' };
        return isLook ? empty : answer(call);
      };
      expect(changesOf(run(account, { answer: more }))).not.toContain('ec2:deleteSubnet');
      // What is no token shows no further page.
      const none = (call: Call): unknown => ({ ...(answer(call) as object), NextToken: null });
      expect(changesOf(run(newAccount(), { answer: none }))).toContain('ec2:deleteSubnet');
    },
  );

  test('is deleted if only others have NAT gateways and egress-only internet gateways', () => {
    const elsewhere = { VpcId: 'vpc-other', Attachments: [{ VpcId: 'vpc-other' }] };
    const account = newAccount({
      others: {
        describeRouteTables: [{ RouteTableId: 'rtb' }],
        describeNatGateways: [elsewhere],
        describeEgressOnlyInternetGateways: [elsewhere],
      },
    });
    run(account);
    expect(account.vpcs).toEqual([]);
  });

  /** Something is created after the look, in the second subnet. */
  const raced = (definition = aFinisher()) => {
    const account = newAccount();
    const late = { NetworkInterfaceId: 'eni-late', subnet: 'subnet-b', groups: [] };
    const answer = except(account, ({ operation }) => {
      if (/ec2:de(?:lete|tach)/.test(operation)) account.interfaces = [late];
    });
    return { account, execution: run(account, { definition, answer }) };
  };

  test('keeps its gateway and the subnet if somebody comes to use it meanwhile, and somebody hears of it', () => {
    const { account, execution } = raced();
    expect(account.gateways).toEqual([{ InternetGatewayId: 'igw-default', attached: true }]);
    expect(account.subnets.map(({ SubnetId }) => SubnetId)).toEqual(['subnet-b', 'subnet-c']);
    expect(account.vpcs).toEqual([VPC]);
    expect(execution).toMatchObject({ status: 'FAILED', error: NOT_FINISHED });
    const error = { Error: 'Ec2.Ec2Exception', Cause: 'subnet-b has dependencies' };
    expect(reportOf(execution).failed).toEqual([{ what: 'default VPC', id: VPC, error }]);
  });

  test.each(allUses())('is deleted although somebody uses it, without the state %s', (name, use) => {
    expect(disrespected(aFinisher())).toEqual([]);
    const without = withState(aFinisher(), 'IsVpcUsed', ({ Choices, ...state }) => ({
      ...state,
      Choices: (Choices as readonly { readonly Next: string }[]).filter(({ Next }) => Next !== name),
    }));
    expect(disrespected(without)).toContain(use);
  });

  test('loses its gateway to a race, if the gateway goes before the subnets', () => {
    const after = (name: string, next: string) => (definition: Definition) =>
      withState(definition, name, (state) => ({ ...state, Next: next }));
    const swaps = [
      withStart('FindSubnets', 'FindGateways'),
      after('EachGateway', 'FindSubnets'),
      after('EachSubnet', 'DeleteVpc'),
    ];
    const { account } = raced(swaps.reduce((definition, swap) => swap(definition), aFinisher()));
    expect(account.gateways).not.toContainEqual({ InternetGatewayId: 'igw-default', attached: true });
  });
});

function withStart(before: string, after: string): (definition: Definition) => Definition {
  return (definition) =>
    withState(definition, 'IsVpcUsed', ({ Default, ...state }) => ({
      ...state,
      Default: Default === before ? after : Default,
    }));
}

/** The states to which a used VPC goes, each with the use. */
function allUses(): readonly (readonly [string, string])[] {
  const { Choices } = allStates(aFinisher()).get('IsVpcUsed') as unknown as { Choices: readonly { Next: string }[] };
  return Choices.map(({ Next }, index) => [Next, USES[index]?.[0] ?? ''] as const);
}

describe('default security groups', () => {
  const inOtherVpc = (overrides: Partial<FakeAccount> = {}): FakeAccount =>
    newAccount({
      vpcs: [],
      groups: ['sg-1', 'sg-2'].map((id) => ({ GroupId: id, GroupName: 'default', vpc: 'vpc-other' })),
      rules: ['sg-1', 'sg-2'].flatMap((group) =>
        [true, false].map((IsEgress) => ({ SecurityGroupRuleId: `${group}-${String(IsEgress)}`, IsEgress, group })),
      ),
      ...overrides,
    });
  const used = { NetworkInterfaceId: 'eni-1', subnet: 'subnet-other', groups: ['sg-1'] };

  test('lose their rules', () => {
    const account = inOtherVpc();
    const { changed } = reportOf(run(account));
    expect(account.rules).toEqual([]);
    expect(changed).toContainEqual({
      ...{ what: 'default security group', id: 'sg-1' },
      rules: { ingress: ['sg-1-false'], egress: ['sg-1-true'] },
    });
    expect(reportOf(run(account)).left).toContainEqual({
      ...{ what: 'default security group', id: 'sg-1', why: 'it has no rules' },
    });
  });

  test.each([true, false])('lose a single rule (egress: %s)', (IsEgress) => {
    const account = inOtherVpc({ rules: [{ SecurityGroupRuleId: 'sgr-1', IsEgress, group: 'sg-1' }] });
    expect(run(account).status).toBe('SUCCEEDED');
    expect(account.rules).toEqual([]);
  });

  test('keep them while a network interface uses the group', () => {
    const account = inOtherVpc({ interfaces: [used] });
    const { left } = reportOf(run(account));
    expect([...new Set(account.rules.map(({ group }) => group))]).toEqual(['sg-1']);
    expect(left).toContainEqual({
      ...{ what: 'default security group', id: 'sg-1', why: 'network interfaces use it', found: ['eni-1'] },
    });
  });

  test('keep them if the first page of interfaces is empty, and there are more', () => {
    const account = inOtherVpc();
    const answer = answerOf(account);
    const more = (call: Call): unknown =>
      call.operation === 'ec2:describeNetworkInterfaces' ? { NetworkInterfaces: [], NextToken: 'next' } : answer(call);
    run(account, { answer: more });
    expect(account.rules).toHaveLength(4);
  });

  test('lose them although one uses the group, if the definition does not look', () => {
    const blind = withState(aFinisher(), 'IsGroupUsed', (state) => ({ ...state, Choices: [] }));
    const account = inOtherVpc({ interfaces: [used] });
    run(account, { definition: blind });
    expect(account.rules).toEqual([]);
  });

  test('do not keep each other from it', () => {
    const account = inOtherVpc();
    const answer = except(account, ({ operation, parameters }) => {
      if (/revoke/.test(operation) && parameters['GroupId'] === 'sg-1') throw new StateError('Ec2.Ec2Exception', 'no');
    });
    const execution = run(account, { answer });
    expect([...new Set(account.rules.map(({ group }) => group))]).toEqual(['sg-1']);
    expect(execution.status).toBe('FAILED');
    expect(reportOf(execution).failed).toMatchObject([{ what: 'default security group', id: 'sg-1' }]);
  });
});

describe('the key of EBS', () => {
  const key = { Arn: 'arn:aws:kms:eu-central-1:111111111111:key/ours', KeyState: 'Enabled' };

  test('becomes that of the alias, once', () => {
    const account = newAccount({ key });
    const from = account.defaultKey;
    expect(reportOf(run(account)).changed).toContainEqual({
      ...{ what: 'key for EBS volumes by default', from, to: key.Arn },
    });
    expect(account.defaultKey).toBe(key.Arn);
    expect(changesOf(run(account))).toEqual([]);
  });

  test.each([
    [null, 'there is no alias/rampart-ebs here'],
    [{ ...key, KeyState: 'PendingDeletion' }, 'the key of alias/rampart-ebs is in the state PendingDeletion'],
  ])('stays if the alias has %j', (now, why) => {
    const account = newAccount({ key: now });
    const before = account.defaultKey;
    expect(reportOf(run(account)).left).toContainEqual({ what: 'key for EBS volumes by default', why });
    expect(account.defaultKey).toBe(before);
  });
});

describe('the password policy', () => {
  test.each([
    ['a shorter password', { MinimumPasswordLength: 8 }],
    ['passwords without symbols', { RequireSymbols: false }],
    ['passwords to return', { PasswordReusePrevention: undefined }],
  ])('is set if it lets %s', (_what, weaker) => {
    const account = newAccount({
      passwordPolicy: JSON.parse(JSON.stringify({ ...PASSWORD_POLICY, ...weaker })) as Said,
    });
    run(account);
    expect(account.passwordPolicy).toEqual(PASSWORD_POLICY);
  });

  test('stays if it demands more', () => {
    const stricter = { ...PASSWORD_POLICY, MinimumPasswordLength: 20, MaxPasswordAge: 90 };
    const account = newAccount({ passwordPolicy: stricter });
    run(account);
    expect(account.passwordPolicy).toEqual(stricter);
  });
});

describe('alternate contacts', () => {
  test('replace others', () => {
    const account = newAccount();
    run(account);
    const wanted = account.contacts;
    account.contacts = { ...wanted, BILLING: { ...wanted['BILLING'], PhoneNumber: '1' } };
    expect(reportOf(run(account)).changed).toEqual([{ what: 'alternate contact', type: 'BILLING' }]);
    expect(account.contacts).toEqual(wanted);
  });

  test('of a kind that is not configured stay', () => {
    const theirs = { AlternateContactType: 'BILLING', Name: 'theirs' };
    const account = newAccount({ contacts: { BILLING: theirs } });
    run(account, { definition: aFinisher({ contacts: { security: CONTACTS.security } }) });
    expect(account.contacts['BILLING']).toEqual(theirs);
    expect(Object.keys(account.contacts)).toEqual(['BILLING', 'SECURITY']);
  });
});

describe('an account in which EC2 does not work yet', () => {
  /** EC2 refuses this many calls. */
  const refusing = (count: number, definition?: Definition) => {
    const account = newAccount();
    let calls = 0;
    const answer = except(account, ({ operation }) => {
      if (operation.startsWith('ec2:') && (calls += 1) <= count)
        throw new StateError('Ec2.Ec2Exception', 'OptInRequired');
    });
    return { account, execution: run(account, { answer, ...(definition === undefined ? {} : { definition }) }) };
  };

  test('is finished when it does, within the hour', () => {
    const { account, execution } = refusing(12);
    expect(execution.status).toBe('SUCCEEDED');
    expect(account.vpcs).toEqual([]);
    const pauses = execution.pauses.reduce((sum, pause) => sum + pause, 0);
    expect(pauses).toBeGreaterThan(1800);
    expect(pauses).toBeLessThan(3600);
  });

  test('is not, if the definition does not wait for it', () => {
    const hasty = withState(aFinisher(), 'AwaitEc2', (state) => ({ ...state, Retry: [] }));
    expect(refusing(12, hasty).execution.status).toBe('FAILED');
  });

  test('has the rest set nevertheless, and somebody hears of it, in time', () => {
    const { account, execution } = refusing(Infinity);
    expect(execution).toMatchObject({ status: 'FAILED', error: NOT_FINISHED });
    expect(account.passwordPolicy).toEqual(PASSWORD_POLICY);
    expect(execution.pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(aFinisher().TimeoutSeconds);
  });
});

/** What each operation fails with when AWS throttles it. */
function throttle(operation: string): StateError {
  const names: Readonly<Record<string, string>> = {
    account: 'Account.TooManyRequestsException',
    ec2: 'Ec2.Ec2Exception',
    iam: 'Iam.IamException',
    kms: 'Kms.KmsException',
  };
  return new StateError(names[operation.replace(/:.*/, '')] ?? '', 'Rate exceeded');
}

/** Which operations make an execution fail when AWS throttles each of their calls three times. */
function impatient(definition: Definition): readonly string[] {
  const accounts = [newAccount, () => newAccount({ vpcs: ['vpc-kept'], others: {} })];
  const key = { Arn: 'arn:aws:kms:eu-central-1:111111111111:key/ours', KeyState: 'Enabled' };
  const failed = accounts.flatMap((make) => {
    const account = { ...make(), key };
    account.groups = [...account.groups, { GroupId: 'sg-2', GroupName: 'default', vpc: 'vpc-2' }];
    account.rules = [true, false].map((IsEgress) => ({
      SecurityGroupRuleId: `r-${String(IsEgress)}`,
      IsEgress,
      group: 'sg-2',
    }));
    const tries = new Map<string, number>();
    const answer = except(account, (call) => {
      const id = JSON.stringify(call);
      tries.set(id, (tries.get(id) ?? 0) + 1);
      if ((tries.get(id) ?? 0) % 4 !== 0) throw throttle(call.operation);
    });
    const execution = run(account, { definition, answer });
    return execution.status === 'SUCCEEDED' ? [] : [String(execution.cause)];
  });
  return failed;
}

describe('throttling', () => {
  test('is survived by every call', () => {
    expect(impatient(aFinisher())).toEqual([]);
  });

  const tasks = [...allStates(aFinisher())].flatMap(([name, { Type }]) => (Type === 'Task' ? [name] : []));

  // What comes after it is tried again, too.
  test.each(tasks.filter((name) => name !== 'AwaitEc2'))('is not survived if %s is not tried again', (name) => {
    const once = withState(aFinisher(), name, (state) => ({ ...state, Retry: [] }));
    expect(impatient(once)).not.toEqual([]);
  });

  test('that does not end makes the execution fail in minutes', () => {
    const account = newAccount();
    const { status, pauses, calls } = run(account, {
      answer: except(account, ({ operation }) => {
        if (operation === 'ec2:getEbsEncryptionByDefault') throw throttle(operation);
      }),
    });
    expect(status).toBe('FAILED');
    expect(calls.filter(({ operation }) => operation === 'ec2:getEbsEncryptionByDefault')).toHaveLength(7);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(180);
  });

  test('is spread: accounts do not all try again at the same time', () => {
    const retriers = [...allStates(aFinisher()).values()].flatMap(({ Retry = [] }) => Retry as readonly Said[]);
    expect(retriers).toHaveLength(tasks.length);
    for (const retrier of retriers) expect(retrier).toMatchObject({ JitterStrategy: 'FULL' });
  });
});

describe('a job that fails', () => {
  /** One operation of each job. */
  const jobs: readonly (readonly [string, string])[] = [
    ['encryption of EBS volumes by default', 'ec2:getEbsEncryptionByDefault'],
    ['key for EBS volumes by default', 'kms:describeKey'],
    ['default VPCs', 'ec2:describeVpcs'],
    ['password policy', 'iam:getAccountPasswordPolicy'],
    ['alternate contact', 'account:getAlternateContact'],
  ];

  test.each(jobs)('does not keep the others from running: %s', (what, operation) => {
    const account = newAccount();
    const refused = new StateError(`${operation.replace(/:.*/, '')}.AccessDeniedException`, 'not authorized');
    const execution = run(account, {
      answer: except(account, (call) => {
        if (call.operation === operation) throw refused;
      }),
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: NOT_FINISHED });
    const { failed, changed } = reportOf(execution);
    expect(failed[0]).toMatchObject({ what, error: { Error: refused.error, Cause: refused.cause } });
    expect(new Set(failed.map((one) => one['what'])).size).toBe(1);
    const all = reportOf(run(newAccount())).changed;
    // The group of a default VPC that stays is emptied.
    expect(changed.filter((one) => one['what'] !== 'default security group')).toEqual(
      all.filter((one) => !what.startsWith(String(one['what']))),
    );
  });

  test.each(['iam:getAccountPasswordPolicy', 'account:getAlternateContact', 'kms:describeKey'])(
    'is not taken for something that is not there: %s',
    (operation) => {
      const account = newAccount();
      const answer = except(account, (call) => {
        if (call.operation === operation) throw throttle(operation);
      });
      const execution = run(account, { answer });
      expect(execution.status).toBe('FAILED');
      const [service] = operation.split(':');
      expect(changesOf(execution).filter((change) => change.startsWith(`${String(service)}:`))).toEqual([]);
    },
  );

  test('is not told of, if the definition does not ask whether something failed', () => {
    const silent = withState(aFinisher(), 'HasFailed', (state) => ({ ...state, Choices: [] }));
    const account = newAccount();
    const answer = except(account, ({ operation }) => {
      if (operation === 'ec2:describeVpcs') throw throttle(operation);
    });
    expect(run(account, { answer }).status).toBe('FAILED');
    expect(run(newAccount(), { answer, definition: silent }).status).toBe('SUCCEEDED');
  });
});

test('settings of the account are touched in every Region, if the definition does not ask for the Region', () => {
  for (const name of ['PasswordPolicyIsHome', 'ContactsIsHome']) {
    const everywhere = withState(aFinisher(), name, ({ Choices, ...state }) => ({
      ...state,
      Choices,
      Default: (Choices as readonly { readonly Next: string }[])[0]?.Next,
    }));
    const { calls } = run(newAccount(), { definition: everywhere, region: 'eu-west-1' });
    expect(calls.filter(({ operation }) => /^(?:iam|account):/.test(operation))).not.toEqual([]);
  }
});

describe('the definition', () => {
  test('has a name for each state, and fits into a template with the rest of a Region', () => {
    expect(allStates(aFinisher()).size).toBeGreaterThan(80);
    for (const name of allStates(aFinisher()).keys()) expect(name.length).toBeLessThanOrEqual(80);
    // As text in a template: a StackSet takes one of 51,200 bytes.
    expect(JSON.stringify(JSON.stringify(aFinisher())).length).toBeLessThan(40_000);
  });

  test('catches all errors only where an attempt ends, and where it waits, and one by its name where something may be missing', () => {
    const catches = [...allStates(aFinisher())].flatMap(([name, { Type, Catch = [] }]) =>
      (Catch as readonly { readonly ErrorEquals: readonly string[] }[]).map(
        ({ ErrorEquals }) => `${Type} ${name}: ${ErrorEquals.join()}`,
      ),
    );
    expect(catches.filter((one) => !/^Parallel \w+: States\.ALL$/.test(one)).sort()).toEqual([
      'Task AwaitEc2: States.ALL',
      'Task ReadAlias: Kms.NotFoundException',
      'Task ReadContact: Account.ResourceNotFoundException',
      'Task ReadPasswordPolicy: Iam.NoSuchEntityException',
    ]);
  });

  test('needs actions that IAM has, and not one more than it calls', () => {
    const actions = finisherActions(aFinisher());
    for (const action of actions) expect(loadServiceReference().action(action)).toBeDefined();
    const keeping = finisherActions(
      aFinisher({ removesDefaultVpcs: false, emptiesDefaultSecurityGroups: false, contacts: {} }),
    );
    expect(keeping).toEqual([
      'ec2:DescribeVpcs',
      'ec2:EnableEbsEncryptionByDefault',
      'ec2:GetEbsDefaultKmsKeyId',
      'ec2:GetEbsEncryptionByDefault',
      'ec2:ModifyEbsDefaultKmsKeyId',
      'iam:GetAccountPasswordPolicy',
      'iam:UpdateAccountPasswordPolicy',
      'kms:DescribeKey',
    ]);
    const called = new Set(
      [newAccount(), newAccount({ vpcs: [] })].flatMap((account) =>
        run(account).calls.map(({ operation }) => operation.toLowerCase()),
      ),
    );
    expect(
      [...called].filter((operation) => !actions.map((action) => action.toLowerCase()).includes(operation)),
    ).toEqual([]);
  });

  test('is refused if it calls something else than the SDK', () => {
    const other = withState(aFinisher(), 'DeleteVpc', (state) => ({
      ...state,
      Resource: 'arn:aws:states:::lambda:invoke',
    }));
    expect(() => finisherActions(other)).toThrow('no operation of the SDK');
  });
});
