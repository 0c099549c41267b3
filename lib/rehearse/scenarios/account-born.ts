import { deployAndVerify } from './deploy-and-verify';
import type { Scenario } from './scenario';

/** The file's name of the account that is born. */
export const BORN = 'rehearsal-born';

export const accountBorn: Scenario = {
  title: 'an account is born, and whatever every account has comes to it',
  restarts: false,
  edit: (configuration) => {
    configuration.addAccount(BORN, {
      email: 'aws+rehearsal-born@example.com',
      unit: 'Sandbox',
      owner: 'rehearsal@example.com',
      budget: 1,
    });
  },
  run: deployAndVerify,
};
