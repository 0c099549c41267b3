import { deployAndVerify } from './deploy-and-verify';
import type { RehearsalScenario } from './scenario';

/** The name of the new account's file, without `.yaml`. */
export const NEW_ACCOUNT = 'rehearsal-born';

export const newAccount: RehearsalScenario = {
  title: 'a new account gets its place and its policies',
  restarts: false,
  edit: (configuration) => {
    configuration.addAccount(NEW_ACCOUNT, {
      email: 'aws+rehearsal-born@example.com',
      unit: 'Sandbox',
      owner: 'rehearsal@example.com',
      budget: 1,
    });
  },
  run: deployAndVerify,
};
