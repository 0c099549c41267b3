import { prepareJudge } from '../../../../lib/analysis/evaluate/decide';
import { knowCaller, openKeys } from '../../../../lib/analysis/explain/call';
import { exemptFrom, explain, type Explanation } from '../../../../lib/analysis/explain/explain';
import type { RequestLine } from '../../../../lib/analysis/evaluate/request-line';
import type { GuardrailsDocument, GuardrailsFile } from '../../../../lib/model/guardrails-file';

type Content = GuardrailsDocument['content']['Statement'];

function aDocument(
  name: string,
  targets: readonly string[],
  Statement: Content,
  more: Partial<GuardrailsDocument> = {},
) {
  const content = { Version: '2012-10-17' as const, Statement };
  return { name, type: 'SERVICE_CONTROL_POLICY' as const, targets, content, ...more };
}

const SHOP = '222222222222';
const DATA = '333333333333';

function aFile(documents: readonly GuardrailsDocument[], overrides: Partial<GuardrailsFile> = {}): GuardrailsFile {
  return {
    formatVersion: 1,
    organization: { id: 'o-exampleorg1', managementAccount: '111111111111' },
    targets: [
      { id: 'root', kind: 'root' },
      { id: 'Workloads', kind: 'unit', parent: 'root' },
      { id: 'Data', kind: 'unit', parent: 'root' },
      { id: 'shop', kind: 'account', parent: 'Workloads', accountId: SHOP },
      { id: 'data', kind: 'account', parent: 'Data', accountId: DATA },
      { id: 'new', kind: 'account', parent: 'Data', accountId: null },
    ],
    documents,
    ...overrides,
  };
}

const request: RequestLine = {
  id: 'r',
  account: 'shop',
  principal: `arn:aws:iam::${SHOP}:role/developer`,
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::orders/1',
};

const explainIn = (file: GuardrailsFile, asked = request): Explanation => explain(prepareJudge(file), asked);

const denyS3: Content[number] = { Sid: 'DenyS3', Effect: 'Deny', Action: 's3:*', Resource: '*' };
const regional: Content[number] = {
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
};

describe('the path of a request', () => {
  test('names only the guardrail whose part of a shared statement denies', () => {
    const shared = { ...denyS3, Action: ['s3:Get*', 's3:Put*'] };
    const guardrails = { '/Statement/0/Action/0': ['deny-reading'], '/Statement/0/Action/1': ['deny-writing'] };
    const { path } = explainIn(aFile([aDocument('scp', ['Workloads'], [shared], { guardrails })]));
    expect(path.flatMap(({ statements }) => statements)).toMatchObject([
      { pointer: '/Statement/0', sid: 'DenyS3', guardrails: ['deny-writing'], verdict: 'denies' },
    ]);
  });

  test('leads from the root to the account, and names the statement that denies', () => {
    const guardrails = { '/Statement/1': ['deny-s3'] };
    const file = aFile([
      aDocument('scp', ['Workloads'], [{ ...denyS3, Sid: 'Ec2', Action: 'ec2:*' }, denyS3], { guardrails }),
    ]);
    const { decision, path } = explainIn(file);
    expect(decision.decision).toBe('denied');
    expect(path.map(({ target, statements }) => [target, statements.length])).toEqual([
      ['root', 0],
      ['Workloads', 1],
      ['shop', 0],
    ]);
    expect(path[1]?.statements).toEqual([
      {
        document: 'scp',
        type: 'SERVICE_CONTROL_POLICY',
        awsId: null,
        pointer: '/Statement/1',
        sid: 'DenyS3',
        guardrails: ['deny-s3'],
        verdict: 'denies',
        missing: [],
        leavesOut: [],
        permittedIf: [],
      },
    ]);
  });

  test('names what may deny, and the keys that it depends on', () => {
    const file = aFile([aDocument('scp', ['root'], [regional])]);
    const { decision, path } = explainIn(file, { ...request, unknown: ['aws:RequestedRegion'] });
    expect(decision.decision).toBe('undecided');
    expect(path[0]?.statements).toMatchObject([
      { verdict: 'may deny', missing: ['aws:RequestedRegion'], pointer: '/Statement/0' },
    ]);
  });

  test('shows which levels allow the request, if only listed documents allow anything', () => {
    const targets = aFile([]).targets.map((target) =>
      target.id === 'Workloads' || target.id === 'shop' ? { ...target, fullAwsAccess: false } : target,
    );
    const allow: Content[number] = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
    const file = aFile([aDocument('only-s3', ['Workloads'], [allow])], { targets });
    expect(explainIn(file).path.map(({ allows }) => allows)).toEqual([null, 'yes', 'no']);
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } };
    const unclear = aFile([aDocument('only-s3', ['Workloads'], [{ ...allow, Condition }])], { targets });
    const { path } = explainIn(unclear, { ...request, unknown: ['*'] });
    expect(path.map(({ allows }) => allows)).toEqual([null, 'maybe', 'no']);
  });

  test('includes the account of the resource, with its resource control policies', () => {
    const rcp = aDocument('rcp', ['Data'], [{ ...denyS3, Principal: '*' }], { type: 'RESOURCE_CONTROL_POLICY' });
    const { decision, path } = explainIn(aFile([rcp]), { ...request, resourceAccount: 'data' });
    expect(decision.decision).toBe('denied');
    expect(path.map(({ target }) => target)).toEqual(['root', 'Workloads', 'shop', 'Data', 'data']);
    expect(path[3]?.statements).toMatchObject([
      { document: 'rcp', type: 'RESOURCE_CONTROL_POLICY', verdict: 'denies' },
    ]);
  });

  test('has no statements for an exempt caller', () => {
    const file = aFile([aDocument('scp', ['root'], [denyS3])]);
    const management = { ...request, account: '111111111111', principal: 'arn:aws:iam::111111111111:role/x' };
    const { decision, path } = explainIn(file, management);
    expect(decision.exempt).toBe('management-account');
    expect(path.flatMap(({ statements }) => statements)).toEqual([]);
  });
});

