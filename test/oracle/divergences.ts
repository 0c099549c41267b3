import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import type { PolicyDocument, Statement } from '../../lib/iam/statement';
import { decidedKeys, type Chain, type LevelDraft, type PlainRequest } from './world';

/** What an evaluator says; `refused`: AWS takes no such policy, and so do we. */
export type Answer = 'denied' | 'permitted' | 'undecided' | 'refused';

/** A request on which we and the oracle differ, and why. Each row is a test; any other difference fails. */
export interface Divergence {
  readonly about: string;
  /**
   * `wrong`: AWS's documentation says otherwise than the oracle. `not-modelled`: the oracle leaves it to its caller.
   * `open`: AWS does not say, or says two things; we say that it cannot be told.
   */
  readonly kind: 'wrong' | 'not-modelled' | 'open';
  readonly chain: Chain;
  readonly request: PlainRequest;
  /** What our request says beside it. */
  readonly line?: Partial<RequestLine>;
  readonly ours: Answer;
  readonly theirs: 'denied' | 'permitted';
  readonly page: string;
  /** AWS's words, or what is missing in them. */
  readonly sentence: string;
}

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const OPERATORS = `${GUIDE}/reference_policies_elements_condition_operators.html`;
const VARIABLES = `${GUIDE}/reference_policies_variables.html`;
const MULTIVALUED = `${GUIDE}/reference_policies_condition-single-vs-multi-valued-context-keys.html`;
const RESOURCE = `${GUIDE}/reference_policies_elements_resource.html`;
const NOT_RESOURCE = `${GUIDE}/reference_policies_elements_notresource.html`;
const ORGANIZATIONS = 'https://docs.aws.amazon.com/organizations/latest/userguide';
const SCPS = `${ORGANIZATIONS}/orgs_manage_policies_scps.html`;

const SILENT: LevelDraft = { fullAccess: true, scps: [], rcps: [] };
const ROLE = 'arn:aws:iam::222222222222:role/developer';
const INSTANCE = 'arn:aws:ec2:eu-central-1:222222222222:instance/i-1';

/** One statement that denies everything at the root, with something changed. */
function denies(change: Partial<Statement> = {}, Version = '2012-10-17'): Chain {
  const statement: Statement = { Effect: 'Deny', Action: '*', Resource: '*', ...change };
  return [{ ...SILENT, scps: [{ Version, Statement: [statement] } as PolicyDocument] }, SILENT, SILENT];
}

const when = (operator: string, key: string, value: string | readonly string[]): Chain =>
  denies({ Condition: { [operator]: { [key]: value } } });

function notResource(...NotResource: readonly string[]): Chain {
  const statement: Statement = { Effect: 'Deny', Action: '*', NotResource };
  return [{ ...SILENT, scps: [{ Version: '2012-10-17', Statement: [statement] }] }, SILENT, SILENT];
}

function request(context: PlainRequest['context'] = {}, change: Partial<PlainRequest> = {}): PlainRequest {
  const principal = change.principal ?? ROLE;
  return {
    principal,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::orders/2026.csv',
    ...change,
    context: { ...decidedKeys(principal), ...context },
  };
}

const INVERTED =
  'Inverted condition operators like StringNotEquals or StringNotLike do match against a null value, as the value of the condition key they are testing against is not equal to or like the effectively null value.';

