import { z } from 'zod';
import type { ConditionBlock, Statement } from '../lib/iam/statement';
import { groupBy } from '../lib/model/group-by';
import { PARTNERS, roleEverywhere } from '../lib/model/names';
import type { PartnerRole } from '../lib/model/organization';
import { guardrail } from './core/guardrail';
import { partnerVariants, probeOthers, probePartners } from './core/partner-probes';
import { findUnneededPartners, findIneffectivePartners, partnerPeriods, partnersSchema } from './core/partners';
import type { PartnerPeriod } from './core/partners';
import { compactInstant } from './core/instant';
import { denied, developer, possible } from './core/probe';
import { platformRoles } from './core/role-samples';
import { denyResource, oneOrMany } from './core/statements';
import { PERIMETER_SERVICES } from './data/perimeter-services';
import { partnerRoleProbes, partnerRoleVariants } from './probes/partner-roles';
import { callsInside, roleIn } from './probes/perimeter';

const ID = 'perimeter-trusted-identities';

const schema = z.strictObject({
  partners: partnersSchema.describe(
    'Accounts outside of the organization whose principals are trusted, including accounts of AWS, such as the one from which ' +
      'Elastic Load Balancing writes logs in older Regions',
  ),
});

/**
 * Of STS, only `AssumeRole`. Callers with SAML or OIDC, including people of Identity Center, have no organization yet,
 * and neither has the request that sets their session tags.
 */
const ASSUME = 'sts:AssumeRole';

/**
 * Callers outside of the organization and of these accounts.
 *
 * Requests of anonymous callers have neither key. So the first condition must be true for an absent key, like every negated
 * operator, and the second one too, with `IfExists`.
 */
function strangersTo(accounts: readonly string[]): ConditionBlock {
  return {
    StringNotEquals: {
      'aws:PrincipalOrgID': '{organization.id}',
      ...(accounts.length > 0 && { 'aws:PrincipalAccount': oneOrMany(accounts) }),
    },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  };
}

/** Data and keys, and all roles but those of partners, which `denyOthers` leaves to them. */
function denyStrangers({ suffix, since, accounts }: PartnerPeriod, roles: readonly string[]): readonly Statement[] {
  const Condition = { ...strangersTo(accounts), ...since };
  const data = PERIMETER_SERVICES.actions;
  if (roles.length === 0) return [denyResource({ Sid: suffix, Action: [...data, ASSUME], Resource: '*', Condition })];
  return [
    denyResource({ Sid: suffix, Action: data, Resource: '*', Condition }),
    denyResource({ Sid: `Roles${suffix}`, Action: ASSUME, NotResource: oneOrMany(roles), Condition }),
  ];
}

/** Outside of the organization, only a partner assumes its role, in any account, and until it expires. */
function denyOthers(partners: readonly PartnerRole[]): readonly Statement[] {
  const sorted = (groups: ReadonlyMap<string, readonly PartnerRole[]>) =>
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  const assume = (Sid: string, theirs: readonly PartnerRole[], Condition: ConditionBlock): Statement =>
    denyResource({ Sid, Action: ASSUME, Resource: oneOrMany(rolesOf(theirs)), Condition });
  return [
    ...sorted(groupBy(partners, ({ account }) => account)).map(([account, theirs]) =>
      assume(`PartnersOf${account}`, theirs, strangersTo([account])),
    ),
    ...sorted(groupBy(partners, ({ expires }) => expires)).map(([end, theirs]) =>
      assume(`PartnersFrom${compactInstant(end)}`, theirs, {
        ...strangersTo([]),
        DateGreaterThanEquals: { 'aws:CurrentTime': end },
      }),
    ),
  ];
}

function rolesOf(partners: readonly PartnerRole[]): readonly string[] {
  return partners.map(({ key }) => roleEverywhere({ ...PARTNERS, name: key })).sort();
}

export const perimeterTrustedIdentities = guardrail({
  id: ID,
  type: 'RESOURCE_CONTROL_POLICY',
  summary: 'Only this organization, listed partners and AWS services access data, keys and roles',
  rationale:
    'One bucket policy with a star, or one role that trusts the wrong account, gives data to strangers, and its author does ' +
    'not notice. The perimeter applies regardless of the policy on the resource. Each entry of `partners` in ' +
    '`landing-zone.yaml` may assume the role of its name, `/partner/<key>`, from its account and until it expires, and reaches ' +
    'nothing else directly; the parameter `partners` opens data, keys and all other roles to accounts.',
  foundBy: [
    'KMS_KEY_POLICY_NO_PUBLIC_ACCESS',
    'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    'SQS_QUEUE_NO_PUBLIC_ACCESS',
  ],
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid',
  ],
  // A pattern of role ARNs would exempt the role of that name in every account of AWS.
  exempt: 'nobody',
  parameters: schema.prefault({}),
  statements: ({ partners }, organization) => [
    ...partnerPeriods(partners).flatMap((period) => denyStrangers(period, rolesOf(organization.partners))),
    ...denyOthers(organization.partners),
  ],
  check: ({ partners }, organization) => findUnneededPartners(partners, organization),
  conflicts: ({ partners }, neighbors) => findIneffectivePartners(ID, partners, neighbors),
  variants: [...partnerVariants, ...partnerRoleVariants],
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
        denied(`an anonymous caller calls ${call.action}`, { ...call, principal: '*' }),
        possible(`a role of the account calls ${call.action}`, { ...call, principal: developer(place) }),
        possible(`a role of another account of the organization calls ${call.action}`, {
          ...call,
          principal: `arn:aws:iam::${place.sibling}:role/developer`,
        }),
        possible(`an AWS service calls ${call.action}`, { ...call, principal: 'service:cloudtrail.amazonaws.com' }),
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
      possible('a pod or a pipeline signs in with OIDC', signIn('AssumeRoleWithWebIdentity')),
      possible('a person signs in with Identity Center', signIn('AssumeRoleWithSAML')),
      possible('a person sets session tags', signIn('TagSession')),
      possible('a person sets a source identity', signIn('SetSourceIdentity')),
      possible('a customer of an application signs up', {
        principal: '*',
        action: 'cognito-idp:SignUp',
        resourceAccount: place.account,
      }),
      possible('a stranger uses a resource outside of the organization', {
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
      ...partnerRoleProbes(partners, place),
    ];
  },
});
