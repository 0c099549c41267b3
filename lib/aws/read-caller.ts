import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Sender } from './clients';
import { required } from './required';

/**
 * The number of the account that makes the calls. No policy can deny this one.
 *
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function readCallerAccount(sts: Sender<STSClient>): Promise<string> {
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  return required(Account, "the caller's account");
}
