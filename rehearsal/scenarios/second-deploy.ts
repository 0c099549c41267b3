import { isDeepStrictEqual } from 'node:util';
import { readOrganization } from '../../lib/aws/read-organization';
import { listEvents } from '../../lib/aws/read-stacks';
import { EMULATED_POLICY_TYPES } from '../assembly/rehearsed-template';
import type { ConfigurationVersion } from '../configuration/versions';
import type { Site } from '../site';
import { deployAndVerify } from './deploy-and-verify';
import type { RehearsalScenario } from './scenario';

/** The emulator reports every stack as updated, so the scenario looks at its events. */
export const secondDeploy: RehearsalScenario = {
  name: 'second-deploy',
  title: 'a second deployment changes nothing',
  restarts: false,
  async run(input) {
    const { site, version } = input;
    const before = await readOrganization(site.clients.organizations, EMULATED_POLICY_TYPES);
    const differences = await diff(site, version);
    const old = new Set((await resourceEvents(site, version)).map(({ id }) => id));
    const { deployed, faults } = await deployAndVerify(input);
    const events = (await resourceEvents(site, version)).filter(({ id }) => !old.has(id));
    const isSame = isDeepStrictEqual(before, deployed?.found.live);
    return {
      deployed,
      faults: [
        ...faults,
        ...differences,
        ...events.map(({ logicalId, type }) => `a second deployment changed ${type} ${logicalId}`),
        ...(isSame ? [] : ['a second deployment changed the organization']),
      ],
    };
  },
};

async function diff({ cdk }: Site, { copy }: ConfigurationVersion): Promise<readonly string[]> {
  const { exitCode } = await cdk.diff(copy.folder).end;
  return exitCode === 0 ? [] : ['`cdk diff` reports a difference after the deploy'];
}

async function resourceEvents({ management }: Site, { copy }: ConfigurationVersion) {
  const events = [];
  for (const { name, region } of copy.stacks)
    events.push(...(await listEvents(management.in(region).cloudformation, name)));
  return events.filter(({ type }) => type !== 'AWS::CloudFormation::Stack');
}
