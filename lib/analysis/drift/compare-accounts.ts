import type { LiveAccount, LiveOrganization } from '../../model/live-organization';
import { ROOT, type Account, type Organization } from '../../model/organization';
import { aDrift, globally, type Drift } from './drift';
import type { MatchedTree } from './match-tree';
import type { Places } from './places';

/** The differences between the accounts of the files and those of the live organization. */
export function compareAccounts(
  { accounts: written, managementAccount }: Organization,
  live: LiveOrganization,
  tree: MatchedTree,
  places: Places,
): readonly Drift[] {
  const known = new Set([...tree.accounts.values()].map(({ id }) => id));
  return [
    ...written.flatMap((account) => compareAccount(account, live, tree, places)),
    ...live.accounts.flatMap((account) => {
      if (account.id === managementAccount.accountId) return compareManagementAccount(account, live, places);
      return known.has(account.id) ? [] : [unknownAccount(account, places)];
    }),
  ];
}

function compareAccount(
  account: Account,
  { rootId }: LiveOrganization,
  { units, accounts }: MatchedTree,
  places: Places,
): readonly Drift[] {
  const { key, unit, at, owner, stack, state } = account;
  const found = accounts.get(key);
  const of = { subject: key, at, owners: [owner] };
  // A closed account leaves the organization after 90 days.
  if (found === undefined)
    return state === 'closed'
      ? []
      : [
          aDrift({
            ...{ ...of, kind: 'account-missing' },
            summary: `account \`${key}\` (${account.accountId ?? account.email}) is not in the organization`,
            trace: globally('RemoveAccountFromOrganization', 'LeaveOrganization'),
            fix: `if it was never made, deploy \`${stack}\`; else \`npx rampart recover\``,
          }),
        ];
  if (account.accountId !== null && account.accountId !== found.id)
    return [
      aDrift({
        ...{ ...of, kind: 'account-missing' },
        summary: `account \`${key}\` has the number ${account.accountId} in its file, and at AWS another one has its address: ${found.id}`,
        trace: globally('CreateAccountResult', 'AcceptHandshake'),
        fix: 'find out which one is meant, and write its number into the file',
      }),
    ];
  const about = `account \`${key}\` (${found.id})`;
  const parentId = unit === ROOT ? rootId : units.get(unit)?.id;
  const isMoved = state !== 'closed' && found.parentId !== parentId;
  return [
    ...(isMoved
      ? [
          aDrift({
            ...{ ...of, kind: 'account-moved' },
            summary: `${about} is in ${places(found.parentId)}, and in \`${unit}\` by its file`,
            trace: globally('MoveAccount'),
            fix: `move it back, or write its unit into the file and deploy \`${stack}\``,
          }),
        ]
      : []),
    ...compareState(account, found, about),
    ...compareNames(account, found, about),
  ];
}

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
function compareState({ key, state, at, owner }: Account, found: LiveAccount, about: string): readonly Drift[] {
  const of = { kind: 'account-state', subject: key, at, owners: [owner] } as const;
  if (state !== 'closed' && found.state === 'PENDING_ACTIVATION')
    return [
      aDrift({
        ...of,
        summary: `${about} is ${found.state} at AWS, and \`${state}\` by its file: its sign-up is not complete`,
        trace: globally('CreateAccountResult'),
        fix: 'wait for AWS to activate it; if it stays so, complete its sign-up as its root user, or ask AWS Support',
      }),
    ];
  if (state !== 'closed' && found.state !== 'ACTIVE')
    return [
      aDrift({
        ...of,
        summary: `${about} is ${found.state} at AWS, and \`${state}\` by its file`,
        trace: globally('CloseAccount'),
        fix: 'reopen it within 90 days with the help of AWS Support, or `npx rampart vend --close` it in its file',
      }),
    ];
  if (state === 'closed' && found.state === 'ACTIVE')
    return [
      aDrift({
        ...of,
        summary: `${about} is \`closed\` by its file, and ${found.state} at AWS: no stack and no guardrail has it`,
        trace: globally('CloseAccount'),
        fix: 'close it at AWS, or take `state: closed` out of its file',
      }),
    ];
  return [];
}

function compareNames({ key, name, email, at, owner, state }: Account, found: LiveAccount, about: string) {
  // AWS may change both when it closes an account.
  if (state === 'closed') return [];
  const of = { subject: key, at, owners: [owner] };
  return [
    ...(found.name === name
      ? []
      : [
          aDrift({
            ...{ ...of, kind: 'account-renamed' },
            summary: `${about} is named \`${found.name}\` at AWS, and \`${name}\` by its file`,
            trace: globally('PutAccountName'),
            fix: `write \`name: ${found.name}\` into the file, or name it again: CloudFormation renames no account`,
          }),
        ]),
    ...(found.email.toLowerCase() === email.toLowerCase()
      ? []
      : [
          aDrift({
            ...{ ...of, kind: 'account-email' },
            summary: `${about} has the address \`${found.email}\` at AWS, and \`${email}\` by its file`,
            trace: globally('AcceptPrimaryEmailUpdate'),
            fix: 'whoever reads that address can take the account over: change it back, or write it into the file',
          }),
        ]),
  ];
}

/** Some types of policies bind it, too, and those below the root would bind it in a unit. */
function compareManagementAccount(
  { id, parentId }: LiveAccount,
  { rootId }: LiveOrganization,
  places: Places,
): readonly Drift[] {
  if (parentId === rootId) return [];
  return [
    aDrift({
      ...{ kind: 'account-moved', subject: id },
      summary: `the management account (${id}) is in ${places(parentId)}, not in the root`,
      trace: globally('MoveAccount'),
      fix: 'move it back to the root',
    }),
  ];
}

function unknownAccount({ id, name, email, parentId, state }: LiveAccount, places: Places): Drift {
  const isOver = state !== 'ACTIVE' && state !== 'PENDING_ACTIVATION';
  return aDrift({
    ...{ kind: 'account-unknown', subject: id, isNote: isOver },
    summary: `account \`${name}\` (${id}, ${email}) in ${places(parentId)} is in no file${isOver ? `, and is ${state}` : ''}`,
    trace: globally('CreateAccountResult', 'AcceptHandshake', 'InviteAccountToOrganization'),
    fix: isOver
      ? 'nothing: AWS removes a closed account after 90 days'
      : '`npx rampart recover` says what to do with it',
  });
}
