import type { Organization } from '../../model/organization';
import type { Note } from '../../report/report';
import { formatNumber, inARow } from '../../report/words';

/** The accounts whose budget nobody hears of, by their keys: it has no address. */
export function unheardBudgets({ accounts }: Pick<Organization, 'accounts'>): readonly string[] {
  return accounts
    .filter(({ state, budget }) => state !== 'closed' && budget.addresses.length === 0)
    .map(({ key }) => key);
}

/** So many are named, and the rest is counted. */
const NAMED = 8;

export function describeUnheardBudgets(accounts: readonly string[]): readonly Note[] {
  if (accounts.length === 0) return [];
  const named = accounts.slice(0, NAMED).map((key) => `\`${key}\``);
  const rest = accounts.length - named.length;
  const all = inARow([...named, ...(rest === 0 ? [] : [`${formatNumber(rest)} more`])], 'and');
  return [
    {
      kind: 'note',
      text: `Nobody is told when ${all} ${accounts.length === 1 ? 'spends' : 'spend'} more than planned: the budget${accounts.length === 1 ? ' has' : 's have'} no address. Write \`addresses\` below \`budget\` of an account, or below \`budgets.defaults.root\` for all.`,
    },
  ];
}
