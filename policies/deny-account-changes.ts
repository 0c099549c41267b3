import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';
import { finisherProbes } from './probes/finisher';

/**
 * What an account can change about itself: close, change its name, its contacts and its e-mail address, opt in to Regions
 * and out of them.
 *
 * `account:StartPrimaryEmailUpdate` and `AcceptPrimaryEmailUpdate` are calls of the management account and of delegated
 * administrators, which are member accounts and bound like others. The actions of `iam` are older names for the same.
 */
const ACTIONS = [
  'account:AcceptPrimaryEmailUpdate',
  'account:CloseAccount',
  'account:DeleteAlternateContact',
  'account:DisableRegion',
  'account:EnableRegion',
  'account:PutAccountName',
  'account:PutAlternateContact',
  'account:PutContactInformation',
  'account:StartPrimaryEmailUpdate',
  'iam:CreateAccountAlias',
  'iam:DeleteAccountAlias',
  'iam:UpdateAccountEmailAddress',
  'iam:UpdateAccountName',
];

export const denyAccountChanges = guardrail({
  id: 'deny-account-changes',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Member accounts cannot close themselves or change their name, contacts, e-mail address or Regions',
  rationale:
    'Anyone who controls the contacts and the e-mail address receives abuse reports and can recover the root user. A Region ' +
    'that an account opts in to is not monitored. And an account that closes itself loses its data.',
  foundBy: ['SECURITY_ACCOUNT_INFORMATION_PROVIDED'],
  references: [
    'CIS AWS Foundations Benchmark v5.0.0, 1.1 and 1.2',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ACTIONS, Resource: '*' })],
  probes: (_, place) => {
    const principal = developer(place);
    const account = `arn:aws:account::${place.account}:account`;
    const call = (action: string, resource = account) => ({ principal, action, resource });
    return [
      denied('a developer closes the account', call('account:CloseAccount')),
      denied('a developer renames the account', call('account:PutAccountName')),
      denied('a developer renames the account with the older action', call('iam:UpdateAccountName', '*')),
      denied('a developer changes the contact', call('account:PutContactInformation')),
      denied('a developer changes the security contact', call('account:PutAlternateContact')),
      denied('a developer removes the security contact', call('account:DeleteAlternateContact')),
      denied('a developer starts a change of the e-mail address', call('account:StartPrimaryEmailUpdate')),
      denied('a developer completes a change of the e-mail address', call('account:AcceptPrimaryEmailUpdate')),
      denied(
        'a developer changes the e-mail address with the older action',
        call('iam:UpdateAccountEmailAddress', '*'),
      ),
      denied('a developer opts in to a Region', call('account:EnableRegion')),
      denied('a developer opts out of a Region', call('account:DisableRegion')),
      denied('a developer gives the account an alias', call('iam:CreateAccountAlias', '*')),
      denied('a developer removes the alias of the account', call('iam:DeleteAccountAlias', '*')),
      denied('the root user closes the account', {
        principal: `arn:aws:iam::${place.account}:root`,
        action: 'account:CloseAccount',
        resource: account,
      }),
      ...finisherProbes(
        'finisher',
        { id: 'deny-account-changes', exempt: 'platform' },
        { does: 'sets the contact for security', action: 'account:PutAlternateContact', resource: account },
        place,
      ),
      possible('a developer reads the contact', call('account:GetContactInformation')),
      possible('a developer reads the security contact', call('account:GetAlternateContact')),
      possible('a developer lists the Regions', call('account:ListRegions')),
      possible('a developer lists the aliases of the account', call('iam:ListAccountAliases', '*')),
      possible('a developer describes the organization', call('organizations:DescribeOrganization', '*')),
    ];
  },
});
