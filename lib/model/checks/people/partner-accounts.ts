import type { Problem } from '../../problem';
import { itemsOf } from '../applications/context';
import { findRepetitions } from '../applications/repetitions';
import type { PeopleContext, WrittenPartner } from './context';
import { complainAbout, type Purpose } from './member-account';

const PURPOSE: Purpose = {
  never: ['logArchive', 'audit'],
  neverWhy: 'where no partner has a role',
  managementWhy: 'which no StackSet reaches and no guardrail binds',
  needsBaseline: true,
  fix: 'remove it from the list',
};

/** A partner's roles are in member accounts that are open, have the baseline's boundary, and hold neither logs nor the audit. */
export function findBadPartnerAccounts(context: PeopleContext): readonly Problem[] {
  return [...findMissingBaseline(context), ...context.partners.flatMap((partner) => findBadAccounts(partner, context))];
}

function findBadAccounts({ key, partner, locate }: WrittenPartner, context: PeopleContext): readonly Problem[] {
  const { yaml } = context.configuration.landingZone;
  const items = itemsOf(partner.accounts);
  const isOnly = items.length === 1 && partner.accounts?.length === 1;
  const purpose = isOnly ? { ...PURPOSE, fix: 'name another account, or remove the partner' } : PURPOSE;
  return [
    ...findRepetitions(partner.accounts, ['partners', key, 'accounts'], yaml),
    ...items
      .filter(({ value, index }) => partner.accounts?.indexOf(value) === index)
      .flatMap(({ value, index }) => {
        const complaint = complainAbout(value, purpose, context);
        return complaint === undefined ? [] : [{ ...complaint, at: locate(['accounts', index]) }];
      }),
  ];
}

/** The boundary of a partner's roles is a part of the baseline. */
function findMissingBaseline({ configuration }: PeopleContext): readonly Problem[] {
  const { yaml, draft } = configuration.landingZone;
  const [first] = Object.keys(draft.partners ?? {});
  if (draft.baseline !== undefined || first === undefined) return [];
  return [
    {
      code: 'partners-without-baseline',
      at: yaml.locateKey(['partners']),
      message: `partners, such as \`${first}\`, need \`baseline\`: it makes the permissions boundary of their roles`,
      fix: 'add the section `baseline` (docs/baseline.md)',
    },
  ];
}
