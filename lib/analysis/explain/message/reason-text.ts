import type { ControlPolicyType } from '../../../iam/control-policy-type';
import { onOneLine, readWord, wrapped } from './clean-text';
import type { DenialReason, ManagementPolicyReason, PolicyReason } from './denial-message';

const TYPES: ReadonlyMap<string, ControlPolicyType> = new Map([
  ['service control policy', 'SERVICE_CONTROL_POLICY'],
  ['resource control policy', 'RESOURCE_CONTROL_POLICY'],
]);

/** The kinds of policies that AWS names; one that is added later matches the last two. */
const KINDS = [
  ...TYPES.keys(),
  'identity-based policy',
  'resource-based policy',
  'permissions boundary',
  'session policy',
  'VPC endpoint policy',
  'role trust policy',
];
const KIND = `(${KINDS.map(wrapped).join('|')}|[\\w-]+(?: [\\w-]+){0,3}? policy|[\\w-]+(?: [\\w-]+){0,3}? boundary)`;
const ACTION = '([\\w-]+:\\n?\\w+(?:\\n\\w+)?)';

const EXPLICIT = new RegExp(
  `${wrapped('with an explicit deny')}(?:\\s+${wrapped('in')}\\s+(?:(?:an?|the)\\s+)?${KIND})?`,
  'i',
);
const IMPLICIT = new RegExp(`${wrapped('no ')}${KIND}\\s+${wrapped('allows')}(?:\\s+the\\s+${ACTION})?`, 'i');
const DENIES = new RegExp(`(?:an?|the)\\s+${KIND}\\s+${wrapped('explicitly denies')}`, 'i');
const BECAUSE = new RegExp(`${wrapped('because ')}([^]*)$`, 'i');

/**
 * The reason in the words behind the action and the resource.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readReason(rest: string): DenialReason | null {
  const explicit = EXPLICIT.exec(rest);
  const because = BECAUSE.exec(rest);
  if (explicit !== null && (because === null || explicit.index < because.index))
    return policyReason('explicit', explicit, rest);
  if (because === null) return readManagementPolicy(rest);
  const words = because[1] ?? '';
  const implicit = IMPLICIT.exec(words);
  if (implicit?.index === 0) return policyReason('implicit', implicit, words);
  return readManagementPolicy(words) ?? { kind: 'other', words: readSentence(words) };
}

/** The reason as the console's line `Context` has it. */
export function readContextLine(line: string): DenialReason {
  const implicit = IMPLICIT.exec(line);
  if (implicit !== null) return policyReason('implicit', implicit, line);
  const explicit = DENIES.exec(line);
  return explicit === null ? { kind: 'other', words: onOneLine(line) } : policyReason('explicit', explicit, line);
}

function policyReason(effect: PolicyReason['effect'], match: RegExpExecArray, text: string): PolicyReason {
  const [all, kind, action] = match;
  const words = kind === undefined ? null : policyWords(kind);
  return {
    kind: 'policy',
    words,
    type: TYPES.get(words ?? '') ?? null,
    effect,
    arn: readPolicyArn(text.slice(match.index + all.length)),
    action: action?.replace(/\n/g, '') ?? null,
    statements: [],
  };
}

/** AWS's own words, wherever the lines were broken. */
function policyWords(found: string): string {
  const letters = found.replace(/\s/g, '').toLowerCase();
  const known = KINDS.find((kind) => kind.replace(/\s/g, '').toLowerCase() === letters);
  return known ?? onOneLine(found).toLowerCase();
}

const ARN = new RegExp(`(?<![\\w"])${wrapped('arn:')}`);

/** Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicySummary.html (the form of ids) */
function readPolicyArn(text: string): string | null {
  const start = ARN.exec(text)?.index;
  if (start === undefined) return null;
  const word = readWord(text.slice(start), (one) => /:iam:.*\/|\/p-[0-9a-z_]{8,}/.test(one));
  return /^arn:[\w-]+:(?:organizations|iam)::[\w*]*:policy\/[\w+=,.@/-]*\w/.exec(word)?.[0] ?? null;
}

/** AWS's reason ends where the SDK's own words start. */
function readSentence(words: string): string {
  return onOneLine(words)
    .replace(/[.]?\s*(?:\((?:Service|Status|Request)|status code:|Encoded authorization|<\/)[^]*$/i, '')
    .replace(/[.]\s[^]*$/, '')
    .replace(/[.\s]+$/, '');
}

interface Refusal {
  readonly pattern: RegExp;
  readonly type: ManagementPolicyReason['type'];
  /** The setting is its first group; null: the words name none. */
  readonly setting: RegExp | null;
}

/**
 * Words of services that enforce settings which management policies can make.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ec2.html (the default error message),
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const REFUSALS: readonly Refusal[] = [
  {
    pattern: /TagPolicyViolation|\btag polic(?:y|ies)\b/i,
    type: 'TAG_POLICY',
    setting: /tag keys?:?\s*\W?([\w+=.:/@-]+)/i,
  },
  {
    pattern: /\bS3 Block Public Access\b|\b(?:BlockPublicPolicy|BlockPublicAcls|RestrictPublicBuckets)\b/i,
    type: 'S3_POLICY',
    setting: /\b(BlockPublicPolicy|BlockPublicAcls|RestrictPublicBuckets|IgnorePublicAcls)\b/,
  },
  {
    pattern: /organi[sz]ational policy in effect|\bdeclarative polic(?:y|ies)\b|\bEC2 polic(?:y|ies)\b/i,
    type: 'DECLARATIVE_POLICY_EC2',
    setting: null,
  },
  {
    pattern:
      /\bblock public access\b[^]*\b(?:AMIs?|images?|snapshots?|VPCs?|internet gateways?)\b|\b(?:AMIs?|images?|snapshots?|VPCs?|internet gateways?)\b[^]*\bblock public access\b/i,
    type: 'DECLARATIVE_POLICY_EC2',
    setting: /\b(AMI|image|snapshot|VPC|internet gateway)s?\b/i,
  },
  {
    pattern: /\bAllowed (?:AMIs|Images)\b/i,
    type: 'DECLARATIVE_POLICY_EC2',
    setting: /\b(Allowed (?:AMIs|Images))\b/i,
  },
];

/** The kind of management policy that refused a call, if a text says so. */
export function readManagementPolicy(text: string): ManagementPolicyReason | null {
  const line = onOneLine(text);
  const found = REFUSALS.find(({ pattern }) => pattern.test(line));
  if (found === undefined) return null;
  return { kind: 'management-policy', type: found.type, setting: found.setting?.exec(line)?.[1] ?? null };
}
