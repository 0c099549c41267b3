import { listStacks } from '../../aws/read-stacks';
import { succeed, type Site } from '../site';
import type { Version } from '../versions';
import { killDuring } from './kill-during';
import type { Scenario } from './scenario';
import { stackOfPolicies } from './torn';

export const killedCreate: Scenario = {
  title: 'a first deploy in whose middle everything dies is finished by the next one',
  restarts: true,
  async run({ before, version, openAnotherSite }) {
    const site = await openAnotherSite();
    await deploySettings(site, version);
    const { name } = stackOfPolicies(version);
    // A stack with a change set that is still looked at holds nothing.
    const killed = await killDuring(site, version, async () =>
      (await listStacks(site.clients.cloudformation)).some(
        (stack) => stack.name === name && stack.status !== 'REVIEW_IN_PROGRESS',
      ),
    );
    await site.deploy(version);
    const { faults } = await site.verify(version);
    await site.emulator?.kill();
    return { deployed: before, faults: [...killed, ...faults] };
  },
};

/**
 * What comes before the policies is deployed first, and its functions are waited for. At AWS no stack is complete before
 * they have answered; the emulator does not wait, and would lose their calls when it dies.
 */
async function deploySettings(site: Site, version: Version): Promise<void> {
  const { folder, stacks } = version.copy;
  const early = stacks.slice(0, stacks.indexOf(stackOfPolicies(version)));
  const ids = early.map(({ id }) => id);
  await succeed(site.cdk.deploy(folder, ids), 'the deploy', site.clients);
  await site.verify({ ...version, copy: { ...version.copy, stacks: early } });
}
