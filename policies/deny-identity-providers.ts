import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Actions that let identities from outside of AWS into the account: SAML and OIDC providers, trust anchors of Roles
 * Anywhere, an instance of Identity Center in addition to the organization's. Removing them is denied as well, because
 * pipelines of others depend on them. So is removing a revocation list, which makes revoked certificates valid again.
 *
 * Allowed on purpose: tags; profiles of Roles Anywhere, which have no effect without an anchor; importing and enabling
 * revocation lists. Identity Center creates its own SAML provider with a service-linked role, which no guardrail binds.
 * Pods on EKS need no provider with Pod Identity.
 */
const ACTIONS = [
  'iam:AddClientIDToOpenIDConnectProvider',
  'iam:CreateOpenIDConnectProvider',
  'iam:CreateSAMLProvider',
  'iam:DeleteOpenIDConnectProvider',
  'iam:DeleteSAMLProvider',
  'iam:RemoveClientIDFromOpenIDConnectProvider',
  'iam:UpdateOpenIDConnectProviderThumbprint',
  'iam:UpdateSAMLProvider',
  'rolesanywhere:CreateTrustAnchor',
  'rolesanywhere:DeleteCrl',
  'rolesanywhere:DeleteTrustAnchor',
  'rolesanywhere:DisableCrl',
  'rolesanywhere:DisableTrustAnchor',
  'rolesanywhere:EnableTrustAnchor',
  'rolesanywhere:UpdateCrl',
  'rolesanywhere:UpdateTrustAnchor',
  'sso:CreateInstance',
];

export const denyIdentityProviders = guardrail({
  id: 'deny-identity-providers',
  type: 'SERVICE_CONTROL_POLICY',
  summary:
    'Only the platform decides which identity providers, trust anchors and Identity Center instances are trusted',
  rationale:
    'An identity provider of an attacker is a back door that survives every password change: anyone with its keys can sign ' +
    'in as anyone, from anywhere, and no directory lists them.',
  foundBy: {
    nothing:
      'No managed rule judges who may trust a provider. The external access analyzer reports roles that trust one.',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html',
    'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/security_iam_id-based-policy-examples.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/control-account-instance.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  ],
  exempt: 'platform',
  parameters: z.strictObject({}).prefault({}),
  statements: () => [deny({ Action: ACTIONS, Resource: '*' })],
  probes: (_, place) => {
    const principal = developer(place);
    const iam = `arn:aws:iam::${place.account}`;
    const oidc = (action: string) => ({
      principal,
      action: `iam:${action}`,
      resource: `${iam}:oidc-provider/token.actions.githubusercontent.com`,
    });
    const saml = (action: string) => ({ principal, action: `iam:${action}`, resource: `${iam}:saml-provider/okta` });
    const anywhere = (kind: string, action: string) => ({
      principal,
      action: `rolesanywhere:${action}`,
      resource: `arn:aws:rolesanywhere:eu-central-1:${place.account}:${kind}/11111111-2222-3333-4444-555555555555`,
    });
    return [
      denied('a developer trusts an OIDC provider', oidc('CreateOpenIDConnectProvider')),
      denied('a developer removes an OIDC provider', oidc('DeleteOpenIDConnectProvider')),
      denied('a developer adds an audience to an OIDC provider', oidc('AddClientIDToOpenIDConnectProvider')),
      denied('a developer removes an audience', oidc('RemoveClientIDFromOpenIDConnectProvider')),
      denied('a developer trusts another certificate', oidc('UpdateOpenIDConnectProviderThumbprint')),
      denied('a developer trusts a SAML provider', saml('CreateSAMLProvider')),
      denied('a developer replaces the keys of a SAML provider', saml('UpdateSAMLProvider')),
      denied('a developer removes a SAML provider', saml('DeleteSAMLProvider')),
      denied('a developer trusts a certificate authority', anywhere('trust-anchor', 'CreateTrustAnchor')),
      denied('a developer replaces a certificate authority', anywhere('trust-anchor', 'UpdateTrustAnchor')),
      denied('a developer enables a trust anchor', anywhere('trust-anchor', 'EnableTrustAnchor')),
      denied('a developer disables a trust anchor', anywhere('trust-anchor', 'DisableTrustAnchor')),
      denied('a developer removes a trust anchor', anywhere('trust-anchor', 'DeleteTrustAnchor')),
      denied('a developer removes a revocation list', anywhere('crl', 'DeleteCrl')),
      denied('a developer disables a revocation list', anywhere('crl', 'DisableCrl')),
      denied('a developer replaces a revocation list', anywhere('crl', 'UpdateCrl')),
      denied('a developer creates an account instance of Identity Center', {
        principal,
        action: 'sso:CreateInstance',
        resource: 'arn:aws:sso:::instance/*',
        context: { 'aws:RequestedRegion': 'us-west-2' },
      }),
      possible('a developer reads an OIDC provider', oidc('GetOpenIDConnectProvider')),
      possible('a developer tags an OIDC provider', oidc('TagOpenIDConnectProvider')),
      possible('a developer tags a SAML provider', saml('TagSAMLProvider')),
      possible('a developer creates a role that trusts a provider', {
        principal,
        action: 'iam:CreateRole',
        resource: `${iam}:role/ci`,
      }),
      possible('a developer maps certificates to roles', anywhere('profile', 'CreateProfile')),
      possible('a developer imports a revocation list', anywhere('crl', 'ImportCrl')),
      possible('a developer enables a revocation list', anywhere('crl', 'EnableCrl')),
      possible('a developer lists the instances of Identity Center', { principal, action: 'sso:ListInstances' }),
      possible('the delegated administrator creates a permission set', {
        principal,
        action: 'sso:CreatePermissionSet',
      }),
      possible('the delegated administrator maps attributes', {
        principal,
        action: 'sso:CreateInstanceAccessControlAttributeConfiguration',
      }),
      possible('a developer gives a pod a role', { principal, action: 'eks:CreatePodIdentityAssociation' }),
      possible('Identity Center creates its own provider', {
        principal: `${iam}:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO`,
        action: 'iam:CreateSAMLProvider',
        resource: `${iam}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
      }),
    ];
  },
});
