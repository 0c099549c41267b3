import { z } from 'zod';
import type { Statement } from '../lib/iam/statement';
import { guardrail } from './core/guardrail';
import { partnerVariants, probeOthers, probePartners } from './core/partner-probes';
import { findUnneededPartners, findIneffectivePartners, partnerPeriods, partnersSchema } from './core/partners';
import type { PartnerPeriod } from './core/partners';
import { denied, developer, possible } from './core/probe';
import { platformRoles } from './core/role-samples';
import { denyResource, oneOrMany } from './core/statements';
import { PERIMETER_SERVICES } from './data/perimeter-services';
import { callsInside } from './probes/perimeter';

const ID = 'perimeter-confused-deputy';

const schema = z.strictObject({
  partners: partnersSchema.describe(
    'Accounts outside of the organization for which AWS services may act here, including accounts of AWS, such as the one ' +
      'whose topic announces new IP ranges',
  ),
});

/**
 * A service that does not act for an account sends no source account. A source account without an organization has no
 * source organization: then the negated comparison is true, as it must be.
 */
function denyDeputies({ suffix, since, accounts }: PartnerPeriod): Statement {
  return denyResource({
    Sid: suffix,
    Action: [...PERIMETER_SERVICES.actions, 'sts:AssumeRole'],
    Resource: '*',
    Condition: {
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
      Null: { 'aws:SourceAccount': 'false' },
      StringNotEquals: {
        'aws:SourceOrgID': '{organization.id}',
        ...(accounts.length > 0 && { 'aws:SourceAccount': oneOrMany(accounts) }),
      },
      ...since,
    },
  });
}

export const perimeterConfusedDeputy = guardrail({
  id: ID,
  type: 'RESOURCE_CONTROL_POLICY',
  summary: 'AWS services access data, keys and roles only on behalf of this organization and listed partners',
  rationale:
    'A policy that trusts an AWS service trusts it for every customer of AWS: an attacker can make the same service write to ' +
    'the bucket, use the key or assume the role. Requests contain the account that the service acts for, but few policies ' +
    'check it.',
  foundBy: {
    nothing:
      'No managed rule judges for whom an AWS service acts. The external access analyzer reports who has access.',
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceorgid',
  ],
  // A pattern of role ARNs does not match services, and this guardrail binds only services.
  exempt: 'nobody',
  parameters: schema.prefault({}),
  statements: ({ partners }) => partnerPeriods(partners).map(denyDeputies),
  check: ({ partners }, organization) => findUnneededPartners(partners, organization),
  conflicts: ({ partners }, neighbors) => findIneffectivePartners(ID, partners, neighbors),
  variants: partnerVariants,
  probes: ({ partners }, place) => {
    const principal = 'service:cloudtrail.amazonaws.com';
    const calls = callsInside(place);
    const others = [
      ...calls.flatMap((call) => [
        denied(`a service calls ${call.action} for a stranger in another organization`, {
          ...call,
          principal,
          context: { 'aws:SourceAccount': place.outsider, 'aws:SourceOrgID': 'o-stranger00' },
        }),
        denied(`a service calls ${call.action} for a stranger without an organization`, {
          ...call,
          principal,
          context: { 'aws:SourceAccount': place.outsider },
        }),
        possible(`a service calls ${call.action} for an account of the organization`, {
          ...call,
          principal,
          context: { 'aws:SourceAccount': place.sibling, 'aws:SourceOrgID': place.organizationId },
        }),
        possible(`a service calls ${call.action} without a source account`, { ...call, principal }),
        possible(`a role of the account calls ${call.action}`, { ...call, principal: developer(place) }),
        // AWS sends the key for services only. Other callers are the subject of other guardrails.
        possible(`a role calls ${call.action} with a source account`, {
          ...call,
          principal: developer(place),
          context: { 'aws:SourceAccount': place.outsider },
        }),
      ]),
      ...platformRoles(place).map((principal) =>
        possible(`${principal} reads an object`, {
          principal,
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::orders/2026.csv',
          resourceAccount: place.account,
        }),
      ),
      possible('a service acts for a stranger on a resource without data', {
        principal,
        action: 'autoscaling:SetDesiredCapacity',
        resourceAccount: place.account,
        context: { 'aws:SourceAccount': place.outsider },
      }),
      possible('a service signs in a user with OIDC', {
        principal,
        action: 'sts:AssumeRoleWithWebIdentity',
        resourceAccount: place.account,
        context: { 'aws:SourceAccount': place.outsider },
      }),
    ];
    return [
      ...probeOthers(others, partners),
      ...calls.flatMap((call) =>
        probePartners(
          `a service calls ${call.action} on behalf`,
          (account) => ({ ...call, principal, context: { 'aws:SourceAccount': account } }),
          partners,
        ),
      ),
    ];
  },
});
