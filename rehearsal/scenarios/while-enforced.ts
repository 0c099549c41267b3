import { guardrailsFile } from '../../lib/analysis/assemble/guardrails-file';
import { bringHome } from '../applications/bring-home';
import { onStage } from '../applications/rehearse-applications';
import type { ApplicationStage } from '../applications/stage';
import { storesOf } from '../applications/stores';
import { attachFullAccess } from '../aws/attach-full-access';
import type { Site } from '../site';
import type { DeployedVersion } from './scenario';

/** Acts with policies enforced, and leaves an emulator to which stacks can be deployed. */
export async function whileEnforced<Result>(
  site: Site,
  deployed: DeployedVersion,
  act: (stage: ApplicationStage) => Promise<Result>,
): Promise<Result> {
  const { emulator, clients } = site;
  const { live, organization } = deployed.found;
  if (emulator === undefined) throw new Error('a server behind --endpoint cannot be restarted');
  await attachFullAccess(
    clients,
    [...live.units, ...live.accounts].map(({ id }) => id).filter((id) => id !== live.managementAccountId),
  );
  await emulator.restart('strict');
  const result = await onStage(stageOf(site, deployed), organization, async (stage) => {
    await bringStoresHome(stage);
    return act(stage);
  });
  await emulator.restart('off');
  await onStage(stageOf(site, deployed), organization, bringStoresHome);
  return result;
}

/** Where calls are made to what is deployed. */
export function stageOf({ endpoint, region }: Site, { version, found }: DeployedVersion) {
  return { endpoint, region, file: guardrailsFile(found.organization, version.assembly) };
}

async function bringStoresHome({ organization, sessions }: ApplicationStage): Promise<void> {
  const { management } = sessions;
  await bringHome(storesOf(organization), { management, root: (account) => sessions.root(account) });
}
