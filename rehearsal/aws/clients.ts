import * as backup from '@aws-sdk/client-backup';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as monitoring from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssoAdmin from '@aws-sdk/client-sso-admin';
import * as sts from '@aws-sdk/client-sts';
import { SdkClients, type Clients, type ClientsOptions, type SdkClient, type Sender } from '../../lib/aws/clients';

/** The SDK's modules of the services that a rehearsal calls, by short names: mostly the prefixes of their actions. */
export const MODULES = {
  ...{ backup, cloudformation, dynamodb, events, iam, kms, lambda, logs, monitoring, organizations, s3, sns, sqs },
  ...{ ssoAdmin, sts },
};

/** The clients of one caller in one Region. */
export interface RehearsalClients extends Clients {
  readonly backup: Sender<backup.BackupClient>;
  readonly dynamodb: Sender<dynamodb.DynamoDBClient>;
  readonly events: Sender<events.EventBridgeClient>;
  readonly iam: Sender<iam.IAMClient>;
  readonly kms: Sender<kms.KMSClient>;
  readonly lambda: Sender<lambda.LambdaClient>;
  readonly logs: Sender<logs.CloudWatchLogsClient>;
  readonly monitoring: Sender<monitoring.CloudWatchClient>;
  readonly s3: Sender<s3.S3Client>;
  readonly sns: Sender<sns.SNSClient>;
  readonly sqs: Sender<sqs.SQSClient>;
}

/** The clients of the management account's root user, by Region. */
export interface ManagementClients {
  /** In each Region of the stacks, the home Region first. */
  readonly everywhere: readonly RehearsalClients[];
  in(region: string): RehearsalClients;
}

export interface RehearsalClientsOptions extends ClientsOptions {
  readonly endpoint: string;
  /**
   * Whether requests say that they came by TLS, as behind a proxy that ends it. The emulator listens without TLS and
   * believes them. Default: true.
   */
  readonly asIfByTls?: boolean;
}

export function rehearsalClients(options: RehearsalClientsOptions): RehearsalClients {
  return new EmulatorClients(options);
}

class EmulatorClients extends SdkClients implements RehearsalClients {
  readonly #asIfByTls: boolean;

  constructor({ asIfByTls = true, ...options }: RehearsalClientsOptions) {
    super(options);
    this.#asIfByTls = asIfByTls;
  }

  get backup() {
    return this.once(backup.BackupClient);
  }
  get dynamodb() {
    return this.once(dynamodb.DynamoDBClient);
  }
  get events() {
    return this.once(events.EventBridgeClient);
  }
  get iam() {
    return this.once(iam.IAMClient);
  }
  get kms() {
    return this.once(kms.KMSClient);
  }
  get lambda() {
    return this.once(lambda.LambdaClient);
  }
  get logs() {
    return this.once(logs.CloudWatchLogsClient);
  }
  get monitoring() {
    return this.once(monitoring.CloudWatchClient);
  }
  get s3() {
    // A server with a numeric address has no host names for buckets.
    return this.once(s3.S3Client, { forcePathStyle: true });
  }
  get sns() {
    return this.once(sns.SNSClient);
  }
  get sqs() {
    return this.once(sqs.SQSClient);
  }

  protected override prepare(client: SdkClient): void {
    if (this.#asIfByTls) claimTls(client);
  }
}

function claimTls({ middlewareStack }: SdkClient): void {
  middlewareStack.add(
    (next) => (call) => {
      const { headers } = call.request as { headers: Record<string, string> };
      headers['x-forwarded-proto'] = 'https';
      return next(call);
    },
    { step: 'build', name: 'claimTls' },
  );
}
