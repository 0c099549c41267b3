/**
 * The kind of a caller, which determines the condition keys that AWS sends. `role`: a role session;
 * `service-linked-role`: a session of a role that AWS manages for a service; `root`: the root user of an account.
 */
export type CallerKind = 'role' | 'service-linked-role' | 'user' | 'root' | 'federated-user' | 'service' | 'anonymous';

export const CALLER_KINDS: readonly CallerKind[] = [
  'role',
  'service-linked-role',
  'user',
  'root',
  'federated-user',
  'service',
  'anonymous',
];

/** A principal, parsed from text. */
export interface Principal {
  readonly kind: CallerKind;
  /** The value of `aws:PrincipalArn`; null for services and anonymous callers. */
  readonly arn: string | null;
  /** The account in the ARN. */
  readonly account: string | null;
  /** The name of a role, user or federated user without its path, or the service principal; otherwise empty. */
  readonly name: string;
}

export interface NotAPrincipal {
  readonly kind: 'mistake';
  readonly message: string;
  readonly fix: string;
}

/** The path of service-linked roles. Service and resource control policies do not apply to them. */
const SERVICE_LINKED = 'aws-service-role/';

/**
 * The path of roles of Identity Center. Its Region follows, unless that is us-east-1.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export const IDENTITY_CENTER = 'aws-reserved/sso.amazonaws.com/';

/** The account in the ARN of a principal. */
export function accountInPrincipal(principal: string): string | undefined {
  return /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];
}

/** Parses an ARN (for a role session, the role's ARN), `service:cloudtrail.amazonaws.com`, or `*` for anonymous. */
export function parsePrincipal(text: string): Principal | NotAPrincipal {
  if (text === '*') return { kind: 'anonymous', arn: null, account: null, name: '' };
  const service = /^service:([a-z0-9][a-z0-9.-]*)$/i.exec(text)?.[1];
  if (service !== undefined) return { kind: 'service', arn: null, account: null, name: service };
  const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(text);
  if (session !== null) {
    const [, partition = '', account = '', role = ''] = session;
    return {
      kind: 'mistake',
      message: `\`${text}\` is the ARN of a role session`,
      fix: `use the ARN of the role with its path, such as arn:${partition}:iam::${account}:role/${role.startsWith('AWSReservedSSO_') ? `${IDENTITY_CENTER}eu-central-1/` : ''}${role}`,
    };
  }
  const match = /^arn:[\w-]+:(iam|sts)::(\d{12}):(?:(root)|(user|role|federated-user)\/(.+))$/.exec(text);
  const [, service_ = '', account = '', root, type = '', path = ''] = match ?? [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (match === null || (service_ === 'sts') !== (type === 'federated-user') || (root === undefined && name === '')) {
    return {
      kind: 'mistake',
      message: `\`${text}\` is not a principal`,
      fix: 'use the ARN of a role, user, federated user or root user, `service:` and a service principal, or `*` for anonymous',
    };
  }
  if (root !== undefined) return { kind: 'root', arn: text, account, name: '' };
  if (type === 'role')
    return { kind: path.startsWith(SERVICE_LINKED) ? 'service-linked-role' : 'role', arn: text, account, name };
  return { kind: type === 'user' ? 'user' : 'federated-user', arn: text, account, name };
}

/** Whether an ARN is the ARN of a service-linked role. */
export function isServiceLinkedRole(arn: string): boolean {
  return /^arn:[\w-]+:iam::\d{12}:role\/aws-service-role\//.test(arn);
}
