import { STACK_SETS } from '../../lib/model/names';
import { deleteInstances, putInstances } from '../aws/change-stack-sets';
import { send } from '../aws/send';
import type { Site } from '../site';
import { carryOut } from '../stack-sets/carry-out';
import { stackSetsOf } from '../verify/verify';
import type { DeployedVersion, RehearsalScenario } from './scenario';

/** `npx rampart wait`, with what StackSets can do to an account: nothing, too late, or in vain. */
export const baselineComesLate: RehearsalScenario = {
  name: 'baseline-comes-late',
  title: '`rampart wait` waits for a stack that comes late, and tells why one has failed',
  restarts: false,
  async run({ site, before }) {
    if (before.version.organization.baseline === null) return { deployed: before, faults: [] };
    const faults = [
      ...(await expectWait(site, before, 'every account has its stacks', { exitCode: 0 })),
      ...(await comesLate(site, before)),
      ...(await fails(site, before)),
      ...(await site.verify(before.version)).faults,
    ];
    return { deployed: before, faults };
  },
};

interface Expected {
  readonly exitCode: number;
  /** Texts that its output must contain. */
  readonly told?: readonly string[];
}

async function expectWait(
  { rampart }: Site,
  { version }: DeployedVersion,
  when: string,
  { exitCode, told = [] }: Expected,
  timeout = '0',
): Promise<readonly string[]> {
  const end = await rampart('wait', '--organization', version.folder, '--timeout', timeout, '--interval', '1');
  const missing = told.filter((text) => !end.output.includes(text));
  return end.exitCode === exitCode && missing.length === 0
    ? []
    : [
        `${when}: rampart wait ended with ${String(end.exitCode)}, not ${exitCode}, and told:\n${end.output.trimEnd()}` +
          (missing.length === 0 ? '' : `\nnot: ${missing.join('; ')}`),
      ];
}

/** A stack is missing; later it is created, while the command waits. */
async function comesLate(site: Site, before: DeployedVersion): Promise<readonly string[]> {
  const { clients, region } = site;
  const { live } = before.found;
  const account = live.accounts.find(({ id }) => id !== live.managementAccountId);
  if (account === undefined) return ['the organization has no member account'];
  const place = { account: account.id, unit: account.parentId, region };
  await deleteInstances(clients, STACK_SETS.account, place);
  const told = [`late: ${account.name} (${account.id}) in ${region}: ${STACK_SETS.account} has no stack yet`];
  const missed = await expectWait(site, before, 'a stack is missing', { exitCode: 1, told });
  const waiting = expectWait(site, before, 'a stack comes late', { exitCode: 0 }, '2');
  await putInstances(clients, STACK_SETS.account, {
    DeploymentTargets: {
      OrganizationalUnitIds: [live.rootId],
      Accounts: [account.id],
      AccountFilterType: 'INTERSECTION',
    },
    Regions: [region],
  });
  return [...missed, ...(await waiting)];
}

/** An update fails in every account; the StackSet gets its own template again. */
async function fails(site: Site, before: DeployedVersion): Promise<readonly string[]> {
  const { clients, management } = site;
  const stackSets = await stackSetsOf(before.version, management);
  const stackSet = stackSets.find(({ StackSetName }) => StackSetName === STACK_SETS.account);
  if (stackSet?.TemplateBody === undefined) return [`no stack has the StackSet ${STACK_SETS.account}`];
  await send(clients, 'cloudformation:UpdateStackSet', {
    StackSetName: STACK_SETS.account,
    TemplateBody: breakTemplate(stackSet.TemplateBody),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  const told = ['failed: ', `${STACK_SETS.account} is OUTDATED (FAILED)`, MISSING_EXPORT];
  const failed = await expectWait(site, before, 'an update has failed', { exitCode: 1, told }, '2');
  await carryOut(stackSet, clients, before.found.live);
  return [
    ...failed,
    ...(await expectWait(site, before, 'the StackSet has its own template again', { exitCode: 0 }, '2')),
  ];
}

const MISSING_EXPORT = 'rehearsal-missing-export';

/** With a resource that no account can create. */
function breakTemplate(body: string): string {
  const template = JSON.parse(body) as { readonly Resources: object };
  const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::ImportValue': MISSING_EXPORT } } };
  return JSON.stringify({ ...template, Resources: { ...template.Resources, Rehearsal: queue } });
}
