import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Sender } from './clients';
import { required } from './required';

/** Who makes the calls. */
export interface CallerIdentity {
  /** The number of its account. */
  readonly account: string;
  /** Of a session: `arn:aws:sts::<account>:assumed-role/<role>/<session>`, without the role's path. */
  readonly arn: string;
}

/**
 * Asks who makes the calls. No policy can deny this one.
 *
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function readCaller(sts: Sender<STSClient>): Promise<CallerIdentity> {
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
  return { account: required(Account, "the caller's account"), arn: required(Arn, "the caller's ARN") };
}

/** The number of the account that makes the calls. */
export async function readCallerAccount(sts: Sender<STSClient>): Promise<string> {
  return (await readCaller(sts)).account;
}
