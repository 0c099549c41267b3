import { z } from 'zod';
import { actionsOf } from './core/layer';
import { guardrail } from './core/guardrail';
import { rolePatternSchema } from './core/role-pattern';
import { deny, oneOrMany } from './core/statements';
import { AUDIT_READS } from './data/audit-reads';
import { quarantineProbes } from './probes/quarantine';

const schema = z.strictObject({
  readers: z
    .array(rolePatternSchema)
    .default(['arn:*:iam::*:role/platform/audit'])
    .describe('Patterns of the ARNs of roles that may still read how the account is set up and what happened in it'),
});

export const quarantine = guardrail({
  id: 'quarantine',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Nobody but the platform does anything, and auditors read',
  rationale:
    'An account that was broken into, or whose owner is gone, must stand still while somebody looks: no new resource, no ' +
    'new trust, no login. Nothing is deleted, and all is as before when the account moves on. What runs keeps running and ' +
    'is billed: AWS services act by service-linked roles, which no guardrail binds; roles of instances and functions may ' +
    'do nothing more.',
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    'https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/suspended-ou.html',
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ readers }) =>
    readers.length === 0
      ? [deny({ Action: '*', Resource: '*' })]
      : [
          deny({
            Sid: 'Everyone',
            Action: '*',
            Resource: '*',
            Condition: { ArnNotLike: { 'aws:PrincipalArn': oneOrMany([...new Set(readers)].sort()) } },
          }),
          // Who could make roles before the quarantine may have made one of a reader's name: it reads, too, no more.
          deny({ Sid: 'Readers', NotAction: actionsOf(AUDIT_READS), Resource: '*' }),
        ],
  variants: [
    { name: 'without readers', parameters: { readers: [] } },
    {
      name: 'with readers of Identity Center',
      parameters: {
        readers: [
          'arn:*:iam::*:role/platform/audit',
          'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Audit_*',
        ],
      },
    },
  ],
  probes: quarantineProbes,
});
