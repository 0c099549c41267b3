import { z } from 'zod';
import { guardrail } from './form/guardrail';
import { actionsOf } from './form/layer';
import { deny, INSTANCES } from './form/statements';
import { EXPENSIVE, LONG_LOCKS, MARKETPLACE } from './lists/expensive-actions';
import { EXPENSIVE_FAMILIES, familyPatterns, familySchema } from './lists/instance-families';

const schema = z.strictObject({
  families: z
    .array(familySchema)
    .default(EXPENSIVE_FAMILIES)
    .describe('Instance families that cannot be launched, by their letters, such as `p`; an empty list: none'),
  denyLongLocks: z
    .boolean()
    .default(false)
    .describe('Whether locks that nobody can lift for years are denied: for sandboxes, never where evidence is kept'),
});

/** A positive operator: a launch, fleet or change that does not name a type stays possible. */
function denyFamilies(families: readonly string[]) {
  const types = familyPatterns([...new Set(families)]);
  return [
    deny({
      Sid: 'Families',
      Action: ['ec2:CreateFleet', 'ec2:RunInstances'],
      Resource: INSTANCES,
      Condition: { StringLike: { 'ec2:InstanceType': types } },
    }),
    deny({
      Sid: 'Resize',
      Action: 'ec2:ModifyInstanceAttribute',
      Resource: INSTANCES,
      Condition: { StringLike: { 'ec2:Attribute/InstanceType': types } },
    }),
  ];
}

export const denyExpensiveServices = guardrail({
  id: 'deny-expensive-services',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Services and instance families that cost hundreds of dollars at once cannot be bought',
  rationale:
    'A single call, made in error or by a thief, can commit to thousands of dollars: a private CA, Shield Advanced, a ' +
    'rack, a GPU cluster, a Marketplace contract. Most cannot be cancelled the next day.',
  references: [
    'https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-iam-users-groups-policies.html',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ families, denyLongLocks }) => [
    deny({ Sid: 'Purchases', Action: actionsOf(EXPENSIVE), Resource: '*' }),
    deny({
      Sid: 'Marketplace',
      Action: MARKETPLACE.actions,
      Resource: '*',
      // Absent on direct calls, which are therefore denied.
      Condition: { StringNotEquals: { 'aws:CalledViaLast': 'bedrock.amazonaws.com' } },
    }),
    ...(families.length > 0 ? denyFamilies(families) : []),
    ...(denyLongLocks ? [deny({ Sid: 'LongLocks', Action: LONG_LOCKS.actions, Resource: '*' })] : []),
  ],
});
