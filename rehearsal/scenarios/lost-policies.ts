import { isDeepStrictEqual } from 'node:util';
import type { LiveOrganization } from '../../lib/aws/read-organization';
import type { AssemblyStack } from '../assembly/copy-assembly';
import type { TemplateResource } from '../assembly/template';
import type { ConfigurationVersion } from '../configuration/versions';
import { expectedPolicies } from '../verify/expected-policies';
import { matchTree } from '../../lib/analysis/drift/match-tree';

/** The first stack that has policies. */
export function stackOfPolicies({ copy }: Pick<ConfigurationVersion, 'copy'>): AssemblyStack {
  const stack = copy.stacks.find(({ template }) => Object.values(template.Resources).some(isPolicy));
  if (stack === undefined) throw new Error('no stack has a policy');
  return stack;
}

/**
 * Whether the recorded stack has policies that do not exist. The emulator saves a stack before the resources: killed in
 * between, it comes back with a complete stack and without its policies. On AWS, a stack is complete only when its
 * resources are.
 *
 * @param recorded the stack's template, as CloudFormation returns it
 */
export function hasLostPolicies(recorded: unknown, version: ConfigurationVersion, live: LiveOrganization): boolean {
  const { template } = stackOfPolicies(version);
  // JSON has no undefined properties.
  if (!isDeepStrictEqual(recorded, JSON.parse(JSON.stringify(template)))) return false;
  const names = Object.values(template.Resources)
    .filter(isPolicy)
    .map(({ Properties }) => Properties?.['Name']);
  const { organization } = matchTree(version.organization, live);
  return expectedPolicies(organization, version.assembly)
    .filter(({ name }) => names.includes(name))
    .some(
      (policy) =>
        !live.policies.some((one) => one.name === policy.name && isDeepStrictEqual(one.content, policy.content)),
    );
}

function isPolicy({ Type }: TemplateResource): boolean {
  return Type === 'AWS::Organizations::Policy';
}
