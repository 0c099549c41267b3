import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { ManagementPolicyType } from '../../iam/management-policies/policy-type';
import { groupBy } from '../../model/group-by';
import type {
  GuardrailsDocument,
  GuardrailsFile,
  GuardrailsManagementPolicy,
  GuardrailsTarget,
} from '../../model/guardrails-file';
import { treeOf, type Tree } from '../../model/tree';

/** A policy as `guardrails.json` lists it: one with statements, or a management policy. */
export type AttachedPolicy = GuardrailsDocument | GuardrailsManagementPolicy;

/**
 * The targets of one `guardrails.json` and the policies attached to them: make it once for each state of an organization
 * and pass it on.
 *
 * `downTo` gives the targets from the root down to a target, the target itself included. A policy that names a target
 * twice is attached to it once.
 */
export interface GuardrailsTree extends Tree<GuardrailsTarget> {
  readonly file: GuardrailsFile;
  /** The root and the units, in the order of the file. */
  readonly units: readonly GuardrailsTarget[];
  /** The accounts, the management account included, in the order of the file. */
  readonly accounts: readonly GuardrailsTarget[];
  /** The accounts below a target; of an account, itself. */
  readonly accountsIn: (target: string) => readonly GuardrailsTarget[];
  /** The service and resource control policies attached to the target itself, in the order of the file. */
  readonly documentsAt: (target: string) => readonly GuardrailsDocument[];
  /** The management policies attached to the target itself, in the order of the file. */
  readonly managementPoliciesAt: (target: string) => readonly GuardrailsManagementPolicy[];
  /** The policies of one type attached to the target itself, in the order of the file. */
  readonly policiesAt: (target: string, type: ControlPolicyType | ManagementPolicyType) => readonly AttachedPolicy[];
}

/** @param file its targets lead to the root: check it with `findFileProblems` first */
export function guardrailsTree(file: GuardrailsFile): GuardrailsTree {
  const { targets, documents, settings = [] } = file;
  const tree = treeOf(targets);
  const accounts = targets.filter(isAccount);
  const documentsAt = attachmentReader(documents);
  const managementPoliciesAt = attachmentReader(settings);
  return {
    ...tree,
    file,
    units: targets.filter((target) => !isAccount(target)),
    accounts,
    accountsIn: (target) => accounts.filter(({ id }) => tree.downTo(id).some((above) => above.id === target)),
    documentsAt,
    managementPoliciesAt,
    policiesAt: (target, type) =>
      [...documentsAt(target), ...managementPoliciesAt(target)].filter((policy) => policy.type === type),
  };
}

/** Whether a target is an account, a management account included; else it is the root or a unit. */
export function isAccount({ kind }: GuardrailsTarget): boolean {
  return kind === 'account' || kind === 'management-account';
}

/** Whether no service or resource control policy binds an account, because it manages the organization. */
export function isManaging(
  { kind, accountId = null }: GuardrailsTarget,
  { organization }: Pick<GuardrailsFile, 'organization'>,
): boolean {
  return kind === 'management-account' || accountId === organization.managementAccount;
}

function attachmentReader<Policy extends AttachedPolicy>(
  policies: readonly Policy[],
): (target: string) => readonly Policy[] {
  const attachments = policies.flatMap((policy) => [...new Set(policy.targets)].map((target) => ({ target, policy })));
  const byTarget = new Map(
    Array.from(
      groupBy(attachments, ({ target }) => target),
      ([target, all]) => [target, all.map(({ policy }) => policy)],
    ),
  );
  return (target) => byTarget.get(target) ?? [];
}
