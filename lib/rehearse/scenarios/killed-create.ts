import { listStacks } from '../../aws/read-stacks';
import { killDuring } from './kill-during';
import { stackOfPolicies } from './killed-update';
import type { Scenario } from './scenario';

export const killedCreate: Scenario = {
  title: 'a first deploy in whose middle everything dies is finished by the next one',
  restarts: true,
  async run({ before, version, openAnotherSite }) {
    const site = await openAnotherSite();
    const stack = stackOfPolicies(version);
    const killed = await killDuring(site, version, async () =>
      (await listStacks(site.clients.cloudformation)).some(({ name }) => name === stack),
    );
    await site.deploy(version);
    const { faults } = await site.verify(version);
    await site.emulator?.kill();
    return { deployed: before, faults: [...killed, ...faults] };
  },
};
