import { createMemberAccount, removeMemberAccount } from '../aws/member-accounts';
import { RehearsalFailure } from '../failure';
import { deployAndVerify } from './deploy-and-verify';
import { requireValue } from './require-value';
import type { RehearsalScenario } from './scenario';

/** The name of the new account's file, without `.yaml`. */
export const NEW_ACCOUNT = 'rehearsal-taken';

const EMAIL = 'aws+rehearsal-taken@example.com';

/** The guardrails of units change before accounts are created, those of accounts afterwards. */
export const deployFails: RehearsalScenario = {
  name: 'deploy-fails',
  title: 'after a failed deployment, the next one converges',
  restarts: false,
  edit: (configuration) => {
    configuration.addAccount(NEW_ACCOUNT, {
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
    });
  },
  async run(input) {
    const { clients } = input.site;
    const other = await createMemberAccount(clients, 'created outside the stacks', EMAIL);
    const failure = await failureOf(input.site.deploy(input.version));
    await removeMemberAccount(clients, other);
    const { deployed, faults } = await deployAndVerify(input);
    if (failure === undefined)
      return { deployed, faults: ['an account was created although its address was taken', ...faults] };
    const isNamed = failure.includes(EMAIL);
    return { deployed, faults: isNamed ? faults : [`the failure does not name its cause: ${failure}`, ...faults] };
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
