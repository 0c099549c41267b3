import { isDeepStrictEqual } from 'node:util';
import { allowDeletion } from '../../aws/allow-deletion';
import { readOrganization, type LiveOrganization } from '../../aws/read-organization';
import { listStacks } from '../../aws/read-stacks';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import { succeed } from '../site';
import type { Scenario } from './scenario';

export const destroy: Scenario = {
  title: '`cdk destroy` is refused, and once it is allowed it leaves organization, units and accounts as they are',
  restarts: false,
  async run({ site, version }) {
    const { clients, cdk } = site;
    const read = (): Promise<LiveOrganization> => readOrganization(clients.organizations, EMULATED_POLICY_TYPES);
    const before = await read();
    const { exitCode } = await cdk.destroy(version.copy.folder).end;
    const isRefused = exitCode !== 0 && isDeepStrictEqual(await read(), before);
    for (const { name } of version.copy.stacks) await allowDeletion(clients.cloudformation, name);
    await succeed(cdk.destroy(version.copy.folder), '`cdk destroy`', clients);
    const left = (await listStacks(clients.cloudformation)).map(({ name }) => name);
    return {
      deployed: null,
      faults: [
        ...(isRefused ? [] : ['termination protection did not stop `cdk destroy`']),
        ...compareSurvivors(before, await read()),
        ...version.copy.stacks
          .filter(({ name }) => left.includes(name))
          .map(({ name }) => `stack ${name} is still there`),
      ],
    };
  },
};

/** What must outlive the stacks, and what must not. */
export function compareSurvivors(before: LiveOrganization, after: LiveOrganization): readonly string[] {
  const survives = (part: 'id' | 'rootId' | 'units' | 'accounts' | 'policyTypes'): boolean =>
    isDeepStrictEqual(before[part], after[part]);
  return [
    ...(survives('id') && survives('rootId') ? [] : ['`cdk destroy` removed the organization']),
    ...(survives('units') ? [] : ['`cdk destroy` changed the units']),
    ...(survives('accounts') ? [] : ['`cdk destroy` changed the accounts']),
    ...(survives('policyTypes') ? [] : ['`cdk destroy` switched a policy type off']),
    ...after.policies.filter(({ awsManaged }) => !awsManaged).map(({ name }) => `policy ${name} is still there`),
  ];
}
