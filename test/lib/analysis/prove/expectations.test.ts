import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { proveExpectations } from '../../../../lib/analysis/prove/expectations/prove-expectations';
import { readExpectations } from '../../../../lib/analysis/prove/expectations/read-expectations';
import { describeFailure, guardrailsIn } from '../../../../lib/analysis/prove/failure';
import type { Organization } from '../../../../lib/model/organization';
import { describeProblem } from '../../../../lib/model/problem';
import { catalogue } from '../../../../policies/catalogue';
import { theExample } from '../../../support/the-example';
import { aCatalogue, aGuardrail, aPlacement, valueOf } from '../builders';

const example = theExample();
const FILE = 'organization/expectations.jsonl';

const anExpectation = {
  expect: 'permitted',
  reason: 'A test',
  targets: ['Workloads'],
  principal: 'role/developer',
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::orders-{account}/1',
};

type Line = Readonly<Record<string, unknown>>;

function withLines(lines: readonly (Line | string)[], organization: Organization = example.organization): Organization {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return { ...organization, expectations: { file: FILE, text } };
}

const read = (...lines: readonly (Line | string)[]) => valueOf(readExpectations(withLines(lines)));

/** The problems of lines, as text. */
function problemsOf(...lines: readonly (Line | string)[]): readonly string[] {
  const outcome = readExpectations(withLines(lines));
  return outcome.kind === 'ok' ? [] : outcome.problems.map(describeProblem);
}

/** The failures of lines, with more guardrails at the root. */
function failuresOf(lines: readonly Line[], ...denying: Parameters<typeof aGuardrail>[]) {
  const guardrails = denying.map((args) => aGuardrail(...args));
  const placements = guardrails.map(({ id }) => aPlacement(id, 'root'));
  const { organization } = example;
  const whole = withLines(lines, { ...organization, placements: [...organization.placements, ...placements] });
  const { file } = valueOf(assemble(whole, new Map([...catalogue, ...aCatalogue(...guardrails)])));
  const proofs = proveExpectations(valueOf(readExpectations(whole)), file);
  return proofs.flatMap(({ failures }) => failures);
}

const denyAll = (Action: readonly string[]): Parameters<typeof aGuardrail> => [
  'deny-work',
  { exempt: 'nobody', statements: () => [{ Effect: 'Deny', Action, Resource: '*', Sid: 'Work' }] },
];

describe('an expectation', () => {
  test('holds in each account at or below its targets, once each, but not in the management account', () => {
    const accountsOf = (...targets: readonly string[]) =>
      read({ ...anExpectation, targets }).flatMap(({ calls }) => calls.map(({ account }) => account));
    expect(accountsOf('Workloads/Production', 'shop-production')).toEqual(['data-production', 'shop-production']);
    expect(accountsOf('root')).toHaveLength(8);
    expect(accountsOf('Suspended')).toEqual([]);
  });

  test('names the account of the call as {account}, and its principals without an account', () => {
    const [{ calls } = { calls: [] }] = read({ ...anExpectation, context: { 's3:x-amz-acl': 'a-{account}' } });
    expect(new Set(calls.map(({ request }) => request.principal)).size).toBe(3);
    const number = calls[0]?.request.principal.split(':')[4] ?? '';
    expect(number).toMatch(/^\d{12}$/);
    expect(calls[0]?.request).toMatchObject({
      principal: `arn:aws:iam::${number}:role/developer`,
      resource: `arn:aws:s3:::orders-${number}/1`,
      context: { 's3:x-amz-acl': `a-${number}` },
    });
  });

  test('is an ordinary call, unless it says otherwise in any case of letters or leaves keys unknown', () => {
    const contextOf = (more: Line) => read({ ...anExpectation, ...more })[0]?.calls[0]?.request.context;
    expect(contextOf({})).toEqual({
      'aws:RequestedRegion': 'eu-central-1',
      'aws:SecureTransport': true,
      'aws:ViaAWSService': false,
      'aws:TokenIssueTime': '9999-12-31T23:59:59Z',
    });
    expect(contextOf({ context: { 'AWS:requestedregion': 'us-east-1' } })).not.toHaveProperty('aws:RequestedRegion');
    expect(contextOf({ unknown: ['aws:SecureTransport'] })).not.toHaveProperty('aws:SecureTransport');
    expect(contextOf({ principal: 'user/somebody' })).not.toHaveProperty('aws:TokenIssueTime');
  });

  test('reaches a resource in the Region of the resource', () => {
    const regionOf = (more: Line) =>
      read({ ...anExpectation, action: 'dynamodb:PutItem', ...more })[0]?.calls[0]?.request.context?.[
        'aws:RequestedRegion'
      ];
    const inRegion = (region: string): string => `arn:aws:dynamodb:${region}:{account}:table/x`;
    expect(regionOf({ resource: inRegion('eu-north-1') })).toBe('eu-north-1');
    expect(regionOf({ resource: inRegion('*') })).toBe('eu-central-1');
    const context = { 'aws:RequestedRegion': 'eu-west-1' };
    expect(regionOf({ resource: inRegion('eu-north-1'), context })).toBe('eu-west-1');
  });

  test('may name AWS’s variables and all placeholders of the configuration', () => {
    const context = { 's3:x-amz-acl': '${aws:username} {organization.id} {account:audit} {unit.path:Workloads}' };
    expect(problemsOf({ ...anExpectation, context })).toEqual([]);
  });

  test('of a caller from elsewhere is about a resource in the account', () => {
    for (const principal of ['*', 'service:cloudtrail.amazonaws.com', 'arn:aws:iam::999999999999:role/x'])
      expect(read({ ...anExpectation, targets: ['audit'], principal })[0]?.calls[0]?.request).toMatchObject({
        account: null,
        resourceAccount: 'audit',
      });
  });
});

