import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

/**
 * Actions that stop, shorten, redirect or narrow a trail, an event data store or a channel.
 *
 * Allowed on purpose: `AddTags`, because creating a trail with tags needs it; registering and deregistering the delegated
 * administrator, because only the management account can call them; service-linked channels, because they belong to the
 * services that created them. The organization's own trail is read-only in member accounts anyway.
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
    'The first thing an intruder with enough permissions does is to stop the trail. Without it, nobody can find out what ' +
    'happened. A team may still create its own trail, but only the platform can change it later.',
  foundBy: ['CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED', 'MULTI_REGION_CLOUD_TRAIL_ENABLED'],
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
        .describe('Whether creating trails, event data stores and channels is denied, too'),
    })
    .prefault({}),
  statements: ({ denyCreation }) => [
    deny({ Action: [...(denyCreation ? CREATION : []), ...CHANGES].sort(), Resource: '*' }),
  ],
  variants: [{ name: 'with creation denied', parameters: { denyCreation: true } }],
  probes: ({ denyCreation }, place) => {
    const principal = developer(place);
    const at = `arn:aws:cloudtrail:eu-central-1:${place.account}`;
    const trail = (action: string) => ({ principal, action: `cloudtrail:${action}`, resource: `${at}:trail/own` });
    const store = (action: string) => ({
      principal,
      action: `cloudtrail:${action}`,
      resource: `${at}:eventdatastore/11111111-2222-3333-4444-555555555555`,
    });
    const creation = denyCreation ? denied : possible;
    return [
      denied('a developer stops a trail', trail('StopLogging')),
      denied('a developer deletes a trail', trail('DeleteTrail')),
      denied('a developer redirects a trail', trail('UpdateTrail')),
      denied('a developer narrows what a trail records', trail('PutEventSelectors')),
      denied('a developer disables insights', trail('PutInsightSelectors')),
      denied('a developer narrows the content of events', trail('PutEventConfiguration')),
      denied('a developer removes the tags of a trail', trail('RemoveTags')),
      denied('a developer deletes an event data store', store('DeleteEventDataStore')),
      denied('a developer shortens an event data store', store('UpdateEventDataStore')),
      denied('a developer stops an event data store', store('StopEventDataStoreIngestion')),
      denied('a developer stops an import', store('StopImport')),
      denied('a developer opens an event data store to others', store('PutResourcePolicy')),
      denied('a developer removes the readers of an event data store', store('DeleteResourcePolicy')),
      denied('a developer deletes a channel', store('DeleteChannel')),
      denied('a developer redirects a channel', store('UpdateChannel')),
      denied('the root user stops a trail', {
        ...trail('StopLogging'),
        principal: `arn:aws:iam::${place.account}:root`,
      }),
      creation('a developer creates a trail', trail('CreateTrail')),
      creation('a developer creates an event data store', store('CreateEventDataStore')),
      creation('a developer creates a channel', store('CreateChannel')),
      possible('a developer starts a trail', trail('StartLogging')),
      possible('a developer tags a trail', trail('AddTags')),
      possible('a developer looks up events', { principal, action: 'cloudtrail:LookupEvents' }),
      possible('a developer describes trails', { principal, action: 'cloudtrail:DescribeTrails' }),
    ];
  },
});
