import { groupBy } from '../../group-by';
import { PERMISSION_SET_DEFAULTS } from '../../permission-sets';
import type { Problem } from '../../problem';
import { accountsByNumber } from '../account-owners';
import { describePosition } from '../describe-position';
import type { PeopleContext, WrittenPartner } from './context';

/** A partner is outside of the organization, no two look the same, and sessions are no longer than those of people. */
export function findBadPartners(context: PeopleContext): readonly Problem[] {
  return [...findInside(context), ...findTwins(context), ...findLongSessions(context)];
}

function findInside({ configuration, partners }: PeopleContext): readonly Problem[] {
  const owners = accountsByNumber(configuration);
  return partners.flatMap(({ partner: { account }, locate }) => {
    const owner = account === null ? undefined : owners.get(account);
    if (account === null || owner === undefined) return [];
    return [
      {
        code: 'partner-inside',
        at: locate(['account']),
        message: `\`${account}\` is the account \`${owner}\` of the organization, and no partner`,
        allowed: 'the number of an account outside of the organization',
        fix: "describe what runs there as an application (docs/access.md), and people's work by `identity.assignments`",
      },
    ];
  });
}

/**
 * A partner sends the external id of the customer whom it works for. If two entries have the same one, whoever may use the first
 * role may use the second, too.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
function findTwins({ partners }: PeopleContext): readonly Problem[] {
  const known = partners.filter(({ partner: { account, externalId } }) => account !== null && externalId !== null);
  const alike = groupBy(known, ({ partner: { account, externalId } }) => JSON.stringify([account, externalId]));
  return [...alike.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.map((other) => describeTwin(other, first)),
  );
}

function describeTwin({ partner, locate }: WrittenPartner, first: WrittenPartner): Problem {
  return {
    code: 'duplicate-external-id',
    at: locate(['externalId']),
    message: `the external id \`${String(partner.externalId)}\` is already that of \`${first.key}\`, with the same account (${describePosition(first.locate(['externalId']))})`,
    allowed: 'an external id of its own for each role of a partner: one role could be mistaken for the other',
    fix: 'ask the partner for another external id, or merge the two entries',
  };
}

/** What people may do for a few hours, nobody outside may do for longer. */
function findLongSessions({ partners }: PeopleContext): readonly Problem[] {
  return partners.flatMap(({ partner: { permissionSet, hours }, locate }) => {
    if (permissionSet === null || typeof hours !== 'number') return [];
    const { maximumHours } = PERMISSION_SET_DEFAULTS[permissionSet];
    if (hours <= maximumHours) return [];
    return [
      {
        code: 'session-too-long',
        at: locate(['hours']),
        message: `a session of \`${permissionSet}\` lasts ${hours} hours`,
        allowed: `1 to ${maximumHours} for \`${permissionSet}\`, as for people`,
        fix: `write ${maximumHours} or less: the partner assumes the role again, as often as it needs`,
      },
    ];
  });
}