describe('a file of expectations', () => {
  test('tells every problem at its line and column', () => {
    const wrong = { ...anExpectation, targets: ['Workload'], action: 's3:PutObjct' };
    const text = problemsOf(anExpectation, '', wrong, { ...anExpectation, expect: 'possible' }, '{').join('\n');
    expect(text).toContain(`${FILE}:3:${JSON.stringify(wrong).indexOf('"Workload"') + 1}: unknown target \`Workload\``);
    expect(text).toContain('did you mean `Workloads`?');
    expect(text).toMatch(/:3:\d+: AWS documents no action `s3:PutObjct`\n.*"allowUnknownActions": true/);
    expect(text).toContain('did you mean `s3:PutObject`?');
    expect(text).toMatch(/:4:11: `expect` is `?"?possible"?`?\n {4}allowed: `permitted` or `denied`/);
    expect(text).toMatch(/:5:\d+: this cannot be read as JSON/);
  });

  test('refuses a closed account, and takes one that is only suspended', () => {
    const inState = (state: 'closed' | 'suspended', ...targets: readonly string[]) => {
      const accounts = example.organization.accounts.map((one) =>
        one.key === 'sandbox-one' ? { ...one, state } : one,
      );
      const outcome = readExpectations(
        withLines([{ ...anExpectation, targets }], { ...example.organization, accounts }),
      );
      return outcome.kind === 'ok' ? '' : outcome.problems.map(describeProblem).join('\n');
    };
    const alone = inState('closed', 'sandbox-one');
    expect(alone).toMatch(/:1:\d+: the account `sandbox-one` is closed: no call is made there\n {4}allowed: .*`audit`/);
    expect(alone.split('allowed:')[1]).not.toContain('`sandbox-one`');
    expect(alone).toContain('fix: remove the line');
    expect(inState('closed', 'Workloads', 'sandbox-one')).toContain('fix: take `sandbox-one` out of `targets`');
    expect(inState('suspended', 'sandbox-one')).toBe('');
    expect(inState('closed', 'Sandbox')).toBe('');
  });

  test.each<[string, Line, RegExp]>([
    ['an account instead of targets', { account: 'audit' }, /`account` is not a field of an expectation/],
    ['another account in the principal', { principal: 'arn:aws:iam::111111111111:role/x' }, /belongs to account/],
    ['no reason', { reason: undefined }, /the expectation has no `reason`\n {4}allowed: what does not work/],
    ['no targets', { targets: [] }, /`?targets`?/],
    ['a misspelled key', { context: { 'aws:RequestedRegoin': 'x' } }, /no condition key `aws:RequestedRegoin`/],
    ['a misspelled placeholder', { resource: 'arn:aws:s3:::orders-{acount}/1' }, /unknown placeholder `\{acount\}`/],
    ['a misspelled action below a unit without accounts', { targets: ['Suspended'], action: 's3:X' }, /`s3:X`/],
  ])('is refused for %s', (_what, change, message) => {
    expect(problemsOf({ ...anExpectation, ...change }).join('\n')).toMatch(message);
  });

  test('may use an action that is newer than the service reference, and ids only once', () => {
    expect(problemsOf({ ...anExpectation, action: 's3:FutureThing', allowUnknownActions: true })).toEqual([]);
    expect(problemsOf({ ...anExpectation, id: 'a' }, { ...anExpectation, id: 'a' })).toEqual([
      expect.stringContaining('the expectation in line 1 has the id `a` as well'),
    ]);
  });
});

