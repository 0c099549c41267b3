import { z } from 'zod';
import { guardrail } from './form/guardrail';
import { deny } from './form/statements';

/**
 * What ends, shortens, redirects or blinds a trail, an event data store or a channel.
 *
 * Left out on purpose: `AddTags`, because creating a trail with tags needs it; registering and deregistering the
 * delegated administrator, because only the management account can call them; service-linked channels, because they
 * belong to the services that made them. The organization's own trail is read-only in member accounts anyway.
 */
const CHANGES = [
  'cloudtrail:DeleteChannel',
  'cloudtrail:DeleteEventDataStore',
  'cloudtrail:DeleteResourcePolicy',
  'cloudtrail:DeleteTrail',
  'cloudtrail:PutEventConfiguration',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:PutInsightSelectors',
  'cloudtrail:PutResourcePolicy',
  'cloudtrail:RemoveTags',
  'cloudtrail:StopEventDataStoreIngestion',
  'cloudtrail:StopImport',
  'cloudtrail:StopLogging',
  'cloudtrail:UpdateChannel',
  'cloudtrail:UpdateEventDataStore',
  'cloudtrail:UpdateTrail',
];

const CREATION = ['cloudtrail:CreateChannel', 'cloudtrail:CreateEventDataStore', 'cloudtrail:CreateTrail'];

export const protectCloudtrail = guardrail({
  id: 'protect-cloudtrail',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Trails and event data stores cannot be stopped, changed or deleted',
  rationale:
    'The first thing an intruder does with enough rights is to stop the trail. Without it nobody can say afterwards what ' +
    'happened, or that nothing did. A team may still create a trail of its own; changing it later is the platform’s part.',
  references: [
    'CIS AWS Foundations Benchmark v3.0.0, 3.1',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html',
  ],
  exempt: 'platform',
  parameters: z
    .strictObject({
      denyCreation: z
        .boolean()
        .default(false)
        .describe('Whether creating own trails, event data stores and channels is denied as well'),
    })
    .prefault({}),
  statements: ({ denyCreation }) => [
    deny({ Action: [...(denyCreation ? CREATION : []), ...CHANGES].sort(), Resource: '*' }),
  ],
});
