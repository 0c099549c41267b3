import type { ImpossibleEdit, ReadIdentityCenter, StatedOrganization } from './impossible-edit';

const AT = { account: null, path: ['identity', 'instance', 'arn'] };

/**
 * A permission set stays in its instance: with another one, CloudFormation makes all sets and assignments anew, and deletes the
 * old ones, by which everybody works. Without an instance, no stack of the app has them, so that what is deployed stays.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sso-permissionset.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sso-assignment.html
 */
export function findIdentityEdits(before: StatedOrganization, after: StatedOrganization): readonly ImpossibleEdit[] {
  const [was, is] = [identityCenterOf(before), identityCenterOf(after)];
  if (was === undefined || is === undefined) return [];
  if (was.instance === null || was.instance === is.instance) return [];
  if (!was.isInUse) return [];
  const same = `\`${was.instance}\`, as before`;
  if (is.instance === null)
    return [
      {
        code: 'identity-instance-removed',
        target: '',
        at: AT,
        message: `the instance of Identity Center, \`${was.instance}\`, is removed in one step with what people have in it`,
        allowed: `${same}, until nobody has a permission set: no deployment reaches a stack that is no longer in the app, so that people keep what they have`,
        fix: 'first remove the assignments and the people of applications, and deploy; then remove the instance',
      },
    ];
  return [
    {
      code: 'identity-instance-changed',
      target: '',
      at: AT,
      message: `the instance of Identity Center changes from \`${was.instance}\` to \`${is.instance}\``,
      allowed: `${same}: with another one, every permission set is replaced, and everybody loses access`,
      fix: `write \`${was.instance}\` again; to change it, first remove all assignments and the people of applications, and deploy`,
    },
  ];
}

/** Undefined: a state does not say. */
function identityCenterOf({
  organization: { identityCenter, access },
}: StatedOrganization): ReadIdentityCenter | undefined {
  if (identityCenter !== undefined) return identityCenter;
  const people = access?.people;
  if (people === undefined) return undefined;
  return { instance: people.identity?.instance ?? null, isInUse: people.assignments.length > 0 };
}
