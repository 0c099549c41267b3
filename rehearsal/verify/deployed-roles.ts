import { isDeepStrictEqual } from 'node:util';
import { required } from '../../lib/aws/required';
import type { SynthesizedTemplate } from '../assembly/template';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { resolveIntrinsics, type TemplateReferences } from './resolve-intrinsics';

type WithIam = Pick<RehearsalClients, 'iam'>;

/** What a role has: who may assume it, what it may do at most, and its policies by their names. */
export interface RoleFacts {
  readonly trust: unknown;
  readonly boundary: string | null;
  readonly policies: Readonly<Record<string, unknown>>;
}

/** Compares each role of a template with what IAM says of it, one sentence for each difference. */
export async function compareDeployedRoles(
  template: SynthesizedTemplate,
  references: TemplateReferences,
  clients: WithIam,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [name, expected] of expectedRoles(template, references))
    faults.push(...compareRole(name, expected, await readRole(name, clients)));
  return faults;
}

/** The roles of a template, by their names. */
export function expectedRoles(
  { Resources }: SynthesizedTemplate,
  references: TemplateReferences,
): ReadonlyMap<string, RoleFacts> {
  const resolve = (value: unknown): unknown => resolveIntrinsics(value, references);
  const all = Object.values(Resources).map(({ Type, Properties = {} }) => ({ Type, Properties }));
  const policies = all
    .filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy' || Type === 'AWS::IAM::Policy')
    .map(({ Type, Properties }) => ({
      name: String(resolve(Properties[Type === 'AWS::IAM::Policy' ? 'PolicyName' : 'ManagedPolicyName'])),
      document: resolve(Properties['PolicyDocument']),
      roles: (resolve(Properties['Roles'] ?? []) as readonly unknown[]).map(String),
    }));
  return new Map(
    all
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .map(({ Properties }) => {
        const name = String(resolve(Properties['RoleName']));
        const boundary = resolve(Properties['PermissionsBoundary'] ?? null);
        return [
          name,
          {
            trust: resolve(Properties['AssumeRolePolicyDocument']),
            boundary: typeof boundary === 'string' ? boundary : null,
            policies: Object.fromEntries(
              policies.filter(({ roles }) => roles.includes(name)).map((policy) => [policy.name, policy.document]),
            ),
          },
        ] as const;
      }),
  );
}

export function compareRole(name: string, expected: RoleFacts, actual: RoleFacts): readonly string[] {
  const names = [...new Set([...Object.keys(expected.policies), ...Object.keys(actual.policies)])].sort();
  return [
    ...(isDeepStrictEqual(actual.trust, expected.trust)
      ? []
      : [`role ${name}: its trust policy is ${JSON.stringify(actual.trust)}, not ${JSON.stringify(expected.trust)}`]),
    ...(actual.boundary === expected.boundary
      ? []
      : [`role ${name}: its boundary is ${String(actual.boundary)}, not ${String(expected.boundary)}`]),
    ...names
      .filter((policy) => !isDeepStrictEqual(actual.policies[policy], expected.policies[policy]))
      .map((policy) => `role ${name}: its policy ${policy} is not the one of the template`),
  ];
}

async function readRole(RoleName: string, clients: WithIam): Promise<RoleFacts> {
  const { Role } = await send(clients, 'iam:GetRole', { RoleName });
  const { AttachedPolicies = [] } = await send(clients, 'iam:ListAttachedRolePolicies', { RoleName });
  const { PolicyNames = [] } = await send(clients, 'iam:ListRolePolicies', { RoleName });
  const policies: Record<string, unknown> = {};
  for (const { PolicyName = '', PolicyArn } of AttachedPolicies) {
    const { Policy } = await send(clients, 'iam:GetPolicy', { PolicyArn });
    const VersionId = required(Policy?.DefaultVersionId, "the policy's version");
    const { PolicyVersion } = await send(clients, 'iam:GetPolicyVersion', { PolicyArn, VersionId });
    policies[PolicyName] = parse(PolicyVersion?.Document);
  }
  for (const PolicyName of PolicyNames) {
    const { PolicyDocument } = await send(clients, 'iam:GetRolePolicy', { RoleName, PolicyName });
    policies[PolicyName] = parse(PolicyDocument);
  }
  return {
    trust: parse(Role?.AssumeRolePolicyDocument),
    boundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? null,
    policies,
  };
}

/** IAM encodes documents as parts of URLs. */
function parse(document: string | undefined): unknown {
  return JSON.parse(decodeURIComponent(required(document, 'the document')));
}
