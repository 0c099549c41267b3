import type { Statement } from '../../iam/statement';
import type { GuardrailsFile, GuardrailsPeople } from '../../model/guardrails-file';
import { counted } from '../../report/words';
import { NO_SUBJECT, type AccessEdit } from './access-edit';
import { comparePolicies } from './policy-edits';

/** What people of a permission set may do more or less, and for how long. What comes or goes is told by who has it. */
export function findPermissionSetEdits(before: GuardrailsPeople, after: GuardrailsPeople): readonly AccessEdit[] {
  return Object.entries(after.permissionSets).flatMap(([permissionSet, now]): readonly AccessEdit[] => {
    const old = before.permissionSets[permissionSet];
    if (old === undefined) return [];
    const edit = { ...NO_SUBJECT, accounts: [], permissionSet };
    return [
      ...tellPolicy(`the policy of \`${permissionSet}\``, old.policy, now.policy).map((one) => ({ ...edit, ...one })),
      ...(old.hours === now.hours ? [] : [{ ...edit, ...tellHours(`of \`${permissionSet}\``, old.hours, now.hours) }]),
    ];
  });
}

/** The limit of the roles that teams make. Not compared if one of the states does not say it. */
export function findBoundaryEdits(before: GuardrailsFile, after: GuardrailsFile): readonly AccessEdit[] {
  const [old, now] = [before.organization.baseline?.boundary, after.organization.baseline?.boundary];
  if (old === undefined || now === undefined) return [];
  return tellPolicy('the permissions boundary of the roles that teams make', old, now).map((one) => ({
    ...{ ...NO_SUBJECT, accounts: [] },
    ...one,
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

type Told = Pick<AccessEdit, 'kind' | 'isOpening' | 'summary'>;

function tellPolicy(what: string, before: readonly Statement[], after: readonly Statement[]): readonly Told[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const { more, less, undecided } = comparePolicies(before, after);
  const told: readonly Told[] = [
    ...(more === null
      ? []
      : [{ kind: 'granted', isOpening: true, summary: `Grants: ${what} allows more, ${more}.` } as const]),
    ...(less === null
      ? []
      : [{ kind: 'revoked', isOpening: false, summary: `Revokes: ${what} no longer allows ${less}.` } as const]),
    ...(undecided === null
      ? []
      : [
          {
            kind: 'changed',
            isOpening: true,
            summary: `Changes: whether ${what} allows more could not be decided (${undecided}). It had ${counted(before.length, 'statement')}, and has ${after.length}: read them.`,
          } as const,
        ]),
  ];
  const same = `Changes: ${what} is written differently, and allows the same as before.`;
  return told.length > 0 ? told : [{ kind: 'changed', isOpening: false, summary: same }];
}