const wrong: readonly Omit<Divergence, 'kind'>[] = [
  {
    about: 'StringNotEquals and a variable without a value',
    chain: when('StringNotEquals', 's3:ExistingObjectTag/Team', '${aws:PrincipalTag/Team}'),
    request: request({ 's3:ExistingObjectTag/Team': 'blue' }),
    ours: 'denied',
    theirs: 'permitted',
    page: VARIABLES,
    sentence: INVERTED,
  },
  {
    about: 'StringNotLike and a variable without a value',
    chain: when('StringNotLike', 's3:ExistingObjectTag/Team', '${aws:PrincipalTag/Team}*'),
    request: request({ 's3:ExistingObjectTag/Team': 'blue' }),
    ours: 'denied',
    theirs: 'permitted',
    page: VARIABLES,
    sentence: INVERTED,
  },
  {
    about: 'ArnNotLike and a variable without a value',
    chain: when('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::222222222222:user/${aws:username}'),
    request: request(),
    ours: 'denied',
    theirs: 'permitted',
    page: VARIABLES,
    sentence: INVERTED,
  },
  {
    about: 'NotResource and a variable without a value',
    chain: notResource('arn:aws:s3:::orders/${aws:username}*'),
    request: request(),
    ours: 'denied',
    theirs: 'permitted',
    page: VARIABLES,
    sentence:
      'If a variable that has no value in the authorization context is used as part of the Resource or NotResource element of a policy, the resource that includes a policy variable with no value will not match any resource.',
  },
  {
    about: 'a variable behind the fifth colon of an ARN without a slash',
    chain: denies({ Resource: 'arn:aws:sqs:*:*:${aws:username}-queue' }),
    request: request(
      {},
      {
        principal: 'arn:aws:iam::222222222222:user/anna',
        action: 'sqs:SendMessage',
        resource: 'arn:aws:sqs:us-east-2:222222222222:anna-queue',
      },
    ),
    ours: 'denied',
    theirs: 'permitted',
    page: VARIABLES,
    sentence:
      'You can use a policy variable in the Resource element, but only in the resource portion of the ARN. This portion of the ARN appears after the fifth colon (:).',
  },
  {
    about: 'special characters under an exact operator',
    chain: when('StringEquals', 's3:prefix', 'a${*}'),
    request: request({ 's3:prefix': 'a*' }),
    ours: 'denied',
    theirs: 'permitted',
    page: VARIABLES,
    sentence: 'These predefined policy variables can be used in any string where you can use regular policy variables.',
  },
  {
    about: 'variables before version 2012-10-17',
    chain: denies({ Condition: { StringEquals: { 's3:prefix': '${aws:PrincipalAccount}' } } }, '2008-10-17'),
    request: request({ 's3:prefix': '222222222222' }),
    ours: 'refused',
    theirs: 'denied',
    page: `${ORGANIZATIONS}/orgs_manage_policies_scps_syntax.html`,
    sentence: 'Every SCP must include a Version element with the value "2012-10-17".',
  },
  {
    about: 'a date against an epoch',
    chain: when('DateLessThan', 'aws:TokenIssueTime', '1806451200'),
    request: request({ 'aws:TokenIssueTime': '2027-03-30T23:59:59Z' }),
    ours: 'denied',
    theirs: 'permitted',
    page: OPERATORS,
    sentence:
      'You must specify date/time values with one of the W3C implementations of the ISO 8601 date formats or in epoch (UNIX) time.',
  },
  {
    about: 'an address without a mask and a caller of the other kind',
    chain: when('NotIpAddress', 'aws:SourceIp', '203.0.113.7'),
    request: request({ 'aws:SourceIp': '2001:db8::1' }),
    ours: 'denied',
    theirs: 'permitted',
    page: OPERATORS,
    sentence:
      'If you specify an IP address without the associated routing prefix, IAM uses the default prefix value of /32.',
  },
  {
    about: 'an IPv6 address that is written in another way',
    chain: when('IpAddress', 'aws:SourceIp', '2001:DB8::1'),
    request: request({ 'aws:SourceIp': '2001:db8:0:0:0:0:0:1' }),
    ours: 'denied',
    theirs: 'permitted',
    page: OPERATORS,
    sentence: 'restrict access based on comparing a key to an IPv4 or IPv6 address or range of IP addresses',
  },
  {
    about: 'the range of all addresses',
    chain: when('IpAddress', 'aws:SourceIp', '0.0.0.0/0'),
    request: request({ 'aws:SourceIp': '203.0.113.7' }),
    ours: 'denied',
    theirs: 'permitted',
    page: OPERATORS,
    sentence: 'The value must be in the standard CIDR format (for example, 203.0.113.0/24 or 2001:DB8:1234:5678::/64).',
  },
  {
    about: 'ForAllValues over nothing but an empty value',
    chain: when('ForAllValues:StringEquals', 'aws:TagKeys', 'team'),
    request: request({ 'aws:TagKeys': [''] }),
    ours: 'denied',
    theirs: 'permitted',
    page: OPERATORS,
    sentence:
      'The ForAllValues qualifier returns true if there are no context keys in the request or if the context key value resolves to a null dataset, such as an empty string.',
  },
  {
    about: 'one value in a list without a set operator',
    chain: when('StringEquals', 'aws:TagKeys', 'team'),
    request: request({ 'aws:TagKeys': ['team'] }),
    ours: 'denied',
    theirs: 'permitted',
    page: MULTIVALUED,
    sentence:
      'The difference between single-valued and multivalued context keys depends on the number of values in the request context, not the number of values in the policy condition.',
  },
  {
    about: 'NotResource and the resource `*` of an action without resources',
    chain: notResource('arn:aws:s3:::orders/*'),
    request: request({}, { action: 's3:ListAllMyBuckets', resource: '*' }),
    ours: 'denied',
    theirs: 'permitted',
    page: NOT_RESOURCE,
    sentence:
      'NotResource is an advanced policy element that explicitly matches every resource except those specified.',
  },
  {
    about: 'NotResource with a pattern that ends in a star before the fifth colon',
    chain: notResource('arn:aws:ec2:*'),
    request: request(),
    ours: 'denied',
    theirs: 'permitted',
    page: NOT_RESOURCE,
    sentence:
      'NotResource is an advanced policy element that explicitly matches every resource except those specified.',
  },
  {
    about: 'an Allow on one resource and a request for the resource `*`',
    chain: [
      {
        fullAccess: false,
        scps: [
          { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::orders' }] },
        ],
        rcps: [],
      },
      SILENT,
      SILENT,
    ],
    request: request({}, { action: 's3:ListAllMyBuckets', resource: '*' }),
    ours: 'denied',
    theirs: 'permitted',
    page: RESOURCE,
    sentence:
      'Some AWS services do not allow you to specify actions for individual resources. … When this is the case, you use the wildcard character (*) in the Resource element.',
  },
  {
    about: 'a wildcard in the prefix of an action',
    chain: denies({ Action: 's*:GetObject' }),
    request: request(),
    ours: 'denied',
    theirs: 'permitted',
    page: `${ORGANIZATIONS}/orgs_manage_policies_scps_syntax.html`,
    sentence: 'the wildcard (*) and (?) characters anywhere in the string, since 2025-09-19',
  },
];

const notModelled: readonly Omit<Divergence, 'kind'>[] = [
  {
    about: 'the management account',
    chain: denies(),
    request: request({}, { principal: 'arn:aws:iam::111111111111:role/admin' }),
    line: { account: '111111111111', resourceAccount: 'shop' },
    ours: 'permitted',
    theirs: 'denied',
    page: SCPS,
    sentence: "SCPs don't affect users or roles in the management account.",
  },
  {
    about: 'a service-linked role',
    chain: denies(),
    request: request({}, { principal: 'arn:aws:iam::222222222222:role/aws-service-role/a.amazonaws.com/b' }),
    ours: 'permitted',
    theirs: 'denied',
    page: SCPS,
    sentence: "SCPs don't affect any service-linked role.",
  },
  {
    about: 'a service-linked role and a resource control policy',
    chain: [
      {
        ...SILENT,
        rcps: [
          { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }] },
        ],
      },
      SILENT,
      SILENT,
    ],
    request: request({}, { principal: 'arn:aws:iam::222222222222:role/aws-service-role/a.amazonaws.com/b' }),
    ours: 'permitted',
    theirs: 'denied',
    page: `${ORGANIZATIONS}/orgs_manage_policies_rcps.html`,
    sentence: "The permissions of service-linked roles can't be restricted by RCPs.",
  },
  {
    about: 'a service as the caller',
    chain: denies(),
    request: request({}, { principal: 'cloudtrail.amazonaws.com' }),
    line: { account: null, principal: 'service:cloudtrail.amazonaws.com', resourceAccount: 'shop', context: {} },
    ours: 'permitted',
    theirs: 'denied',
    page: SCPS,
    sentence: 'SCPs affect only IAM users and roles that are managed by accounts that are part of the organization.',
  },
  {
    about: 'a service that service control policies do not restrict',
    chain: denies(),
    request: request({}, { action: 'mechanicalturk:CreateHIT', resource: '*' }),
    ours: 'permitted',
    theirs: 'denied',
    page: `${SCPS}#not-restricted-by-scp`,
    sentence: "You can't use SCPs to restrict the following tasks: … Amazon Mechanical Turk",
  },
];

