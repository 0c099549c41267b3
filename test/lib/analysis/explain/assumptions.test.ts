import { assumeKeys, mattering, type Circumstances } from '../../../../lib/analysis/explain/assumptions';
import { GLOBAL_SERVICES } from '../../../../lib/analysis/explain/global-services';
import { prepareJudge } from '../../../../lib/analysis/evaluate/decide';
import type { RequestLine } from '../../../../lib/analysis/evaluate/request-line';
import { loadServiceReference } from '../../../../lib/iam/service-reference/load';
import type { ConditionBlock, Statement } from '../../../../lib/iam/statement';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';

const reference = loadServiceReference();

const deny = (Action: string, Condition: ConditionBlock, Resource = '*'): Statement => ({
  Effect: 'Deny',
  Action,
  Resource,
  Condition,
});

function aFile(...statements: readonly Statement[]): GuardrailsFile {
  const content = { Version: '2012-10-17' as const, Statement: statements };
  return {
    formatVersion: 1,
    organization: { id: 'o-exampleorg1', managementAccount: '111111111111' },
    targets: [
      { id: 'root', kind: 'root' },
      { id: 'shop', kind: 'account', parent: 'root', accountId: null },
    ],
    documents: [
      { name: 'scp', type: 'SERVICE_CONTROL_POLICY', targets: ['root'], content },
    ] as GuardrailsFile['documents'],
    placements: [],
  };
}

const HOME: Circumstances = { homeRegion: 'eu-central-1', isInstance: false };
const call: RequestLine = { id: 'r', account: 'shop', principal: 'role/developer', action: 's3:PutObject' };
const abroad = deny('*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } });

function ask(file: GuardrailsFile, change: Partial<RequestLine> = {}, circumstances = HOME) {
  const judge = prepareJudge(file);
  const assumed = assumeKeys(judge, { ...call, ...change }, circumstances, reference);
  expect(judge.check(assumed.request)).toEqual([]);
  const { request, assumptions } = assumed;
  const told = mattering(assumed, judge.decide).map(({ sentence }) => sentence);
  return { request, told, assumptions, ...judge.decide(request) };
}

describe('the Region that is assumed', () => {
  test.each<[string, Partial<RequestLine>, string | undefined]>([
    ['the home Region', {}, 'eu-central-1'],
    [
      'that of the resource',
      { resource: 'arn:aws:sqs:eu-north-1:222222222222:q', action: 'sqs:SendMessage' },
      'eu-north-1',
    ],
    ['that of a global service', { action: 'iam:CreateRole' }, 'us-east-1'],
    [
      'not known for a global service in another partition',
      { action: 'iam:GetRole', resource: 'arn:aws-cn:iam::222222222222:role/x' },
      undefined,
    ],
    ['not assumed if it is given', { context: { 'AWS:requestedregion': 'x' } }, undefined],
    ['not assumed if it is named as unknown', { unknown: ['aws:Requested*'] }, undefined],
  ])('is %s', (_, change, region) => {
    expect(ask(aFile(abroad), change).request.context?.['aws:RequestedRegion']).toBe(region);
  });

  test('is not known without a home Region', () => {
    expect(ask(aFile(abroad), {}, { ...HOME, homeRegion: null })).toMatchObject({
      decision: 'undecided',
      missing: ['aws:RequestedRegion'],
    });
  });

  test('is stated for services that exist', () => {
    expect([...GLOBAL_SERVICES.keys()].filter((prefix) => !reference.serviceExists(prefix))).toEqual([]);
  });
});

describe('what is assumed about a call', () => {
  test('is told only if the decision depends on it', () => {
    const file = aFile(abroad, deny('ec2:*', { Bool: { 'aws:SecureTransport': 'false' } }));
    expect(ask(file).told).toEqual([expect.stringContaining('Assuming Region eu-central-1 (the home Region)')]);
    expect(ask(file).assumptions).toHaveLength(2);
  });

  test('is that no service makes it, and that its credentials are not those of a compute service', () => {
    const file = aFile(
      deny('*', { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } }),
      deny('*', { Bool: { 'aws:ViaAWSService': 'true' } }),
      deny('*', { NumericLessThan: { 'ec2:RoleDelivery': '2.0' } }),
    );
    expect(ask(file)).toMatchObject({ decision: 'permitted', told: [expect.any(String), expect.any(String)] });
    expect(ask(file, {}, { ...HOME, isInstance: true }).missing).toEqual(['ec2:RoleDelivery']);
    expect(ask(file, { unknown: ['aws:*Via*'] }).missing).toEqual(['aws:CalledVia', 'aws:ViaAWSService']);
    expect(ask(file, { unknown: ['*'] }).missing).toEqual(['aws:CalledVia', 'aws:ViaAWSService', 'ec2:RoleDelivery']);
  });

  test('is that keys are absent which AWS never sends with the action; all others are unknown', () => {
    const file = aFile(
      deny('*', { StringEquals: { 's3:x-amz-acl': 'public-read' } }),
      deny('*', { StringEquals: { 'ec2:InstanceType': 'a' } }),
      deny('*', { StringEquals: { 'aws:RequestTag/owner': 'a' } }),
      deny('*', { StringEquals: { 'aws:SourceVpc': 'a' } }),
      deny('*', { StringEquals: { 'aws:PrincipalTag/${saml:sub}': 'a' } }),
    );
    expect(ask(file).missing).toEqual(['aws:PrincipalTag/${saml:sub}', 'aws:SourceVpc', 's3:x-amz-acl']);
    expect(ask(file, { action: 's3:NewerAction' }).missing).toContain('ec2:InstanceType');
  });
});

