import { isDeepStrictEqual } from 'node:util';
import { STACK_SET } from '../stack-sets/stack-set';
import { adaptDocuments } from './adapt-document';
import { adapted } from './adapted';
import { flattenFilter } from './flatten-filter';
import { withNamedRoles } from './named-roles';
import { templateSchema, type SynthesizedTemplate, type TemplateResource } from './template';

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
  /** How many metric filters were rewritten for the emulator. */
  readonly flattened: number;
}

/**
 * Adapts a template to the emulator, and the template of each StackSet in it. A policy of a type that it does not know becomes
 * a resource that does nothing, so that other resources can still depend on it. Control policies, the policies of resources
 * and those of roles are adapted, metric filters are flattened, schedules are disabled, vaults
 * have the Region in their names, and instance profiles name their roles.
 * Nothing else changes.
 */
export function rehearsedTemplate(template: SynthesizedTemplate): RehearsedTemplate {
  const Resources: Record<string, TemplateResource> = {};
  const removed: string[] = [];
  const counts = { adapted: 0, flattened: 0 };
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    const inner = rehearse(withNamedRoles(resource, template));
    Resources[logicalId] = inner.resource;
    removed.push(...(inner.removed ?? []));
    counts.adapted += inner.adapted ?? 0;
    counts.flattened += inner.flattened ?? 0;
  }
  return { template: { ...template, Resources }, removed, ...counts };
}

export function isEmulatedPolicyType(type: string): boolean {
  return (EMULATED_POLICY_TYPES as readonly string[]).includes(type);
}

interface Rehearsed extends Partial<Omit<RehearsedTemplate, 'template'>> {
  readonly resource: TemplateResource;
}

function rehearse(resource: TemplateResource): Rehearsed {
  const { Type, Properties = {} } = resource;
  const withProperty = (name: string, value: unknown): TemplateResource => ({
    ...resource,
    Properties: { ...Properties, [name]: value },
  });
  switch (Type) {
    case POLICY:
      return rehearsePolicy(resource, String(Properties['Type']));
    case STACK_SET: {
      const body = Properties['TemplateBody'];
      if (typeof body !== 'string') return { resource };
      const before = templateSchema.parse(JSON.parse(body));
      const { template, ...changes } = rehearsedTemplate(before);
      return isDeepStrictEqual(template, before)
        ? { resource }
        : { resource: withProperty('TemplateBody', JSON.stringify(template)), ...changes };
    }
    case 'AWS::Logs::MetricFilter': {
      const pattern = Properties['FilterPattern'];
      const flat = typeof pattern === 'string' ? flattenFilter(pattern) : null;
      return flat === null || flat === pattern
        ? { resource }
        : { resource: withProperty('FilterPattern', flat), flattened: 1 };
    }
    // The emulator has one vault of a name in an account, whatever the Region.
    case 'AWS::Backup::BackupVault': {
      const name = Properties['BackupVaultName'];
      if (typeof name !== 'string') return { resource };
      return { resource: withProperty('BackupVaultName', { 'Fn::Sub': `${name}-\${AWS::Region}` }) };
    }
    // The emulator would start it at once, and run what it starts in another account.
    case 'AWS::Scheduler::Schedule':
      return { resource: withProperty('State', 'DISABLED') };
    default: {
      const changed = adaptDocuments(resource);
      return changed === resource ? { resource } : { resource: changed, adapted: 1 };
    }
  }
}

function rehearsePolicy(resource: TemplateResource, type: string): Rehearsed {
  if (!isEmulatedPolicyType(type))
    return { resource: { ...resource, Type: HARMLESS, Properties: undefined }, removed: [type] };
  const before = resource.Properties?.['Content'];
  const content = adapted(before, type);
  if (isDeepStrictEqual(content, before)) return { resource };
  return { resource: { ...resource, Properties: { ...resource.Properties, Content: content } }, adapted: 1 };
}