const open: readonly Omit<Divergence, 'kind'>[] = [
  {
    about: 'a star that would have to take in a colon',
    chain: denies({ Resource: 'arn:aws:ec2:*:instance/*' }),
    request: request({}, { action: 'ec2:StopInstances', resource: INSTANCE }),
    ours: 'undecided',
    theirs: 'permitted',
    page: RESOURCE,
    sentence:
      'If the * wildcard is the last character of a resource ARN segment, it can expand to match beyond the colon boundaries.',
  },
  {
    about: 'a variable before the fifth colon',
    chain: denies({ Resource: 'arn:aws:ec2:*:${aws:PrincipalAccount}:instance/*' }),
    request: request({}, { action: 'ec2:StopInstances', resource: INSTANCE }),
    ours: 'undecided',
    theirs: 'permitted',
    page: VARIABLES,
    sentence:
      "You can't use a variable to replace parts of the ARN before the fifth colon, such as the service or account.",
  },
  {
    about: 'several values without a set operator',
    chain: when('StringEquals', 'aws:TagKeys', 'team'),
    request: request({ 'aws:TagKeys': ['team', 'owner'] }),
    ours: 'undecided',
    theirs: 'permitted',
    page: MULTIVALUED,
    sentence: 'Multivalued context keys require a condition set operator.',
  },
  {
    about: 'several values under a negated operator without a set operator',
    chain: when('StringNotEquals', 'aws:TagKeys', 'cost'),
    request: request({ 'aws:TagKeys': ['team', 'owner'] }),
    ours: 'undecided',
    theirs: 'permitted',
    page: MULTIVALUED,
    sentence: 'Multivalued context keys require a condition set operator.',
  },
  {
    about: 'ForAnyValue with IfExists and no key',
    chain: when('ForAnyValue:StringEqualsIfExists', 'aws:TagKeys', 'team'),
    request: request(),
    ours: 'undecided',
    theirs: 'permitted',
    page: OPERATORS,
    sentence:
      'If the key is not present, evaluate the condition element as true. — For no matching context key or if the key does not exist, the condition returns false.',
  },
  {
    about: 'Null of a list of empty values',
    chain: when('Null', 'aws:TagKeys', 'true'),
    request: request({ 'aws:TagKeys': [''] }),
    ours: 'undecided',
    theirs: 'permitted',
    page: OPERATORS,
    sentence:
      "use either true (the key doesn't exist — it is null) or false (the key exists and its value is not null)",
  },
  {
    about: 'a negated ARN operator with a value that is no ARN',
    chain: when('ArnNotLike', 'aws:PrincipalArn', 'lz-*'),
    request: request(),
    ours: 'undecided',
    theirs: 'permitted',
    page: OPERATORS,
    sentence: 'Each of the six colon-delimited components of the ARN is checked separately.',
  },
  {
    about: 'a negated ARN operator on a request’s value that is no ARN',
    chain: when('ArnNotLike', 'aws:SourceArn', 'arn:aws:s3:::orders'),
    request: request({ 'aws:SourceArn': 'orders' }),
    ours: 'undecided',
    theirs: 'permitted',
    page: OPERATORS,
    sentence: 'Each of the six colon-delimited components of the ARN is checked separately.',
  },
  {
    about: 'a negated address operator on a request’s value that is no address',
    chain: when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
    request: request({ 'aws:SourceIp': 'AWS Internal' }),
    ours: 'undecided',
    theirs: 'permitted',
    page: OPERATORS,
    sentence: 'All IP addresses except the specified IP address or range',
  },
  {
    about: 'a negated numeric operator on a request’s value that is no number',
    chain: when('NumericNotEquals', 's3:max-keys', '10'),
    request: request({ 's3:max-keys': 'many' }),
    ours: 'undecided',
    theirs: 'permitted',
    page: OPERATORS,
    sentence: 'restrict access based on comparing a key to an integer or decimal value',
  },
  {
    about: 'a variable under Bool',
    chain: when('Bool', 'aws:SecureTransport', '${aws:ViaAWSService}'),
    request: request({ 'aws:SecureTransport': 'true', 'aws:ViaAWSService': 'true' }),
    ours: 'refused',
    theirs: 'denied',
    page: VARIABLES,
    sentence:
      "You can't use a policy variable with other operators, such as Numeric, Date, Boolean, Binary, IP Address, or Null operators. (The page on operators says: Supported.)",
  },
  {
    about: 'a year alone',
    chain: when('DateLessThan', 'aws:TokenIssueTime', '2027'),
    request: request({ 'aws:TokenIssueTime': '2026-03-31T00:00:00Z' }),
    ours: 'refused',
    theirs: 'permitted',
    page: OPERATORS,
    sentence: 'one of the W3C implementations of the ISO 8601 date formats or in epoch (UNIX) time: 2027 is both',
  },
];

const as =
  (kind: Divergence['kind']) =>
  (row: Omit<Divergence, 'kind'>): Divergence => ({ ...row, kind });

/** The known divergences. */
export const DIVERGENCES: readonly Divergence[] = [
  ...wrong.map(as('wrong')),
  ...notModelled.map(as('not-modelled')),
  ...open.map(as('open')),
];
