import { identityStack } from './names';
import type { Identity, PartnerRole, PropertyPath, Revocation } from './organization';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS, type PermissionSetId } from './permission-sets';
import type { YamlFile } from './read/yaml-file';
import type { LandingZoneFile } from './schema/landing-zone-file';

export function buildIdentity(
  {
    instance,
    delegatedAdministrator,
    permissionSets,
    stacks,
    assignments,
  }: Omit<NonNullable<LandingZoneFile['identity']>, 'groups'>,
  yaml: YamlFile,
): Identity {
  return {
    instance: instance === undefined ? null : { ...instance, startUrl: instance.startUrl ?? null },
    delegatedAdministrator: delegatedAdministrator ?? null,
    hours: Object.fromEntries(
      PERMISSION_SET_IDS.map((id) => [id, permissionSets[id]?.hours ?? PERMISSION_SET_DEFAULTS[id].hours]),
    ) as Record<PermissionSetId, number>,
    stacks: stacks.map((suffix) => identityStack(suffix)),
    assignments: assignments.map(({ group, permissionSet, to, quarantined, stack }, index) => {
      const at = ['identity', 'assignments', index];
      return { group, permissionSet, to, quarantined, stack: identityStack(stack), ...placeOf(at, yaml) };
    }),
  };
}

export function buildPartners(partners: LandingZoneFile['partners'], yaml: YamlFile): readonly PartnerRole[] {
  return Object.entries(partners).map(([key, partner]) => ({
    ...partner,
    key,
    role: partner.role ?? null,
    ...placeOf(['partners', key], yaml),
  }));
}

/** A revocation, by its number in the file. */
export function buildRevocation(
  revocation: LandingZoneFile['revocations'][number],
  index: number,
  yaml: YamlFile,
): Revocation {
  const kind =
    'person' in revocation ? ({ kind: 'person', ...revocation } as const) : ({ kind: 'role', ...revocation } as const);
  return { ...kind, ...placeOf(['revocations', index], yaml) };
}

/** Where a part of `landing-zone.yaml` is, and parts of it. */
export function placeOf(at: PropertyPath, yaml: YamlFile): Pick<Revocation, 'at' | 'locate'> {
  return { at: yaml.locate(at), locate: (path) => yaml.locate([...at, ...path]) };
}
