import type { Organization } from '../../model/organization';
import { didYouMean, listValues } from '../../model/suggest';
import type { Mistake } from '../input/user-mistake';

/** Who wants to act as somebody. */
export type SignedIn =
  | { readonly kind: 'group'; readonly group: string }
  /** A session of a permission set in an account. */
  | { readonly kind: 'permission-set'; readonly account: string; readonly permissionSet: string }
  /** `id`: path and name, without the slash in front. */
  | { readonly kind: 'user'; readonly account: string; readonly id: string }
  /** `name`: without a path, which sessions do not tell. */
  | { readonly kind: 'role'; readonly account: string; readonly name: string }
  | { readonly kind: 'root'; readonly account: string };

const ARN = /^arn:aws(?:-cn|-us-gov)?:(?:iam|sts)::(\d{12}):(root|user|role|assumed-role)(?:\/(.+))?$/;

/** The roles of Identity Center: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
const SET_ROLE = /^AWSReservedSSO_(.+)_[0-9a-fA-F]{16}$/;

/** Reads an ARN, as STS tells it of a caller or IAM of a role, or the name of a group. Accounts are numbers. */
export function parsePrincipal(given: string, { groups }: Pick<Organization, 'groups'>): SignedIn | Mistake {
  if (groups.some(({ name }) => name === given)) return { kind: 'group', group: given };
  const [, account, kind, rest = ''] = ARN.exec(given) ?? [];
  if (account === undefined || kind === undefined || (kind !== 'root' && rest === '')) {
    const names = groups.map(({ name }) => name);
    return {
      message: `\`${given}\` is neither a group of the configuration nor the ARN of a user, a role or a session`,
      allowed: `${listValues(names)}, or an ARN such as \`arn:aws:iam::111111111111:user/break-glass/alice\``,
      ...didYouMean(given, names),
    };
  }
  if (kind === 'root') return { kind, account };
  if (kind === 'user') return { kind, account, id: rest };
  const parts = rest.split('/');
  const name = (kind === 'role' ? parts.at(-1) : parts[0]) ?? '';
  const permissionSet = SET_ROLE.exec(name)?.[1];
  return permissionSet === undefined
    ? { kind: 'role', account, name }
    : { kind: 'permission-set', account, permissionSet };
}
