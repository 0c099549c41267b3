import { BORN } from './account-born';
import { deployAndVerify } from './deploy-and-verify';
import { requireValue } from './require-value';
import type { Scenario } from './scenario';

export const accountsMove: Scenario = {
  title: 'an account moves to another unit, one is suspended, and a unit gets another name',
  restarts: false,
  edit: (configuration) => {
    configuration.editAccount(BORN, (document) => {
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
