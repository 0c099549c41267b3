import { z } from 'zod';
import { actionsOf } from './core/action-group';
import { guardrail } from './core/guardrail';
import { rolePatternSchema } from './core/role-pattern';
import { deny, oneOrMany } from './core/statements';
import { AUDIT_READS } from './data/audit-reads';
import { quarantineProbes } from './probes/quarantine';

const schema = z.strictObject({
  readers: z
    .array(rolePatternSchema)
    .default(['arn:*:iam::*:role/platform/audit'])
    .describe('Patterns of the ARNs of roles that may still read the configuration and the history of the account'),
});

export const quarantine = guardrail({
  id: 'quarantine',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Only the platform can act, and auditors can read',
  rationale:
    'A compromised account, or one without an owner, must not change during an investigation: no new resources, no new ' +
    'trust, no sign-in. Nothing is deleted, and everything works again when the account leaves quarantine. Running resources ' +
    'keep running and are billed: AWS services use service-linked roles, which no guardrail binds; roles of instances and ' +
    'functions can no longer do anything.',
  foundBy: { nothing: 'It denies calls, and a call is not a resource that AWS Config records.' },
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
          // Before the quarantine, someone may have created a role with a reader's name: it can only read.
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
