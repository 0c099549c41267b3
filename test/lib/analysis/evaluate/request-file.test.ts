import { prepareJudge } from '../../../../lib/analysis/evaluate/decide';
import { readRequests, requestReader } from '../../../../lib/analysis/evaluate/request-file';
import { describeProblem } from '../../../../lib/model/problem';
import { aFile, aRequest } from './builders';

const judge = prepareJudge(aFile([]));

function problemsOf(...lines: readonly (string | object)[]): readonly string[] {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const outcome = readRequests(text.split('\n'), 'requests.jsonl', judge);
  return outcome.kind === 'ok' ? [] : outcome.problems.map((problem) => describeProblem(problem).split('\n')[0] ?? '');
}

/** The messages about one request, without their positions. */
const about = (request: object): readonly string[] => problemsOf(request).map((text) => text.replace(/^[^ ]+ /, ''));

const without = (field: string): object =>
  Object.fromEntries(Object.entries(aRequest()).filter(([name]) => name !== field));

describe('a file of requests', () => {
  test('is read in order, without blank lines', () => {
    const text = `\uFEFF${JSON.stringify(aRequest())}\r\n\n  \n${JSON.stringify(aRequest({ id: 'r2' }))}\n`;
    expect(readRequests(text.split('\n'), 'requests.jsonl', judge)).toEqual({
      kind: 'ok',
      value: [aRequest(), aRequest({ id: 'r2' })],
    });
  });

  test('can be read line by line', () => {
    const { readLine } = requestReader('requests.jsonl', judge);
    expect(readLine('', 1)).toBeNull();
    expect(readLine(JSON.stringify(aRequest()), 2)).toMatchObject({ kind: 'ok' });
  });

  test('has all its problems reported, each with line and column', () => {
    expect(
      problemsOf(
        '{"id": "r1", "account": "shop", "principal": "arn:aws:iam::333333333333:role/a", "action": "s3", "resource": "*"}',
        '',
        '{"id": "r2", "account": "shopp", "principal": "*", "action": "s3:GetObject", "resource": "*"}',
        '{"id": "r3", ',
        '["r4"]',
      ),
    ).toEqual([
      "requests.jsonl:1:46: the principal belongs to account 333333333333, but the caller's account is 222222222222",
      'requests.jsonl:1:92: `s3` is not an action',
      'requests.jsonl:3:25: `shopp` is not an account of the organization',
      'requests.jsonl:4:14: this cannot be read as JSON: expected a name in quotes, found the end of the text',
      'requests.jsonl:5:1: the line is a list',
    ]);
  });

  test.each([
    'accounts.google.com:aud',
    'token.actions.githubusercontent.com:sub',
    'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D:sub',
    'kms:EncryptionContext:aws:s3:arn',
  ])('may have the condition key %s', (key) => {
    expect(about(aRequest({ context: { [key]: 'x' } }))).toEqual([]);
  });

  test('asks for no number of an account that is only an example', () => {
    const { targets } = aFile([]);
    const unknown = targets.map((target) => (target.id === 'shop' ? { ...target, accountId: null } : target));
    const outcome = readRequests(
      [JSON.stringify(aRequest({ principal: 'arn:aws:iam::333333333333:role/a' }))],
      'requests.jsonl',
      prepareJudge(aFile([], { targets: unknown })),
    );
    expect(outcome.kind === 'ok' ? [] : outcome.problems.map(describeProblem)).toEqual([
      expect.stringMatching(/account is another one, whose number is not known\n {4}fix: write .*`role\/developer`$/),
    ]);
  });

  test('has no key twice, and no key that stands for a prototype; the rest is checked, too', () => {
    const plain = JSON.stringify(aRequest({ action: 's3' }));
    expect(problemsOf(plain.replace('{', '{"id":"r0","action":"s3:GetObject",'))).toEqual([
      'requests.jsonl:1:36: the key `id` is written twice',
      expect.stringMatching(/^requests\.jsonl:1:\d+: the key `action` is written twice$/),
      expect.stringMatching(/^requests\.jsonl:1:\d+: `s3` is not an action$/),
    ]);
    for (const name of ['__proto__', '\\u005f_proto__'])
      expect(problemsOf(JSON.stringify(aRequest()).replace('{', `{"${name}":{"account":null},`))).toEqual([
        'requests.jsonl:1:2: `__proto__` cannot be a key',
      ]);
    expect(problemsOf(`{"context":{"aws:x":"a","aws:x":"b"},${JSON.stringify(aRequest()).slice(1)}`)).toContain(
      'requests.jsonl:1:25: the key `aws:x` is written twice',
    );
  });

  test.each([
    [{ account: '12345678901' }, 'account', "if zeros were lost at the beginning, write `'012345678901'`"],
    [{ account: '2222-2222-2222' }, 'account', "write `'222222222222'`"],
    [{ resourceAccount: '1' }, 'resourceAccount', 'write the number that `aws organizations list-accounts` prints'],
    [
      { resource: 'arn:aws:sqs:eu-central-1:123456789:q' },
      'resource',
      "if zeros were lost at the beginning, write `'000123456789'`",
    ],
    [{ account: 222222222222 }, 'account', 'put it in quotes'],
  ])('has numbers of accounts with 12 digits: %j', (change, field, fix) => {
    const request = { ...aRequest(), ...change };
    const outcome = readRequests([JSON.stringify(request)], 'requests.jsonl', judge);
    const column = JSON.stringify(request).indexOf(`"${field}":`) + `"${field}":`.length + 1;
    expect(
      outcome.kind === 'ok' ? [] : outcome.problems.map(({ at, fix: given }) => [at.column, given]),
    ).toContainEqual([column, fix]);
  });

  test('may have quotes and colons in its values', () => {
    expect(about(aRequest({ id: 'a":"b": "c"\\', context: { 'aws:x"y': '" :' } }))).toEqual([]);
  });

  test('has its lines that are not UTF-8 reported, and is checked further', () => {
    const lines = [Buffer.from([0x7b, 0x22, 0xff, 0x22]), 'nonsense'];
    const outcome = readRequests(lines, 'requests.jsonl', judge);
    expect(outcome.kind === 'ok' ? [] : outcome.problems.map(describeProblem)).toEqual([
      'requests.jsonl:1:3: the byte `0xff` is not UTF-8\n    allowed: text in UTF-8\n    fix: save the file as UTF-8',
      expect.stringContaining('requests.jsonl:2:1: this cannot be read as JSON'),
    ]);
  });

  test('has unique ids', () => {
    expect(problemsOf(aRequest(), aRequest({ id: 'r2' }), aRequest())).toEqual([
      'requests.jsonl:3:7: the request in line 1 has the id `r1` as well',
    ]);
  });

  test.each(['id', 'account', 'principal', 'action'])('fails on a request without %s', (field) => {
    expect(about(without(field))).toEqual([`the request has no \`${field}\``]);
  });

  test('accepts a request without a resource, which is then not known', () => {
    expect(about(without('resource'))).toEqual([]);
  });

  test.each([
    [{ account: 5 }, '`account` is `5`'],
    [{ account: '444444444444' }, '`444444444444` is not an account of the organization'],
    [{ action: 'GetObject' }, '`GetObject` is not an action'],
    [{ action: 's3:Get*' }, '`s3:Get*` is not an action'],
    [{ action: 's3:' }, '`s3:` is not an action'],
    [{ principal: 'developer' }, '`developer` is not a principal'],
    [
      { principal: 'arn:aws:sts::222222222222:assumed-role/developer/x' },
      '`arn:aws:sts::222222222222:assumed-role/developer/x` is the ARN of a role session',
    ],
    [{ principal: '*' }, 'an anonymous caller has no account'],
    [
      { account: null, resourceAccount: 'shop' },
      'the principal belongs to account 222222222222, which is in the organization',
    ],
    [{ account: null, principal: '*' }, 'the request does not say which account holds the resource'],
    [
      { account: null, principal: 'service:config.amazonaws.com' },
      'the request does not say which account holds the resource',
    ],
    [
      { account: null, principal: 'arn:aws:iam::999999999999:role/x' },
      'the request does not say which account holds the resource',
    ],
    [{ resource: 'orders' }, '`orders` is not an ARN'],
    [{ resourceAccount: 'shopp' }, '`shopp` is not an account of the organization'],
    [{ resource: undefined, resources: [] }, '`resources` is an empty list'],
    [{ resources: [{ arn: '*' }] }, 'a request has either `resource` or `resources`'],
    [{ resource: undefined, resources: [{ arn: 'x' }] }, '`x` is not an ARN'],
    [{ resource: undefined, resources: [{ arn: '*', account: 'shop' }] }, '`account` is not a field of a resource'],
    [{ contxt: {} }, '`contxt` is not a field of a request'],
    [{ context: { 'aws:x': { a: 1 } } }, '`context.aws:x` is an object'],
    [{ context: { 'aws:x': null } }, '`context.aws:x` is `null`'],
    [{ context: { region: 'a' } }, '`region` is not a condition key'],
    [{ context: { 'aws:x': 'a', 'AWS:x': 'b' } }, '`AWS:x` and `aws:x` are the same key: case is ignored'],
    [{ context: { 'aws:CurrentTime': 'now' } }, '`now` is not a time'],
    [
      { context: { 'aws:CurrentTime': '2027-03-31T00:00:00Z', 'aws:EpochTime': 1 } },
      '`aws:CurrentTime` and `aws:EpochTime` are different times',
    ],
    [{ unknown: 'aws:x' }, '`unknown` is `"aws:x"`'],
  ])('fails on %j', (change, message) => {
    expect(about({ ...aRequest(), ...change })).toEqual([message]);
  });

  test.each([
    [
      'the same key in two spellings of one time',
      { context: { 'aws:CurrentTime': '2027-03-31T00:00:00Z', 'aws:EpochTime': 1806451200 } },
    ],
    ['a resource of another organization', { resource: 'arn:aws:sqs:eu-central-1:999999999999:q' }],
    ['a resource of AWS', { resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    ['a service on behalf of an account', { principal: 'service:config.amazonaws.com' }],
    [
      'the account that holds an unknown account’s object',
      { account: null, principal: '*', resourceAccount: '222222222222' },
    ],
    ['the resource `*`', { resource: '*' }],
  ])('accepts %s', (_what, change) => {
    expect(about({ ...aRequest(), ...change })).toEqual([]);
  });

  test('suggests a similar name', () => {
    const outcome = readRequests(
      [JSON.stringify({ ...aRequest(), account: 'shopp', contxt: {} })],
      'requests.jsonl',
      judge,
    );
    expect(outcome.kind === 'problems' && outcome.problems.map(({ fix }) => fix)).toEqual(['did you mean `context`?']);
    const account = readRequests([JSON.stringify(aRequest({ account: 'shopp' }))], 'requests.jsonl', judge);
    expect(account.kind === 'problems' && account.problems.map(({ fix }) => fix)).toEqual(['did you mean `shop`?']);
  });

  test('survives a line of 10 MB and 100,000 nested values', () => {
    expect(problemsOf('x'.repeat(10_000_000))).toEqual(['requests.jsonl:1:1: the line has 10,000,000 characters']);
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(problemsOf(deep)).toEqual([
      'requests.jsonl:1:65: this cannot be read as JSON: values are nested more than 64 deep',
    ]);
    expect(problemsOf(`{"id": "r1", "context": {"aws:x": ${deep}}}`)[0]).toContain('64 deep');
  });
});
