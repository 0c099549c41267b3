import { AccountClient } from '@aws-sdk/client-account';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';

/** Clients of the services that the finisher changes, in one Region of moto's account. */
export interface FinisherClients {
  readonly region: string;
  readonly account: AccountClient;
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly sfn: SFNClient;
}

export function finisherClients(endpoint: string, region: string): FinisherClients {
  const options = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  return {
    region,
    account: new AccountClient(options),
    ec2: new EC2Client(options),
    iam: new IAMClient(options),
    kms: new KMSClient(options),
    sfn: new SFNClient(options),
  };
}
