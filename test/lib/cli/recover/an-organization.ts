import { theExample } from '../../../support/the-example';
import { accountLogicalId } from '../../../../lib/model/account-logical-id';
import { ROOT } from '../../../../lib/model/organization';
import { anAws, elements, pageOf, type Answer, type Call, type FakeAws } from '../wait/an-aws';

const { organization } = theExample();
export const ROOT_ID = 'r-ab12';

export const unitId = (id: string): string =>
  id === ROOT ? ROOT_ID : `ou-ab12-${organization.units.findIndex((unit) => unit.id === id)}0000000`;
export const accountId = (key: string): string =>
  String(200000000000 + organization.accounts.findIndex((account) => account.key === key));

export interface Script {
  readonly caller?: string;
  /** Of the stack `Accounts`; null: it is not there. */
  readonly status?: string | null;
  /** The keys of accounts that are not in the stack. */
  readonly outside?: readonly string[];
  /** The keys of accounts that are in the root. */
  readonly inRoot?: readonly string[];
  readonly creations?: readonly object[];
  /** The events of the stack, the newest first. */
  readonly events?: readonly Readonly<Record<string, string>>[];
  readonly instead?: (call: Call) => Answer | undefined;
}

/** The example, deployed, and what went wrong with it. Lists come in pages of five. */
export async function anOrganizationAtAws(script: Script): Promise<FakeAws> {
  return anAws((call) => script.instead?.(call) ?? answer(script, call));
}

function answer(script: Script, { action, input }: Call): Answer {
  const { caller = '111111111111', status = 'UPDATE_COMPLETE', outside = [], inRoot = [], creations = [] } = script;
  switch (action) {
    case 'sts:GetCallerIdentity':
      return { xml: elements({ Account: caller, Arn: `arn:aws:iam::${caller}:user/x`, UserId: 'x' }) };
    case 'organizations:ListRoots':
      return { json: { Roots: [{ Id: ROOT_ID }] } };
    case 'organizations:ListOrganizationalUnitsForParent':
      return {
        json: {
          OrganizationalUnits: organization.units
            .filter(({ parent }) => unitId(parent) === input['ParentId'])
            .map(({ id, name }) => ({ Id: unitId(id), Name: name })),
        },
      };
    case 'organizations:ListAccountsForParent':
      return {
        json: {
          Accounts: organization.accounts
            .filter(({ key, unit }) => (inRoot.includes(key) ? ROOT_ID : unitId(unit)) === input['ParentId'])
            .map(({ key, name, email }) => ({ Id: accountId(key), Name: name, Email: email, State: 'ACTIVE' })),
        },
      };
    case 'organizations:ListCreateAccountStatus': {
      const { items, next } = pageOf(creations, 1, input['NextToken']);
      return { json: { CreateAccountStatuses: items, NextToken: next } };
    }
    case 'cloudformation:DescribeStacks':
      return {
        xml: `<Stacks>${status === null ? '' : member({ StackName: 'Rampart-Accounts', StackStatus: status, CreationTime: '2026-11-30T00:00:00Z' })}</Stacks>`,
      };
    case 'cloudformation:ListStackResources': {
      const held = organization.accounts.filter(({ key }) => !outside.includes(key));
      const { items, next } = pageOf(held, 5, input['NextToken']);
      return {
        xml: `<StackResourceSummaries>${items.map(({ key }) => resource(key)).join('')}</StackResourceSummaries>${elements({ NextToken: next })}`,
      };
    }
    case 'cloudformation:DescribeStackEvents': {
      const { items, next } = pageOf(script.events ?? [], 2, input['NextToken']);
      return { xml: `<StackEvents>${items.map(member).join('')}</StackEvents>${elements({ NextToken: next })}` };
    }
    default:
      return { xml: '<Exports></Exports>' };
  }
}

function resource(key: string): string {
  return member({
    LogicalResourceId: accountLogicalId(key),
    PhysicalResourceId: accountId(key),
    ResourceType: 'AWS::Organizations::Account',
    ResourceStatus: 'CREATE_COMPLETE',
    LastUpdatedTimestamp: '2026-11-30T00:00:00Z',
  });
}

function member(properties: Readonly<Record<string, string>>): string {
  return `<member>${elements(properties)}</member>`;
}
