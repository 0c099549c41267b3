import { listStacks } from '../../lib/aws/read-stacks';
import type { ConfigurationVersion } from '../configuration/versions';
import { succeed, type Site } from '../site';
import { killDuring } from './kill-during';
import { stackOfPolicies } from './lost-policies';
import type { RehearsalScenario } from './scenario';

export const killedCreate: RehearsalScenario = {
  title: 'after a first deploy was killed, the next one converges',
  restarts: true,
  async run({ before, version, openAnotherSite }) {
    const site = await openAnotherSite();
    await deploySettings(site, version);
    const { name } = stackOfPolicies(version);
    // A stack in review has no resources yet.
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
 * Deploys the stacks before the policies, and waits for their functions. On AWS, a stack is complete only after its
 * functions have answered. The emulator does not wait, and would lose their calls when it is killed.
 */
async function deploySettings(site: Site, version: ConfigurationVersion): Promise<void> {
  const { folder, stacks } = version.copy;
  const early = stacks.slice(0, stacks.indexOf(stackOfPolicies(version)));
  const ids = early.map(({ id }) => id);
  await succeed(site.cdk.deploy(folder, ids), 'the deploy', site.management);
  await site.verify({ ...version, copy: { ...version.copy, stacks: early } });
}
