import type { LiveAccountsStack } from './facts';
import { conditionOf } from './stack-condition';

/** Something to do, in order. */
export interface RecoveryStep {
  /** What it does, and why. */
  readonly text: string;
  /** Lines for a shell. */
  readonly commands: readonly string[];
}

/**
 * The steps after which CloudFormation takes an import into a stack.
 *
 * An import is a change set that may add resources and do nothing else, to a template that does not have them yet. A stack
 * that stopped at a failure has them in its template, as failed, and each later deployment tries to create them again. So the
 * stack goes back to where it was last at rest. `cdk rollback` must not do it: it asks for `RetainExceptOnCreate`, with which
 * CloudFormation deletes what the failed deployment created, although its `DeletionPolicy` is `Retain`; of an account, that is
 * `CloseAccount`.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RollbackStack.html
 */
export function makeReady(stack: LiveAccountsStack, region: string): readonly RecoveryStep[] {
  const aws = (command: string, more = ''): string =>
    `aws cloudformation ${command} --region ${region} --stack-name ${stack.name}${more}`;
  switch (conditionOf(stack.status)) {
    case 'paused':
      return [
        {
          text: 'Roll the stack back to its last complete state, since CloudFormation imports only then. Accounts that the failed deployment created stay at AWS and leave the stack; the import brings them back. Never use `cdk rollback` here: it asks CloudFormation to delete what the deployment created, which for an account means to close it',
          commands: [aws('rollback-stack', ' --no-retain-except-on-create'), aws('wait stack-rollback-complete')],
        },
      ];
    case 'paused-unborn':
    case 'unborn':
      return [
        {
          text: 'Delete the stack, which was never complete: CloudFormation can neither import into it nor go back. Its accounts stay at AWS (`DeletionPolicy: Retain`)',
          commands: [
            aws('update-termination-protection', ' --no-enable-termination-protection'),
            aws('delete-stack'),
            aws('wait stack-delete-complete'),
          ],
        },
      ];
    case 'stuck':
      return [continueRollback(stack, aws)];
    case 'unknown':
      return [
        {
          text: `The stack is ${stack.status ?? ''}, and AWS does not document a way out: ask AWS Support to bring it to rest, and look again`,
          commands: ['npx rampart recover'],
        },
      ];
    case 'absent':
    case 'busy':
    case 'stable':
      return [];
  }
}

/** What cannot be rolled back, such as a changed address, is skipped: it keeps its old value at AWS, too. */
function continueRollback(
  { resources }: LiveAccountsStack,
  aws: (command: string, more?: string) => string,
): RecoveryStep {
  const failed = resources.filter(({ status }) => status === 'UPDATE_FAILED').map(({ logicalId }) => logicalId);
  return {
    text: 'Bring the failed rollback to its end, without the resources that cannot be rolled back',
    commands: [
      aws('continue-update-rollback', failed.length === 0 ? '' : ` --resources-to-skip ${failed.join(' ')}`),
      aws('wait stack-rollback-complete'),
    ],
  };
}
