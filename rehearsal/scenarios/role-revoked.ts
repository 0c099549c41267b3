import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Organization } from '../../lib/model/organization';
import { onStage } from '../applications/rehearse-applications';
import { numberOf, roleOfPermissionSet } from '../applications/stores';
import { call } from '../calls/call';
import type { EvidenceCaller } from '../evidence/callers';
import { expectAnswer, type ExpectedAnswer } from '../evidence/expect-answer';
import { succeed } from '../site';
import { findLostIds } from './deploy-and-verify';
import { stackOfPolicies } from './lost-policies';
import type { RehearsalScenario, ScenarioInput } from './scenario';
import { stageOf, whileEnforced } from './while-enforced';

/** The permission set whose sessions are revoked, and one of colleagues, in an account of the example. */
const REVOKED = { account: 'shop-production', set: 'administrator', others: 'operator' };

/** `aws:TokenIssueTime` and a revocation count in seconds. */
const OLDER_MS = 2_000;

export const roleRevoked: RehearsalScenario = {
  name: 'role-revoked',
  title:
    'once a revocation is deployed, sessions of the role from before can do nothing; new ones and those of colleagues can',
  restarts: true,
  async run(input) {
    const { site, before } = input;
    const { organization } = before.found;
    return onStage(stageOf(site, before), organization, async ({ callers }) => {
      const { account, set, others } = REVOKED;
      const old = { ...(await callers.permissionSet(set, account)), label: 'a session from before the revocation' };
      const colleague = { ...(await callers.permissionSet(others, account)), label: 'a session of colleagues' };
      await setTimeout(OLDER_MS);
      const revoked = await revoke(input, organization);
      if (typeof revoked === 'string') return { deployed: null, faults: [revoked] };
      const results = await whileEnforced(site, revoked, async ({ callers: later }) => {
        const made = { ...(await later.permissionSet(set, account)), label: 'a new session of the role' };
        return [
          await listsRoles('denied-explicitly', old, organization),
          await listsRoles('permitted', made, organization),
          await listsRoles('permitted', colleague, organization),
        ];
      });
      const faults = [...findLostIds(before.found, revoked.found), ...results.filter((result) => result !== null)];
      return { deployed: revoked, faults: [...revoked.found.faults, ...faults] };
    });
  },
};

/** Revokes as docs/people.md says: one command, and the deployment of one stack. A sentence if the command fails. */
async function revoke({ site, before, makeFolder, makeVersion }: ScenarioInput, organization: Organization) {
  const folder = join(makeFolder('revoked'), 'organization');
  cpSync(before.version.folder, folder, { recursive: true });
  const number = numberOf(organization, REVOKED.account);
  const role = roleOfPermissionSet(number, REVOKED.set, organization.homeRegion);
  const { exitCode, output } = await site.rampart(
    ...['revoke', role, '--reason', 'A token was published', '--owner', 'security@example.com'],
    ...['--organization', folder],
  );
  if (exitCode !== 0) return `\`rampart revoke\` ended with ${String(exitCode)}, not 0, and told: ${output.trim()}`;
  const version = await makeVersion(folder);
  const { id } = stackOfPolicies(version);
  await succeed(site.cdk.deploy(version.copy.folder, [id, '--exclusively']), 'the deploy', site.management);
  return { version, found: await site.verify(version) };
}

function listsRoles(
  expected: ExpectedAnswer,
  caller: EvidenceCaller,
  organization: Organization,
): Promise<string | null> {
  const role = `arn:aws:iam::${numberOf(organization, REVOKED.account)}:role/`;
  return expectAnswer(expected, caller, call('lists roles', 'iam:ListRoles', role, {}));
}
