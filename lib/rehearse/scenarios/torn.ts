import { isDeepStrictEqual } from 'node:util';
import type { LiveOrganization } from '../../aws/read-organization';
import type { AssemblyStack } from '../assembly/copy-assembly';
import type { TemplateResource } from '../assembly/template';
import { expectedPolicies } from '../verify/expected-policies';
import { matchTree } from '../verify/match-tree';
import type { Version } from '../versions';

/** The first stack that holds policies: others follow it. */
export function stackOfPolicies({ copy }: Pick<Version, 'copy'>): AssemblyStack {
  const stack = copy.stacks.find(({ template }) => Object.values(template.Resources).some(isPolicy));
  if (stack === undefined) throw new Error('no stack holds a policy');
  return stack;
}

/**
 * Whether the stack of policies tells of some that are not there. The emulator writes down a stack first, and after that
 * what the services hold: ended in between, it comes back with a stack that is done and policies that are not. At AWS a
 * stack is done when its resources are.
 *
 * @param recorded the stack's template, as CloudFormation tells it
 */
export function isTorn(recorded: unknown, version: Version, live: LiveOrganization): boolean {
  const { template } = stackOfPolicies(version);
  // Written out: what is undefined is not there.
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
