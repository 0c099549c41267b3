import { listEvents } from '../../lib/aws/read-stacks';
import { deployAndVerify } from './deploy-and-verify';
import { killDuring } from './kill-during';
import { stackOfPolicies } from './lost-policies';
import { requireValue } from './require-value';
import type { RehearsalScenario } from './scenario';

export const killedUpdate: RehearsalScenario = {
  name: 'killed-update',
  title: 'after an update was killed, the next deploy converges',
  restarts: true,
  edit: (configuration) => {
    configuration.edit((document) => {
      const edited = ['guardrails', 'Sandbox', 'limit-instance-types', 'allowed'];
      requireValue(document, edited, ['guardrails', 'log-archive', 'protect-cloudtrail', 'denyCreation']);
      document.setIn(edited, ['t3a.*', 't4g.*']);
      document.setIn(['guardrails', 'log-archive', 'protect-cloudtrail', 'denyCreation'], true);
    });
  },
  async run(input) {
    const { site, version } = input;
    const { name } = stackOfPolicies(version);
    const countEvents = async (): Promise<number> => (await listEvents(site.clients.cloudformation, name)).length;
    const before = await countEvents();
    const killed = await killDuring(site, version, async () => (await countEvents()) > before);
    const { deployed, faults } = await deployAndVerify(input);
    return { deployed, faults: [...killed, ...faults] };
  },
};
