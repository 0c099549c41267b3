import { isDeepStrictEqual } from 'node:util';
import { adapted } from './adapted';
import type { SynthesizedTemplate, TemplateResource } from './template';

/** The policy types that the emulator knows. A policy of another type fails the stack there. */
export const EMULATED_POLICY_TYPES = [
  'AISERVICES_OPT_OUT_POLICY',
  'BACKUP_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'SERVICE_CONTROL_POLICY',
  'TAG_POLICY',
] as const;

const POLICY = 'AWS::Organizations::Policy';

/** A resource that does nothing, costs nothing and has no properties. */
const HARMLESS = 'AWS::CloudFormation::WaitConditionHandle';

export interface RehearsedTemplate {
  readonly template: SynthesizedTemplate;
  /** The types of the policies that were removed, one entry for each policy. */
  readonly removed: readonly string[];
  /** How many policies were adapted to the emulator. */
  readonly adapted: number;
}

/**
 * Adapts a template to the emulator. A policy of a type that it does not know becomes a resource that does nothing, so
 * that other resources can still depend on it. Control policies are adapted. Nothing else changes.
 */
export function rehearsedTemplate(template: SynthesizedTemplate): RehearsedTemplate {
  const removed: string[] = [];
  let count = 0;
  const rehearse = (resource: TemplateResource): TemplateResource => {
    const type = policyTypeOf(resource);
    if (type === undefined) return resource;
    if (!isEmulatedPolicyType(type)) {
      removed.push(type);
      return { ...resource, Type: HARMLESS, Properties: undefined };
    }
    const content = adapted(resource.Properties?.['Content'], type);
    if (isDeepStrictEqual(content, resource.Properties?.['Content'])) return resource;
    count += 1;
    return { ...resource, Properties: { ...resource.Properties, Content: content } };
  };
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([logicalId, resource]) => [logicalId, rehearse(resource)]),
  );
  return { template: { ...template, Resources }, removed, adapted: count };
}

export function isEmulatedPolicyType(type: string): boolean {
  return (EMULATED_POLICY_TYPES as readonly string[]).includes(type);
}

function policyTypeOf({ Type, Properties }: TemplateResource): string | undefined {
  return Type === POLICY ? String(Properties?.['Type']) : undefined;
}
