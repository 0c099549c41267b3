import { createForeignAccount, removeAccount } from '../../aws/foreign-account';
import { deleteInstances } from '../../aws/stack-sets';
import { addStack } from '../assembly/add-stack';
import { succeed, type Site } from '../site';
import { STACK_SET } from '../stack-sets/stack-set';
import { until } from '../until';
import type { Version } from '../versions';
import type { Scenario } from './scenario';

const ID = 'RehearsalStackSet';
const NAME = 'rehearsal-baseline';

/** A stack of the rehearsal's own, so that StackSets are rehearsed whether or not the app has one. */
export const stackSets: Scenario = {
  title: 'a StackSet reaches every account, follows new ones, and is missed where it is missing',
  restarts: false,
  async run({ site, before, version, makeFolder }) {
    const { homeRegion } = version.organization;
    const copy = addStack(version.copy, makeFolder('with-a-stack-set'), ID, templateOf(homeRegion));
    const extended: Version = { ...version, copy };
    await site.deploy(extended);
    const { faults } = await site.verify(extended);
    const followed = await followsNewAccounts(site, extended);
    const missed = await missesAnAccount(site, extended);
    await succeed(site.cdk.destroy(copy.folder, [ID]), 'the end of the StackSet', site.clients);
    return { deployed: before, faults: [...faults, ...followed, ...missed] };
  },
};

/** The template is written as text, as CloudFormation wants it. */
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
  const targets = { OrganizationalUnitIds: [{ 'Fn::ImportValue': 'Rampart-Organization:Root' }] };
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

/** An account that comes later is not configured, and that is all that is wrong with it. */
async function followsNewAccounts(site: Site, version: Version): Promise<readonly string[]> {
  const { organizations } = site.clients;
  const email = 'aws+rehearsal-late@example.com';
  const account = await createForeignAccount(organizations, email);
  let found: readonly string[] = [];
  const followed = await until(
    async () => {
      found = (await site.verify(version)).faults.filter((fault) => !fault.includes(email));
      return found.length === 0 ? true : undefined;
    },
    { seconds: 30, pauseMs: 500 },
  );
  await removeAccount(organizations, account);
  return followed === true ? [] : found;
}

async function missesAnAccount(site: Site, version: Version): Promise<readonly string[]> {
  const { cloudformation } = site.clients;
  const { live } = await site.verify(version);
  const account = live.accounts.find(({ id }) => id !== live.managementAccountId);
  if (account === undefined) return [];
  const region = version.organization.homeRegion;
  await deleteInstances(cloudformation, NAME, { account: account.id, unit: account.parentId, region });
  const { faults } = await site.verify(version);
  const expected = `StackSet ${NAME} misses account \`${account.name}\` in ${region}`;
  return faults.includes(expected) ? [] : [`a stack removed: found was ${faults.join('; ')}, not: ${expected}`];
}
