import { decider, prepareJudge, type TracedDecision } from '../../../../lib/analysis/evaluate/decide';
import type { Decision, RequestLine } from '../../../../lib/analysis/evaluate/request-line';
import { decisionSchema } from '../../../../lib/analysis/evaluate/request-line';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, aRequest, deny, rcp, scp } from './builders';

function decide(file: GuardrailsFile, change: Partial<RequestLine> = {}): Decision {
  const decision = decider(file)(aRequest(change));
  expect(decisionSchema.safeParse(decision).success).toBe(true);
  return decision;
}

const verdict = (file: GuardrailsFile, change: Partial<RequestLine> = {}): string => decide(file, change).decision;

describe('a decision', () => {
  test('names the target, document, statement and guardrails that deny', () => {
    const document = {
      ...scp('Workloads', deny('ec2:*'), deny('s3:*')),
      guardrails: { '/Statement/1': ['deny-storage', 'deny-all'] },
    };
    expect(decide(aFile([document]))).toEqual({
      id: 'r1',
      decision: 'denied',
      exempt: null,
      by: [
        {
          target: 'Workloads',
          document: 'scp-Workloads',
          type: 'SERVICE_CONTROL_POLICY',
          pointer: '/Statement/1',
          guardrails: ['deny-storage', 'deny-all'],
        },
      ],
      missing: [],
    });
  });

  test('names only the guardrails whose part of a shared statement denies', () => {
    const document = {
      ...scp('Workloads', { Effect: 'Deny', Action: ['s3:Get*', 's3:Put*', 's3:GetObject'], Resource: '*' }),
      guardrails: {
        '/Statement/0/Action/0': ['deny-reading'],
        '/Statement/0/Action/1': ['deny-writing'],
        '/Statement/0/Action/2': ['deny-objects', 'deny-writing'],
      },
    };
    const blamed = (action: string) => decide(aFile([document]), { action }).by.flatMap(({ guardrails }) => guardrails);
    expect(blamed('s3:GetBucketAcl')).toEqual(['deny-reading']);
    expect(blamed('s3:PutObject')).toEqual(['deny-writing']);
    expect(blamed('s3:GetObject')).toEqual(['deny-reading', 'deny-objects', 'deny-writing']);
    expect(blamed('s3:DeleteObject')).toEqual([]);
  });

  test('names every level from the root down, service control policies first', () => {
    const documents = [
      rcp('root', deny('s3:*')),
      scp('shop', deny('s3:*')),
      scp('root', deny('s3:Get*')),
      scp('audit', deny('*')),
    ];
    expect(decide(aFile(documents)).by.map(({ document }) => document)).toEqual(['scp-root', 'scp-shop', 'rcp-root']);
  });

  test('names only the level above the account if a document is attached to several', () => {
    const document = { ...scp('root', deny('s3:*')), targets: ['Workloads', 'audit'] };
    expect(decide(aFile([document])).by.map(({ target }) => target)).toEqual(['Workloads']);
  });

  test('permits what no guardrail denies', () => {
    expect(decide(aFile([scp('root', deny('ec2:*'))]))).toEqual({
      id: 'r1',
      decision: 'permitted',
      exempt: null,
      by: [],
      missing: [],
    });
  });

  test("is undecided and names the keys that it depends on, in AWS's spelling", () => {
    const file = aFile([
      scp(
        'root',
        deny('s3:*', { StringNotEquals: { 'AWS:requestedregion': 'eu-central-1' } }),
        deny('ec2:*', { Bool: { 'aws:SecureTransport': 'false' } }),
      ),
    ]);
    const unknown = ['*'];
    expect(decide(file, { unknown })).toEqual({
      id: 'r1',
      decision: 'undecided',
      exempt: null,
      by: [],
      missing: ['aws:RequestedRegion'],
    });
    expect(verdict(file, { unknown, context: { 'aws:RequestedRegion': 'eu-central-1' } })).toBe('permitted');
  });

  test('depends on a resource that is not given', () => {
    const file = aFile([scp('root', deny('s3:*', undefined, { Resource: 'arn:aws:s3:::orders/*' }))]);
    expect(decider(file)(aRequest({ resource: undefined }))).toMatchObject({
      decision: 'undecided',
      missing: ['resource'],
    });
  });

  test('depends on the time, unless a time is given', () => {
    const until = '2027-03-31T00:00:00Z';
    const file = aFile([scp('root', deny('s3:*', { DateGreaterThanEquals: { 'aws:CurrentTime': until } }))]);
    expect(decide(file)).toMatchObject({ decision: 'undecided', missing: ['aws:CurrentTime'] });
    expect(verdict(file, { context: { 'aws:CurrentTime': '2027-03-30T23:59:59Z' } })).toBe('permitted');
    expect(verdict(file, { context: { 'aws:CurrentTime': until } })).toBe('denied');
    expect(verdict(file, { context: { 'aws:EpochTime': 1806451199 } })).toBe('permitted');
    expect(verdict(file, { context: { 'aws:EpochTime': 1806451200 } })).toBe('denied');
  });
});

