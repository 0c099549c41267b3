import { z } from 'zod';
import type { LiveOrganization } from '../../lib/aws/read-organization';
import type { LiveSettings } from '../aws/read-settings';

/** The type of the CDK's resources that make one API call. */
export const CALL = 'Custom::AWS';

const callSchema = z.object({
  service: z.string(),
  action: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
});

/** An API call that a stack makes when it is deployed. */
export type DeployedCall = z.output<typeof callSchema>;

/** What the calls change. */
export interface CallEffects {
  readonly live: LiveOrganization;
  readonly settings: LiveSettings;
}

/** By service and action: whether what the call enables is enabled. */
const EFFECTS: Readonly<Record<string, (parameters: DeployedCall['parameters'], effects: CallEffects) => boolean>> = {
  'organizations:EnablePolicyType': ({ PolicyType }, { live }) => live.policyTypes.includes(String(PolicyType)),
  'organizations:EnableAWSServiceAccess': ({ ServicePrincipal }, { live }) =>
    live.trustedServices.includes(String(ServicePrincipal)),
  'organizations:RegisterDelegatedAdministrator': ({ AccountId, ServicePrincipal }, { settings }) =>
    settings.delegations.includes(`${String(AccountId)} ${String(ServicePrincipal)}`),
  'iam:CreateServiceLinkedRole': ({ AWSServiceName }, { settings }) =>
    settings.linkedServices.includes(String(AWSServiceName)),
  'iam:EnableOrganizationsRootCredentialsManagement': (_, { settings }) =>
    settings.rootFeatures.includes('RootCredentialsManagement'),
  'iam:EnableOrganizationsRootSessions': (_, { settings }) => settings.rootFeatures.includes('RootSessions'),
  'cloudformation:ActivateOrganizationsAccess': (_, { settings }) => settings.stackSetsActivated,
};

/** Reads a call from the property `Create`, whose references are resolved. */
export function parseCall(create: unknown): DeployedCall {
  return callSchema.parse(JSON.parse(z.string().parse(create)));
}

/** `organizations:EnablePolicyType TAG_POLICY` */
export function describeDeployedCall({ service, action, parameters }: DeployedCall): string {
  const shown = Object.entries(parameters).filter(([name]) => name !== 'RootId');
  return [`${service}:${action}`, ...shown.map(([, value]) => String(value))].join(' ');
}

/** Whether the call had its effect; undefined if the emulator does not keep it. */
export function hasEffect({ service, action, parameters }: DeployedCall, effects: CallEffects): boolean | undefined {
  return EFFECTS[`${service}:${action}`]?.(parameters, effects);
}
