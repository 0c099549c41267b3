import { deployAndVerify } from './deploy-and-verify';
import { NEW_ACCOUNT } from './deploy-fails';
import { requireValue } from './require-value';
import type { RehearsalScenario } from './scenario';

export const accountsMove: RehearsalScenario = {
  name: 'accounts-move',
  needs: 'deploy-fails',
  title: 'an account moves to another unit, one is suspended, and a unit is renamed',
  restarts: false,
  edit: (configuration) => {
    configuration.editAccount(NEW_ACCOUNT, (document) => {
      document.set('unit', 'Workloads/Development');
    });
    configuration.editAccount('sandbox-one', (document) => {
      document.set('unit', 'Suspended');
      document.set('state', 'suspended');
    });
    configuration.edit((document) => {
      requireValue(document, ['units', 'Infrastructure'], ['units', 'Suspended']);
      document.setIn(['units', 'Infrastructure'], document.createNode({ name: 'Shared infrastructure' }));
    });
  },
  run: deployAndVerify,
};
