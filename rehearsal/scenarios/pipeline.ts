import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExports, listStackResources } from '../../lib/aws/read-stacks';
import { VENDING_BOOTSTRAP, VENDING_BOUNDARY } from '../../lib/model/names';
import { send } from '../aws/send';
import { succeed } from '../site';
import { compareDeployedRoles } from '../verify/deployed-roles';
import { referencesFor } from '../verify/verify';
import { copyConfiguration } from './plan-version';
import type { RehearsalScenario } from './scenario';

const ID = 'Vending';

/** The policy that a person creates before the stack. */
const BOUNDARY_FILE = join(__dirname, '../../docs/bootstrap/vending/boundary.json');

export const pipeline: RehearsalScenario = {
  name: 'pipeline',
  title: 'the pipeline is deployed by roles of its own, and its roles have exactly what the template says',
  restarts: false,
  async run(input) {
    const { site, before, makeVersion } = input;
    const { organization } = before.version;
    if (organization.vending?.pipeline == null) return { deployed: before, faults: [] };
    const { cdk, clients, management, region } = site;
    const account = organization.managementAccount.accountId;
    const version = await makeVersion(copyConfiguration(input, 'pipeline'), { vending: true });
    const stack = version.copy.stacks.find(({ id }) => id === ID);
    if (stack === undefined) return { deployed: before, faults: [`the app has no stack \`${ID}\``] };
    await succeed(cdk.bootstrap(account, [region], VENDING_BOOTSTRAP), 'the second bootstrap', management);
    await send(clients, 'iam:CreatePolicy', {
      PolicyName: VENDING_BOUNDARY.name,
      PolicyDocument: readFileSync(BOUNDARY_FILE, 'utf8'),
    });
    await succeed(cdk.deploy(version.copy.folder, [ID, '--exclusively']), 'the deploy of the pipeline', management);
    const only = { ...version, copy: { ...version.copy, stacks: [stack], removed: [] } };
    const { faults, notRehearsed } = await site.verify(only);
    const resources = await listStackResources(clients.cloudformation, stack.name);
    const referencesOf = await referencesFor(only, management);
    const references = {
      ...referencesOf(stack),
      exports: await readExports(clients.cloudformation),
      resources: Object.fromEntries(resources.map(({ logicalId, physicalId }) => [logicalId, physicalId])),
    };
    const roles = await compareDeployedRoles(stack.template, references, clients);
    return { deployed: before, faults: [...faults, ...roles], notRehearsed };
  },
};
