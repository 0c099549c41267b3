import { readOrganization } from '../../lib/aws/read-organization';
import { readTemplate } from '../../lib/aws/read-stacks';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import type { ConfigurationVersion } from '../configuration/versions';
import type { Emulator } from '../emulator/emulator';
import type { Site } from '../site';
import { until } from '../until';
import { hasLostPolicies, stackOfPolicies } from './lost-policies';

/**
 * Starts a deploy, kills the emulator and `cdk` once the deploy is under way, and restarts the emulator.
 *
 * @returns the faults, if the kill came too early or too late
 */
export async function killDuring(
  site: Site,
  version: ConfigurationVersion,
  isUnderWay: () => Promise<boolean>,
): Promise<readonly string[]> {
  const { cdk, emulator } = site;
  if (emulator === undefined) throw new Error('a server behind --endpoint cannot be killed');
  const putBack = emulator.backUp();
  const running = cdk.deploy(version.copy.folder);
  const end = { isReached: false };
  void running.end.then(() => {
    end.isReached = true;
  });
  const seen = await until(async () => (end.isReached || (await isUnderWay()) ? true : undefined), {
    seconds: 120,
    pauseMs: 20,
  });
  const wasLate = end.isReached || seen === undefined;
  await emulator.kill();
  running.stop('SIGKILL');
  await running.end;
  await emulator.restart('off');
  if (await isInconsistent(site, version)) await restore(emulator, putBack);
  return wasLate ? ['the deploy had ended, or had not started, when the emulator was killed'] : [];
}

async function isInconsistent(
  { clients: { cloudformation, organizations } }: Site,
  version: ConfigurationVersion,
): Promise<boolean> {
  const { name } = stackOfPolicies(version);
  const live = await readOrganization(organizations, EMULATED_POLICY_TYPES);
  return hasLostPolicies(await readTemplate(cloudformation, name), version, live);
}

/** The emulator's own defect left it inconsistent: restores the state from before the deploy. */
async function restore(emulator: Emulator, putBack: () => void): Promise<void> {
  await emulator.kill();
  putBack();
  await emulator.restart('off');
}
