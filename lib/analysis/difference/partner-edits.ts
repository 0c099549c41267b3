import { inARow } from '../../report/words';
import type { GuardrailsPeople } from '../../model/guardrails-file';
import { namesOf, NO_SUBJECT, type AccessEdit } from './access-edit';
import { tellHours } from './permission-set-edits';
import { comparePolicies } from './policy-edits';

type Partner = GuardrailsPeople['partners'][string];
type Told = Pick<AccessEdit, 'kind' | 'isOpening' | 'summary'> & { readonly accounts?: readonly string[] };

/** Who from outside may do what where, for how long, and how they prove who they are. */
export function findPartnerEdits(before: GuardrailsPeople, after: GuardrailsPeople): readonly AccessEdit[] {
  return [...new Set([...Object.keys(after.partners), ...Object.keys(before.partners)])].flatMap((partner) => {
    const [was, is] = [before.partners[partner], after.partners[partner]];
    return tell(partner, was, is, [before, after]).map((one): AccessEdit => {
      return { ...NO_SUBJECT, partner, permissionSets: [(is ?? was)?.permissionSet ?? ''], accounts: [], ...one };
    });
  });
}

function tell(
  key: string,
  was: Partner | undefined,
  is: Partner | undefined,
  facts: readonly [GuardrailsPeople, GuardrailsPeople],
): readonly Told[] {
  const who = `the partner \`${key}\``;
  if (was === undefined) return is === undefined ? [] : [admits(who, is, is.accounts)];
  if (is === undefined) return [expels(who, was.accounts)];
  const added = is.accounts.filter((account) => !was.accounts.includes(account));
  const removed = was.accounts.filter((account) => !is.accounts.includes(account));
  return [
    ...(added.length === 0 ? [] : [admits(who, is, added)]),
    ...(removed.length === 0 ? [] : [expels(who, removed)]),
    ...tellTrust(who, was, is),
    ...(was.permissionSet === is.permissionSet ? [] : [tellSet(who, was, is, facts)]),
    ...(was.expires === is.expires ? [] : [tellEnd(who, was, is)]),
    ...(was.hours === is.hours ? [] : [tellHours(`of ${who}`, was.hours, is.hours)]),
    ...tellWords(who, was, is),
  ];
}

function admits(who: string, partner: Partner, accounts: readonly string[]): Told {
  const code = partner.mfa ? ', with the code of an MFA device,' : '';
  const summary = `Grants: ${who} (${trusted(partner)})${code} may act with \`${partner.permissionSet}\` in ${namesOf(accounts)} until ${partner.expires} (owner \`${partner.owner}\`, reason \`${partner.reason}\`).`;
  return { kind: 'granted', isOpening: true, accounts, summary };
}

function expels(who: string, accounts: readonly string[]): Told {
  return {
    ...{ kind: 'revoked', isOpening: false, accounts },
    summary: `Revokes: ${who} may no longer act in ${namesOf(accounts)}.`,
  };
}

function trusted({ account, role }: Partner): string {
  return role === null ? `anybody of the account \`${account}\`` : `the role \`${role}\` of the account \`${account}\``;
}

/** Narrowing to one role of the same account, or asking for a code, admits nobody else; any other edit may. */
function tellTrust(who: string, was: Partner, is: Partner): readonly Told[] {
  const isSame = was.account === is.account && was.role === is.role;
  const isNarrower = was.account === is.account && was.role === null;
  const previously = `(previously ${trusted(was)})`;
  return [
    ...(isSame
      ? []
      : isNarrower
        ? [
            {
              kind: 'revoked',
              isOpening: false,
              summary: `Revokes: ${who} is only ${trusted(is)} ${previously}.`,
            } as const,
          ]
        : [
            {
              kind: 'people',
              isOpening: true,
              summary: `Other people: ${who} is ${trusted(is)} ${previously}.`,
            } as const,
          ]),
    ...(was.externalId === is.externalId
      ? []
      : [
          {
            kind: 'people',
            isOpening: true,
            summary: `Other people: ${who} proves itself by another external id. Nothing here checks who knows it: ask the partner.`,
          } as const,
        ]),
    ...(was.mfa === is.mfa
      ? []
      : is.mfa
        ? [
            {
              kind: 'revoked',
              isOpening: false,
              summary: `Revokes: ${who} may act only with the code of an MFA device.`,
            } as const,
          ]
        : [
            {
              kind: 'granted',
              isOpening: true,
              summary: `Grants: ${who} may act without the code of an MFA device.`,
            } as const,
          ]),
  ];
}

/** Another permission set allows more unless the policies of both prove that it does not. */
function tellSet(
  who: string,
  was: Partner,
  is: Partner,
  [before, after]: readonly [GuardrailsPeople, GuardrailsPeople],
): Told {
  const [old, now] = [before.permissionSets[was.permissionSet], after.permissionSets[is.permissionSet]];
  const compared = old === undefined || now === undefined ? null : comparePolicies(old.policy, now.policy);
  const isOpening = compared?.more !== null || compared.undecided !== null;
  const more = compared?.more === null || compared?.more === undefined ? '' : `, which allows more: ${compared.more}`;
  const summary = `${who} acts with \`${is.permissionSet}\` (previously \`${was.permissionSet}\`)${more}.`;
  return isOpening
    ? { kind: 'granted', isOpening, accounts: is.accounts, summary: `Grants: ${summary}` }
    : { kind: 'revoked', isOpening, accounts: is.accounts, summary: `Revokes: ${summary}` };
}

function tellEnd(who: string, { expires: was }: Partner, { expires: is, accounts }: Partner): Told {
  // Times that no calendar has are taken for a prolongation, so that nothing hides behind them.
  const isShorter = Date.parse(is) < Date.parse(was);
  return {
    ...{ kind: isShorter ? 'shortened' : 'prolonged', isOpening: !isShorter, accounts },
    summary: `${isShorter ? 'Shortens' : 'Prolongs'}: ${who} may act until ${is} (previously until ${was}).`,
  };
}

function tellWords(who: string, was: Partner, is: Partner): readonly Told[] {
  const words = (['owner', 'reason'] as const).filter((name) => was[name] !== is[name]);
  if (words.length === 0) return [];
  const now = inARow(
    words.map((name) => `${name} \`${is[name]}\` (previously \`${was[name]}\`)`),
    'and',
  );
  return [{ kind: 'changed', isOpening: false, summary: `Changes: ${who} has the ${now}.` }];
}