describe('who is exempt', () => {
  const Condition = {
    ArnNotLike: { 'aws:principalarn': ['arn:*:iam::*:role/platform/deployment', 'arn:*:iam::*:role/ci'] },
  };
  const exemption = {
    principal: 'arn:*:iam::*:role/ci',
    owner: 'ci@example.com',
    reason: 'Ships',
    expires: '2027-03-31T00:00:00Z',
  };
  const placements = [{ guardrail: 'deny-s3', target: 'root', parameters: {}, exemptions: [exemption] }];

  test('is listed with owner, reason and end, or with its name among the platform principals', () => {
    const guardrails = { '/Statement/0': ['deny-s3'] };
    const file = aFile([aDocument('scp', ['root'], [{ ...denyS3, Condition }], { guardrails })], { placements });
    const statements = explainIn(file).path.flatMap((step) => step.statements);
    expect(exemptFrom('deny-s3', statements, file, { deployment: ['arn:*:iam::*:role/platform/deployment'] })).toEqual([
      {
        principal: 'arn:*:iam::*:role/platform/deployment',
        platform: 'deployment',
        owner: null,
        reason: null,
        expires: null,
      },
      {
        principal: 'arn:*:iam::*:role/ci',
        platform: null,
        owner: 'ci@example.com',
        reason: 'Ships',
        expires: '2027-03-31T00:00:00Z',
      },
    ]);
    expect(exemptFrom('another', statements, file, {})).toEqual([]);
  });
});

describe('the keys that only a request gives', () => {
  test('are those in conditions and variables that do not follow from the organization and the principal', () => {
    const Condition = {
      StringNotEquals: { 'aws:PrincipalOrgID': 'o-1', 'aws:RequestedRegion': 'eu-central-1' },
      StringEquals: {
        's3:prefix': ["${aws:PrincipalTag/team, 'none'}", '${aws:username}', '${aws:SourceVpc}', '${*}'],
      },
    };
    expect(openKeys(aFile([aDocument('scp', ['root'], [{ ...denyS3, Condition }])]))).toEqual([
      'aws:PrincipalTag/team',
      'aws:RequestedRegion',
      'aws:SourceVpc',
      's3:prefix',
    ]);
  });
});

describe('a caller that a person names', () => {
  const file = aFile([]);

  test('may be a role or user of the given account, whose number need not be known', () => {
    const asked = { principal: 'role/developer', account: 'new' };
    const { judge, principal, account } = knowCaller(file, asked);
    expect({ principal, account }).toEqual(asked);
    expect(judge.check({ ...request, principal, account })).toEqual([]);
  });

  test('is in the account of its ARN, or outside the organization', () => {
    expect(knowCaller(file, { principal: `arn:aws:iam::${DATA}:role/x`, account: undefined }).account).toBe(DATA);
    expect(knowCaller(file, { principal: 'arn:aws:iam::999999999999:role/x', account: undefined }).account).toBeNull();
  });

  test('gives the number of an account that has none yet, as an assumption', () => {
    const caller = knowCaller(file, { principal: 'arn:aws:iam::444444444444:role/x', account: 'new' });
    expect(caller.judge.directory.tree.file.targets.at(-1)?.accountId).toBe('444444444444');
    expect(caller.assumed).toEqual(['Assuming that new is account 444444444444']);
  });

  test.each([
    ['an account that has a number', '444444444444', 'shop'],
    ['an account, to that of another account', SHOP, 'new'],
    ['a unit', '444444444444', 'Data'],
  ])('does not change the number of %s', (_name, number, account) => {
    const caller = knowCaller(file, { principal: `arn:aws:iam::${number}:role/x`, account });
    expect([caller.judge.directory.tree.file, caller.assumed]).toEqual([file, []]);
  });
});
