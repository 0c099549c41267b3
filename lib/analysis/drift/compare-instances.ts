import type { ListedAccount } from '../../model/live-organization';
import type { Account } from '../../model/organization';
import { aDrift, type Drift } from './drift';

/** A stack that a StackSet must have in an account, and what CloudFormation tells of it. */
export interface ExpectedInstance {
  readonly stackSet: string;
  readonly account: Pick<ListedAccount, 'id' | 'name'>;
  readonly region: string;
  readonly state: 'current' | 'failed' | 'late';
  /** Undefined: there is none. */
  readonly instance:
    | { readonly status: string; readonly detailedStatus: string | undefined; readonly reason: string | undefined }
    | undefined;
}

/**
 * A stack that an account lacks, or that is not what its StackSet says. What an operation that runs may still bring is a note.
 *
 * @param isActive whether an operation of the StackSet is queued or runs: until it ends, no stack has failed
 * @param written the account in the files; undefined: no file has it
 */
export function compareInstance(
  { stackSet, account, region, state, instance }: ExpectedInstance,
  isActive: boolean,
  written: Account | undefined,
  homeRegion: string,
): readonly Drift[] {
  if (state === 'current') return [];
  const detail = instance?.detailedStatus === undefined ? '' : ` (${instance.detailedStatus})`;
  const fate = instance === undefined ? 'has no stack' : `has a stack that is ${instance.status}${detail}`;
  // AWS sends an empty reason as well as none.
  const reason = instance?.reason ? `: ${instance.reason}` : '';
  return [
    aDrift({
      ...{ kind: 'stack-instance-missing', subject: `${stackSet} ${account.id} ${region}`, isNote: isActive },
      at: written?.at ?? null,
      owners: written === undefined ? [] : [written.owner],
      summary: `account \`${written?.key ?? account.name}\` (${account.id}) ${fate} of StackSet \`${stackSet}\` in ${region}${reason}`,
      trace: { events: ['DeleteStackInstances', 'UpdateStackInstances'], region: homeRegion },
      fix: isActive
        ? 'nothing: an operation of the StackSet runs'
        : 'remove the cause, then edit the StackSet in the console without a change, which makes CloudFormation try again',
    }),
  ];
}
