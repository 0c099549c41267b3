import type { Organization } from '../../model/organization';
import { reachesAccount, roleIn } from '../../../policies/core/role-samples';
import type { CallerName, Expectation } from './call';

/** Somebody in an account. */
export interface Caller {
  readonly kind: 'user' | 'user-with-mfa' | 'role';
  /** For a person, such as `a developer`. */
  readonly label: string;
  readonly arn: string;
  /** Until when the guardrail leaves them out, where that ends. */
  readonly exemptUntil: string | null;
}

/** Role patterns that name no role but by its path: the emulator's sessions have none (lib/rehearse/adapt-policy.ts). */
const ONLY_A_PATH = /:role\/.*\/[*?]+$/;

/** The ARN of the account's role that deploys, or of another role of the platform; null where none can be named. */
export function platformRoleOf(account: string, { platform }: Pick<Organization, 'platform'>): string | null {
  const { deployment = [], ...others } = platform.principals;
  const pattern = [...deployment, ...Object.values(others).flat()].find(
    (candidate) => reachesAccount(account, candidate) && !ONLY_A_PATH.test(candidate),
  );
  return pattern === undefined ? null : roleIn(account, pattern);
}

export interface CallersOf {
  readonly guardrail: string;
  readonly account: string;
  readonly platformRole: string | null;
  readonly organization: Pick<Organization, 'exemptions'>;
}

/** Who is meant by a name in the table of a guardrail. Nobody: the account has no such caller. */
export function callersOf(
  name: CallerName,
  { guardrail, account, platformRole, organization }: CallersOf,
): readonly Caller[] {
  const role = (label: string, arn: string, exemptUntil: string | null = null): Caller => ({
    kind: 'role',
    label,
    arn,
    exemptUntil,
  });
  const reached = (pattern: string): boolean =>
    /:role\//.test(pattern) && !ONLY_A_PATH.test(pattern) && reachesAccount(account, pattern);
  if (typeof name === 'object')
    return name.roles.filter(reached).map((pattern) => role(`a session of ${pattern}`, roleIn(account, pattern)));
  switch (name) {
    case 'administrator':
      return [{ kind: 'user', label: 'an administrator', arn: administratorOf(account), exemptUntil: null }];
    case 'administrator-with-mfa': {
      const label = 'an administrator with MFA';
      return [{ kind: 'user-with-mfa', label, arn: administratorOf(account), exemptUntil: null }];
    }
    case 'developer':
      return [role('a developer', `arn:aws:iam::${account}:role/rehearsal/developer`)];
    case 'platform':
      return platformRole === null ? [] : [role('the platform', platformRole)];
    case 'exempt':
      return organization.exemptions
        .filter(({ principal, guardrails }) => guardrails.includes(guardrail) && reached(principal))
        .map(({ principal, expires }) => role(`the exempt ${principal}`, roleIn(account, principal), expires));
  }
}

/** The name of the user that a rehearsal makes in each account. */
export const ADMINISTRATOR = 'rehearsal-administrator';

function administratorOf(account: string): string {
  return `arn:aws:iam::${account}:user/${ADMINISTRATOR}`;
}

/** What must come of it: an exemption that has ended is none. */
export function expectedOf(
  expected: Expectation['expected'],
  { exemptUntil }: Caller,
  now: Date,
): Expectation['expected'] {
  return exemptUntil !== null && now >= new Date(exemptUntil) ? 'denied' : expected;
}
