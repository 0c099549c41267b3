import { groupBy } from '../../model/group-by';
import type {
  GuardrailsDocument,
  GuardrailsFile,
  GuardrailsManagementPolicy,
  GuardrailsTarget,
} from '../../model/guardrails-file';

/** The stacks that make such writes, in the order in which they are deployed. */
export const STEP_STACKS = [
  'Guardrails',
  'Accounts',
  'Delegations',
  'LogArchive',
  'AccountGuardrails',
  'Audit',
  'Baseline',
  'Regional',
] as const;

/**
 * What a write does. Beyond policies and accounts:
 *
 * - `archive`: the log archive comes into being; `unlock`: its trail bucket changes, which only a root session can permit;
 * - `trail`: the trail begins to log;
 * - `delegate`: an account may see what all accounts record; `record`: accounts begin to record; `measure`: accounts begin
 *   to be measured against a standard.
 */
export const STEP_KINDS = [
  'attach',
  'update',
  'detach',
  'create',
  'move',
  'archive',
  'unlock',
  'trail',
  'delegate',
  'record',
  'measure',
] as const;

/** One write to AWS that changes which policies apply where, what they protect, or what is recorded. */
export interface DeploymentStep {
  /** The stack that makes the write; `Regional`: those of all Regions. */
  readonly stack: (typeof STEP_STACKS)[number];
  readonly kind: (typeof STEP_KINDS)[number];
  /** The name of the policy, the account, what holds the logs, or the standard. */
  readonly subject: string;
  /** The target of the policy, the parent of the account after the write, or the accounts that it concerns. */
  readonly target: string;
  /** The organization after the write. */
  readonly state: GuardrailsFile;
}

/**
 * The steps of `cdk deploy --all` from the deployed to the configured state, in AWS's order:
 *
 * 1. `Guardrails`: the policies on the root and on units, one after another, because each depends on the previous one. A new
 *    policy is created with its target. A changed policy gets its new content in one write. Then removed policies are
 *    deleted, the last one first: CloudFormation deletes removed resources after all other updates
 *    (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html).
 * 2. `Accounts`: a new account is created in the root and then moved. An existing account is moved.
 * 3. `Delegations`: the account that sees what all accounts will record.
 * 4. `LogArchive`: the buckets, before the policies that protect them. The trail's bucket is written once: CloudFormation may
 *    not change it later.
 * 5. `AccountGuardrails`: the policies on accounts, as in `Guardrails`.
 * 6. `Audit`: the trail, when everything that protects its logs is in place.
 * 7. `Baseline`: the recorders of member accounts, when there is a bucket to deliver to.
 * 8. `Regional`: those of the management account, then the conformance packs, which need recorders.
 *
 * All units exist from the first step on: the stack `Organization` is deployed first, and it retains removed units.
 *
 * INVARIANT: both files come from Rampart: each policy has one target, and its name identifies it.
 */
export function deploymentSteps(before: GuardrailsFile, after: GuardrailsFile): readonly DeploymentStep[] {
  const walk = new DeploymentWalk(before, after);
  const accounts = new Set([...before.targets, ...after.targets].filter(isAccount).map(({ id }) => id));
  walk.writePolicies('Guardrails', (target) => !accounts.has(target));
  walk.moveAccounts();
  walk.delegate(before.organization);
  walk.writeArchive(before.organization);
  walk.writePolicies('AccountGuardrails', (target) => accounts.has(target));
  walk.startTrail(before.organization);
  walk.startBaseline(before.organization);
  walk.startStandards(before.organization);
  return walk.steps;
}

type Policy = (GuardrailsDocument | GuardrailsManagementPolicy) & { readonly target: string };

/** Makes one step after another. */
class DeploymentWalk {
  readonly steps: DeploymentStep[] = [];
  private readonly old: readonly Policy[];
  private readonly wanted: readonly Policy[];
  private readonly after: GuardrailsFile;
  private targets: readonly GuardrailsTarget[];
  private policies: ReadonlyMap<string, Policy>;

  constructor(before: GuardrailsFile, after: GuardrailsFile) {
    this.after = after;
    [this.old, this.wanted] = [policiesOf(before), policiesOf(after)];
    this.targets = startingTargets(before, after);
    this.policies = new Map(this.old.map((policy) => [policy.name, policy]));
  }

