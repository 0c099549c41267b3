import { isDeepStrictEqual } from 'node:util';
import { readOrganization, type LiveOrganization } from '../../lib/aws/read-organization';
import { listStacks } from '../../lib/aws/read-stacks';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import { send } from '../aws/send';
import { succeed } from '../site';
import type { RehearsalScenario } from './scenario';

export const destroy: RehearsalScenario = {
  name: 'destroy',
  title: '`cdk destroy` is refused; once it is allowed, it keeps the organization, its units and its accounts',
  restarts: false,
  async run({ site, version }) {
    const { clients, cdk, management } = site;
    const read = (): Promise<LiveOrganization> => readOrganization(clients.organizations, EMULATED_POLICY_TYPES);
    const before = await read();
    const { exitCode } = await cdk.destroy(version.copy.folder).end;
    const isRefused = exitCode !== 0 && isDeepStrictEqual(await read(), before);
    for (const { name, region } of version.copy.stacks)
      await send(management.in(region), 'cloudformation:UpdateTerminationProtection', {
        StackName: name,
        EnableTerminationProtection: false,
      });
    await succeed(cdk.destroy(version.copy.folder), '`cdk destroy`', management);
    const left: string[] = [];
    for (const { cloudformation } of management.everywhere)
      left.push(...(await listStacks(cloudformation)).map(({ name }) => name));
    return {
      deployed: null,
      faults: [
        ...(isRefused ? [] : ['termination protection did not stop `cdk destroy`']),
        ...compareSurvivors(before, await read()),
        ...version.copy.stacks
          .filter(({ name }) => left.includes(name))
          .map(({ name }) => `stack ${name} still exists`),
      ],
    };
  },
};

/** Compares the organization before and after its stacks were destroyed: only the policies may be gone. */
export function compareSurvivors(before: LiveOrganization, after: LiveOrganization): readonly string[] {
  const survives = (part: 'id' | 'rootId' | 'units' | 'accounts' | 'policyTypes'): boolean =>
    isDeepStrictEqual(before[part], after[part]);
  return [
    ...(survives('id') && survives('rootId') ? [] : ['`cdk destroy` removed the organization']),
    ...(survives('units') ? [] : ['`cdk destroy` changed the units']),
    ...(survives('accounts') ? [] : ['`cdk destroy` changed the accounts']),
    ...(survives('policyTypes') ? [] : ['`cdk destroy` disabled a policy type']),
    ...after.policies.filter(({ awsManaged }) => !awsManaged).map(({ name }) => `policy ${name} still exists`),
  ];
}
