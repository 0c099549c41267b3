import type { ImpossibleEdit, StatedOrganization } from './impossible-edit';
import { identityStack } from './names';

/**
 * A stack that is no longer in the app stays deployed, and so does what it gives: the people of its assignments keep their
 * access, while the configuration and its reports say that they have none. So its assignments go first, in a deployment of
 * their own. Where the instance goes, too, all stacks do, which is told once.
 */
export function findIdentityStackEdits(
  before: StatedOrganization,
  after: StatedOrganization,
): readonly ImpossibleEdit[] {
  const [old, now] = [stacksIn(before), stacksIn(after)];
  if (old === undefined || now === undefined || !Object.hasOwn(now, identityStack())) return [];
  return Object.entries(old)
    .filter(([stack, assignments]) => assignments > 0 && !Object.hasOwn(now, stack))
    .map(([stack]) => describe(stack));
}

/** Undefined: a state says nothing of Identity Center. */
function stacksIn({ organization: { identityStacks, access } }: StatedOrganization) {
  return identityStacks ?? access?.people?.stacks;
}

function describe(stack: string): ImpossibleEdit {
  return {
    code: 'identity-stack-in-use',
    target: stack,
    at: { account: null, path: ['identity', 'stacks'] },
    message: `the stack \`${stack}\` leaves the app in one step with its assignments`,
    allowed:
      'the removal of a stack that was deployed without assignments: no deployment reaches a stack that is no longer in the ' +
      'app, so that people keep what they have',
    fix:
      `keep its suffix in \`identity.stacks\`, and deploy \`${stack}\` without assignments; then run \`npx cdk destroy ${stack}\`, and ` +
      'remove the suffix',
  };
}
