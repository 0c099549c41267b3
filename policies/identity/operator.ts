import { permissionSet } from '../core/permission-set';
import { deny } from '../core/statements';
import { CONFIGURATION_READS } from '../data/configuration-reads';
import { OPERATIONS } from '../data/operations';
import { operatorProbes } from '../probes/identity/operator';
import { NO_API_KEYS, NO_DATA } from './denials';

/**
 * Whoever is on call. They keep running what is there, with the code, the roles and the size limits that it has.
 *
 * Session Manager, Run Command and `ecs:ExecuteCommand` are not here: a shell acts as the role of its machine and reads all
 * that it reads. The redrive of a queue is not, either: AWS demands the rights to receive, delete and send its messages.
 * Both are work for developers, or for an application's own people. `states:DescribeExecution` shows what an execution was
 * given and what it returned, which is data.
 *
 * Whoever starts an instance with an encrypted disk lets EC2 use its key, by a grant.
 *
 * Sources: https://repost.aws/knowledge-center/kms-iam-ec2-permission and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
export const operator = permissionSet({
  id: 'operator',
  rationale:
    'At three in the morning somebody must restart, scale and look. Nothing of that needs the right to change what runs, to ' +
    'read data, or to act as an application.',
  references: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started-restrict-access.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  allows: [...CONFIGURATION_READS, ...OPERATIONS],
  denies: () => [
    NO_API_KEYS,
    // For disks of instances alone. Any other grant lets somebody decrypt.
    deny({
      Sid: 'Grants',
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { StringNotLike: { 'kms:ViaService': 'ec2.*.amazonaws.com' } },
    }),
    // A service is restarted and scaled by the call that also gives it another task definition or a shell.
    deny({
      Sid: 'Release',
      Action: 'ecs:UpdateService',
      Resource: '*',
      Condition: { Null: { 'ecs:task-definition': 'false' } },
    }),
    deny({
      Sid: 'Shell',
      Action: 'ecs:UpdateService',
      Resource: '*',
      Condition: { StringEqualsIgnoreCase: { 'ecs:enable-execute-command': 'true' } },
    }),
  ],
  refuses: NO_DATA,
  probes: operatorProbes,
});
