import { z } from 'zod';
import type { LiveOrganization } from '../../aws/read-organization';
import type { LiveSettings } from '../../aws/read-settings';

/** The type of the CDK's resources that make one call of an API. */
export const CALL = 'Custom::AWS';

const callSchema = z.object({
  service: z.string(),
  action: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
});

/** A call of an API that a stack makes when it is deployed. */
export type OneWayCall = z.output<typeof callSchema>;

/** What the calls are to change. */
export interface CallEffects {
  readonly live: LiveOrganization;
  readonly settings: LiveSettings;
}

/** By service and action: whether what the call switches on is on. */
const EFFECTS: Readonly<Record<string, (parameters: OneWayCall['parameters'], effects: CallEffects) => boolean>> = {
  'organizations:EnablePolicyType': ({ PolicyType }, { live }) => live.policyTypes.includes(String(PolicyType)),
  'organizations:EnableAWSServiceAccess': ({ ServicePrincipal }, { live }) =>
    live.trustedServices.includes(String(ServicePrincipal)),
  'iam:EnableOrganizationsRootCredentialsManagement': (_, { settings }) =>
    settings.rootFeatures.includes('RootCredentialsManagement'),
  'iam:EnableOrganizationsRootSessions': (_, { settings }) => settings.rootFeatures.includes('RootSessions'),
  'cloudformation:ActivateOrganizationsAccess': (_, { settings }) => settings.stackSetsActivated,
};

/** Reads a call from the property `Create`, with its references resolved. */
export function parseCall(create: unknown): OneWayCall {
  return callSchema.parse(JSON.parse(z.string().parse(create)));
}

/** `organizations:EnablePolicyType TAG_POLICY` */
export function describeCall({ service, action, parameters }: OneWayCall): string {
  const telling = Object.entries(parameters).filter(([name]) => name !== 'RootId');
  return [`${service}:${action}`, ...telling.map(([, value]) => String(value))].join(' ');
}

/** Whether the call has had its effect; undefined: the emulator keeps nothing that would tell. */
export function hasEffect({ service, action, parameters }: OneWayCall, effects: CallEffects): boolean | undefined {
  return EFFECTS[`${service}:${action}`]?.(parameters, effects);
}