  writePolicies(stack: DeploymentStep['stack'], isInStack: (target: string) => boolean): void {
    for (const policy of byTarget(this.wanted.filter(({ target }) => isInStack(target)))) {
      const known = this.policies.get(policy.name);
      if (known !== undefined && sameContent(known, policy)) continue;
      this.policies = new Map([...this.policies, [policy.name, policy]]);
      this.add(stack, known === undefined ? 'attach' : 'update', policy.name, policy.target);
    }
    const names = new Set(this.wanted.map(({ name }) => name));
    const gone = this.old.filter(({ name, target }) => isInStack(target) && !names.has(name));
    for (const { name, target } of [...byTarget(gone)].reverse()) {
      this.policies = new Map([...this.policies].filter(([other]) => other !== name));
      this.add(stack, 'detach', name, target);
    }
  }

  moveAccounts(): void {
    const root = this.idOf('root');
    for (const account of this.after.targets.filter(isAccount)) {
      const known = this.targets.find(({ id }) => id === account.id);
      if (known === undefined) {
        this.targets = [...this.targets, { ...account, parent: root }];
        this.add('Accounts', 'create', account.id, root);
      }
      if ((known?.parent ?? root) === account.parent) continue;
      this.targets = this.targets.map((target) => (target.id === account.id ? account : target));
      this.add('Accounts', 'move', account.id, account.parent ?? root);
    }
  }

  writeArchive({ logArchive: old }: GuardrailsFile['organization']): void {
    const { logArchive: wanted } = this.after.organization;
    if (wanted === undefined) return;
    if (old?.account !== wanted.account) this.add('LogArchive', 'archive', 'log archive', wanted.account);
    else if (old.lockDays !== wanted.lockDays || old.trailDays !== wanted.trailDays)
      this.add('LogArchive', 'unlock', "trail's bucket", wanted.account);
  }

  startTrail({ trail: old }: GuardrailsFile['organization']): void {
    const { trail: wanted, logArchive } = this.after.organization;
    if (wanted !== undefined && old === undefined) this.add('Audit', 'trail', 'trail', logArchive?.account ?? '');
  }

  delegate({ baseline: old }: GuardrailsFile['organization']): void {
    const wanted = this.after.organization.baseline?.auditAccount;
    if (wanted !== undefined && old?.auditAccount !== wanted)
      this.add('Delegations', 'delegate', 'AWS Config and Access Analyzer', wanted);
  }

  startBaseline({ baseline: old = null }: GuardrailsFile['organization']): void {
    const { baseline: wanted = null } = this.after.organization;
    if (wanted === null || old !== null) return;
    this.add('Baseline', 'record', 'member accounts', this.idOf('root'));
    this.add('Regional', 'record', 'management account', this.idOf('management-account'));
  }

  startStandards({ compliance: old = {} }: GuardrailsFile['organization']): void {
    const { compliance: wanted = {} } = this.after.organization;
    for (const standard of Object.keys(wanted).filter((id) => !Object.hasOwn(old, id)))
      this.add('Regional', 'measure', standard, this.idOf('root'));
  }

  private idOf(kind: GuardrailsTarget['kind']): string {
    return this.after.targets.find((target) => target.kind === kind)?.id ?? '';
  }

  private add(stack: DeploymentStep['stack'], kind: DeploymentStep['kind'], subject: string, target: string): void {
    const policies = [...this.policies.values()];
    const state: GuardrailsFile = {
      ...this.after,
      targets: this.targets,
      documents: policies.filter(isDocument),
      settings: policies.filter((policy): policy is Policy & GuardrailsManagementPolicy => !isDocument(policy)),
    };
    this.steps.push({ stack, kind, subject, target, state });
  }
}

/** All units, old and new, and the accounts with their old parents. */
function startingTargets(before: GuardrailsFile, after: GuardrailsFile): readonly GuardrailsTarget[] {
  const above = after.targets.filter((target) => !isAccount(target));
  const known = new Set(above.map(({ id }) => id));
  return [...above, ...before.targets.filter((target) => isAccount(target) || !known.has(target.id))];
}

function isAccount({ kind }: GuardrailsTarget): boolean {
  return kind === 'account';
}

/** In the order of their dependencies: grouped by target, in the order in which targets first appear. */
function byTarget(policies: readonly Policy[]): readonly Policy[] {
  return [...groupBy(policies, ({ target }) => target).values()].flat();
}

function policiesOf({ documents, settings = [] }: GuardrailsFile): readonly Policy[] {
  return [...documents, ...settings].map((policy) => ({ ...policy, target: policy.targets[0] ?? '' }));
}

function isDocument(policy: Policy): policy is Policy & GuardrailsDocument {
  return policy.type === 'SERVICE_CONTROL_POLICY' || policy.type === 'RESOURCE_CONTROL_POLICY';
}

function sameContent(a: Policy, b: Policy): boolean {
  return JSON.stringify(a.content) === JSON.stringify(b.content);
}
