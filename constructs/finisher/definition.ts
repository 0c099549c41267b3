import { awaitEc2 } from './definition-await-ec2';
import { setContacts, type Contacts } from './definition-contacts';
import { emptyDefaultSecurityGroups } from './definition-default-security-groups';
import { removeDefaultVpcs } from './definition-default-vpcs';
import { attempt, merged } from './definition-outcome';
import { setPasswordPolicy, type PasswordPolicy } from './definition-password-policy';
import { choose, inOrder, isPresent, type MachineState, type MachineStates } from './definition-states';
import { encryptVolumes, useVolumeKey } from './definition-volumes';

export { PASSWORD_POLICY, type PasswordPolicy } from './definition-password-policy';

export interface FinisherDefinitionProps {
  readonly homeRegion: string;
  readonly passwordPolicy: PasswordPolicy;
  readonly contacts: Contacts;
  readonly removesDefaultVpcs: boolean;
  readonly emptiesDefaultSecurityGroups: boolean;
  /** The alias of the key by which EBS encrypts in Regions where the account has it. */
  readonly ebsKeyAlias: string;
}

/** A state machine in the Amazon States Language. */
export interface Definition extends MachineStates {
  readonly Comment: string;
  readonly TimeoutSeconds: number;
}

/** The error of an execution in which something failed. Its cause is the report. */
export const NOT_FINISHED = 'NotFinished';

/** In seconds: longer than it takes even if EC2 does not answer for long, so that one that hangs is noticed. */
const TIMEOUT = 7200;

/**
 * What no template can set in an account and Region, as a definition of a state machine. Done twice, it changes nothing the
 * second time. The jobs come one after the other, whether or not one before failed: default VPCs before default security
 * groups, which go with them. The output is a report: what was changed; what was left, and why. If anything failed, so does
 * the execution, and the report is its cause.
 */
export function finisherDefinition(props: FinisherDefinitionProps): Definition {
  const jobs = jobsOf(props);
  const names = Object.keys(jobs);
  const [first = 'Gather'] = names;
  const attempts = names.flatMap((name, index) => {
    const { what, steps } = jobs[name] as Job;
    const next = names[index + 1] ?? 'Gather';
    return Object.entries(attempt(name, { what: { what }, at: `$.${name}`, next }, steps));
  });
  return {
    Comment: 'Finishes an account: sets what no template can set',
    TimeoutSeconds: TIMEOUT,
    ...inOrder({
      Begin: { Type: 'Pass', Result: {} },
      AwaitEc2: awaitEc2(first),
      ...Object.fromEntries(attempts),
      Gather: {
        Type: 'Pass',
        Parameters: { 'outcomes.$': `States.Array(${names.map((name) => `$.${name}`).join(', ')})` },
      },
      Report: { Type: 'Pass', Parameters: merged('$.outcomes') },
      HasFailed: choose([{ if: isPresent('$.failed[0]'), next: 'NotFinished' }], 'Finished'),
      NotFinished: { Type: 'Fail', Error: NOT_FINISHED, CausePath: 'States.JsonToString($)' },
      Finished: { Type: 'Succeed' },
    }),
  };
}

interface Job {
  readonly what: string;
  readonly steps: MachineStates;
}

function jobsOf(props: FinisherDefinitionProps): Readonly<Record<string, Job>> {
  const { homeRegion, passwordPolicy, contacts, ebsKeyAlias } = props;
  return {
    Encryption: { what: 'encryption of EBS volumes by default', steps: encryptVolumes() },
    VolumeKey: { what: 'key for EBS volumes by default', steps: useVolumeKey(ebsKeyAlias) },
    ...(props.removesDefaultVpcs ? { DefaultVpcs: { what: 'default VPCs', steps: removeDefaultVpcs() } } : {}),
    ...(props.emptiesDefaultSecurityGroups
      ? { DefaultSecurityGroups: { what: 'default security groups', steps: emptyDefaultSecurityGroups() } }
      : {}),
    PasswordPolicy: { what: 'password policy', steps: setPasswordPolicy(homeRegion, passwordPolicy) },
    ...(Object.keys(contacts).length === 0
      ? {}
      : { Contacts: { what: 'alternate contacts', steps: setContacts(homeRegion, contacts) } }),
  };
}

/** The actions that the role of a state machine needs: one for each operation that it calls. */
export function finisherActions(definition: MachineStates): readonly string[] {
  return [...new Set(statesOf(definition).flatMap(actionOf))].sort();
}

const RESOURCE = /^arn:aws:states:::aws-sdk:(?<service>[a-z0-9]+):(?<first>[a-z])(?<rest>\w+)$/;

function actionOf({ Type, Resource }: MachineState): readonly string[] {
  if (Type !== 'Task') return [];
  const { service = '', first = '', rest = '' } = RESOURCE.exec(String(Resource))?.groups ?? {};
  if (service === '') throw new Error(`no operation of the SDK: ${String(Resource)}`);
  return [`${service}:${first.toUpperCase()}${rest}`];
}

/** All states, also those of branches and of what is done with items. */
function statesOf({ States: states }: MachineStates): readonly MachineState[] {
  return Object.values(states).flatMap((state) => {
    const { Branches = [], ItemProcessor } = state as {
      readonly Branches?: readonly MachineStates[];
      readonly ItemProcessor?: MachineStates;
    };
    const inner = ItemProcessor === undefined ? Branches : [...Branches, ItemProcessor];
    return [state, ...inner.flatMap(statesOf)];
  });
}
