/**
 * Who calls, as far as the kind decides which condition keys AWS sends. A `role` is a session of a role; a
 * `service-linked-role` one that AWS manages for a service; `root` is the account's root user.
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

/** A principal, read from text. */
export interface Principal {
  readonly kind: CallerKind;
  /** The value of `aws:PrincipalArn`; null for services and anonymous callers. */
  readonly arn: string | null;
  /** The account in the ARN. */
  readonly account: string | null;
  /** The friendly name: of a role, user or federated user without its path, of a service its principal; else empty. */
  readonly name: string;
}

export interface NotAPrincipal {
  readonly kind: 'mistake';
  readonly message: string;
  readonly fix: string;
}

/** The path of service-linked roles: neither service nor resource control policies bind them. */
const SERVICE_LINKED = 'aws-service-role/';

/** Reads an ARN (of a role session: the role's), `service:cloudtrail.amazonaws.com`, or `*` for anonymous. */
export function parsePrincipal(text: string): Principal | NotAPrincipal {
  if (text === '*') return { kind: 'anonymous', arn: null, account: null, name: '' };
  const service = /^service:([a-z0-9][a-z0-9.-]*)$/i.exec(text)?.[1];
  if (service !== undefined) return { kind: 'service', arn: null, account: null, name: service };
  const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(text);
  if (session !== null) {
    const [, partition = '', account = '', role = ''] = session;
    return {
      kind: 'mistake',
      message: `\`${text}\` is the ARN of a session`,
      fix: `name the role, with its path, such as arn:${partition}:iam::${account}:role/${role}`,
    };
  }
  const match = /^arn:[\w-]+:(iam|sts)::(\d{12}):(?:(root)|(user|role|federated-user)\/(.+))$/.exec(text);
  const [, service_ = '', account = '', root, type = '', path = ''] = match ?? [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (match === null || (service_ === 'sts') !== (type === 'federated-user') || (root === undefined && name === '')) {
    return {
      kind: 'mistake',
      message: `\`${text}\` is no principal`,
      fix: 'write the ARN of a role, a user, a federated user or the root user, `service:` and a service principal, or `*` for anonymous',
    };
  }
  if (root !== undefined) return { kind: 'root', arn: text, account, name: '' };
  if (type === 'role')
    return { kind: path.startsWith(SERVICE_LINKED) ? 'service-linked-role' : 'role', arn: text, account, name };
  return { kind: type === 'user' ? 'user' : 'federated-user', arn: text, account, name };
}

/** Whether an ARN is that of a service-linked role. */
export function isServiceLinkedRole(arn: string): boolean {
  return /^arn:[\w-]+:iam::\d{12}:role\/aws-service-role\//.test(arn);
}
