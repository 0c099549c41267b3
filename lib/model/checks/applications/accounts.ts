import type { Problem } from '../../problem';
import { didYouMean, listValues } from '../../suggest';
import { describePosition } from '../describe-position';
import { memoize } from '../memoize';
import { isActive, itemsOf, type ApplicationContext, type ApplicationDraft } from './context';
import { findRepetitions } from './repetitions';

const LISTS = ['accounts', 'retiredIn'] as const;

/** What is wrong with an account, wherever it is named. */
type Complaint = Omit<Problem, 'at'>;

/**
 * Applications run in member accounts that are open and that hold neither logs nor the audit; each is named once. A suspended
 * account may have applications: its quarantine binds them, and an incident must not wait for their files.
 */
export function findBadPlaces(context: ApplicationContext): readonly Problem[] {
  const complain = memoize((key: string) => complainAbout(key, context));
  return context.configuration.applications.flatMap((application) => [
    ...LISTS.flatMap((list) => findBadAccounts(application, list, complain)),
    ...findContradictions(application),
    ...findNowhere(application),
    ...findUnbounded(application, context),
  ]);
}

function findBadAccounts(
  { yaml, draft }: ApplicationDraft,
  list: (typeof LISTS)[number],
  complain: (key: string) => readonly Complaint[],
): readonly Problem[] {
  return [
    ...findRepetitions(draft[list], [list], yaml),
    ...itemsOf(draft[list]).flatMap(({ value, index }) =>
      complain(value).map((complaint) => ({ ...complaint, at: yaml.locate([list, index]) })),
    ),
  ];
}

function complainAbout(key: string, { accounts, configuration }: ApplicationContext): readonly Complaint[] {
  const { landingZone, unreadableAccounts, areAccountsKnown } = configuration;
  const { organization, logArchive, audit } = landingZone.draft;
  if (!areAccountsKnown || unreadableAccounts.has(key)) return [];
  const security = new Set([logArchive?.account, audit?.account]);
  const usable = [...accounts.values()]
    .filter((one) => one.draft.state !== 'closed' && !security.has(one.key))
    .map((one) => one.key);
  const allowed = listValues(usable);
  const account = accounts.get(key);
  if (account === undefined && key === (organization?.managementAccount?.name ?? 'management'))
    return [
      {
        code: 'management-account',
        message: `\`${key}\` is the management account, which no StackSet reaches and no guardrail binds`,
        allowed,
        fix: 'name a member account',
      },
    ];
  if (account === undefined)
    return [
      {
        code: 'unknown-account',
        message: `unknown account \`${key}\``,
        allowed,
        fix: didYouMean(key, usable).fix ?? `add \`accounts/${key}.yaml\``,
      },
    ];
  if (security.has(key))
    return [
      {
        code: 'security-account',
        message: `\`${key}\` is the account of the ${key === logArchive?.account ? 'log archive' : 'audit'}, where no application runs`,
        allowed,
        fix: 'name another account: whoever works on an application must not come near the logs',
      },
    ];
  if (account.draft.state === 'closed')
    return [
      {
        code: 'account-closed',
        message: `the account \`${key}\` is closed, so that nothing runs there`,
        allowed,
        fix: 'remove it from the list',
      },
    ];
  return [];
}

function findContradictions({ yaml, draft: { accounts, retiredIn } }: ApplicationDraft): readonly Problem[] {
  return itemsOf(retiredIn).flatMap(({ value, index }) => {
    const other = (accounts ?? []).indexOf(value);
    if (other < 0) return [];
    return [
      {
        code: 'account-in-both-lists',
        at: yaml.locate(['retiredIn', index]),
        message: `the account \`${value}\` is in \`accounts\`, too (${describePosition(yaml.locate(['accounts', other]))})`,
        allowed: 'each account in one of the two',
        fix: 'remove it from `accounts` if the application no longer runs there, or else from here',
      },
    ];
  });
}

function findNowhere(application: ApplicationDraft): readonly Problem[] {
  const { key, yaml, draft } = application;
  if (!isActive(application) || draft.accounts === null || (draft.accounts ?? []).length > 0) return [];
  const isRetiredSomewhere = (draft.retiredIn ?? []).length > 0;
  return [
    {
      code: 'application-without-accounts',
      at: yaml.locate(['accounts']),
      message: `the application \`${key}\` is active, but runs in no account`,
      allowed: 'at least one account in `accounts`, or `state: retired`',
      fix: isRetiredSomewhere
        ? 'write `state: retired`: it is retired in all of its accounts'
        : 'list the accounts in which it runs: `accounts: [KEY]`',
    },
  ];
}

/** The role of an application has the baseline's permissions boundary. What is retired has no role. */
function findUnbounded(application: ApplicationDraft, { accounts }: ApplicationContext): readonly Problem[] {
  const { yaml, draft } = application;
  if (!isActive(application)) return [];
  return itemsOf(draft.accounts).flatMap(({ value, index }) =>
    accounts.get(value)?.draft.baseline !== 'skip' || accounts.get(value)?.draft.state === 'closed'
      ? []
      : [
          {
            code: 'account-without-baseline',
            at: yaml.locate(['accounts', index]),
            message: `the account \`${value}\` has no baseline, and so no permissions boundary for the application's role`,
            allowed: 'an account with `baseline: deploy`',
            fix: `write \`baseline: deploy\` to \`accounts/${value}.yaml\` (docs/baseline.md), or run the application in another account`,
          },
        ],
  );
}