describe('a failed expectation', () => {
  test('names the guardrail, the statement and the accounts', () => {
    const [failure, ...others] = failuresOf([anExpectation], denyAll(['s3:*', 'ec2:*', 'iam:*', 'lambda:*']));
    if (failure === undefined) throw new Error('no failure');
    expect(others).toEqual([]);
    expect(guardrailsIn(failure)).toEqual(['deny-work']);
    expect(describeFailure(failure)).toMatch(
      /^organization\/expectations\.jsonl:1:1: must be permitted: line 1: s3:PutObject by role\/developer in data-production, shop-development, shop-production; found: denied by deny-work \(statement DenyWorkWork of rampart-root-scp-\d at root\); reason: A test$/,
    );
  });

  test('is one that nothing denies although it should', () => {
    const [failure] = failuresOf([{ ...anExpectation, expect: 'denied', targets: ['audit'] }]);
    expect(failure && describeFailure(failure)).toContain('found: permitted: no guardrail denies it');
  });

  test('is one that depends on keys, which it names', () => {
    const [failure] = failuresOf([{ ...anExpectation, targets: ['audit'], unknown: ['aws:SecureTransport'] }]);
    expect(failure && describeFailure(failure)).toContain('found: undecided: it depends on aws:SecureTransport');
  });

  test('is one that does not hold at every instant, unless it has a time', () => {
    const survey = {
      ...anExpectation,
      targets: ['audit'],
      principal: 'role/network/expansion',
      action: 'ec2:DescribeVpcs',
      resource: '*',
      context: { 'aws:RequestedRegion': 'eu-north-1' },
    };
    const at = (time: string) => ({ ...survey, context: { ...survey.context, 'aws:CurrentTime': time } });
    expect(failuresOf([survey]).map(({ instant }) => instant)).toEqual(['2027-03-31T00:00:00Z']);
    expect(failuresOf([{ ...survey, expect: 'denied' }])).toHaveLength(1);
    expect(failuresOf([at('2027-03-30T23:59:59Z')])).toEqual([]);
    expect(failuresOf([at('2027-03-31T00:00:00Z')]).map(({ instant }) => instant)).toEqual([null]);
  });
});

test('the example says what must work, and a guardrail that stops all work fails it', () => {
  const lines = example.organization.expectations?.text.trim().split('\n') ?? [];
  expect(lines.length).toBeGreaterThan(50);
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  expect(failuresOf(parsed).map(describeFailure)).toEqual([]);
  const stopped = failuresOf(parsed, denyAll(['s3:*', 'ec2:*', 'iam:*', 'lambda:*']));
  expect(new Set(stopped.flatMap(guardrailsIn))).toEqual(new Set(['deny-work']));
  expect(stopped.length).toBeGreaterThan(20);
  // Each expectation can fail: its contrary does.
  const contrary = parsed.map((line) => ({ ...line, expect: line['expect'] === 'denied' ? 'permitted' : 'denied' }));
  expect(new Set(failuresOf(contrary).map(({ expectation }) => expectation.at.line)).size).toBe(lines.length);
});
