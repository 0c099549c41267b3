import { isDeepStrictEqual } from 'node:util';
import { readOrganization } from '../../aws/read-organization';
import { listEventIds } from '../../aws/read-stacks';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import type { Site } from '../site';
import type { Version } from '../versions';
import { deployAndVerify } from './deploy-and-verify';
import type { Scenario } from './scenario';

/** The emulator says of every stack that it was updated, so its status tells nothing. */
export const secondDeploy: Scenario = {
  title: 'a second deploy changes nothing',
  restarts: false,
  async run(scene) {
    const { site, version } = scene;
    const before = await readOrganization(site.clients.organizations, EMULATED_POLICY_TYPES);
    const differences = await diff(site, version);
    const old = new Set((await resourceEvents(site, version)).map(({ id }) => id));
    const { deployed, faults } = await deployAndVerify(scene);
    const events = (await resourceEvents(site, version)).filter(({ id }) => !old.has(id));
    const isSame = isDeepStrictEqual(before, deployed?.found.live);
    return {
      deployed,
      faults: [
        ...faults,
        ...differences,
        ...events.map(({ logicalId, type }) => `a second deploy worked on ${type} ${logicalId}`),
        ...(isSame ? [] : ['a second deploy changed the organization']),
      ],
    };
  },
};

async function diff({ cdk }: Site, { copy }: Version): Promise<readonly string[]> {
  const { exitCode } = await cdk.diff(copy.folder).end;
  return exitCode === 0 ? [] : ['`cdk diff` sees a difference after the deploy'];
}

async function resourceEvents({ clients }: Site, { copy }: Version) {
  const events = [];
  for (const { name } of copy.stacks) events.push(...(await listEventIds(clients.cloudformation, name)));
  return events.filter(({ type }) => type !== 'AWS::CloudFormation::Stack');
}
