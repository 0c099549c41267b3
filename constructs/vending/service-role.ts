import { Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Right } from './rights/right';

export interface ServiceRoleProps {
  /** Also that of its policy. */
  readonly roleName: string;
  readonly description: string;
  /** The service that assumes it, such as `codebuild`, and for which of its resources, as ARNs. */
  readonly service: string;
  readonly sources: readonly string[];
  /** The name of the policy in this account that limits it, with its path. */
  readonly boundary: string;
  readonly rights: readonly Right[];
}

/**
 * A role with exactly these rights: what the CDK would add to it is left out, because it adds more than is needed.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export class ServiceRole extends Construct {
  readonly role: IRole;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { roleName, description, service, sources, boundary, rights } = props;
    const { account } = Stack.of(this);
    const role = new Role(this, 'Role', {
      roleName,
      description,
      assumedBy: new ServicePrincipal(`${service}.amazonaws.com`, {
        conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': sources } },
      }),
      permissionsBoundary: ManagedPolicy.fromManagedPolicyName(this, 'Boundary', boundary),
    });
    const permissions = new ManagedPolicy(this, 'Permissions', {
      managedPolicyName: roleName,
      description,
      roles: [role],
      statements: rights.map(
        ({ sid, actions, resources, conditions }) =>
          new PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions }),
      ),
    });
    acknowledgeWildcards(permissions, rights);
    this.role = role.withoutPolicyUpdates();
  }
}

function acknowledgeWildcards(permissions: ManagedPolicy, rights: readonly Right[]): void {
  for (const { resources, because } of rights)
    for (const resource of resources)
      if (because !== undefined && resource.includes('*'))
        Validations.of(permissions).acknowledge({
          id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`,
          reason: because,
        });
}
