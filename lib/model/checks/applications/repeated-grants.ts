import { groupBy } from '../../group-by';
import type { Problem } from '../../problem';
import { describePosition } from '../describe-position';
import { itemsOf, type ApplicationContext, type GrantDraft, type Listed, type WrittenGrant } from './context';

/** Two grants that say the same of one account: after one is taken out, the other one still holds. */
export function findRepeatedGrants({ grants }: ApplicationContext): readonly Problem[] {
  const groups = groupBy(grants, ({ application, store, list, grant }) =>
    JSON.stringify([application.key, store, list, ...granteeOf(grant)]),
  );
  return [...groups.values()].flatMap(findRepeated);
}

function granteeOf(grant: GrantDraft): readonly (string | null)[] {
  if ('application' in grant) return ['application', grant.application];
  return 'group' in grant ? ['group', grant.group] : ['partner', grant.partner, grant.role];
}

function findRepeated(alike: readonly WrittenGrant[]): readonly Problem[] {
  const different: WrittenGrant[] = [];
  return alike.flatMap((written) => {
    const { grant, list, store, at } = written;
    const grantee = granteeOf(grant);
    if (grantee.includes(null)) return [];
    const first = different.find((other) => isSamePlace(other.grant, grant));
    if (first === undefined) {
      different.push(written);
      return [];
    }
    const may = list === 'readers' ? 'read' : 'write to';
    return [
      {
        code: 'duplicate-grant',
        at,
        message: `\`${grantee.slice(1).join('/')}\` may ${may} \`${store}\` already (${describePosition(first.at)})`,
        allowed: 'each grantee once, or with different accounts',
        fix: 'remove one of the two',
      },
    ];
  });
}

function isSamePlace(one: GrantDraft, other: GrantDraft): boolean {
  return overlap(one.in, other.in) && overlap(fromOf(one), fromOf(other));
}

function fromOf(grant: GrantDraft): Listed {
  return 'from' in grant ? grant.from : undefined;
}

/** Without a list, it is all accounts. */
function overlap(one: Listed, other: Listed): boolean {
  if (one === undefined || other === undefined) return one !== null && other !== null;
  const accounts = new Set(itemsOf(other).map(({ value }) => value));
  return itemsOf(one).some(({ value }) => accounts.has(value));
}
