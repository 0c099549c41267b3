import { findDifference } from '../../../../lib/analysis/difference/difference';
import { decider } from '../../../../lib/analysis/evaluate/decide';
import type { ControlPolicyType } from '../../../../lib/iam/control-policy-type';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount } from './a-file';

const END = '2030-01-01T00:00:00Z';

/** Denies an action to everyone, under a condition if one is given. */
function denying(
  action: string,
  Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>,
): GuardrailsFile {
  const statement = { Effect: 'Deny' as const, Action: action, Resource: '*', ...(Condition && { Condition }) };
  return aFile([anAccount('one', 'root', { accountId: '222222222222' })], {
    documents: [
      {
        name: 'd',
        type: 'SERVICE_CONTROL_POLICY',
        targets: ['root'],
        awsId: null,
        content: { Version: '2012-10-17', Statement: [statement] },
        guardrails: {},
      },
    ],
  });
}

const calling = (action: string, context?: Readonly<Record<string, string>>) => ({
  id: 'r',
  account: 'one',
  principal: 'arn:aws:iam::222222222222:role/developer',
  action,
  resource: '*',
  ...(context && { context }),
});

const covering = (after: GuardrailsFile, request: ReturnType<typeof calling>) =>
  findDifference(denying('sqs:PurgeQueue'), after, [request]).requests?.['r'];

describe('a request', () => {
  const timed = denying('sqs:PurgeQueue', { DateLessThan: { 'aws:CurrentTime': END } });

  test('whose decision changes is in the change', () => {
    expect(covering(denying('sqs:DeleteQueue'), calling('sqs:PurgeQueue'))).toEqual([0]);
    expect(covering(denying('sqs:DeleteQueue'), calling('sqs:SendMessage'))).toEqual([]);
  });

  test('is in a change only at the times of the change', () => {
    expect(covering(timed, calling('sqs:PurgeQueue', { 'aws:CurrentTime': '2029-12-31T23:59:59Z' }))).toEqual([]);
    expect(covering(timed, calling('sqs:PurgeQueue', { 'aws:CurrentTime': END }))).toEqual([0]);
    expect(covering(timed, calling('sqs:PurgeQueue', { 'aws:EpochTime': '1893456000' }))).toEqual([0]);
    const counted = denying('sqs:PurgeQueue', { NumericLessThan: { 'aws:EpochTime': '1893456000' } });
    expect(covering(counted, calling('sqs:PurgeQueue', { 'aws:CurrentTime': END }))).toEqual([0]);
  });

  test('without a time counts for all times', () => {
    expect(covering(timed, calling('sqs:PurgeQueue'))).toEqual([0]);
    expect(covering(timed, calling('sqs:SendMessage'))).toEqual([]);
  });

  test('is in a change if any values of the keys that AWS always sends are, because the evaluator does not know them', () => {
    const after = denying('sqs:PurgeQueue', {
      StringEquals: { 'aws:RequestedRegion': 'us-east-1' },
      Bool: { 'aws:SecureTransport': 'false' },
      StringNotEquals: { 'aws:UserAgent': 'trusted' },
    });
    const before = { ...after, documents: [] };
    const indexes = (context: Readonly<Record<string, string>>) =>
      findDifference(before, after, [calling('sqs:PurgeQueue', context)]).requests?.['r'];
    expect(decider(after)(calling('sqs:PurgeQueue')).missing).toEqual([
      'aws:RequestedRegion',
      'aws:SecureTransport',
      'aws:UserAgent',
    ]);
    expect(indexes({})).toEqual([0]);
    expect(indexes({ 'aws:SecureTransport': 'false' })).toEqual([0]);
    expect(indexes({ 'aws:SecureTransport': 'true' })).toEqual([]);
  });

  test('is in a change for each calling account if policies test the principal but not its account', () => {
    const numbers = { one: '222222222222', two: '333333333333' };
    const [before, after] = [denying('sqs:PurgeQueue'), denying('sqs:DeleteQueue')].map((file) => ({
      ...file,
      targets: [
        ...file.targets.slice(0, 1),
        ...Object.entries(numbers).map(([id, accountId]) => anAccount(id, 'root', { accountId })),
      ],
      documents: file.documents.map((document) => ({
        ...document,
        content: {
          ...document.content,
          Statement: document.content.Statement.map((statement) => ({
            ...statement,
            Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/platform' } },
          })),
        },
      })),
    }));
    if (before === undefined || after === undefined) throw new Error('two files');
    const requests = Object.entries(numbers).map(([account, number]) => ({
      ...calling('sqs:DeleteQueue'),
      id: account,
      account,
      principal: `arn:aws:iam::${number}:role/developer`,
    }));
    expect(findDifference(before, after, requests).requests).toEqual({ one: [1], two: [1] });
  });
});

describe('a request with keys that follow from the caller', () => {
  const RCP = { type: 'RESOURCE_CONTROL_POLICY' as const };
  const denyingAll = (Condition: ConditionBlock, type: ControlPolicyType): GuardrailsFile => {
    const file = denying('s3:GetObject');
    const statement: Statement = { Effect: 'Deny', Action: 's3:GetObject', Resource: '*', Condition };
    const Statement = [type === RCP.type ? { ...statement, Principal: '*' } : statement];
    return {
      ...file,
      documents: file.documents.map((each) => ({ ...each, type, content: { Version: '2012-10-17', Statement } })),
    };
  };
  const principals = [
    'arn:aws:iam::222222222222:role/x',
    'arn:aws:iam::222222222222:user/x',
    'arn:aws:iam::222222222222:root',
    'service:cloudtrail.amazonaws.com',
    '*',
  ];
  const keys = ['aws:userid', 'aws:PrincipalType', 'aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:username'];
  const conditions = keys.flatMap((key): readonly ConditionBlock[] => [
    { Null: { [key]: 'false' } },
    { Null: { [key]: 'true' } },
    { StringLike: { [key]: '?*' } },
    { StringNotLikeIfExists: { [key]: ['*'] } },
    { 'ForAnyValue:StringLike': { [key]: '*' } },
    { StringEquals: { [key]: ['Account', '222222222222', 'anonymous'] } },
    { StringEquals: { [key]: ['x'] }, Null: { [key]: 'false' } },
  ]);

  test.each(['SERVICE_CONTROL_POLICY', RCP.type] as const)('is read as the evaluator reads it: %s', (type) => {
    const requests = principals
      .map((principal, id) => ({
        id: String(id),
        account: principal.startsWith('arn:') ? 'one' : null,
        principal,
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::x/y',
        resourceAccount: 'one',
      }))
      .flatMap((each) => [each, { ...each, id: `${each.id} unknown`, unknown: ['aws:userid', 'aws:RequestedRegion'] }]);
    const before = { ...denying('s3:GetObject'), documents: [] };
    let denied = 0;
    for (const condition of conditions) {
      const after = denyingAll(condition, type);
      const { requests: found = {} } = findDifference(before, after, requests);
      const decide = decider(after);
      const decided = requests.map((each) => ({ id: each.id, decision: decide(each).decision }));
      const known = decided.filter(({ decision }) => decision !== 'undecided');
      const isDenied = ({ decision }: (typeof decided)[number]): boolean => decision === 'denied';
      denied += known.filter(isDenied).length;
      expect([condition, known.filter(({ id }) => found[id]?.length !== 0)]).toEqual([
        condition,
        known.filter(isDenied),
      ]);
    }
    expect(denied).toBeGreaterThan(50);
  });
});
