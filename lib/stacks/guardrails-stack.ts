import { CfnWaitConditionHandle } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { inSequence } from '../../constructs/organization/in-sequence';
import { OrganizationPolicy } from '../../constructs/organization/organization-policy';
import type { AssembledDocument, AssembledManagementPolicy } from '../analysis/assemble/assembly';
import { POLICY_KINDS } from '../analysis/assemble/policy-quota';
import { groupBy } from '../model/group-by';
import { ROOT, type Organization } from '../model/organization';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';
import { resolvePlaceholders } from './resolve-placeholders';

export interface GuardrailsStackProps {
  readonly organization: Organization;
  readonly description: string;
  readonly documents: readonly (AssembledDocument | AssembledManagementPolicy)[];
  readonly ids: Ids;
}

/** One policy for each document, deployed one after another. Policies that AWS attaches itself are not touched. */
export class GuardrailsStack extends ManagementStack {
  constructor(scope: Construct, id: string, props: GuardrailsStackProps) {
    const { organization, description, documents } = props;
    super(scope, id, {
      organization,
      description,
      remedy: 'place guardrails further up, on units that hold more, instead of on each unit or account',
    });
    // CloudFormation rejects empty stacks, and a stack that is not in the app stays deployed with its last policies.
    if (documents.length === 0) new CfnWaitConditionHandle(this, 'NoPolicies');
    const policies = new Construct(this, 'Policies');
    // `deploymentSteps` relies on this order.
    inSequence(
      [...groupBy(documents, ({ key }) => key)].flatMap(([key, own]) => {
        const target = new Construct(policies, key);
        return own.map((document) => attach(target, document, props));
      }),
    );
  }
}

/** Key, type and index identify the policy: they never change while it exists. */
function attach(
  scope: Construct,
  document: AssembledDocument | AssembledManagementPolicy,
  props: GuardrailsStackProps,
): OrganizationPolicy {
  const { name, type, target, index, content, guardrails } = document;
  return new OrganizationPolicy(scope, `${type}-${index}`, {
    type,
    name,
    description: `On ${target}: ${[...new Set(Object.values(guardrails).flat())].join(', ')}`,
    content: resolvePlaceholders<object>(content, props),
    targetId: targetId(target, props),
    maximumCharacters: maximumCharacters(type, props.organization),
  });
}

function targetId(target: string, { organization, ids }: GuardrailsStackProps): string {
  if (target === ROOT) return ids.rootId;
  return organization.units.some(({ id }) => id === target) ? ids.unitId(target) : ids.accountId(target);
}

function maximumCharacters(type: string, { quotas }: Organization): number {
  const kind = POLICY_KINDS.find((candidate) => candidate.type === type);
  if (kind === undefined) throw new Error(`no quota is known for policies of type ${type}`);
  return quotas[kind.characters].value;
}
