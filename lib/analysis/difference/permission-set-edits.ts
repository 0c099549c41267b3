import { isDeepStrictEqual } from 'node:util';
import type { Statement } from '../../iam/statement';
import type { GuardrailsFile, GuardrailsPeople } from '../../model/guardrails-file';
import { counted } from '../../report/words';
import { groupBy } from '../../model/group-by';
import { namesOf, NO_SUBJECT, type AccessEdit } from './access-edit';
import { comparePolicies } from './policy-edits';

/**
 * What people of permission sets may do more or less, and for how long. What comes or goes is told by who has it. Tiers whose
 * policies share what changed are one entry.
 */
export function findPermissionSetEdits(before: GuardrailsPeople, after: GuardrailsPeople): readonly AccessEdit[] {
  const both = Object.entries(after.permissionSets).flatMap(([id, now]) => {
    const old = before.permissionSets[id];
    return old === undefined ? [] : [{ id, old, now }];
  });
  const policies = groupBy(
    both.flatMap(({ id, old, now }) => findPolicyChanges(old.policy, now.policy).map((change) => ({ id, change }))),
    ({ change }) => JSON.stringify(change),
  );
  return [
    ...[...policies.values()].flatMap((same) => {
      const permissionSets = same.map(({ id }) => id);
      const what = `${permissionSets.length === 1 ? 'the policy' : 'each policy'} of ${namesOf(permissionSets)}`;
      return same.slice(0, 1).map(({ change }) => ({ ...ABOUT, permissionSets, ...tellPolicy(what, change) }));
    }),
    ...both.flatMap(({ id, old, now }) =>
      old.hours === now.hours
        ? []
        : [{ ...ABOUT, permissionSets: [id], ...tellHours(`of \`${id}\``, old.hours, now.hours) }],
    ),
  ];
}

const ABOUT = { ...NO_SUBJECT, accounts: [] };

/** The limit of the roles that teams make. Not compared if one of the states does not say it. */
export function findBoundaryEdits(before: GuardrailsFile, after: GuardrailsFile): readonly AccessEdit[] {
  const [old, now] = [before.organization.baseline?.boundary, after.organization.baseline?.boundary];
  if (old === undefined || now === undefined) return [];
  return findPolicyChanges(old, now).map((change) => ({
    ...ABOUT,
    ...tellPolicy('the permissions boundary of the roles that teams make', change),
  }));
}

/** `Prolongs: sessions of X last 8 hours (previously 4).` */
export function tellHours(of: string, was: number, is: number): Pick<AccessEdit, 'kind' | 'isOpening' | 'summary'> {
  const [kind, start] = is > was ? (['prolonged', 'Prolongs'] as const) : (['shortened', 'Shortens'] as const);
  return {
    kind,
    isOpening: is > was,
    summary: `${start}: a session ${of} lasts ${counted(is, 'hour')} at most (previously ${was}).`,
  };
}

/** One thing that changed of a policy, without whose it is. */
type PolicyChange = { readonly kind: 'more' | 'less' | 'undecided'; readonly text: string } | { readonly kind: 'same' };

function findPolicyChanges(before: readonly Statement[], after: readonly Statement[]): readonly PolicyChange[] {
  // A state that was read from a file has the fields of a statement in another order.
  if (isDeepStrictEqual(before, after)) return [];
  const { more, less, undecided } = comparePolicies(before, after);
  const found = [
    ...(more === null ? [] : [{ kind: 'more', text: more } as const]),
    ...(less === null ? [] : [{ kind: 'less', text: less } as const]),
    ...(undecided === null ? [] : [{ kind: 'undecided', text: undecided } as const]),
  ];
  return found.length > 0 ? found : [{ kind: 'same' }];
}

function tellPolicy(what: string, change: PolicyChange): Pick<AccessEdit, 'kind' | 'isOpening' | 'summary'> {
  switch (change.kind) {
    case 'more':
      return { kind: 'granted', isOpening: true, summary: `Grants: ${what} allows more, ${change.text}.` };
    case 'less':
      return { kind: 'revoked', isOpening: false, summary: `Revokes: ${what} no longer allows ${change.text}.` };
    case 'undecided':
      return {
        ...{ kind: 'changed', isOpening: true },
        summary: `Changes: ${what} has other statements, and whether it allows more could not be decided (${change.text}): read them.`,
      };
    case 'same':
      return {
        ...{ kind: 'changed', isOpening: false },
        summary: `Changes: ${what} is written differently, and allows the same as before.`,
      };
  }
}
