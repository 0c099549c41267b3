import { z } from 'zod';
import type { SynthesizedTemplate, TemplateResource } from './template';

const profileSchema = z.object({ Roles: z.array(z.strictObject({ Ref: z.string() })) });

const roleSchema = z.object({ RoleName: z.string() });

/**
 * An instance profile with the names of its roles in place of references to them: for a role with a path, the emulator's
 * reference is the path and the name, and it then finds no such role. On AWS it is the name.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export function withNamedRoles(resource: TemplateResource, { Resources }: SynthesizedTemplate): TemplateResource {
  if (resource.Type !== 'AWS::IAM::InstanceProfile') return resource;
  const { data } = profileSchema.safeParse(resource.Properties);
  const ids = data?.Roles.map(({ Ref }) => Ref) ?? [];
  const names = ids.map((id) => roleSchema.safeParse(Resources[id]?.Properties).data?.RoleName);
  return ids.length === 0 || names.includes(undefined)
    ? resource
    : { ...resource, DependsOn: ids, Properties: { ...resource.Properties, Roles: names } };
}
