import type { ConfigurationVersion } from './configuration/versions';
import { stackOfPolicies } from './scenarios/lost-policies';
import { succeed, type Site } from './site';

/**
 * Deploys the stacks before the policies, and waits for their functions. On AWS, a stack is complete only after its
 * functions have answered. The emulator does not wait: it would lose their calls when it is killed, and later calls that
 * need them would fail, such as the delegation of a service that is not trusted yet.
 */
export async function deploySettings(site: Site, version: ConfigurationVersion): Promise<void> {
  const { folder, stacks } = version.copy;
  const early = stacks.slice(0, stacks.indexOf(stackOfPolicies(version)));
  const ids = early.map(({ id }) => id);
  await succeed(site.cdk.deploy(folder, ids), 'the deploy', site.management);
  await site.verify({ ...version, copy: { ...version.copy, stacks: early } });
}
