import { z } from 'zod';
import type { Statement } from '../lib/iam/statement';
import { guardrail } from './core/guardrail';
import { partnerVariants, probeOthers, probePartners } from './core/partner-probes';
import { findNeedlessPartners, findUselessPartners, partnerPeriods, partnersSchema } from './core/partners';
import type { PartnerPeriod } from './core/partners';
import { denied, developer, possible } from './core/probe';
import { platformRoles } from './core/role-samples';
import { denyResource, oneOrMany } from './core/statements';
import { PERIMETER_SERVICES } from './data/perimeter-services';
import { callsInside, roleIn } from './probes/perimeter';

const ID = 'perimeter-trusted-identities';

const schema = z.strictObject({
  partners: partnersSchema.describe(
    'Accounts outside of the organization whose principals are let in, also those of AWS, such as the one from which ' +
      'Elastic Load Balancing writes logs in older Regions',
  ),
});

/**
 * Of STS, only what names a role of ours. Whoever comes by SAML or OIDC, people of Identity Center among them, has no
 * organization yet, and neither have the session tags that are given with it.
 */
const ACTIONS = [...PERIMETER_SERVICES.actions, 'sts:AssumeRole'];

/**
 * An anonymous caller carries neither an organization nor the mark of AWS's services, so the first condition must hold
 * of an absent key, which a negated operator does, and the second one too, which takes `IfExists`.
 */
function denyStrangers({ suffix, since, accounts }: PartnerPeriod): Statement {
  return denyResource({
    Sid: suffix,
    Action: ACTIONS,
    Resource: '*',
    Condition: {
      StringNotEquals: {
        'aws:PrincipalOrgID': '{organization.id}',
        ...(accounts.length > 0 && { 'aws:PrincipalAccount': oneOrMany(accounts) }),
      },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      ...since,
    },
  });
}

export const perimeterTrustedIdentities = guardrail({
  id: ID,
  type: 'RESOURCE_CONTROL_POLICY',
  summary: 'Only this organization, listed partners and AWS’s own services reach data, keys and roles',
  rationale:
    'One bucket policy with a star, or one role that trusts the wrong account, hands data to strangers, and whoever ' +
    'writes it does not notice. The perimeter holds whatever the policy on the resource says.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid',
  ],
  // A pattern of role ARNs would let in the role of that name in every stranger's account.
  exempt: 'nobody',
  parameters: schema.prefault({}),
  statements: ({ partners }) => partnerPeriods(partners).map(denyStrangers),
  check: ({ partners }, organization) => findNeedlessPartners(partners, organization),
  conflicts: ({ partners }, neighbours) => findUselessPartners(ID, partners, neighbours),
  variants: partnerVariants,
  probes: ({ partners }, place) => {
    const stranger = `arn:aws:iam::${place.outsider}:role/developer`;
    const signIn = (action: string) => ({
      principal: '*',
      action: `sts:${action}`,
      resource: roleIn(place.account),
      resourceAccount: place.account,
    });
    const calls = callsInside(place);
    const others = [
      ...calls.flatMap((call) => [
        denied(`a role of a stranger calls ${call.action}`, { ...call, principal: stranger }),
        denied(`somebody anonymous calls ${call.action}`, { ...call, principal: '*' }),
        possible(`a role of the account calls ${call.action}`, { ...call, principal: developer(place) }),
        possible(`a role of another account of the organization calls ${call.action}`, {
          ...call,
          principal: `arn:aws:iam::${place.sibling}:role/developer`,
        }),
        possible(`a service of AWS calls ${call.action}`, { ...call, principal: 'service:cloudtrail.amazonaws.com' }),
      ]),
      ...platformRoles(place).flatMap((principal) => {
        const read = {
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::orders/2026.csv',
          resourceAccount: place.account,
        };
        const namesake = principal.replace(place.account, place.outsider);
        return [
          possible(`${principal} reads an order`, { ...read, principal }),
          denied(`${namesake}, a stranger of the same name, reads an order`, { ...read, principal: namesake }),
        ];
      }),
      possible('a pod or a pipeline signs in by OIDC', signIn('AssumeRoleWithWebIdentity')),
      possible('a person signs in by Identity Center', signIn('AssumeRoleWithSAML')),
      possible('a person brings session tags along', signIn('TagSession')),
      possible('a person brings a source identity along', signIn('SetSourceIdentity')),
      possible('a customer of an application signs up', {
        principal: '*',
        action: 'cognito-idp:SignUp',
        resourceAccount: place.account,
      }),
      possible('a stranger works on what is no part of the organization', {
        principal: stranger,
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::theirs/1',
        resourceAccount: place.outsider,
      }),
    ];
    return [
      ...probeOthers(others, partners),
      ...calls.flatMap((call) =>
        probePartners(
          `a role calls ${call.action}`,
          (account) => ({ ...call, principal: `arn:aws:iam::${account}:role/collector`, account: null }),
          partners,
        ),
      ),
    ];
  },
});
