import type { Escape, ListedPrincipal } from '../../analysis/access/listed-principal';
import { code, type Entry, type Fact } from '../../report/report';
import { counted, inARow } from '../../report/words';

/** The accounts of the organization, by which those of a principal are told. */
export interface AccountsOfEntry {
  /** The keys of the member accounts that are not closed. */
  readonly memberAccounts: readonly string[];
  /** The key of the account that no guardrail binds. */
  readonly managementAccount: string;
}

/** What somebody may do where, who it is, and until when. */
export function principalEntry(one: ListedPrincipal, { memberAccounts, managementAccount }: AccountsOfEntry): Entry {
  const { name, may, escapes, owner, reason, until, actors, hours, at } = one;
  const facts: readonly (Fact | null)[] = [
    { title: 'where', text: describeAccounts(one.accounts, memberAccounts) },
    one.holders.length === 0
      ? null
      : {
          title: 'held by',
          text: one.holders
            .map(({ group, accounts }) =>
              one.holders.length === 1
                ? `\`${group}\``
                : `\`${group}\` in ${describeAccounts(accounts, memberAccounts)}`,
            )
            .join('; '),
        },
    one.kind === 'tier' && one.holders.length === 0 ? { title: 'held by', text: 'nobody: it is not assigned' } : null,
    actors.length === 0 ? null : { title: 'becomes it', text: actors.join('; ') },
    hours === null
      ? null
      : {
          title: 'session',
          text: `${counted(hours, 'hour')} at most${one.isAlarmed ? ', and its use sets off an alarm' : ''}`,
        },
    { title: 'escapes', text: describeEscapes(one, managementAccount) },
    { title: 'answers', text: owner === null ? 'not in the configuration' : code(owner) },
    reason === null ? null : { title: 'reason', text: code(reason) },
    until === null ? null : { title: 'ends', text: until },
    at === null ? null : { title: 'line', text: `${at.file}:${at.line}` },
  ];
  const lists = escapes
    .filter(({ guardrails }) => guardrails.length > NAMED_GUARDRAILS)
    .map(({ guardrails }) => ({ title: 'Guardrails that it escapes', noun: 'guardrail', items: guardrails }));
  return { summary: [code(name), `: ${may}`], facts: facts.filter((fact) => fact !== null), lists };
}

/** More are counted, and listed below. */
const NAMED_GUARDRAILS = 3;

/** Nothing binds anybody in the management account. */
function describeEscapes({ accounts, escapes }: ListedPrincipal, managementAccount: string): string {
  const isThere = accounts.includes(managementAccount);
  if (isThere && accounts.length === 1) return ALL;
  const there = isThere ? `; in \`${managementAccount}\` ${ALL}` : '';
  return `${escapes.length === 0 ? 'none' : escapes.map(describeEscape).join('; ')}${there}`;
}

const ALL = 'all: no policy of the organization binds the management account';

function describeEscape({ guardrails, until }: Escape): string {
  const names = guardrails.map((id) => `\`${id}\``);
  const named = names.length > NAMED_GUARDRAILS ? counted(names.length, 'guardrail') : inARow(names, 'and');
  return `${named}, ${until === null ? 'for good' : `until ${until}`}`;
}

function describeAccounts(accounts: readonly string[], memberAccounts: readonly string[]): string {
  if (accounts.length === 0) return 'nowhere';
  const isAll = memberAccounts.length > 1 && memberAccounts.every((one) => accounts.includes(one));
  const others = accounts.filter((one) => !isAll || !memberAccounts.includes(one)).map((one) => `\`${one}\``);
  return inARow([...(isAll ? [`every member account (${memberAccounts.length})`] : []), ...others], 'and');
}
