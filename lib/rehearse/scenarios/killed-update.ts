import { listEventIds } from '../../aws/read-stacks';
import type { Version } from '../versions';
import { deployAndVerify } from './deploy-and-verify';
import { killDuring } from './kill-during';
import { requireValue } from './require-value';
import type { Scenario } from './scenario';

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
    const stack = stackOfPolicies(version);
    const countEvents = async (): Promise<number> => (await listEventIds(site.clients.cloudformation, stack)).length;
    const before = await countEvents();
    const killed = await killDuring(site, version, async () => (await countEvents()) > before);
    const { deployed, faults } = await deployAndVerify(scene);
    return { deployed, faults: [...killed, ...faults] };
  },
};

/** The first stack that holds policies: others follow it. */
export function stackOfPolicies({ copy }: Version): string {
  const stack = copy.stacks.find(({ template }) =>
    Object.values(template.Resources).some(({ Type }) => Type === 'AWS::Organizations::Policy'),
  );
  if (stack === undefined) throw new Error('no stack holds a policy');
  return stack.name;
}
