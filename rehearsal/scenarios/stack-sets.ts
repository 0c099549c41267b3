import { addStack } from '../assembly/add-stack';
import { deleteInstances } from '../aws/change-stack-sets';
import { createMemberAccount, removeMemberAccount } from '../aws/member-accounts';
import type { ConfigurationVersion } from '../configuration/versions';
import { EXPORTS, exportName, stackName } from '../../lib/model/names';
import { succeed, type Site } from '../site';
import { STACK_SET } from '../stack-sets/stack-set';
import { until } from '../until';
import type { RehearsalScenario } from './scenario';

const ID = 'RehearsalStackSet';
const NAME = 'rehearsal-baseline';

/** The rehearsal adds a stack of its own, so that StackSets are rehearsed even if the app has none. */
export const stackSets: RehearsalScenario = {
  name: 'stack-sets',
  title: 'a StackSet reaches every account and new ones, and an account that it misses is found',
  restarts: false,
  async run({ site, before, version, makeFolder }) {
    const { homeRegion } = version.organization;
    const copy = addStack(version.copy, makeFolder('with-a-stack-set'), ID, templateOf(homeRegion));
    const extended: ConfigurationVersion = { ...version, copy };
    await site.deploy(extended);
    const { faults } = await site.verify(extended);
    const followed = await followsNewAccounts(site, extended);
    const missed = await missesAnAccount(site, extended);
    await succeed(site.cdk.destroy(copy.folder, [ID]), 'the deletion of the StackSet', site.management);
    return { deployed: before, faults: [...faults, ...followed, ...missed] };
  },
};

function templateOf(region: string): object {
  const role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: NAME,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    },
  };
  const targets = {
    OrganizationalUnitIds: [{ 'Fn::ImportValue': exportName(stackName('Organization'), EXPORTS.root) }],
  };
  const properties = {
    StackSetName: NAME,
    PermissionModel: 'SERVICE_MANAGED',
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    TemplateBody: JSON.stringify({ Resources: { Role: role } }),
    StackInstancesGroup: [{ DeploymentTargets: targets, Regions: [region] }],
  };
  return { Resources: { StackSet: { Type: STACK_SET, Properties: properties } } };
}

/** The new account is not in the configuration, so that one fault about it is expected. */
async function followsNewAccounts(site: Site, version: ConfigurationVersion): Promise<readonly string[]> {
  const email = 'aws+rehearsal-late@example.com';
  const account = await createMemberAccount(site.clients, 'created later', email);
  let found: readonly string[] = [];
  const followed = await until(
    async () => {
      found = (await site.verify(version)).faults.filter((fault) => !fault.includes(email));
      return found.length === 0 ? true : undefined;
    },
    { seconds: 30, pauseMs: 500 },
  );
  await removeMemberAccount(site.clients, account);
  return followed === true ? [] : found;
}

async function missesAnAccount(site: Site, version: ConfigurationVersion): Promise<readonly string[]> {
  const { live } = await site.verify(version);
  const account = live.accounts.find(({ id }) => id !== live.managementAccountId);
  if (account === undefined) return [];
  const region = version.organization.homeRegion;
  await deleteInstances(site.clients, NAME, { account: account.id, unit: account.parentId, region });
  const { faults } = await site.verify(version);
  const expected = `StackSet ${NAME} has no stack in account \`${account.name}\` in ${region}`;
  return faults.includes(expected)
    ? []
    : [`a stack removed: expected ${expected}; found ${faults.length === 0 ? 'nothing' : faults.join('; ')}`];
}
