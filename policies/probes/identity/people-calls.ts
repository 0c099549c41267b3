import type { ProbePlace } from '../../core/probe';

/** Names of calls, separated by spaces, by service. */
export type Calls = Readonly<Record<string, string>>;

/** The role by which somebody with a permission set works in the probed account. */
export function person(permissionSet: string, { account }: Pick<ProbePlace, 'account'>): string {
  return `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_${permissionSet}_0123456789abcdef`;
}

/** Each call as an action: `{ s3: 'GetObject PutObject' }` → `s3:GetObject`, `s3:PutObject`. */
export function actionsIn(calls: Calls): readonly string[] {
  return Object.entries(calls).flatMap(([service, names]) => names.split(' ').map((name) => `${service}:${name}`));
}
