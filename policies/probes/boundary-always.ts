import { futureAction } from '../core/future-actions';
import { denied, developer } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';

/** What is denied whatever it touches: each action, or a sample of each group of actions. */
const ALWAYS: Readonly<Record<string, string>> = {
  iam:
    'AddUserToGroup AttachGroupPolicy AttachUserPolicy CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential ' +
    'CreateUser DeactivateMFADevice DeleteGroupPolicy DeleteUserPermissionsBoundary DeleteUserPolicy DetachGroupPolicy ' +
    'DetachUserPolicy EnableMFADevice PutGroupPolicy PutUserPermissionsBoundary PutUserPolicy RemoveUserFromGroup ' +
    'ResetServiceSpecificCredential UpdateAccessKey UpdateLoginProfile UpdateServiceSpecificCredential UpdateUser ' +
    'UploadSSHPublicKey UploadSigningCertificate CreateSAMLProvider DeleteSAMLProvider UpdateSAMLProvider ' +
    'CreateAccountAlias DeleteAccountAlias DeleteAccountPasswordPolicy PutAccountProperties UpdateAccountEmailAddress ' +
    'UpdateAccountName UpdateAccountPasswordPolicy DisableOrganizationsRootCredentialsManagement ' +
    'DisableOrganizationsRootSessions EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions',
  cloudformation:
    'ActivateOrganizationsAccess CreateStackInstances CreateStackSet DeleteStackInstances DeleteStackSet ' +
    'ImportStacksToStackSet UpdateStackInstances UpdateStackSet',
  organizations:
    'AcceptHandshake AttachPolicy CancelHandshake CloseAccount CreateAccount DeclineHandshake DeletePolicy ' +
    'DeregisterDelegatedAdministrator DetachPolicy DisablePolicyType EnableAWSServiceAccess InviteAccountToOrganization ' +
    'LeaveOrganization MoveAccount PutResourcePolicy RegisterDelegatedAdministrator RemoveAccountFromOrganization ' +
    'TagResource TerminateResponsibilityTransfer UntagResource UpdatePolicy',
  account:
    'AcceptPrimaryEmailUpdate CloseAccount DeleteAlternateContact DisableRegion EnableRegion PutContactInformation ' +
    'StartPrimaryEmailUpdate',
  'aws-portal': 'ModifyPaymentMethods UpdateConsoleActionSetEnforced',
  billing: 'PutContractInformation UpdateBillingPreferences',
  invoicing: 'CreateInvoiceUnit GetInvoicePDF',
  payments: 'MakePayment ListPaymentInstruments',
  'purchase-orders': 'AddPurchaseOrder ViewPurchaseOrders',
  tax: 'PutTaxRegistration GetTaxRegistration',
  identitystore: 'CreateGroupMembership DeleteGroupMembership UpdateUser',
  'sso-directory': 'AddMemberToGroup SearchUsers',
  sso:
    'CreateAccountAssignment DeleteAccountAssignment AttachManagedPolicyToPermissionSet CreatePermissionSet ' +
    'PutInlinePolicyToPermissionSet UpdatePermissionSet ListPermissionSets AssociateProfile CreateInstance ' +
    'PutPermissionsPolicy AssociateDirectory DisassociateDirectory UpdateDirectoryAssociation ' +
    'PutMfaDeviceManagementForDirectory UpdateSSOConfiguration',
  sts: 'AssumeRoot',
};

/** Patterns of `ALWAYS`: AWS may add an action that one of them denies. */
const TOMORROW: Readonly<Record<string, string>> = {
  organizations:
    'Accept Attach Cancel Close Create Decline Delete Deregister Detach Disable Enable Invite Leave Move Put Register ' +
    'Remove Tag Terminate Untag Update',
  account: 'Accept Close Delete Disable Enable Put Start',
  'aws-portal': 'Modify Update',
  billing: 'Put Update',
  iam: 'DisableOrganizationsRoot EnableOrganizationsRoot',
  identitystore: 'Create Delete Update',
};

/** Requests that the permissions boundary denies on every resource. */
export function boundaryAlwaysProbes(place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const call = (action: string) => ({ principal, action });
  const listed = (table: Readonly<Record<string, string>>, end = ''): readonly string[] =>
    Object.entries(table).flatMap(([service, names]) => names.split(' ').map((name) => `${service}:${name}${end}`));
  return [
    ...listed(ALWAYS).map((action) => denied(`a developer calls ${action}`, call(action))),
    ...listed(TOMORROW, 'Thing').map((action) =>
      denied(`a developer calls ${action}, which AWS may add`, call(action)),
    ),
    ...['invoicing', 'payments', 'purchase-orders', 'sso-directory', 'tax'].map((service) =>
      denied(`a developer calls an action that AWS may add to ${service}`, call(futureAction(service))),
    ),
    ...[
      'sso:FuturePermissionSetThing',
      'sso:FutureAccountAssignmentThing',
      'sso:PermissionSet',
      'sso:AccountAssignment',
      'sso:FutureDirectoryThing',
      'sso:Directory',
    ].map((action) => denied(`a developer calls ${action}, which AWS may add`, call(action))),
  ];
}