describe('a call that names no resource', () => {
  const launch = { action: 'ec2:RunInstances', context: { 'ec2:InstanceType': 't3.micro' } };
  const types = deny('ec2:RunInstances', { StringNotLike: { 'ec2:InstanceType': 't3.*' } }, 'arn:*:ec2:*:*:instance/*');

  test('touches each required type, and has the keys of a type only there', () => {
    const encrypted = deny('ec2:RunInstances', { Bool: { 'ec2:Encrypted': 'false' } }, 'arn:*:ec2:*:*:volume/*');
    const { decision, missing, request } = ask(aFile(abroad, types, encrypted), launch);
    expect({ decision, missing }).toEqual({ decision: 'undecided', missing: ['ec2:Encrypted'] });
    const kinds = request.resources?.map(({ arn }) => arn.split(':').slice(2).join(':'));
    expect(kinds).toContain('ec2:eu-central-1:{account:shop}:instance/*');
    expect(kinds).toContain('ec2:eu-central-1::image/*');
    const subnet = request.resources?.find(({ arn }) => arn.endsWith('subnet/*'));
    expect(subnet?.context).toEqual({ 'ec2:Encrypted': [], 'ec2:InstanceType': [] });
  });

  test('names no account whose number is not known', () => {
    const { formatVersion, organization, targets, documents } = aFile(abroad, types);
    const foreign = { formatVersion, organization, targets, documents };
    const { decision, request } = ask(foreign, launch);
    expect(decision).toBe('permitted');
    expect(request.resources?.map(({ arn }) => arn)).toContain('arn:aws:ec2:eu-central-1::instance/*');
  });

  test('is denied for a type that is not allowed', () => {
    expect(ask(aFile(types), { ...launch, context: { 'ec2:InstanceType': 'p5.48xlarge' } }).decision).toBe('denied');
  });

  test.each([
    'arn:*:ec2:*:*:subnet/subnet-0123',
    'arn:aws:ec2:eu-north-1:*:instance/*',
    'arn:*:ec2:*:*:volume/${aws:userid}',
  ])('depends on it if a policy tells resources of one type apart: %s', (pattern) => {
    const file = aFile(deny('ec2:RunInstances', {}, pattern));
    expect(ask(file, launch)).toMatchObject({ decision: 'undecided', request: { id: 'r' } });
    expect(ask(file, launch).request.resources).toBeUndefined();
  });

  test('depends on it if its action touches one type only', () => {
    expect(ask(aFile(deny('s3:*', {}, 'arn:*:s3:::logs/*'))).missing).toEqual(['resource']);
  });
});
