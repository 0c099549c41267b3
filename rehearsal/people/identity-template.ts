import { z } from 'zod';
import type { AssemblyStack } from '../assembly/copy-assembly';
import { resolveIntrinsics, type TemplateReferences } from '../verify/resolve-intrinsics';

export const PERMISSION_SET = 'AWS::SSO::PermissionSet';
export const ASSIGNMENT = 'AWS::SSO::Assignment';

const setSchema = z.object({
  Name: z.string(),
  Description: z.string(),
  SessionDuration: z.string(),
  InlinePolicy: z.unknown(),
});

/** A permission set in a template, with every reference resolved. */
export type TemplatePermissionSet = z.output<typeof setSchema>;

const assignmentSchema = z.object({
  PermissionSetArn: z.string(),
  PrincipalType: z.literal('GROUP'),
  PrincipalId: z.string(),
  TargetType: z.literal('AWS_ACCOUNT'),
  TargetId: z.string(),
});

/** An assignment in a template, with every reference resolved. */
export type TemplateAssignment = z.output<typeof assignmentSchema>;

const outputsSchema = z.looseObject({
  Outputs: z
    .record(z.string(), z.looseObject({ Value: z.unknown(), Export: z.looseObject({ Name: z.string() }).optional() }))
    .default({}),
});

const getArn = z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('PermissionSetArn')]) });
const imported = z.strictObject({ 'Fn::ImportValue': z.string() });

type References = Omit<TemplateReferences, 'resources'>;

/** By logical id. */
export function permissionSetsOf(
  { template }: AssemblyStack,
  references: References,
): ReadonlyMap<string, TemplatePermissionSet> {
  return new Map(
    ofType(template, PERMISSION_SET).map(([id, properties]) => [
      id,
      setSchema.parse(resolveIntrinsics(properties, { ...references, resources: {} })),
    ]),
  );
}

/** @param arns of permission sets, by `keyOf`, and by the names of exports */
export function assignmentsOf(
  { name, template }: AssemblyStack,
  references: References,
  arns: ReadonlyMap<string, string>,
): readonly TemplateAssignment[] {
  return ofType(template, ASSIGNMENT).map(([, { PermissionSetArn: reference, ...rest }]) => {
    const own = getArn.safeParse(reference).data;
    const key = own === undefined ? imported.parse(reference)['Fn::ImportValue'] : keyOf(name, own['Fn::GetAtt'][0]);
    const PermissionSetArn = arns.get(key);
    const resolved = resolveIntrinsics(rest, { ...references, resources: {} });
    return assignmentSchema.parse({ ...(resolved as object), PermissionSetArn });
  });
}

/** The names of the exports of permission sets' ARNs, with the logical ids of the sets. */
export function exportedSetsOf({ template }: AssemblyStack): readonly (readonly [name: string, id: string])[] {
  return Object.values(outputsSchema.parse(template).Outputs).flatMap(({ Value, Export }) => {
    const own = getArn.safeParse(Value).data;
    return own === undefined || Export === undefined ? [] : [[Export.Name, own['Fn::GetAtt'][0]] as const];
  });
}

/** What identifies a permission set of a stack. */
export function keyOf(stack: string, logicalId: string): string {
  return `${stack} ${logicalId}`;
}

function ofType({ Resources }: AssemblyStack['template'], type: string) {
  return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) =>
    Type === type ? [[id, Properties] as const] : [],
  );
}
