import { z } from 'zod';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import { deny } from './core/statements';

const schema = z.strictObject({
  minimumWindowDays: z
    .int()
    .min(8, { error: '8 to 30 days; AWS itself requires 7' })
    .max(30, { error: '8 to 30 days; AWS allows no more' })
    .optional()
    .describe(
      'The shortest waiting period, in days, with which the deletion of keys may be scheduled; default: it is denied',
    ),
});

/**
 * Actions that immediately make a key unusable, and with it everything that it encrypted, also through its key store.
 *
 * Allowed on purpose: deleting and moving aliases, which stacks do often and which loses no data; disabling rotation,
 * which loses no data either and which Config reports.
 */
const DISABLING = [
  'kms:DeleteCustomKeyStore',
  'kms:DeleteImportedKeyMaterial',
  'kms:DisableKey',
  'kms:DisconnectCustomKeyStore',
];

const SCHEDULING = 'kms:ScheduleKeyDeletion';

export const protectKmsKeys = guardrail({
  id: 'protect-kms-keys',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'KMS keys cannot be deleted, disabled or emptied of their material',
  rationale:
    'Deleting a key deletes everything that it encrypted, including backups, without touching any of it. AWS cannot restore ' +
    'a deleted key. Exempt key administrators by name, so that their roles are protected, too.',
  foundBy: ['KMS_CMK_NOT_SCHEDULED_FOR_DELETION'],
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/disconnect-keystore.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ minimumWindowDays }) =>
    minimumWindowDays === undefined
      ? [deny({ Action: [...DISABLING, SCHEDULING].sort(), Resource: '*' })]
      : [
          deny({ Sid: 'Disabling', Action: DISABLING, Resource: '*' }),
          // A request without a waiting period gets the longest one, 30 days.
          deny({
            Sid: 'Window',
            Action: SCHEDULING,
            Resource: '*',
            Condition: {
              NumericLessThan: { 'kms:ScheduleKeyDeletionPendingWindowInDays': String(minimumWindowDays) },
            },
          }),
        ],
  variants: [
    { name: 'with deletion in 30 days', parameters: { minimumWindowDays: 30 } },
    { name: 'with deletion in 14 days', parameters: { minimumWindowDays: 14 } },
  ],
  probes: ({ minimumWindowDays }, place) => {
    const principal = developer(place);
    const at = `arn:aws:kms:eu-central-1:${place.account}`;
    const onKey = (action: string) => ({ principal, action: `kms:${action}`, resource: `${at}:key/1234abcd` });
    const onStore = (action: string) => ({ principal, action: `kms:${action}` });
    const schedule = (days?: number) => ({
      ...onKey('ScheduleKeyDeletion'),
      ...(days !== undefined && { context: { 'kms:ScheduleKeyDeletionPendingWindowInDays': days } }),
    });
    const inTime = minimumWindowDays === undefined ? denied : possible;
    const window = minimumWindowDays ?? 30;
    return [
      denied('a developer disables a key', onKey('DisableKey')),
      denied('a developer deletes imported material of a key', onKey('DeleteImportedKeyMaterial')),
      denied('a developer disconnects a key store', onStore('DisconnectCustomKeyStore')),
      denied('a developer deletes a key store', onStore('DeleteCustomKeyStore')),
      denied('a developer deletes a key as soon as AWS allows it', schedule(7)),
      denied(`a developer deletes a key in ${window - 1} days`, schedule(window - 1)),
      inTime(`a developer deletes a key in ${window} days`, schedule(window)),
      inTime('a developer deletes a key with the default waiting period', schedule()),
      possible('a developer cancels the deletion of a key', { ...schedule(7), action: 'kms:CancelKeyDeletion' }),
      possible('a developer deletes an alias', { ...onKey('DeleteAlias'), resource: `${at}:alias/orders` }),
      ...['CreateAlias', 'Decrypt', 'EnableKey', 'ImportKeyMaterial', 'PutKeyPolicy', 'UpdateAlias'].map((action) =>
        possible(`a developer works with a key: ${action}`, onKey(action)),
      ),
      possible('a developer disables rotation', onKey('DisableKeyRotation')),
      possible('a developer revokes a grant', onKey('RevokeGrant')),
      possible('a developer creates a key', onStore('CreateKey')),
      possible('a developer connects a key store', onStore('ConnectCustomKeyStore')),
      possible('a developer describes key stores', onStore('DescribeCustomKeyStores')),
    ];
  },
});
