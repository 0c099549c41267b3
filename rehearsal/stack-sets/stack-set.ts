import { z } from 'zod';
import type { LiveAccount, LiveOrganization } from '../../lib/aws/read-organization';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';

/** CloudFormation's type. The emulator accepts it in a template, but creates nothing. */
export const STACK_SET = 'AWS::CloudFormation::StackSet';

const targetsSchema = z.looseObject({
  OrganizationalUnitIds: z.array(z.string()).optional(),
  Accounts: z.array(z.string()).optional(),
  AccountFilterType: z.enum(['NONE', 'INTERSECTION', 'DIFFERENCE', 'UNION']).optional(),
});

const parametersSchema = z.array(z.object({ ParameterKey: z.string(), ParameterValue: z.string() }));

/** A StackSet in a template, with every reference resolved. */
export const stackSetSchema = z.looseObject({
  StackSetName: z.string(),
  TemplateBody: z.string().optional(),
  TemplateURL: z.string().optional(),
  PermissionModel: z.enum(['SERVICE_MANAGED', 'SELF_MANAGED']),
  Parameters: parametersSchema.optional(),
  AutoDeployment: z.looseObject({ DependsOn: z.array(z.string()).optional() }).optional(),
  StackInstancesGroup: z
    .array(
      z.looseObject({
        DeploymentTargets: targetsSchema,
        Regions: z.array(z.string()),
        ParameterOverrides: parametersSchema.optional(),
      }),
    )
    .default([]),
});

export type StackSetProperties = z.output<typeof stackSetSchema>;

/** The template of the stacks that it creates. CDK apps upload it to the bootstrap's bucket. */
export async function templateOf(
  { StackSetName, TemplateBody, TemplateURL }: StackSetProperties,
  clients: Pick<RehearsalClients, 's3'>,
): Promise<string> {
  if (TemplateBody !== undefined) return TemplateBody;
  if (TemplateURL === undefined) throw new Error(`StackSet ${StackSetName} has no template`);
  const { Body } = await send(clients, 's3:GetObject', objectAt(TemplateURL));
  if (Body === undefined) throw new Error(`StackSet ${StackSetName}: ${TemplateURL} is empty`);
  return Body.transformToString();
}

/** `https://s3.REGION.amazonaws.com/BUCKET/KEY` or `https://BUCKET.s3.REGION.amazonaws.com/KEY` */
export function objectAt(url: string): { readonly Bucket: string; readonly Key: string } {
  const { hostname, pathname } = new URL(url);
  const path = decodeURIComponent(pathname.slice(1));
  const virtual = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
  if (virtual !== undefined) return { Bucket: virtual, Key: path };
  const slash = path.indexOf('/');
  return { Bucket: path.slice(0, slash), Key: path.slice(slash + 1) };
}

/** Where a StackSet must have a stack. */
export interface StackSetPlace {
  readonly account: LiveAccount;
  readonly region: string;
}

/**
 * Every account and Region that a StackSet must reach: all accounts at or below its units, but never the management account.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-associate-stackset-with-org.html
 */
export function placesOf(
  { StackInstancesGroup }: StackSetProperties,
  live: LiveOrganization,
): readonly StackSetPlace[] {
  const members = live.accounts.filter(({ id, state }) => id !== live.managementAccountId && state === 'ACTIVE');
  const places = new Map<string, StackSetPlace>();
  for (const { DeploymentTargets, Regions } of StackInstancesGroup)
    for (const account of members.filter((member) => isTarget(member, DeploymentTargets, live)))
      for (const region of Regions) places.set(`${account.id} ${region}`, { account, region });
  return [...places.values()];
}

function isTarget(
  { id, parentId }: LiveAccount,
  { OrganizationalUnitIds, Accounts = [], AccountFilterType = 'NONE' }: z.output<typeof targetsSchema>,
  live: LiveOrganization,
): boolean {
  const isNamed = Accounts.includes(id);
  if (OrganizationalUnitIds === undefined) return isNamed;
  const isBelow = isWithin(parentId, OrganizationalUnitIds, live);
  switch (AccountFilterType) {
    case 'NONE':
      return isBelow;
    case 'INTERSECTION':
      return isBelow && isNamed;
    case 'DIFFERENCE':
      return isBelow && !isNamed;
    case 'UNION':
      return isBelow || isNamed;
  }
}

function isWithin(id: string, units: readonly string[], live: LiveOrganization): boolean {
  if (units.includes(id)) return true;
  const parent = live.units.find((unit) => unit.id === id)?.parentId;
  return parent !== undefined && isWithin(parent, units, live);
}
