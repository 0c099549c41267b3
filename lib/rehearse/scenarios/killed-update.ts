import { listEventIds } from '../../aws/read-stacks';
import { deployAndVerify } from './deploy-and-verify';
import { killDuring } from './kill-during';
import { requireValue } from './require-value';
import type { Scenario } from './scenario';
import { stackOfPolicies } from './torn';

export const killedUpdate: Scenario = {
  title: 'an update in whose middle everything dies is finished by the next deploy',
  restarts: true,
  edit: (configuration) => {
    configuration.edit((document) => {
      const edited = ['guardrails', 'Sandbox', 'limit-instance-types', 'allowed'];
      requireValue(document, edited, ['guardrails', 'log-archive', 'protect-cloudtrail', 'denyCreation']);
      document.setIn(edited, ['t3a.*', 't4g.*']);
      document.setIn(['guardrails', 'log-archive', 'protect-cloudtrail', 'denyCreation'], true);
    });
  },
  async run(scene) {
    const { site, version } = scene;
    const { name } = stackOfPolicies(version);
    const countEvents = async (): Promise<number> => (await listEventIds(site.clients.cloudformation, name)).length;
    const before = await countEvents();
    const killed = await killDuring(site, version, async () => (await countEvents()) > before);
    const { deployed, faults } = await deployAndVerify(scene);
    return { deployed, faults: [...killed, ...faults] };
  },
};