describe('FullAWSAccess', () => {
  const without = (id: string): GuardrailsFile['targets'] =>
    aFile([]).targets.map((target) => (target.id === id ? { ...target, fullAwsAccess: false } : target));
  const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' } as const;

  test('is implied at every target', () => {
    expect(verdict(aFile([scp('Workloads', allow)]), { action: 'ec2:RunInstances' })).toBe('permitted');
  });

  test('is missing at a target if the file says so', () => {
    const file = aFile([scp('Workloads', allow)], { targets: without('Workloads') });
    expect(verdict(file)).toBe('permitted');
    expect(decide(file, { action: 'ec2:RunInstances' }).by).toEqual([
      { target: 'Workloads', document: null, type: 'SERVICE_CONTROL_POLICY', pointer: null, guardrails: [] },
    ]);
    expect(
      verdict(file, { account: 'audit', principal: 'arn:aws:iam::333333333333:role/a', action: 'ec2:RunInstances' }),
    ).toBe('permitted');
  });

  test('cannot be detached for resource control policies', () => {
    const file = aFile([rcp('root', deny('sqs:*'))], {
      targets: without('root'),
      documents: [rcp('root', deny('sqs:*')), scp('root', { ...allow, Action: '*' })],
    });
    expect(verdict(file)).toBe('permitted');
  });
});

describe('who is bound', () => {
  const everything = aFile([scp('root', deny('*')), rcp('root', deny('sqs:*'))]);

  test.each([
    ['the root user of a member', { principal: 'arn:aws:iam::222222222222:root' }, 'denied', null],
    ['a user', { principal: 'arn:aws:iam::222222222222:user/anna' }, 'denied', null],
    ['a federated user', { principal: 'arn:aws:sts::222222222222:federated-user/anna' }, 'denied', null],
    ['the account by its number', { account: '222222222222' }, 'denied', null],
    [
      'the management account',
      { account: 'management', principal: 'arn:aws:iam::111111111111:role/admin' },
      'permitted',
      'management-account',
    ],
    [
      'a service-linked role',
      { principal: 'arn:aws:iam::222222222222:role/aws-service-role/a.amazonaws.com/b' },
      'permitted',
      'service-linked-role',
    ],
    [
      'a role with a similar path',
      { principal: 'arn:aws:iam::222222222222:role/x/aws-service-role/b' },
      'denied',
      null,
    ],
    [
      'a service',
      { account: null, principal: 'service:config.amazonaws.com', resourceAccount: 'shop' },
      'permitted',
      'service-principal',
    ],
    [
      'a stranger',
      { account: null, principal: 'arn:aws:iam::999999999999:role/x', resourceAccount: 'shop' },
      'permitted',
      'outside-organization',
    ],
    [
      'an anonymous caller',
      { account: null, principal: '*', resourceAccount: 'shop' },
      'permitted',
      'outside-organization',
    ],
    [
      'an anonymous caller of a resource in the management account',
      { account: null, principal: '*', resourceAccount: '111111111111' },
      'permitted',
      'management-account',
    ],
    [
      'a service that calls a resource in the management account',
      { account: null, principal: 'service:config.amazonaws.com', resourceAccount: '111111111111' },
      'permitted',
      'management-account',
    ],
    [
      'anyone who calls sts:GetCallerIdentity',
      { action: 'sts:GetCallerIdentity', resource: '*' },
      'permitted',
      'never-denied-action',
    ],
  ] as const)('%s', (_who, change, decision, exempt) => {
    expect(decide(everything, change)).toMatchObject({ decision, exempt });
  });
});

