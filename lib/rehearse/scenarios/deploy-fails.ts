import { createForeignAccount, removeAccount } from '../../aws/foreign-account';
import { RehearsalFailure } from '../failure';
import { deployAndVerify } from './deploy-and-verify';
import { requireValue } from './require-value';
import type { Scenario } from './scenario';

const EMAIL = 'aws+rehearsal-taken@example.com';

/** The guardrails of units are changed before accounts are made, those of accounts after. */
export const deployFails: Scenario = {
  title: 'a deploy that fails half-way is finished by the next one',
  restarts: false,
  edit: (configuration) => {
    configuration.addAccount('rehearsal-taken', {
      email: EMAIL,
      unit: 'Sandbox',
      owner: 'rehearsal@example.com',
      budget: 1,
    });
    configuration.edit((document) => {
      const edited = ['guardrails', 'Sandbox', 'limit-instance-types', 'allowed'];
      requireValue(document, edited, ['guardrails', 'log-archive', 'protect-cloudtrail', 'denyCreation']);
      document.setIn(edited, ['t4g.*']);
      document.setIn(['guardrails', 'log-archive', 'protect-cloudtrail', 'denyCreation'], false);
      document.setIn(['quotas'], document.createNode({ accounts: { value: 20, asOf: '2026-11-22' } }));
    });
  },
  async run(scene) {
    const { organizations } = scene.site.clients;
    // Somebody was faster: its address is taken.
    const foreign = await createForeignAccount(organizations, EMAIL);
    const failure = await failureOf(scene.site.deploy(scene.version));
    await removeAccount(organizations, foreign);
    const { deployed, faults } = await deployAndVerify(scene);
    if (failure === undefined) return { deployed, faults: ['an account whose address is taken was made', ...faults] };
    const isNamed = failure.includes(EMAIL);
    return { deployed, faults: isNamed ? faults : [`the failure does not tell its cause: ${failure}`, ...faults] };
  },
};

async function failureOf(deploy: Promise<void>): Promise<string | undefined> {
  try {
    await deploy;
    return undefined;
  } catch (error) {
    if (error instanceof RehearsalFailure) return error.message;
    throw error;
  }
}
