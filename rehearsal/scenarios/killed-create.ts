import { listStacks } from '../../lib/aws/read-stacks';
import { deploySettings } from '../deploy-settings';
import { killDuring } from './kill-during';
import { stackOfPolicies } from './lost-policies';
import type { RehearsalScenario } from './scenario';

export const killedCreate: RehearsalScenario = {
  name: 'killed-create',
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
