import type { Problem } from '../../problem';
import { accountsByNumber } from '../account-owners';
import { findRepeated } from '../applications/repetitions';
import type { PeopleContext, WrittenRevocation } from './context';

/** Whose sessions can be revoked, each once: sessions of people, and of roles that guardrails bind. */
export function findBadRevocations(context: PeopleContext): readonly Problem[] {
  return [
    ...findRepeatedSubjects(context),
    ...context.revocations.flatMap((revocation) => [
      ...findServiceLinkedRole(revocation),
      ...findUnboundAccount(revocation, context),
      ...findEmptyTime(revocation),
    ]),
  ];
}

/** Of two entries, the one with the earlier time would change nothing, and look as if it did. */
function findRepeatedSubjects({ revocations }: PeopleContext): readonly Problem[] {
  const subjects = revocations.flatMap(({ revocation, locate }) => {
    if ('person' in revocation) {
      const { person } = revocation;
      return person === null ? [] : [{ id: person.toLowerCase(), text: person, at: locate(['person']) }];
    }
    const { role } = revocation;
    return role === null ? [] : [{ id: role.replace(/^arn:\*:/, 'arn:aws:'), text: role, at: locate(['role']) }];
  });
  return findRepeated(subjects, ({ id }) => id, {
    code: 'duplicate-revocation',
    describe: ({ text }) => `\`${text}\``,
    locate: ({ at }) => at,
  }).map((problem) => ({ ...problem, fix: 'keep one of the two, with the later times' }));
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp */
function findServiceLinkedRole({ revocation, locate }: WrittenRevocation): readonly Problem[] {
  const role = roleOf(revocation);
  if (role === undefined || !/:role\/(?:aws-service-role\/|AWSServiceRoleFor)/.test(role)) return [];
  return [
    {
      code: 'service-linked-role',
      at: locate(['role']),
      message: `\`${role}\` is a service-linked role, which no guardrail binds`,
      allowed: 'roles of member accounts that are not linked to a service',
      fix: 'remove the entry, and stop the service that uses the role',
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
        fix: 'remove the entry, and revoke the sessions of the role there, by IAM',
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

function findEmptyTime({ revocation, locate }: WrittenRevocation): readonly Problem[] {
  if (!('role' in revocation)) return [];
  const { issuedBefore, until } = revocation;
  // Times in UTC to the second are in order as text.
  if (issuedBefore === null || until === null || until > issuedBefore) return [];
  return [
    {
      code: 'revocation-without-time',
      at: locate(['until']),
      message: `the revocation ends at \`${until}\`, before it could stop a session from before \`${issuedBefore}\``,
      allowed: 'a time after `issuedBefore`, at least as much later as a session lasts',
      fix: 'write a later time',
    },
  ];
}

function roleOf(revocation: WrittenRevocation['revocation']): string | undefined {
  return 'role' in revocation ? (revocation.role ?? undefined) : undefined;
}
