import { deployAndVerify } from './deploy-and-verify';
import { requireValue } from './require-value';
import type { RehearsalScenario } from './scenario';

export const guardrailsChange: RehearsalScenario = {
  name: 'guardrails-change',
  title: 'guardrails are edited, added, removed and moved from one unit to another',
  restarts: false,
  edit: (configuration) => {
    configuration.edit((document) => {
      const edited = ['guardrails', 'Sandbox', 'limit-instance-types', 'allowed'];
      const removed = ['guardrails', 'Sandbox', 'deny-expensive-services'];
      const moved = ['guardrails', 'Workloads/Production', 'deny-internet-access'];
      requireValue(document, edited, removed, moved, ['units', 'Infrastructure'], ['units', 'Development']);
      document.setIn(edited, ['t3.*', 't4g.*']);
      document.deleteIn(removed);
      document.setIn(['guardrails', 'Infrastructure'], document.createNode({ 'deny-expensive-services': null }));
      document.deleteIn(moved);
      document.setIn(['guardrails', 'Workloads/Development'], document.createNode({ 'deny-internet-access': null }));
    });
  },
  run: deployAndVerify,
};
