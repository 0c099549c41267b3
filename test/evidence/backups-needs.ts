import type { AssembledPolicies } from '../../lib/analysis/assemble/assembly';
import { effectivePolicy } from '../../lib/iam/management-policies/effective-policy';
import { isPart, type EffectivePolicy } from '../../lib/iam/management-policies/management-policy';
import { backupReach } from '../../lib/model/backup-plans';
import { ROOT, type Account, type Organization } from '../../lib/model/organization';
import { isInside, unitsDownTo } from '../../lib/model/tree';
import { BackupsStack } from '../../lib/stacks/backups-stack';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../support/synthesize';

/** The ids that the stack is made with: the names of what they are ids of. */
const IDS = {
  organizationId: 'o-exampleorgid',
  rootId: ROOT,
  unitId: (unit: string) => unit,
  accountId: (account: string) => account,
};

/** The template of the stack `Backups`, with units and accounts by their keys. */
export function backupsTemplate(organization: Organization): TemplateJson {
  const reach = backupReach(organization);
  if (reach === null) throw new Error('nothing is backed up');
  return templateOf(new BackupsStack(anApp(), 'Backups', { organization, reach, ids: IDS }));
}

interface Named {
  readonly organization: Organization;
  readonly assembly: Pick<AssembledPolicies, 'managementPolicies'>;
  /** Of the stack `Backups`. */
  readonly template: TemplateJson;
}

/** What the plans need in one account: a vault in a Region, a role, or the vault of another account. */
type Need =
  | { readonly kind: 'vault'; readonly name: string; readonly region: string; readonly number: string | null }
  | { readonly kind: 'role'; readonly name: string };

/** What the effective backup policies of accounts name, and no template makes there; and how much they name. */
export function judgeNames({ organization, assembly, template }: Named): {
  readonly missing: readonly string[];
  readonly named: number;
} {
  const accounts = organization.accounts.filter(({ state }) => state !== 'closed');
  const needs = accounts.flatMap((account) =>
    needsOf(effectiveOf(account, assembly)).map((need) => ({ account, need })),
  );
  const missing = needs.flatMap(({ account, need }) => {
    if (need.kind === 'role')
      return rolesIn(account, template).includes(need.name) ? [] : [`${account.key}: no role ${need.name}`];
    const owner = need.number === null ? account : accounts.find(({ accountId }) => accountId === need.number);
    const isThere = owner !== undefined && vaultsIn(owner, need.region, template).includes(need.name);
    return isThere ? [] : [`${account.key}: no vault ${need.name} of ${need.number ?? 'its own'} in ${need.region}`];
  });
  return { missing: [...new Set(missing)].sort(), named: needs.length };
}

function effectiveOf({ key, unit }: Account, { managementPolicies }: Named['assembly']): EffectivePolicy {
  return effectivePolicy(
    [ROOT, ...unitsDownTo(unit), key].map((target) =>
      managementPolicies
        .filter((policy) => policy.target === target && policy.type === 'BACKUP_POLICY')
        .map(({ content }) => content),
    ),
  );
}

function needsOf(policy: EffectivePolicy): readonly Need[] {
  return Object.values(partOf(policy, 'plans')).flatMap((plan): readonly Need[] => {
    const { regions } = plan as unknown as { readonly regions: readonly string[] };
    const rules = Object.values(partOf(plan, 'rules'));
    const tags = Object.values(partOf(partOf(plan, 'selections'), 'tags'));
    return [
      ...rules.flatMap((rule) => [
        ...regions.map((region): Need => {
          return { kind: 'vault', name: textOf(rule, 'target_backup_vault_name'), region, number: null };
        }),
        ...Object.keys(partOf(rule, 'copy_actions')).map((arn): Need => {
          const [, , , region = '', number = '', , name = ''] = arn.split(':');
          return { kind: 'vault', name, region, number };
        }),
      ]),
      ...tags.map((one): Need => {
        const [, name = ''] = textOf(one, 'iam_role_arn').split('$account:role');
        return { kind: 'role', name };
      }),
    ];
  });
}

function partOf(policy: EffectivePolicy[string], name: string): EffectivePolicy {
  const part = isPart(policy) ? policy[name] : undefined;
  return isPart(part) ? part : {};
}

function textOf(policy: EffectivePolicy[string], name: string): string {
  const value = isPart(policy) ? policy[name] : undefined;
  if (typeof value !== 'string') throw new Error(`no ${name}`);
  return value;
}

interface StackSetJson {
  readonly TemplateBody: string;
  readonly StackInstancesGroup: readonly [
    {
      readonly DeploymentTargets: {
        readonly OrganizationalUnitIds: readonly string[];
        readonly Accounts?: readonly string[];
      };
      readonly Regions: readonly string[];
    },
  ];
}

interface Body extends TemplateJson {
  readonly Conditions?: Readonly<Record<string, { readonly 'Fn::Equals': readonly [unknown, string] }>>;
}

/** The resources of a type that the StackSets make in an account, by Region. */
function madeIn({ key, unit }: Account, template: TemplateJson, type: string) {
  return resourcesOf(template, 'AWS::CloudFormation::StackSet').flatMap(([, { Properties }]) => {
    const { TemplateBody, StackInstancesGroup } = Properties as unknown as StackSetJson;
    const [{ DeploymentTargets, Regions }] = StackInstancesGroup;
    const { OrganizationalUnitIds, Accounts = [key] } = DeploymentTargets;
    if (!Accounts.includes(key) || !OrganizationalUnitIds.some((target) => isInside(unit, target))) return [];
    const body = JSON.parse(TemplateBody) as Body;
    return Regions.flatMap((region) =>
      resourcesOf(body, type)
        .filter(([, resource]) => isMade(resource as { readonly Condition?: string }, body, region))
        .map(([, resource]) => ({ region, properties: resource.Properties ?? {} })),
    );
  });
}

function isMade({ Condition }: { readonly Condition?: string }, { Conditions = {} }: Body, region: string): boolean {
  return Condition === undefined || Conditions[Condition]?.['Fn::Equals'][1] === region;
}

function vaultsIn(account: Account, region: string, template: TemplateJson): readonly string[] {
  return madeIn(account, template, 'AWS::Backup::BackupVault')
    .filter((made) => made.region === region)
    .map(({ properties }) => String(properties['BackupVaultName']));
}

function rolesIn(account: Account, template: TemplateJson): readonly string[] {
  return madeIn(account, template, 'AWS::IAM::Role').map(
    ({ properties }) => `${String(properties['Path'])}${String(properties['RoleName'])}`,
  );
}
