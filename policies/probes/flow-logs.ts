import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbeContext, ProbePlace, ProbeRequest } from '../core/probe';

/** Requests for flow logs: those that go to the archive, told by their tag, and those of teams. */
export function flowLogProbes(place: ProbePlace): readonly Probe[] {
  const call = (name: string, context: ProbeContext, resource = 'vpc-flow-log/fl-1'): ProbeRequest => ({
    principal: developer(place),
    action: `ec2:${name}`,
    resource: `arn:aws:ec2:eu-central-1:${place.account}:${resource}`,
    context,
  });
  const others: readonly ProbeContext[] = [
    {},
    { 'aws:ResourceTag/rampart:flow-log': 'team' },
    { 'aws:ResourceTag/team': 'archive' },
  ];
  const marked = { 'aws:ResourceTag/rampart:flow-log': 'archive' };
  const tagged = (key: string): ProbeContext => ({ [`aws:RequestTag/${key}`]: 'x', 'aws:TagKeys': [key] });
  return [
    denied('a developer deletes a flow log to the archive', call('DeleteFlowLogs', marked)),
    denied('a developer removes all tags of a flow log to the archive', call('DeleteTags', marked)),
    denied(
      'a developer removes the tag of a flow log to the archive',
      call('DeleteTags', { ...marked, 'aws:TagKeys': ['rampart:flow-log'] }),
    ),
    denied(
      'a developer changes the tag of a flow log to the archive',
      call('CreateTags', { ...marked, ...tagged('rampart:flow-log') }),
    ),
    denied(
      'a developer adds a tag to a flow log to the archive that differs only in case',
      call('CreateTags', { ...marked, ...tagged('Rampart:Flow-Log') }),
    ),
    denied('a developer deletes a flow log to the archive in another partition and account', {
      ...call('DeleteFlowLogs', marked),
      resource: `arn:aws-cn:ec2:us-east-1:${place.sibling}:vpc-flow-log/fl-1`,
    }),
    ...others.flatMap((context) => [
      possible(`a developer deletes their own flow log, ${JSON.stringify(context)}`, call('DeleteFlowLogs', context)),
      possible(`a developer tags their own flow log, ${JSON.stringify(context)}`, call('CreateTags', context)),
      possible(
        `a developer removes tags of their own flow log, ${JSON.stringify(context)}`,
        call('DeleteTags', context),
      ),
    ]),
    possible('a developer tags an instance with the tag of flow logs', call('CreateTags', marked, 'instance/i-1')),
    possible('a developer removes the tag from an instance', call('DeleteTags', marked, 'instance/i-1')),
    possible('a developer creates a flow log', call('CreateFlowLogs', {}, 'vpc/vpc-1')),
  ];
}