describe('resource control policies', () => {
  const perimeter = aFile([
    rcp(
      'root',
      deny('s3:*', {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
    ),
  ]);
  const stranger = { account: null, principal: 'arn:aws:iam::999999999999:role/x', resourceAccount: 'shop' } as const;

  test('bind every caller, by the account that holds the resource', () => {
    expect(decide(perimeter, stranger)).toMatchObject({
      decision: 'denied',
      exempt: null,
      by: [{ target: 'root', type: 'RESOURCE_CONTROL_POLICY' }],
    });
    expect(verdict(perimeter, { ...stranger, principal: '*' })).toBe('denied');
    expect(verdict(perimeter)).toBe('permitted');
    expect(
      verdict(perimeter, { account: null, principal: 'service:cloudtrail.amazonaws.com', resourceAccount: 'shop' }),
    ).toBe('permitted');
  });

  test("bind the management account's principals on a member's resource, and no one on its own", () => {
    const file = aFile([rcp('shop', deny('s3:*'))]);
    const admin = { account: 'management', principal: 'arn:aws:iam::111111111111:role/admin' };
    expect(decide(file, { ...admin, resourceAccount: 'shop' })).toMatchObject({ decision: 'denied', exempt: null });
    expect(verdict(perimeter, { ...stranger, resourceAccount: 'management' })).toBe('permitted');
  });

  test('do not apply to a resource outside the organization', () => {
    expect(
      verdict(aFile([rcp('root', deny('sqs:*'))]), {
        action: 'sqs:SendMessage',
        resource: 'arn:aws:sqs:eu-central-1:999999999999:q',
      }),
    ).toBe('permitted');
    expect(
      verdict(aFile([rcp('root', deny('sqs:*'))]), {
        action: 'sqs:SendMessage',
        resource: 'arn:aws:sqs:eu-central-1:333333333333:q',
      }),
    ).toBe('denied');
  });

  test('do not apply to a service-linked role, to retiring a grant, or to an AWS managed key', () => {
    const file = aFile([rcp('root', deny('s3:*'), deny('kms:*'))]);
    const key = { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-central-1:222222222222:key/1' };
    expect(verdict(file, key)).toBe('denied');
    expect(verdict(file, { ...key, action: 'kms:RetireGrant' })).toBe('permitted');
    expect(verdict(file, { ...key, context: { 'kms:ResourceAliases': ['alias/aws/ebs'] } })).toBe('permitted');
    expect(verdict(file, { principal: 'arn:aws:iam::222222222222:role/aws-service-role/a/b' })).toBe('permitted');
  });

  test('do not apply to a service that they do not support', () => {
    expect(
      verdict(aFile([rcp('root', deny('ec2:*'))]), {
        action: 'ec2:StopInstances',
        resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/i-1',
      }),
    ).toBe('permitted');
  });
});

describe('a call with several resources', () => {
  const file = aFile([
    scp(
      'root',
      deny(
        'ec2:RunInstances',
        { StringNotLike: { 'ec2:InstanceType': 't3.*' } },
        { Resource: 'arn:aws:ec2:*:*:instance/*' },
      ),
    ),
  ]);
  const launch = (type: string | undefined): Partial<RequestLine> => ({
    action: 'ec2:RunInstances',
    resource: undefined,
    context: { 'aws:RequestedRegion': 'eu-central-1' },
    resources: [
      { arn: 'arn:aws:ec2:eu-central-1:222222222222:subnet/s-1' },
      {
        arn: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
        ...(type === undefined ? {} : { context: { 'ec2:InstanceType': type } }),
      },
    ],
  });

  test('is denied if one of them is', () => {
    expect(verdict(file, launch('t3.micro'))).toBe('permitted');
    expect(decide(file, launch('p5.large')).by).toHaveLength(1);
    expect(verdict(file, launch(undefined))).toBe('denied');
  });

  test('is undecided if one of them is, and none is denied', () => {
    expect(decide(file, { ...launch(undefined), unknown: ['ec2:*'] })).toMatchObject({
      decision: 'undecided',
      missing: ['ec2:InstanceType'],
    });
  });

  test('may have resources in several accounts', () => {
    const perAccount = aFile([rcp('audit', deny('s3:*'))]);
    const copy = (account: string): Partial<RequestLine> => ({
      resource: undefined,
      resources: [{ arn: 'arn:aws:s3:::a/x' }, { arn: 'arn:aws:s3:::b/x', resourceAccount: account }],
    });
    expect(verdict(perAccount, copy('shop'))).toBe('permitted');
    expect(verdict(perAccount, copy('audit'))).toBe('denied');
  });
});

describe('keys that the organization decides', () => {
  test.each([
    ['StringEquals', 'aws:PrincipalOrgID', 'o-exampleorg1'],
    ['StringEquals', 'aws:PrincipalAccount', '222222222222'],
    ['ForAnyValue:StringEquals', 'aws:PrincipalOrgPaths', 'o-exampleorg1/r-ab12/ou-ab12-11111111/ou-ab12-22222222/'],
    ['ArnEquals', 'aws:PrincipalArn', 'arn:aws:iam::222222222222:role/developer'],
    ['StringEquals', 'aws:ResourceAccount', '222222222222'],
    ['StringEquals', 'aws:ResourceOrgID', '${aws:PrincipalOrgID}'],
    ['ForAnyValue:StringLike', 'aws:ResourceOrgPaths', 'o-exampleorg1/r-ab12/ou-ab12-11111111/*'],
  ])('%s %s', (operator, key, value) => {
    const file = aFile([scp('root', deny('s3:*', { [operator]: { [key]: value } }))]);
    expect(verdict(file)).toBe('denied');
    expect(verdict(file, { unknown: [key] })).toBe('undecided');
  });

  test("the owner is the account in the ARN, else the caller's, unless it is given", () => {
    const file = aFile([scp('root', deny('*', { StringEquals: { 'aws:ResourceAccount': '333333333333' } }))]);
    expect(verdict(file, { resource: 'arn:aws:s3:::a' })).toBe('permitted');
    expect(verdict(file, { resource: 'arn:aws:s3:::a', resourceAccount: 'audit' })).toBe('denied');
    expect(verdict(file, { resource: 'arn:aws:sqs:eu-central-1:333333333333:q', action: 'sqs:SendMessage' })).toBe(
      'denied',
    );
  });
});

describe('ids that are not known yet', () => {
  const targets: GuardrailsFile['targets'] = aFile([]).targets.map((target) => ({
    ...target,
    awsId: null,
    accountId: target.kind === 'management-account' ? target.accountId : null,
  }));
  const unknown = { organization: { id: null, managementAccount: '111111111111' }, targets };
  const placements = { ...unknown, placements: [] };
  const statement = deny('s3:*', {
    StringEquals: { 'aws:PrincipalOrgID': '{organization.id}' },
    'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': '{unit.path:Workloads}*' },
    ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::{account:shop}:role/*' },
  });
  const request = { principal: 'arn:aws:iam::{account:shop}:role/developer' };

  test('have example values, in documents and in requests', () => {
    expect(verdict(aFile([scp('root', statement)], placements), request)).toBe('denied');
    expect(
      verdict(aFile([scp('root', statement)], placements), {
        account: 'audit',
        principal: 'arn:aws:iam::{account:audit}:role/x',
      }),
    ).toBe('permitted');
  });

  test('can be used in the values of keys and as the account of a resource', () => {
    const file = aFile(
      [scp('root', deny('s3:*', { StringEquals: { 'aws:SourceAccount': '{account:audit}' } }))],
      placements,
    );
    expect(verdict(file, { ...request, context: { 'aws:SourceAccount': '{account:audit}' } })).toBe('denied');
    expect(
      verdict(file, {
        ...request,
        context: { 'aws:SourceAccount': ['{account:shop}'] },
        resourceAccount: '{account:audit}',
      }),
    ).toBe('permitted');
  });

  test('are read only in our own files; braces in other files have no meaning', () => {
    const file = aFile(
      [scp('root', deny('s3:*', { StringEquals: { 'aws:PrincipalTag/id': '{organization.id}' } }))],
      unknown,
    );
    const principal = 'arn:aws:iam::123456789012:role/x';
    expect(() => decide(file, { principal })).toThrow('the principal belongs to account');
    const known = aFile([scp('root', deny('s3:*', { StringEquals: { 'aws:PrincipalTag/id': '{organization.id}' } }))]);
    expect(verdict(known, { context: { 'aws:PrincipalTag/id': '{organization.id}' } })).toBe('denied');
  });

  test('are always the same, and differ between accounts', () => {
    const asked = (account: string): readonly string[] =>
      Array.from({ length: 2 }, () => {
        const file = aFile(
          [scp('root', deny('s3:*', { StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalTag/n}' } }))],
          placements,
        );
        return prepareJudge(file).directory.findAccount(account)?.number ?? '';
      });
    const [shop, again] = asked('shop');
    expect(shop).toBe(again);
    expect(shop).not.toBe(asked('audit')[0]);
  });
});

describe('a trace', () => {
  const traced = (file: GuardrailsFile, change: Partial<RequestLine> = {}): TracedDecision =>
    prepareJudge(file).trace(aRequest(change));
  const inRegion = (region: string) => ({ StringEquals: { 'aws:RequestedRegion': region } });

  test('gives the truth of every statement about the action, level by level', () => {
    const file = aFile([
      scp('root', deny('s3:*', inRegion('eu-central-1')), deny('ec2:*'), deny('s3:Get*', inRegion('eu-north-1'))),
      scp('shop', deny('s3:*', { Bool: { 'aws:SecureTransport': 'false' } })),
    ]);
    const { decision, account, accesses } = traced(file, {
      context: { 'aws:RequestedRegion': 'eu-central-1' },
      unknown: ['aws:SecureTransport'],
    });
    expect(decision.decision).toBe('denied');
    expect(account?.targets.map(({ id }) => id)).toEqual(['root', 'Workloads', 'Workloads/Production', 'shop']);
    const [access] = accesses;
    const levels = access?.levels.SERVICE_CONTROL_POLICY.map(({ source, allowed, denies }) => ({
      target: source.target,
      allowed,
      denies: denies.map((one) => [one.source.pointer, one.truth, one.missing]),
    }));
    expect(levels).toEqual([
      {
        target: 'root',
        allowed: true,
        denies: [
          ['/Statement/0', true, []],
          ['/Statement/2', false, []],
        ],
      },
      { target: 'shop', allowed: true, denies: [['/Statement/0', null, ['aws:SecureTransport']]] },
    ]);
    expect(access?.levels.RESOURCE_CONTROL_POLICY).toEqual([]);
  });

  test('gives the Allow statements if only they allow anything', () => {
    const targets = aFile([]).targets.map((target) => ({ ...target, fullAwsAccess: target.id !== 'shop' }));
    const allow = { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::reports/*' } as const;
    const file = aFile([scp('shop', allow, { ...allow, Action: 'ec2:*' })], { targets });
    const level = (change: Partial<RequestLine> = {}) =>
      traced(file, change).accesses[0]?.levels.SERVICE_CONTROL_POLICY[0];
    expect(level()).toMatchObject({ allowed: false, allows: [{ source: { pointer: '/Statement/0' }, truth: false }] });
    expect(level({ resource: 'arn:aws:s3:::reports/1' })).toMatchObject({ allowed: true, allows: [{ truth: true }] });
    expect(level({ resource: undefined })).toMatchObject({ allowed: null, allows: [{ missing: ['resource'] }] });
    expect(level({ action: 'sqs:SendMessage', resource: '*' })).toMatchObject({ allowed: false, allows: [] });
  });

  test('has one access per resource, with the policies of the account that holds it', () => {
    const file = aFile([rcp('audit', deny('s3:*'))]);
    const { accesses } = traced(file, {
      resource: undefined,
      resources: [{ arn: 'arn:aws:s3:::a/x' }, { arn: 'arn:aws:s3:::b/x', resourceAccount: 'audit' }],
    });
    expect(accesses.map(({ resource, owner }) => [resource, owner?.number])).toEqual([
      ['arn:aws:s3:::a/x', '222222222222'],
      ['arn:aws:s3:::b/x', '333333333333'],
    ]);
    const truths = accesses.map(({ levels }) =>
      levels.RESOURCE_CONTROL_POLICY.flatMap(({ denies }) => denies.map(({ truth }) => truth)),
    );
    expect(truths).toEqual([[], [true]]);
  });

  test('has no levels for a caller that no policy binds', () => {
    const everything = aFile([scp('root', deny('*')), rcp('root', deny('s3:*'))]);
    const { decision, accesses } = traced(everything, { action: 'sts:GetCallerIdentity', resource: '*' });
    expect(decision.exempt).toBe('never-denied-action');
    expect(accesses.map(({ levels }) => levels)).toEqual([{ SERVICE_CONTROL_POLICY: [], RESOURCE_CONTROL_POLICY: [] }]);
  });

  test('names statements by the same objects as the parts at their targets', () => {
    const judge = prepareJudge(aFile([scp('root', deny('s3:*'))]));
    const [part] = judge.directory.partsAt('root');
    const [level] = judge.trace(aRequest()).accesses[0]?.levels.SERVICE_CONTROL_POLICY ?? [];
    expect(level?.denies[0]?.source).toBe(part?.source);
    expect(judge.decide(aRequest()).by[0]).toBe(part?.source);
  });
});

describe('preparing', () => {
  test('fails on a document that AWS would refuse', () => {
    const file = aFile([scp('root', deny('s3:*', { StringEqual: { 'aws:x': 'a' } }))]);
    expect(() => decider(file)(aRequest())).toThrow('StringEqual');
  });
});
