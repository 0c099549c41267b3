import type { Problem } from '../../problem';
import { accountsByNumber } from '../account-owners';
import { findRepeated } from '../applications/repetitions';
import type { PeopleContext, WrittenRevocation } from './context';

/**
 * Whose sessions can be revoked: those of people, each once, and of roles that guardrails bind. What else makes a revocation
 * ineffective depends on how `revoke-sessions` denies: that guardrail checks it.
 */
export function findBadRevocations(context: PeopleContext): readonly Problem[] {
  return [
    ...findRepeatedPeople(context),
    ...context.revocations.flatMap((revocation) => [
      ...findServiceLinkedRole(revocation),
      ...findUnboundAccount(revocation, context),
    ]),
  ];
}

/** An id in upper case is the same person's. Equal ids are reported by the guardrail. */
function findRepeatedPeople({ revocations }: PeopleContext): readonly Problem[] {
  const people = revocations.flatMap(({ revocation, locate }) => {
    if (!('person' in revocation) || revocation.person === null) return [];
    return [{ person: revocation.person, at: locate(['person']) }];
  });
  const different = [...new Map(people.map((one) => [one.person, one])).values()];
  return findRepeated(different, ({ person }) => person.toLowerCase(), {
    code: 'duplicate-revocation',
    describe: ({ person }) => `the person \`${person}\``,
    locate: ({ at }) => at,
  });
}

/** The path of service-linked roles is a matter of the guardrail; without it, the pattern matches no role. */
function findServiceLinkedRole({ revocation, locate }: WrittenRevocation): readonly Problem[] {
  const role = roleOf(revocation);
  if (role?.includes(':role/AWSServiceRoleFor') !== true) return [];
  return [
    {
      code: 'service-linked-role',
      at: locate(['role']),
      message: `\`${role}\` is a service-linked role, which no guardrail binds`,
      allowed: 'roles that people and workloads assume',
      fix: 'stop the service that uses it, and remove the revocation',
    },
  ];
}

/** Guardrails bind the roles of member accounts. */
function findUnboundAccount(
  { revocation, locate }: WrittenRevocation,
  { configuration, management }: PeopleContext,
): readonly Problem[] {
  const { accounts, areAccountsKnown, unreadableAccounts, landingZone } = configuration;
  const role = roleOf(revocation);
  const number = role === undefined ? undefined : /^arn:[^:]*:iam::(\d{12}):/.exec(role)?.[1];
  if (role === undefined || number === undefined) return [];
  const at = locate(['role']);
  const allowed = 'a role of a member account, or of each: `arn:*:iam::*:role/…`';
  if (number === landingZone.draft.organization?.managementAccount?.id)
    return [
      {
        code: 'management-account',
        at,
        message: `\`${role}\` is a role of the management account${management === null ? '' : `, \`${management}\``}, which no guardrail binds`,
        allowed,
        fix: "remove the revocation, and revoke the role's sessions there, in the console of IAM",
      },
    ];
  const areNumbersKnown =
    areAccountsKnown && unreadableAccounts.size === 0 && accounts.every(({ draft: { id } }) => typeof id === 'string');
  if (!areNumbersKnown || accountsByNumber(configuration).has(number)) return [];
  return [
    {
      code: 'unknown-account',
      at,
      message: `\`${role}\` is a role of \`${number}\`, which is no account of the organization`,
      allowed,
      fix: 'correct the number, or write `*` for all accounts',
    },
  ];
}

function roleOf(revocation: WrittenRevocation['revocation']): string | undefined {
  return 'role' in revocation ? (revocation.role ?? undefined) : undefined;
}
