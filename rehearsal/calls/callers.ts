import { PLATFORM_KINDS, type Organization } from '../../lib/model/organization';
import { reachesAccount, roleIn } from '../../policies/core/role-samples';
import type { CallerName, ExpectedCall } from './call';

/** A user or a role session in an account. */
export interface RehearsedCaller {
  readonly kind: 'user' | 'user-with-mfa' | 'role';
  /** For people, such as `a developer`. */
  readonly label: string;
  readonly arn: string;
  /** When the exemption from the guardrail ends; null if it does not end, or there is none. */
  readonly exemptUntil: string | null;
}

/** A pattern that identifies roles by their path alone. Sessions have no path on the emulator: assembly/adapt-policy.ts. */
export const ONLY_A_PATH = /:role\/.*\/[*?]+$/;

/**
 * The ARN of the account's role that deploys, or of another platform role, among those that are exempt from every guardrail
 * that exempts anybody; null if their patterns name no role. StackSets' comes before roles that exist already, with a trust
 * policy of their own.
 */
export function platformRoleOf(account: string, { platform }: Pick<Organization, 'platform'>): string | null {
  const { principals, exemptFrom } = platform;
  const kinds = (['deployment', 'stackSetsExecution', ...PLATFORM_KINDS] as const).filter(
    (kind) => exemptFrom[kind] === 'all',
  );
  const pattern = kinds
    .flatMap((kind) => principals[kind])
    .find((candidate) => reachesAccount(account, candidate) && !ONLY_A_PATH.test(candidate));
  return pattern === undefined ? null : roleIn(account, pattern);
}

export interface CallersOf {
  readonly guardrail: string;
  readonly account: string;
  readonly platformRole: string | null;
  readonly organization: Pick<Organization, 'exemptions'>;
}

/** The callers that a name in a guardrail's table represents. Empty if the account has no such caller. */
export function callersOf(
  name: CallerName,
  { guardrail, account, platformRole, organization }: CallersOf,
): readonly RehearsedCaller[] {
  const role = (label: string, arn: string, exemptUntil: string | null = null): RehearsedCaller => ({
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

/** The name of the user that a rehearsal creates in each account. */
export const ADMINISTRATOR = 'rehearsal-administrator';

function administratorOf(account: string): string {
  return `arn:aws:iam::${account}:user/${ADMINISTRATOR}`;
}

/** The decision to expect from this caller: an exemption that has ended no longer counts. */
export function expectedOf(
  expected: ExpectedCall['expected'],
  { exemptUntil }: RehearsedCaller,
  now: Date,
): ExpectedCall['expected'] {
  return exemptUntil !== null && now >= new Date(exemptUntil) ? 'denied' : expected;
}
