import { boundaryOf } from '../../lib/analysis/assemble/boundary';
import { tiersOf } from '../../lib/analysis/assemble/permission-sets';
import type { PolicyDocument } from '../../lib/iam/statement';
import { AUDITOR, BACKUP_OPERATOR, BOUNDARY, BREAK_GLASS, STACK_SETS } from '../../lib/model/names';
import type { Organization } from '../../lib/model/organization';
import { applicationAccess } from '../../lib/stacks/application-access';
import { BaselineStack } from '../../lib/stacks/baseline-stack';
import type { Ids } from '../../lib/stacks/ids';
import { identityStacks } from '../../lib/stacks/identity-stacks';
import { anApp, resourcesOf, type TemplateJson } from '../support/synthesize';
import { theExample } from '../support/the-example';
import type { WorkerId } from './people-facts';
import { resolveTemplate } from './resolve-template';
import { buildWorld, type World } from './world';

/** What somebody may do as deployed: the inline policy, and the boundary where there is one. */
export interface DeployedPermissions {
  readonly document: PolicyDocument;
  readonly boundary?: PolicyDocument;
  /** Of a role; people of a permission set sign in by Identity Center. */
  readonly trustPolicy?: object;
}

/** The shipped organization with its guardrails, and what its people, roles and partners may do there. */
export interface PeopleWorld {
  readonly world: World;
  readonly organization: Organization;
  readonly deployed: ReadonlyMap<WorkerId, DeployedPermissions>;
}

const EVERYTHING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

export function peopleWorld(): PeopleWorld {
  const { organization, assembly } = theExample();
  const world = buildWorld(organization, assembly);
  const ids: Ids = {
    organizationId: world.organization,
    rootId: 'r-exam',
    unitId: (unit) => `ou-exam-${unit}`,
    accountId: (account) => world.account(account).number,
  };
  const { account, partner } = distributed(organization, ids, world);
  const boundary = boundaryOf(organization);
  return {
    ...{ world, organization },
    deployed: new Map<WorkerId, DeployedPermissions>([
      ...permissionSets(organization, ids),
      ['role audit', roleIn(account, AUDITOR.name, boundary)],
      ['role backup-operator', roleIn(account, BACKUP_OPERATOR.name, boundary)],
      ['role break-glass', roleIn(account, BREAK_GLASS.name, boundary)],
      ['partner', roleIn(partner, 'observability', boundary)],
    ]),
  };
}

/** The inline policies of the permission sets in the template of `Identity`, by the names of the sets. */
function permissionSets(organization: Organization, ids: Ids): readonly (readonly [WorkerId, DeployedPermissions])[] {
  const app = anApp();
  const access = applicationAccess(organization);
  const [first] = identityStacks(app, { organization, tiers: tiersOf(organization), access, ids });
  if (first === undefined) throw new Error('the example has no instance of Identity Center');
  const template = app.synth({ skipValidation: true }).getStackByName(first.stackName).template as TemplateJson;
  return resourcesOf(template, 'AWS::SSO::PermissionSet').flatMap(([, { Properties = {} }]) => {
    const { Name, InlinePolicy } = Properties as { readonly Name: WorkerId; readonly InlinePolicy: PolicyDocument };
    return Name.startsWith('app-') ? [] : [[Name, { document: InlinePolicy }] as const];
  });
}

/** What the StackSets put into an account for production, as CloudFormation makes it there. */
function distributed(
  organization: Organization,
  ids: Ids,
  world: World,
): { readonly account: TemplateJson; readonly partner: TemplateJson } {
  const { baseline, logArchive, audit } = organization;
  if (baseline === null || logArchive === null || audit === null) throw new Error('the example lacks a section');
  const app = anApp();
  const stack = new BaselineStack(app, 'Baseline', { organization, baseline, logArchive, audit, ids });
  const template = app.synth({ skipValidation: true }).getStackByName(stack.stackName).template as TemplateJson;
  const bodyOf = (name: string): TemplateJson => {
    const found = resourcesOf(template, 'AWS::CloudFormation::StackSet').find(
      ([, { Properties }]) => Properties?.['StackSetName'] === name,
    );
    const body = found?.[1].Properties?.['TemplateBody'];
    if (typeof body !== 'string') throw new Error(`the StackSet ${name} has no template without references`);
    const parsed = JSON.parse(body) as TemplateJson;
    const roles = Object.fromEntries(resourcesOf(parsed, 'AWS::IAM::Role'));
    return resolveTemplate({ Resources: roles }, place);
  };
  const place = {
    account: world.account('shop-production').number,
    region: world.homeRegion,
    parameters: { Audit: world.account('audit').number },
  };
  return { account: bodyOf(STACK_SETS.account), partner: bodyOf(STACK_SETS.partner('observability')) };
}

interface RoleProperties {
  readonly RoleName: string;
  readonly Path: string;
  readonly AssumeRolePolicyDocument: object;
  readonly Policies?: readonly { readonly PolicyDocument: PolicyDocument }[];
  readonly ManagedPolicyArns?: readonly string[];
  readonly PermissionsBoundary?: string;
}

function roleIn(template: TemplateJson, name: string, boundary: PolicyDocument): DeployedPermissions {
  const found = resourcesOf(template, 'AWS::IAM::Role').find(([, { Properties }]) => Properties?.['RoleName'] === name);
  if (found === undefined) throw new Error(`the template has no role ${name}`);
  const role = found[1].Properties as unknown as RoleProperties;
  const { Policies = [], ManagedPolicyArns: managed = [], PermissionsBoundary: bound } = role;
  const documents = [
    ...Policies.map(({ PolicyDocument: document }) => document),
    ...managed.map((arn) => {
      if (arn !== ADMINISTRATOR) throw new Error(`nothing is known of ${arn}`);
      return EVERYTHING;
    }),
  ];
  const [document] = documents;
  if (document === undefined || documents.length > 1) throw new Error(`the role ${name} has not one policy`);
  const isBounded = bound?.endsWith(`:policy${BOUNDARY.path}${BOUNDARY.name}`) === true;
  return {
    document,
    trustPolicy: role.AssumeRolePolicyDocument,
    ...(isBounded ? { boundary } : {}),
  };
}
