import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EXPORTS, exportName, stackName } from '../../model/names';
import type { AutoDeployment } from '../../model/live-stacks';
import type { Account, Unit } from '../../model/organization';
import type { StackSummary } from './read-assembly';

/** What a StackSet brings to member accounts. */
export interface StackSetSummary {
  readonly name: string;
  /** The stack that has it. */
  readonly stack: string;
  /** The ids of units: each account below, and each that joins one later; null: of no units in particular. */
  readonly units: readonly string[] | null;
  /** Their keys; null: each member account, below the units if there are some, and each that joins later. */
  readonly accounts: readonly string[] | null;
  /** The keys of accounts that get nothing although it is for each; empty if `accounts` has names. */
  readonly excludedAccounts: readonly string[];
  /** Each account gets its own in each of these. */
  readonly regions: readonly string[];
  readonly templateBytes: number;
  /** By logical id. With a condition, only places where it holds have the resource. */
  readonly resources: readonly { readonly id: string; readonly type: string; readonly condition: string | null }[];
}

/** What of an account a template can name: the key's own export, or the number. */
type NamedAccount = Pick<Account, 'key' | 'accountId' | 'stack'>;

/** What of a unit a template can name: the key's own export, or the id at AWS. */
type NamedUnit = Pick<Unit, 'id' | 'key' | 'awsId'>;

/** The accounts and the units that templates can name. */
export interface Named {
  readonly accounts: readonly NamedAccount[];
  readonly units: readonly NamedUnit[];
}

const idSchema = z.union([z.string(), z.object({ 'Fn::ImportValue': z.string() })]);

const resourcesSchema = z.record(z.string(), z.looseObject({ Type: z.string(), Condition: z.string().optional() }));

const stackSetSchema = z.object({
  StackSetName: z.string(),
  TemplateBody: z.string(),
  AutoDeployment: z.object({ Enabled: z.boolean(), RetainStacksOnAccountRemoval: z.boolean().optional() }).optional(),
  Parameters: z.array(z.object({ ParameterKey: z.string(), ParameterValue: z.unknown() })).optional(),
  StackInstancesGroup: z.tuple([
    z.object({
      DeploymentTargets: z.object({
        AccountFilterType: z.enum(['INTERSECTION', 'DIFFERENCE']).optional(),
        Accounts: z.array(idSchema).optional(),
        OrganizationalUnitIds: z.array(idSchema),
      }),
      Regions: z.array(z.string()),
    }),
  ]),
});

/** The StackSets in the stacks of a cloud assembly, in the order of the stacks. */
export function readStackSets(
  folder: string,
  stacks: readonly Pick<StackSummary, 'id' | 'templateFile'>[],
  named: Named,
): readonly StackSetSummary[] {
  const templates = stacks.map(({ id: stack, templateFile }) => {
    return { stack, text: readFileSync(join(folder, templateFile), 'utf8') };
  });
  return stackSetsIn(templates, named).map(({ body, name, stack, regions, units, accounts, excludedAccounts }) => ({
    ...{ name, stack, regions, units, accounts, excludedAccounts },
    templateBytes: Buffer.byteLength(body),
    resources: Object.entries(resourcesIn(body)).map(([id, { Type: type, Condition: condition = null }]) => ({
      id,
      type,
      condition,
    })),
  }));
}

/** A StackSet as a template has it. */
export interface WrittenStackSet extends Omit<StackSetSummary, 'templateBytes' | 'resources'> {
  /** The template of its stacks, as text. */
  readonly body: string;
  /** Whether accounts that join get it; undefined: it does not say. */
  readonly autoDeployment: AutoDeployment | undefined;
  /** The values of the template's parameters: text, or what CloudFormation makes one of. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The StackSets in templates, in their order. */
export function stackSetsIn(
  templates: readonly { readonly stack: string; readonly text: string }[],
  { accounts, units }: Named,
): readonly WrittenStackSet[] {
  const keys = keysByName(accounts);
  const unitIds = unitsByName(units);
  return templates.flatMap(({ stack, text }) =>
    Object.values(resourcesIn(text))
      .filter(({ Type }) => Type === 'AWS::CloudFormation::StackSet')
      .map(({ Properties }): WrittenStackSet => {
        const {
          StackSetName: name,
          TemplateBody: body,
          AutoDeployment: auto,
          Parameters: parameters = [],
          StackInstancesGroup,
        } = stackSetSchema.parse(Properties);
        const [{ DeploymentTargets: targets, Regions: regions }] = StackInstancesGroup;
        const named = targets.Accounts?.map((account) => keyOf(account, keys)) ?? null;
        const below = targets.OrganizationalUnitIds.flatMap((id) => unitIds.get(nameOf(id)) ?? []);
        const isExclusion = targets.AccountFilterType === 'DIFFERENCE';
        return {
          ...{ name, stack, regions, body, units: below.length === 0 ? null : below },
          autoDeployment:
            auto === undefined
              ? undefined
              : { isEnabled: auto.Enabled, retainsStacks: auto.RetainStacksOnAccountRemoval ?? false },
          parameters: Object.fromEntries(parameters.map((one) => [one.ParameterKey, one.ParameterValue])),
          accounts: isExclusion ? null : named,
          excludedAccounts: isExclusion ? (named ?? []) : [],
        };
      }),
  );
}

function resourcesIn(template: string): z.output<typeof resourcesSchema> {
  return resourcesSchema.parse((JSON.parse(template) as { readonly Resources?: unknown }).Resources ?? {});
}

/** Accounts by number and by the name of the export that has the number. */
function keysByName(accounts: readonly NamedAccount[]): ReadonlyMap<string, string> {
  return new Map(
    accounts.flatMap(({ key, accountId, stack }) => [
      [exportName(stackName(stack), EXPORTS.account(key)), key] as const,
      ...(accountId === null ? [] : [[accountId, key] as const]),
    ]),
  );
}

/** The same of units. The root is none. */
function unitsByName(units: readonly NamedUnit[]): ReadonlyMap<string, string> {
  return new Map(
    units.flatMap(({ id, key, awsId }) => [
      [exportName(stackName('Organization'), EXPORTS.unit(key)), id] as const,
      ...(awsId === null ? [] : [[awsId, id] as const]),
    ]),
  );
}

function keyOf(account: z.output<typeof idSchema>, keys: ReadonlyMap<string, string>): string {
  return keys.get(nameOf(account)) ?? nameOf(account);
}

function nameOf(id: z.output<typeof idSchema>): string {
  return typeof id === 'string' ? id : id['Fn::ImportValue'];
}
